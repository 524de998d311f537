"""The watch on a group's bits: what it asks for, and what it makes of the answers."""

from __future__ import annotations

from hmi.melsec.errors import PlcConnectionError
from hmi.model.plant import TagType
from hmi.model.reading import NO_FAULTS, Fault, Quality
from hmi.polling.recorder import Poll
from hmi.polling.watch import Look, TriggerWatch
from tests.polling.handshake_rig import GROUP

REFUSED = Fault(Quality.BAD, "PLC P1: no such device (4031)")


class Notes:
    """Takes note of what the watch says."""

    def __init__(self) -> None:
        self.looks: list[Look | None] = []
        self.troubles: list[str] = []
        self.overruns: list[int] = []

    def looked(self, look: Look | None, trouble: str) -> None:
        self.looks.append(look)
        self.troubles.append(trouble)


def watch(notes: Notes, ack: str | None = "M101") -> TriggerWatch:
    return TriggerWatch(GROUP, "M100", ack, notes, notes.overruns.append)


def test_it_asks_for_its_bits_at_the_groups_interval() -> None:
    one = watch(Notes())
    assert (one.name, one.interval_s) == ("trigger of PAINT", 0.1)
    assert [(tag.tag_address, tag.tag_type) for tag in one.tags] == [
        ("M100", TagType.BOOL),
        ("M101", TagType.BOOL),
    ]
    assert [tag.tag_address for tag in watch(Notes(), None).tags] == ["M100"]


def test_it_hands_on_what_was_seen_and_when() -> None:
    notes = Notes()
    watch(notes).receives(Poll((True, False), NO_FAULTS), 7.5, 1)
    watch(notes, None).receives(Poll((False,), NO_FAULTS), 8.5, 1)
    assert notes.looks == [Look(True, False, 7.5), Look(False, None, 8.5)]
    assert notes.troubles == ["", ""]


def test_a_trigger_that_cannot_be_read_is_said_with_its_reason() -> None:
    notes = Notes()
    watch(notes).receives(Poll((None, False), {0: REFUSED}), 7.5, 1)
    assert notes.looks == [None]
    assert notes.troubles == ["trigger of PAINT (M100): PLC P1: no such device (4031)"]


def test_an_acknowledge_that_cannot_be_read_hides_no_trigger() -> None:
    notes = Notes()
    watch(notes).receives(Poll((True, None), {1: REFUSED}), 7.5, 1)
    assert notes.looks == [Look(True, None, 7.5)]
    assert "acknowledge of PAINT (M101)" in notes.troubles[0]


def test_failures_deaths_and_looks_left_out_are_said() -> None:
    notes = Notes()
    one = watch(notes)
    one.starts(0.5)
    one.fails(PlcConnectionError("P1", "no answer"), 7.5)
    one.crashes(ZeroDivisionError("injected"))
    one.overruns(3)
    assert notes.looks == [None, None]
    assert notes.troubles[0] == "PLC P1: no answer"
    assert "injected" in notes.troubles[1]
    assert notes.overruns == [3]
