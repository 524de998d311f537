"""The quarantine's file among other processes, on a disk that refuses, and damaged in every way."""

from __future__ import annotations

import errno
import logging
import random
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from hmi.historian import quarantine as quarantine_module
from hmi.historian.protocol import Rejected
from hmi.historian.quarantine import Quarantine
from hmi.historian.quarantine_file import open_file
from hmi.historian.quarantine_rows import EVERY_ROW, Which
from hmi.historian.quarantine_salvage import set_aside
from hmi.model.reading import Quality, Row
from tests.pipeline.samples import EPOCH

ROWS = 200


def refused(number: int, code: str = "ORA-01426") -> Rejected:
    at = EPOCH + timedelta(seconds=number)
    row = Row(at, "PLC1", f"D{number}", f"temp {number}", number / 2, Quality.GOOD, "PRESS")
    return Rejected(row, code, f"numeric overflow of row {number}")


EVERY_REFUSED = {refused(number).row for number in range(ROWS)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "quarantine"


@pytest.fixture
def quarantine(folder: Path) -> Iterator[Quarantine]:
    with closing(Quarantine(folder)) as quarantine:
        yield quarantine


# -- processes --------------------------------------------------------------------------------------------

WRITE_AND_WAIT = """
import sys
from pathlib import Path
sys.path.insert(0, {root!r})
from hmi.historian.quarantine import Quarantine
from tests.historian.test_quarantine_file import refused
quarantine = Quarantine(Path(sys.argv[1]))
quarantine.write([refused(number) for number in range(int(sys.argv[2]))])
print("written", flush=True)
sys.stdin.read()
"""


def writing_process(folder: Path, rows: int) -> subprocess.Popen[str]:
    root = str(Path(__file__).parents[2])
    command = [sys.executable, "-c", WRITE_AND_WAIT.format(root=root), str(folder), str(rows)]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "written\n"
    return process


def test_what_write_has_taken_survives_a_kill(folder: Path) -> None:
    with writing_process(folder, 3) as process:
        process.kill()
    assert process.returncode != 0
    with closing(Quarantine(folder)) as quarantine:
        assert quarantine.count == 3


def test_two_processes_work_on_it_at_once(folder: Path) -> None:
    with writing_process(folder, 5) as station:
        with closing(Quarantine(folder)) as command_line:
            assert command_line.count == 5
            assert command_line.release(Which(tag_address="D3")) == 1
        with closing(Quarantine(folder)) as replay:
            assert replay.released(9) == [refused(3).row]
        station.communicate(timeout=20)


def test_threads_work_on_it_at_once(quarantine: Quarantine, folder: Path) -> None:
    others = [Quarantine(folder) for _ in range(2)]
    crowd = [quarantine, quarantine, *others]

    def write(number: int) -> None:
        for row in range(20):
            crowd[number].write([refused(row), refused(100 * number + row)])

    threads = [threading.Thread(target=write, args=[number]) for number in range(len(crowd))]
    quarantine.write([refused(0)])
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert quarantine.reconcile(0) == 80
    assert len(quarantine.rows(limit=1000)) == 80
    for other in others:
        other.close()


# -- the disk ---------------------------------------------------------------------------------------------


def test_a_refusing_disk_keeps_nothing(quarantine: Quarantine, folder: Path) -> None:
    folder.write_bytes(b"a file where the folder should be")
    with pytest.raises(OSError, match="exists"):
        quarantine.write([refused(0)])
    folder.unlink()
    quarantine.write([refused(0)])
    assert quarantine.count == 1


def test_a_full_disk_keeps_nothing(
    quarantine: Quarantine, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quarantine.write([refused(0)])
    quarantine.close()

    def small(path: Path) -> sqlite3.Connection:
        connection = open_file(path)
        connection.execute("PRAGMA max_page_count = 20")
        return connection

    monkeypatch.setattr(quarantine_module, "open_file", small)
    with pytest.raises(OSError, match="full") as caught:
        quarantine.write([refused(number) for number in range(2000)])
    assert caught.value.errno == errno.ENOSPC
    assert quarantine.count == 1
    monkeypatch.undo()
    quarantine.write([refused(number) for number in range(2000)])
    assert quarantine.count == 2000


def test_a_lock_that_is_held_too_long_keeps_nothing(
    quarantine: Quarantine, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quarantine.write([refused(0)])
    quarantine.close()
    monkeypatch.setattr("hmi.historian.quarantine_file.BUSY_S", 0.01)
    with closing(sqlite3.connect(folder / "quarantine.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(OSError, match="locked"):
            quarantine.write([refused(1)])
        assert [one.row for one in quarantine.rows()] == [refused(0).row]  # readers do not wait
    quarantine.write([refused(1)])
    assert quarantine.count == 2


def test_a_mistake_of_the_program_costs_no_sound_file(
    quarantine: Quarantine, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quarantine.write([refused(0)])
    monkeypatch.setattr("hmi.historian.quarantine_sql._CODES", "SELECT ?")
    with pytest.raises(sqlite3.ProgrammingError):
        quarantine.codes()
    assert quarantine.rows()[0].row == refused(0).row
    assert list(folder.glob("quarantine_damaged_*")) == []


def test_a_file_deleted_while_running_is_made_anew(quarantine: Quarantine, folder: Path) -> None:
    quarantine.write([refused(0), refused(1)])
    for path in folder.iterdir():
        path.unlink()
    assert quarantine.rows() == []
    assert quarantine.count == 0
    quarantine.write([refused(2)])
    quarantine.close()
    with closing(Quarantine(folder)) as again:
        assert [one.row for one in again.rows()] == [refused(2).row]


def test_a_folder_moved_while_it_is_open(quarantine: Quarantine, folder: Path) -> None:
    quarantine.write([refused(0)])
    folder.rename(folder.with_name("away"))
    quarantine.write([refused(1)])
    assert quarantine.count == 1


def test_closing_does_not_wait_for_a_disk_that_hangs(
    quarantine: Quarantine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quarantine_module, "BUSY_S", 0.01)
    quarantine.write([refused(0)])
    with quarantine._lock:
        quarantine.close()
        assert quarantine.count == 1


# -- damage -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed quarantine of ROWS rows, one of them corrected and released."""
    folder = tmp_path_factory.mktemp("sound") / "quarantine"
    with closing(Quarantine(folder)) as quarantine:
        quarantine.write([refused(number) for number in range(ROWS)])
    return folder / "quarantine.db"


def damaged_copy(sound: Path, folder: Path, content: bytes) -> Quarantine:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    (folder / "quarantine.db").write_bytes(content)
    return Quarantine(folder)


def check(quarantine: Quarantine) -> int:
    """It can be read and written, holds only what was written, and nothing of it is gone from the disk."""
    kept = {one.row for one in quarantine.rows(limit=10_000)}
    assert kept <= EVERY_REFUSED
    quarantine.write([refused(number, "AGAIN") for number in range(ROWS)])
    assert {one.row for one in quarantine.rows(limit=10_000)} == EVERY_REFUSED
    assert quarantine.count == ROWS
    assert quarantine.release(EVERY_ROW) == ROWS
    assert set(quarantine.released(1000)) == EVERY_REFUSED
    return len(kept)


def test_no_flipped_bit_keeps_it_from_opening(sound: Path, folder: Path) -> None:
    logging.getLogger("hmi").setLevel(logging.CRITICAL)
    content = sound.read_bytes()
    chance = random.Random(5)
    places = [*range(0, 100, 5), *(chance.randrange(len(content)) for _ in range(40))]
    saved = []
    try:
        for place in places:
            flipped = bytearray(content)
            flipped[place] ^= 1 << chance.randrange(8)
            with closing(damaged_copy(sound, folder, bytes(flipped))) as quarantine:
                saved.append(check(quarantine))
    finally:
        logging.getLogger("hmi").setLevel(logging.NOTSET)
    # A row is 150 bytes; what is lost of one bit is a page of 4,096 at the most.
    assert min(saved) >= ROWS - 40
    assert sum(saved) / len(saved) > ROWS - 5


def test_no_cut_write_ahead_log_keeps_it_from_opening(folder: Path, tmp_path: Path) -> None:
    with closing(Quarantine(folder)) as quarantine:
        for number in range(ROWS):
            quarantine.write([refused(number)])
        files = {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.endswith("-shm")}
    log = files["quarantine.db-wal"]
    chance = random.Random(5)
    for size in (0, 31, 4000, *(chance.randrange(len(log)) for _ in range(10))):
        copy = tmp_path / f"cut at {size}"
        copy.mkdir()
        (copy / "quarantine.db").write_bytes(files["quarantine.db"])
        (copy / "quarantine.db-wal").write_bytes(log[:size])
        with closing(Quarantine(copy)) as cut:
            check(cut)


@pytest.mark.parametrize("part", [0.0, 0.001, 0.1, 0.5, 0.9, 0.999])
def test_no_truncation_keeps_it_from_opening(sound: Path, folder: Path, part: float) -> None:
    content = sound.read_bytes()
    with closing(damaged_copy(sound, folder, content[: int(len(content) * part)])) as quarantine:
        check(quarantine)


@pytest.mark.parametrize("content", [b"timestamp,plc_code\r\n" * 500, bytes(8192), b"\xff" * 5000])
def test_another_file_in_its_place_is_set_aside(sound: Path, folder: Path, content: bytes) -> None:
    with closing(damaged_copy(sound, folder, content)) as quarantine:
        assert check(quarantine) == 0
    (aside,) = folder.glob("quarantine_damaged_*.db")
    assert aside.read_bytes() == content


def test_another_program_s_database_is_set_aside(folder: Path) -> None:
    folder.mkdir()
    with closing(sqlite3.connect(folder / "quarantine.db")) as foreign:
        foreign.execute("CREATE TABLE rows (id INTEGER PRIMARY KEY, x)")
    with closing(Quarantine(folder)) as quarantine:
        assert check(quarantine) == 0
    assert len(list(folder.glob("quarantine_damaged_*.db"))) == 1


def test_the_first_page_may_be_gone(sound: Path, folder: Path) -> None:
    content = bytes(4096) + sound.read_bytes()[4096:]
    with closing(damaged_copy(sound, folder, content)) as quarantine:
        assert check(quarantine) == ROWS


def test_damage_while_it_is_open_costs_only_what_is_damaged(quarantine: Quarantine, folder: Path) -> None:
    quarantine.write([refused(number) for number in range(ROWS)])
    quarantine.close()
    path = folder / "quarantine.db"
    quarantine.rows(1)  # opens it again
    content = bytearray(path.read_bytes())
    at = content.index(b"temp 77")
    content[at : at + 4] = b"TEMP"
    path.write_bytes(content)  # the same file, so that only the checksum tells
    quarantine.close()
    assert len(quarantine.rows(limit=1000)) == ROWS - 1
    quarantine.write([refused(number) for number in range(ROWS)])
    assert quarantine.count == ROWS
    (aside,) = folder.glob("quarantine_damaged_*.db")
    assert b"TEMP 77" in aside.read_bytes()


def test_a_salvage_that_was_cut_off_is_finished(sound: Path, folder: Path) -> None:
    folder.mkdir()
    shutil.copyfile(sound, folder / "quarantine_damaged_20261122_030000.db.salvage")
    with closing(Quarantine(folder)) as quarantine:
        assert quarantine.count == ROWS
        assert [one.row for one in quarantine.rows(1)] == [refused(ROWS - 1).row]
    assert (folder / "quarantine_damaged_20261122_030000.db").exists()


def test_a_sound_file_that_has_taken_the_place_is_left_alone(quarantine: Quarantine, folder: Path) -> None:
    quarantine.write([refused(0)])
    path = folder / "quarantine.db"
    set_aside(path, path.stat().st_ino + 1, EPOCH)  # another process was quicker
    assert quarantine.rows()[0].row == refused(0).row
    assert list(folder.glob("quarantine_damaged_*")) == []


def test_the_log_says_what_was_saved_and_where_the_rest_is(
    sound: Path, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    content = bytes(4096) + sound.read_bytes()[4096:]
    with closing(damaged_copy(sound, folder, content)) as quarantine:
        assert quarantine.count == ROWS
    (aside,) = folder.glob("quarantine_damaged_*.db")
    assert f"{ROWS} rows of it are intact" in caplog.text
    assert f"the damaged one is kept as {aside.name}" in caplog.text
