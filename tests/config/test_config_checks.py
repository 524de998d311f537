from __future__ import annotations

from dataclasses import replace

import pytest

from hmi.config.checks import check
from hmi.config.database import ConfigDatabase
from hmi.melsec.tag_addresses import check_ack_address, check_address
from hmi.model.plant import McProtocol, Plant, Plc, PollingGroup, PollingMode, Series, Tag, TagType

PLC = Plc("P", "10.0.0.1")
GROUP = PollingGroup("G", "P")
TAG = Tag("P", "D1", "T", TagType.INT, "G")
HANDSHAKE = replace(GROUP, polling_mode=PollingMode.HANDSHAKE, ack_bit_address="M1", allow_plc_writes=True)
SOUND = Plant((PLC,), (GROUP,), (TAG,))


def found(database: ConfigDatabase, plant: Plant) -> tuple[list[str], list[str]]:
    """Problems and warnings of a plant, by the way of the database."""
    database.replace_plant(Plant(), plant)
    findings = check(
        database, check_address=check_address, check_ack_address=check_ack_address, max_running=2
    )
    return (
        [f.text for f in findings if f.is_problem],
        [f.text for f in findings if not f.is_problem],
    )


def test_nothing_to_say_about_a_sound_plant(database: ConfigDatabase) -> None:
    assert found(database, SOUND) == ([], [])


def test_an_empty_configuration_is_a_problem(database: ConfigDatabase) -> None:
    (problem,) = found(database, Plant())[0]
    assert "'hmi config import'" in problem


@pytest.mark.parametrize(
    ("plant", "problem"),
    [
        (
            replace(SOUND, groups=tuple(replace(GROUP, group_name=name) for name in "GHI")),
            "3 polling groups are active, and at most 2 run at once",
        ),
        (replace(SOUND, tags=(replace(TAG, tag_address="Q1"),)), "tag Q1 (T) of PLC 'P': Address 'Q1'"),
        (replace(SOUND, tags=(replace(TAG, tag_address="d01"),)), "import it again, it becomes D1"),
        (replace(SOUND, tags=(replace(TAG, tag_address="M1"),)), "its type is BOOL, not INT"),
        (
            replace(SOUND, plcs=(replace(PLC, series=Series.IQ_F),), tags=(replace(TAG, tag_address="X9"),)),
            "octal",
        ),
        (
            replace(SOUND, groups=(replace(GROUP, trigger_bit_address="D1"),)),
            "polling group 'G', trigger_bit_address: D1 is a word",
        ),
        (replace(SOUND, groups=(replace(HANDSHAKE, ack_bit_address="D1.0"),)), "cannot be written without"),
        (replace(SOUND, groups=(replace(HANDSHAKE, trigger_bit_address="M1"),)), "M1 is the trigger bit"),
        (
            replace(SOUND, groups=(replace(GROUP, ack_bit_address="?"),)),
            "polling group 'G', ack_bit_address: Address '?'",
        ),
    ],
)
def test_what_will_not_work_is_a_problem(database: ConfigDatabase, plant: Plant, problem: str) -> None:
    assert problem in found(database, plant)[0][0]


@pytest.mark.parametrize(
    ("plant", "warning"),
    [
        (replace(SOUND, groups=(), tags=()), "no polling group is configured"),
        (replace(SOUND, tags=()), "'G' has no active tag"),
        (replace(SOUND, tags=(replace(TAG, is_active=False),)), "'G' has no active tag"),
        (replace(SOUND, plcs=(replace(PLC, is_active=False),)), "its PLC 'P' is not, so it does not run"),
        (replace(SOUND, groups=(replace(GROUP, is_active=False),)), "its 1 active tags are not read"),
        (
            replace(SOUND, groups=(replace(GROUP, trigger_bit_address="M1"),)),
            "FIXED, so its trigger_bit_address",
        ),
        (
            replace(
                SOUND,
                groups=(replace(HANDSHAKE, trigger_bit_address="M0", allow_plc_writes=False),),
            ),
            "allow_plc_writes is 0",
        ),
        (replace(SOUND, groups=(HANDSHAKE,)), "but no trigger_bit_address, so there is nothing to acknow"),
        (
            replace(
                SOUND,
                plcs=(replace(PLC, protocol=McProtocol.MC_3E_ASCII),),
                tags=(TAG, replace(TAG, tag_address="ZR10")),
            ),
            "PLC 'P' has 1 ZR tags and is asked in MC_3E_ASCII",
        ),
        (replace(SOUND, plcs=(PLC, replace(PLC, plc_code="Q"))), "2 active PLCs have the same ip_address"),
    ],
)
def test_what_may_not_be_meant_is_a_warning(database: ConfigDatabase, plant: Plant, warning: str) -> None:
    problems, warnings = found(database, plant)
    assert not problems
    assert len(warnings) == 1
    assert warning in warnings[0]
