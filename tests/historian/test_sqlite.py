"""The embedded historian against real files."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hmi.historian import sqlite as sqlite_module
from hmi.historian import sqlite_file
from hmi.historian.protocol import HistorianRefusedError, HistorianUnavailableError, WriteResult
from hmi.historian.sqlite import SqliteHistorian
from hmi.model.reading import Quality, Row, Value
from hmi.model.times import utc_text

T0 = datetime(2026, 3, 4, 5, 6, 7, 890, tzinfo=UTC)


def row(
    value: Value = 1.5,
    *,
    address: str = "D100",
    ts: datetime = T0,
    quality: Quality = Quality.GOOD,
    reason: str = "",
    name: str = "Temperature",
) -> Row:
    return Row(ts, "P1", address, name, value, quality, "PRESS", reason)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "historian.db"


@pytest.fixture
def historian(path: Path) -> Iterator[SqliteHistorian]:
    historian = SqliteHistorian(path)
    yield historian
    historian.close()


def select(path: Path, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


class TestRows:
    def test_view_shows_what_was_written(self, historian: SqliteHistorian, path: Path) -> None:
        rows = [
            row(1.5, address="D0"),
            row(True, address="M0"),
            row(False, address="M1"),
            row(4_294_967_295, address="D2"),
            row("부품-7", address="D4"),
            row(None, address="D6", quality=Quality.BAD, reason="end code C056"),
            row(99.0, address="D7", quality=Quality.UNCERTAIN, reason="above its maximum"),
        ]
        assert historian.write(rows) == WriteResult(7)
        ts = "2026-03-04T05:06:07.000890Z"
        name = "Temperature"
        found = select(
            path,
            "SELECT ts, plc_code, tag_address, tag_name, tag_value, quality FROM tag_values"
            " ORDER BY tag_address",
        )
        assert found == [
            (ts, "P1", "D0", name, 1.5, "GOOD"),
            (ts, "P1", "D2", name, 4_294_967_295, "GOOD"),
            (ts, "P1", "D4", name, "부품-7", "GOOD"),
            (ts, "P1", "D6", name, None, "BAD"),
            (ts, "P1", "D7", name, 99.0, "UNCERTAIN"),
            (ts, "P1", "M0", name, 1, "GOOD"),
            (ts, "P1", "M1", name, 0, "GOOD"),
        ]
        assert select(path, "SELECT * FROM tag_faults ORDER BY tag_address") == [
            (ts, "P1", "D6", name, "BAD", "end code C056"),
            (ts, "P1", "D7", name, "UNCERTAIN", "above its maximum"),
        ]

    def test_same_rows_twice_are_stored_once_and_reported_stored(self, historian: SqliteHistorian) -> None:
        rows = [row(n, address=f"D{n}") for n in range(10)]
        assert historian.write(rows) == WriteResult(10)
        assert historian.write([*rows, row(7, address="D99")]) == WriteResult(11)
        assert historian.row_count() == 11

    def test_value_that_is_there_is_not_overwritten(self, historian: SqliteHistorian) -> None:
        historian.write([row(1.0)])
        historian.write([row(2.0)])
        assert [point.value for point in historian.trend("P1", "D100", T0, T0, 10)] == [1.0]

    def test_no_rows(self, historian: SqliteHistorian) -> None:
        assert historian.write([]) == WriteResult(0)

    def test_bad_value_is_null_whatever_came_with_it(self, historian: SqliteHistorian, path: Path) -> None:
        historian.write([row(3.0, quality=Quality.BAD)])
        assert select(path, "SELECT tag_value, quality FROM tag_values") == [(None, "BAD")]

    def test_time_of_another_zone_is_stored_in_utc(self, historian: SqliteHistorian, path: Path) -> None:
        seoul = datetime.fromisoformat("2026-03-04T09:00:00.000001+09:00")
        historian.write([row(ts=seoul)])
        assert select(path, "SELECT ts FROM tag_values") == [("2026-03-04T00:00:00.000001Z",)]

    def test_renamed_tag_keeps_its_old_name_in_old_rows(self, historian: SqliteHistorian, path: Path) -> None:
        later = T0 + timedelta(seconds=1)
        historian.write([row(name="Old")])
        historian.write([row(name="New", ts=later)])
        assert select(path, "SELECT tag_name FROM tag_values ORDER BY ts") == [("Old",), ("New",)]

    @pytest.mark.parametrize(
        ("value", "code"),
        [
            (float("nan"), "NOT_FINITE"),
            (float("inf"), "NOT_FINITE"),
            (2**63, "TOO_LARGE"),
            (-(2**63) - 1, "TOO_LARGE"),
            ("half \udc80", "NOT_TEXT"),
        ],
    )
    def test_value_no_database_can_keep_costs_only_its_row(
        self, historian: SqliteHistorian, value: Value, code: str
    ) -> None:
        bad = row(value, address="D1")
        result = historian.write([row(address="D0"), bad, row(address="D2")])
        assert result.stored == 2
        assert [(rejected.row is bad, rejected.code) for rejected in result.rejected] == [(True, code)]
        assert result.rejected[0].reason
        assert historian.row_count() == 2

    @given(
        moments=st.lists(
            st.datetimes(datetime(1971, 1, 1), datetime(2200, 1, 1)),  # noqa: DTZ001  made aware below
            max_size=20,
            unique=True,
        ),
        values=st.lists(
            st.one_of(
                st.integers(-(2**63), 2**63 - 1),
                st.floats(allow_nan=False, allow_infinity=False),
                st.text(st.characters(exclude_categories=["Cs"])),
            ),
            min_size=20,
            max_size=20,
        ),
    )
    @settings(max_examples=30, deadline=None)
    def test_what_goes_in_comes_out(
        self, tmp_path_factory: pytest.TempPathFactory, moments: list[datetime], values: list[Value]
    ) -> None:
        path = tmp_path_factory.mktemp("property") / "historian.db"
        historian = SqliteHistorian(path)
        rows = [
            row(value, ts=moment.replace(tzinfo=UTC)) for moment, value in zip(moments, values, strict=False)
        ]
        historian.write(rows)
        rows.sort()
        found = historian.trend(
            "P1", "D100", datetime(1970, 1, 1, tzinfo=UTC), rows[-1].ts if rows else T0, 50
        )
        historian.close()
        assert [(point.ts, point.value) for point in found] == [(r.ts, r.value) for r in rows]
        if rows:
            texts = select(path, "SELECT ts FROM tag_values ORDER BY ts")
            assert texts == [(utc_text(r.ts),) for r in rows]


class TestTrend:
    @pytest.fixture
    def filled(self, historian: SqliteHistorian) -> SqliteHistorian:
        """Two tags every second for five minutes, then a gap of 100 days, then one minute."""
        starts = [T0 + timedelta(seconds=n) for n in range(300)]
        starts += [T0 + timedelta(days=100, seconds=n) for n in range(60)]
        rows = [row(float(n), address=a, ts=ts) for n, ts in enumerate(starts) for a in ("D0", "D1")]
        historian.write(rows)
        return historian

    def test_range_is_inclusive_and_in_order_of_time(self, filled: SqliteHistorian) -> None:
        points = filled.trend("P1", "D1", T0 + timedelta(seconds=10), T0 + timedelta(seconds=40), 1000)
        assert [point.value for point in points] == [float(n) for n in range(10, 41)]
        assert points[0].ts == T0 + timedelta(seconds=10)
        assert {point.quality for point in points} == {Quality.GOOD}

    @pytest.mark.parametrize("limit", [1, 7, 60, 61, 200, 360])
    def test_limit_keeps_the_newest(self, filled: SqliteHistorian, limit: int) -> None:
        points = filled.trend("P1", "D0", T0, T0 + timedelta(days=200), limit)
        assert [point.value for point in points] == [float(n) for n in range(360 - limit, 360)]

    def test_qualities_come_back(self, historian: SqliteHistorian) -> None:
        qualities = [Quality.GOOD, Quality.BAD, Quality.UNCERTAIN]
        historian.write([row(1.0, quality=q, ts=T0 + timedelta(seconds=n)) for n, q in enumerate(qualities)])
        points = historian.trend("P1", "D100", T0, T0 + timedelta(minutes=1), 10)
        assert [(point.value, point.quality) for point in points] == [
            (1.0, Quality.GOOD),
            (None, Quality.BAD),
            (1.0, Quality.UNCERTAIN),
        ]

    def test_unknown_tag_and_missing_file_are_empty(self, historian: SqliteHistorian, path: Path) -> None:
        assert historian.trend("P1", "D0", T0, T0, 10) == []
        assert historian.row_count() == 0
        assert not path.exists()
        historian.write([row()])
        assert historian.trend("P1", "NONE", T0, T0, 10) == []

    def test_reads_from_another_thread_while_a_write_is_open(
        self, historian: SqliteHistorian, path: Path
    ) -> None:
        historian.write([row()])
        counts: list[int] = []
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            thread = threading.Thread(target=lambda: counts.append(historian.row_count()))
            thread.start()
            thread.join(10)
            other.execute("ROLLBACK")
        assert counts == [1]


class TestFile:
    def test_is_wal_and_fully_synchronous(self, historian: SqliteHistorian, path: Path) -> None:
        historian.write([row()])
        assert historian._file is not None
        assert historian._file.connection.execute("PRAGMA synchronous").fetchone() == (2,)
        assert select(path, "PRAGMA journal_mode") == [("wal",)]

    def test_write_after_close_goes_on(self, historian: SqliteHistorian) -> None:
        historian.write([row()])
        historian.close()
        historian.close()
        historian.write([row(address="D2")])
        assert historian.row_count() == 2

    def test_check_says_what_is_there(self, historian: SqliteHistorian, path: Path) -> None:
        assert "no values yet" in historian.check()
        historian.write([row()])
        text = historian.check()
        assert str(path) in text
        assert "1 tags, newest values of 2026-03-04T05:06Z" in text

    def test_foreign_database_is_refused_and_left_untouched(
        self, historian: SqliteHistorian, path: Path
    ) -> None:
        with closing(sqlite3.connect(path)) as foreign:
            foreign.execute("CREATE TABLE orders (id)")
        before = path.read_bytes()
        for action in (lambda: historian.write([row()]), historian.check, historian.row_count):
            with pytest.raises(HistorianRefusedError, match="another SQLite database") as error:
                action()
            assert str(path) in str(error.value)
        assert path.read_bytes() == before

    @pytest.mark.parametrize("looks", range(1, 4))
    def test_a_file_that_is_made_while_it_is_looked_at_is_ours(
        self, historian: SqliteHistorian, path: Path, monkeypatch: pytest.MonkeyPatch, looks: int
    ) -> None:
        path.touch()
        connect = sqlite_file._connect

        class Looking(sqlite3.Connection):
            """Whose file is made by another after so many looks at it."""

            seen = 0

            def execute(self, sql: str, parameters: Any = ()) -> sqlite3.Cursor:
                answer = super().execute(sql, parameters).fetchall()
                if "query_only" not in sql:
                    Looking.seen += 1
                    if Looking.seen == looks:
                        monkeypatch.setattr(sqlite_file, "_connect", connect)
                        historian.write([row()])
                return super().execute("SELECT * FROM (VALUES (?))", answer[0]) if answer else self.cursor()

        monkeypatch.setattr(sqlite_file, "_connect", lambda path: sqlite3.connect(path, factory=Looking))
        found = sqlite_file.open_for_reading(path)
        if found is not None:
            found.close()
        assert Looking.seen >= looks

    def test_file_that_is_no_database_is_refused_and_left_untouched(
        self, historian: SqliteHistorian, path: Path
    ) -> None:
        path.write_text("ts;value\n" * 2000)
        before = path.read_bytes()
        with pytest.raises(HistorianRefusedError, match="not a database"):
            historian.write([row()])
        assert path.read_bytes() == before

    def test_newer_file_is_refused(self, historian: SqliteHistorian, path: Path) -> None:
        historian.write([row()])
        historian.close()
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA user_version = 99")
        with pytest.raises(HistorianRefusedError, match="newer version"):
            historian.write([row()])

    def test_damaged_file_is_refused(self, historian: SqliteHistorian, path: Path) -> None:
        historian.write([row(float(n), address=f"D{n}") for n in range(2000)])
        historian.close()
        content = bytearray(path.read_bytes())
        content[4096:] = b"\xa5" * (len(content) - 4096)
        path.write_bytes(content)
        with pytest.raises(HistorianRefusedError, match="damaged"):
            historian.write([row(address="D1")])

    def test_locked_file_is_unavailable_then_takes_the_same_rows(
        self, historian: SqliteHistorian, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("hmi.historian.sqlite_file.BUSY_S", 0.05)
        historian.write([row(address="D0")])
        historian.close()
        new = row(address="D1", name="New name", quality=Quality.BAD, reason="new reason")
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(HistorianUnavailableError, match="locked") as error:
                historian.write([new])
            assert str(path) in str(error.value)
            other.execute("ROLLBACK")
        assert historian.write([new]) == WriteResult(1)
        assert historian.row_count() == 2

    def test_full_disk_is_unavailable_and_loses_nothing(self, historian: SqliteHistorian) -> None:
        historian.write([row(address="D0")])
        assert historian._file is not None
        # The nearest thing to a full disk that needs no disk: the same error code from the same call.
        pages = historian._file.connection.execute("PRAGMA page_count").fetchone()[0]
        historian._file.connection.execute(f"PRAGMA max_page_count = {pages}")
        many = [row(float(n), address=f"D{n}") for n in range(5000)]
        with pytest.raises(HistorianUnavailableError, match="disk is full"):
            historian.write(many)
        assert historian.row_count() == 1
        assert historian.write(many) == WriteResult(5000)
        assert historian.row_count() == 5000

    def test_missing_folder_is_unavailable_until_it_is_there(self, tmp_path: Path) -> None:
        folder = tmp_path / "unplugged"
        historian = SqliteHistorian(folder / "historian.db")
        with pytest.raises(HistorianUnavailableError, match="folder exists"):
            historian.write([row()])
        folder.mkdir()
        assert historian.write([row()]) == WriteResult(1)
        historian.close()

    def test_file_that_was_moved_away_is_begun_anew(
        self, historian: SqliteHistorian, path: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        historian.write([row(address="D0")])
        for suffix in ("", "-wal", "-shm"):
            path.with_name(path.name + suffix).rename(tmp_path / f"old.db{suffix}")
        historian.write([row(address="D1")])
        assert select(path, "SELECT tag_address FROM tag_values") == [("D1",)]
        assert f"{path} was moved or deleted" in caplog.text

    def test_texts_are_numbered_anew_when_too_many_are_remembered(
        self, historian: SqliteHistorian, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sqlite_module, "_REMEMBERED", 3)
        rows = [row(n, address=f"D{n}", quality=Quality.UNCERTAIN, reason=f"{n} > 0") for n in range(20)]
        historian.write(rows)
        historian.write(rows)
        found = select(path, "SELECT reason FROM tag_faults")
        assert sorted(found) == sorted((r.reason,) for r in rows)

    def test_close_does_not_wait_for_ever_for_a_write(
        self, historian: SqliteHistorian, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sqlite_module, "BUSY_S", 0.05)
        historian.write([row()])
        with historian._lock:  # as a write that hangs in a dead disk holds it
            closer = threading.Thread(target=historian.close)
            closer.start()
            closer.join(10)
            assert not closer.is_alive()
