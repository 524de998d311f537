"""Ways in which a replay could store a row twice, lose one or mix up their order."""

from __future__ import annotations

import signal
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hmi.historian.oracle import OracleHistorian
from hmi.historian.oracle_session import OracleSettings
from hmi.historian.oracle_tables import OracleTables
from hmi.historian.quarantine_rows import EVERY_ROW
from hmi.historian.sqlite import SqliteHistorian
from hmi.model.plant import TagType
from hmi.model.reading import Reading, Receipt, Value
from hmi.model.status import RowCounts
from hmi.model.tables import OWN_MAPPINGS, Column, Mappings, Source, TableMapping
from tests.historian.oracle_plant import OracleUser, create, directory, everywhere, tag
from tests.historian.replay_rig import DOWN, MakeReplayRig, ReplayRig, earlier_run, keys_of, rows_of
from tests.historian.scripted import REFUSED, Answer, ScriptedHistorian
from tests.pipeline.samples import reading
from tests.processes import hmi_here, hmi_running
from tests.servers.oracle.fixture import PASSWORD
from tests.servers.oracle.server import OracleServer

pytestmark = pytest.mark.promise("R3", "R12", "R14")

ANSWERS: list[Answer] = ["ok", "lost answer", "short", DOWN, REFUSED]

KEYLESS = TableMapping(
    "KEYLESS",
    (Column("TS", Source.TS), Column("ADDRESS", Source.TAG_ADDRESS), Column("VAL", Source.NUMBER)),
    ("ADDRESS", "TS"),
)


@contextmanager
def impatient() -> Iterator[None]:
    """Every pause shorter."""
    names = ("old_rows._PAUSE_S", "replay._IDLE_S", "replay_files._LOOK_EVERY_S", "replay._LOOK_S")
    with patch.multiple("hmi.historian.replay_released", _LOOK_EVERY_S=0.01):
        patches = [patch(f"hmi.historian.{name}", 0.002) for name in names]
        for one in patches:
            one.start()
        try:
            yield
        finally:
            for one in patches:
                one.stop()


def replay_until(rig: ReplayRig, stored: int) -> None:
    """Run until so many rows are stored, or there are no more."""
    rig.start_all()
    rig.until(lambda: rig.ledger.counts().stored >= stored or not rig.backup.waiting())
    rig.end()


def replay_all(rig: ReplayRig) -> None:
    """Run until every row is stored, those of a file that is still open, too."""
    rig.start_all()
    rig.until(lambda: rig.ledger.counts().pending == 0)
    rig.replay.start()
    rig.until_replayed()
    rig.until(lambda: rig.ledger.counts().backed_up == 0)
    rig.end()


@settings(max_examples=25)
@given(
    files=st.lists(st.integers(1, 6), min_size=1, max_size=4),
    answers=st.lists(st.sampled_from(ANSWERS), max_size=6),
    live=st.integers(0, 4),
    batch_size=st.integers(3, 20),
    restart_at=st.none() | st.integers(0, 60),
    forgets=st.booleans(),
)
def test_in_any_outage_every_row_is_stored_once_and_in_order(
    files: list[int],
    answers: list[Answer],
    live: int,
    batch_size: int,
    restart_at: int | None,
    forgets: bool,
) -> None:
    """By their time the rows of a group are in the order in which they were acquired (R3, R12, R14)."""
    acquired: list[Reading] = []
    historian = ScriptedHistorian(*answers)
    with tempfile.TemporaryDirectory() as name, impatient():
        folder = Path(name)
        (folder / "backup").mkdir()
        for count in files:
            new = [reading(len(acquired) + one, 5, value=len(acquired) + one) for one in range(count)]
            earlier_run(folder / "backup", *new)
            acquired += new
        if restart_at is not None:
            first = ReplayRig(folder, historian, batch_size=batch_size, probe_interval_s=0.0)
            replay_until(first, restart_at)
            first.backup.close()
            if forgets:  # as a kill may
                (folder / "journal" / "replay.json").unlink(missing_ok=True)
        rig = ReplayRig(folder, historian, batch_size=batch_size, probe_interval_s=0.0, retry_delays=(0.0,))
        polls = [reading(1000 + number, 5, value=1000 + number) for number in range(live)]
        rig.feed(*polls)
        replay_all(rig)
        acquired += polls
        by_time = sorted(historian.rows.values(), key=lambda row: row.ts)
        rig.quarantine.close()
        rig.backup.close()
    counts = rig.ledger.counts()
    assert counts.accepted == counts.stored
    assert [(row.ts, row.value) for row in by_time] == [(row.ts, row.value) for row in rows_of(*acquired)]


def test_two_sources_at_once(make_replay_rig: MakeReplayRig, tmp_path: Path) -> None:
    (tmp_path / "backup").mkdir()
    old = [reading(number, 10) for number in range(20)]
    earlier_run(tmp_path / "backup", *old)
    historian = ScriptedHistorian()
    historian.is_bad = lambda row: row.ts == held.ts and row.value == 0.5
    held = reading(100, 25)
    rig = make_replay_rig(historian, automatic=False)
    rig.start_all()
    rig.write_until_settled(held)
    rig.quarantine.correct(EVERY_ROW, value=8.5)
    rig.quarantine.release(EVERY_ROW)
    rig.replay.start()
    rig.until_replayed()
    rig.until(lambda: rig.quarantine.count == 0)
    rig.end()
    assert rig.ledger.counts() == RowCounts(accepted=225, stored=225)
    assert set(historian.rows) == keys_of(held, *old)


def test_damaged_rows_are_set_aside_and_accounted_for(make_replay_rig: MakeReplayRig, tmp_path: Path) -> None:
    folder = tmp_path / "backup"
    folder.mkdir()
    name = earlier_run(folder, *[reading(number, 10) for number in range(5)])
    lines = (folder / name).read_bytes().splitlines(keepends=True)
    lines[7] = lines[7].replace(b"0.5", b"0.7")  # by a disk, or by a hand
    del lines[20:23]
    (folder / name).write_bytes(b"".join(lines))
    historian = ScriptedHistorian()
    rig = make_replay_rig(historian)
    rig.start_all()
    rig.until_replayed()
    rig.until(lambda: rig.ledger.counts() == RowCounts(accepted=50, stored=46, quarantined=4))
    assert rig.backup.status().set_aside_files == 1
    assert rig.replay.refused_rows == 4
    rig.end()
    assert {row.value for row in historian.rows.values()} == {0.5}


@pytest.mark.parametrize("mapping", [None, KEYLESS], ids=["own table", "a table without a key"])
def test_into_oracle_once_though_progress_and_files_come_back(
    session: OracleUser,
    oracle_server: OracleServer,
    make_replay_rig: MakeReplayRig,
    tmp_path: Path,
    mapping: TableMapping | None,
) -> None:
    """As after a kill between the last commit and the moment when the file was put away."""
    mappings: Mappings = OWN_MAPPINGS if mapping is None else everywhere(mapping)
    if mapping is None:
        create(session, OWN_MAPPINGS[next(iter(OWN_MAPPINGS))])
    else:
        session.run("CREATE TABLE KEYLESS (TS TIMESTAMP(6), ADDRESS VARCHAR2(9), VAL NUMBER)")
    tags = (tag(0, TagType.INT), tag(1, TagType.REAL))
    known = directory(*tags)
    values: list[tuple[Value, Value]] = [(number, number / 4) for number in range(30)]
    polls = [
        Reading("OPERATION", "P1", reading(number).ts, tags, pair, receipt=Receipt())
        for number, pair in enumerate(values)
    ]
    (tmp_path / "backup").mkdir()
    for _ in range(2):
        earlier_run(tmp_path / "backup", *polls)
        way = OracleSettings("127.0.0.1", "LINESIDE", "HMI", PASSWORD, port=oracle_server.port, pool_min=1)
        with closing(OracleHistorian(way, OracleTables(mappings, known))) as historian:
            rig = make_replay_rig(historian, directory=known)
            rig.start_all()
            rig.until_replayed()
            rig.end()
        assert rig.ledger.counts() == RowCounts(accepted=60, stored=60)
    assert len(session.rows("TAG_VALUES" if mapping is None else "KEYLESS")) == 60


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is of other systems")
def test_killed_in_the_middle_the_next_one_ends_it(tmp_path: Path) -> None:
    folder = tmp_path / "backup"
    folder.mkdir()
    for number in range(4):
        earlier_run(folder, *[reading(1000 * number + second, 50) for second in range(50)])
    (tmp_path / "settings.toml").write_text("[backup]\nreplay_rows_per_s = 1000\n", encoding="utf-8")

    def stored() -> int:
        with closing(SqliteHistorian(tmp_path / "historian.db")) as historian:
            return historian.row_count()

    with hmi_running("backup", "replay", "--data-dir", tmp_path) as process:
        deadline, pause = time.monotonic() + 60, threading.Event()  # a process starts slowly under load
        while stored() <= 500:
            assert time.monotonic() < deadline
            pause.wait(0.05)
        process.send_signal(signal.SIGKILL)
        process.wait(20)
    assert stored() < 10_000
    (tmp_path / "settings.toml").unlink()
    done = hmi_here("backup", "replay", "--data-dir", tmp_path)
    assert done.returncode == 0, done.stderr
    assert stored() == 10_000
    assert not list(folder.glob("*.csv"))
