"""Tests of hmi.pipeline.journal over damaged files: a start never fails, and what is whole is kept."""

from __future__ import annotations

import itertools
import logging
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from hmi.model.reading import Reading
from hmi.pipeline.journal import Journal
from hmi.pipeline.journal_file import checkpoint, log_of
from hmi.pipeline.journal_pages import PAGE
from tests.pipeline.journals import EVERYTHING, opened
from tests.pipeline.samples import reading

FRAME = PAGE + 24
HEADER = 32


Place = tuple[str, int]
"""Which of the two files, and which page or frame of it."""


@dataclass(frozen=True)
class Files:
    """A killed program's journal: two files, and what was in them."""

    database: bytes
    log: bytes
    appended: tuple[Reading, ...]
    pending: tuple[Reading, ...]
    log_sizes: dict[int, int]
    """After the commit of each reading, by its number."""

    def write(self, folder: Path, database: bytes | None = None, log: bytes | None = None) -> Path:
        """The files, or others in their place, in a new folder."""
        folder.mkdir()
        path = folder / "journal.db"
        path.write_bytes(self.database if database is None else database)
        log_of(path).write_bytes(self.log if log is None else log)
        return folder

    def is_hit(self, one: Reading, damaged: set[Place]) -> bool:
        """True when some of the reading's bytes are there, or all there is of one of its tags."""
        own = (repr(value).encode() for value in one.values[::25])  # a page has more than 100
        if any(self._places(part) & damaged for part in own):
            return True
        texts = (
            f'"{tag.plc_code}","{tag.tag_address}","{tag.tag_name}"'.encode() for tag in reversed(one.tags)
        )
        return any(self._places(text) <= damaged for text in texts)

    def _places(self, text: bytes) -> set[Place]:
        return {
            place_of(name, at)
            for name, file in (("database", self.database), ("log", self.log))
            for at in found_at(file, text)
        }


def found_at(file: bytes, text: bytes) -> Iterator[int]:
    at = file.find(text)
    while at >= 0:
        yield at
        at = file.find(text, at + 1)


def place_of(name: str, offset: int) -> Place:
    return (name, offset // PAGE if name == "database" else max(0, offset - HEADER) // FRAME)


def various(number: int, rng: random.Random) -> Reading:
    """Readings from one value to some that fill several pages, no two alike."""
    size = rng.choice([1, 3, 40, 40, 100, 700])
    plain = reading(number, size, group_name=f"G{number % 3}", receipt=False)
    values = tuple(rng.random() for _ in range(size))
    return Reading(plain.group_name, plain.plc_code, plain.ts, plain.tags, values)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    folder = tmp_path_factory.mktemp("whole")
    rng = random.Random(5)
    journal = Journal(folder)
    journal.open()
    numbers = itertools.count()
    appended: list[Reading] = []
    log_sizes: dict[int, int] = {}

    def append(commits: int) -> None:
        for _ in range(commits):
            batch = journal.append([various(next(numbers), rng) for _ in range(rng.randint(1, 4))])
            appended.extend(batch)
            size = log_of(journal.path).stat().st_size
            log_sizes.update((one.journal_seq, size) for one in batch)

    append(12)
    journal.acknowledge(appended[3:9])
    journal.flush()
    checkpoint(journal.path, whole=True)
    log_sizes = dict.fromkeys(log_sizes, 0)
    append(12)
    at_rest = appended[:1] + appended[20:24]
    journal.acknowledge(at_rest)
    append(1)
    pending = [one for one in appended if one not in at_rest and one not in appended[3:9]]
    database, log = journal.path.read_bytes(), log_of(journal.path).read_bytes()
    journal.close()
    return Files(database, log, tuple(appended), tuple(pending), log_sizes)


@pytest.fixture(autouse=True)
def quiet(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL + 1)


def recovered(folder: Path) -> list[Reading]:
    """What a start finds; the journal then works, and the next start finds the same and one more."""
    with opened(folder) as journal:
        assert not journal.refuses
        found = journal.take_leftovers(EVERYTHING)
        assert journal.leftover_values == sum(map(len, found))
        assert journal.take_lost() == 0
        journal.append([reading(9_999)])
    with opened(folder) as journal:
        assert journal.take_leftovers(EVERYTHING) == [*found, reading(9_999)]
    return found


def missing(files: Files, found: list[Reading]) -> list[Reading]:
    """The pending readings that were not found; nothing was found that was never there."""
    assert all(one in files.appended for one in found)
    assert len({one.ts for one in found}) == len(found)
    return [one for one in files.pending if one not in found]


def test_whole_files_give_everything(files: Files, tmp_path: Path) -> None:
    assert recovered(files.write(tmp_path / "j")) == list(files.pending)
    assert not list((tmp_path / "j").glob("*damaged*"))


@pytest.mark.parametrize("name", ["database", "log"])
def test_a_flipped_bit_costs_what_it_hit(files: Files, tmp_path: Path, name: str) -> None:
    whole = files.database if name == "database" else files.log
    rng = random.Random(11)
    offsets = [18, 20, 30, 60, *(rng.randrange(len(whole)) for _ in range(10))]
    for trial, offset in enumerate(offsets):
        broken = bytearray(whole)
        broken[offset] ^= 1 << rng.randrange(8)
        folder = files.write(tmp_path / str(trial), **{name: bytes(broken)})
        for one in missing(files, recovered(folder)):
            assert files.is_hit(one, {place_of(name, offset)}), (offset, one.journal_seq)


def test_a_log_that_was_cut_gives_every_commit_before(files: Files, tmp_path: Path) -> None:
    rng = random.Random(12)
    for trial in range(8):
        size = rng.randrange(len(files.log))
        folder = files.write(tmp_path / str(trial), log=files.log[:size])
        lost = missing(files, recovered(folder))
        assert all(files.log_sizes[one.journal_seq] > size for one in lost)


def test_a_file_that_was_cut_gives_what_is_left(files: Files, tmp_path: Path) -> None:
    rng = random.Random(13)
    last = len(files.database) // PAGE
    for trial, size in enumerate([0, 50, *(rng.randrange(len(files.database)) for _ in range(5))]):
        folder = files.write(tmp_path / str(trial), database=files.database[:size])
        gone = {("database", number) for number in range(size // PAGE, last)}
        for one in missing(files, recovered(folder)):
            assert files.is_hit(one, gone), (size, one.journal_seq)


@pytest.mark.parametrize("content", [b"", b"x", b"not a database " * 1_000, bytes(20_000)])
def test_a_file_that_is_something_else_is_set_aside(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "journal.db"
    path.write_bytes(content)
    assert recovered(tmp_path) == []


def test_a_damaged_file_is_kept_and_said(
    files: Files, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL)
    broken = bytearray(files.database)
    broken[24] ^= 0x80
    broken[PAGE : PAGE + 2] = b"\xff\xff"
    broken[-PAGE:] = bytes(PAGE)
    folder = files.write(tmp_path / "j", database=bytes(broken))
    found = recovered(folder)
    (aside,) = folder.glob("journal.damaged-????????_??????.db")
    assert aside.stat().st_size >= len(files.database)
    assert f"{len(found)} readings ({sum(map(len, found))} values) were whole" in caplog.text
    assert aside.name in caplog.text


def test_times_survive_a_rescue(files: Files, tmp_path: Path) -> None:
    with opened(files.write(tmp_path / "whole")) as journal:
        before = journal.last_times()
    folder = files.write(tmp_path / "j", log=b"\xff" + files.log[1:])
    with opened(folder) as journal:
        assert journal.last_times() == before


class Crash(BaseException):
    """The program is killed."""


def test_a_crash_in_the_middle_of_a_rescue(
    files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before each step on the files: the next start has everything."""
    replace_file = Path.replace
    for crash_at in (1, 2, 3):
        folder = files.write(tmp_path / str(crash_at), log=b"\xff" + files.log[1:])
        steps = itertools.count(1)

        def crash(self: Path, target: Path, at: int = crash_at, steps: Iterator[int] = steps) -> Path:
            if next(steps) == at:
                raise Crash
            return replace_file(self, target)

        with monkeypatch.context() as patch:
            patch.setattr(Path, "replace", crash)
            with pytest.raises(Crash):
                Journal(folder).open()
        assert missing(files, recovered(folder)) == []
