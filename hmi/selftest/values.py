"""Checks of a value's way: a PLC, the embedded historian, the journal, a backup file, Oracle's driver."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from hmi.config.database import ConfigDatabase
from hmi.config.folder import DataFolder
from hmi.demo import prepare_demo
from hmi.historian.backup import CsvBackup
from hmi.historian.protocol import HistorianError, TrendPoint
from hmi.historian.sqlite import SqliteHistorian
from hmi.historian.tag_directory import TagDirectory
from hmi.melsec.look import read_once, tag_at
from hmi.melsec.simulator.server import SimulatedPlc
from hmi.model.plant import Plc, Tag, TagType
from hmi.model.reading import Quality, Reading
from hmi.model.tables import OWN_MAPPINGS
from hmi.pipeline.journal import Journal
from hmi.selftest.run import Bench, CheckFailedError

_WORDS = (0, 1, 4095, -1, 32767)
_BITS = (True, False, True)
_NO_LISTENER = "DPY-6005"
_ORACLE_S = 5


def plc_is_polled(bench: Bench) -> str:
    """A simulated PLC is read once over TCP; what comes is what its memory holds."""
    with SimulatedPlc(_demo_plc(bench.folder / "poll"), scan_ms=0.0) as simulated:
        plc = replace(simulated.plc, ip_address="127.0.0.1", port=simulated.port)
        simulated.memory.set_words("D", 100, [word & 0xFFFF for word in _WORDS])
        simulated.memory.set_bits("M", 10, _BITS)
        words = [tag_at(plc, f"D{100 + n}", TagType.INT) for n in range(len(_WORDS))]
        bits = [tag_at(plc, f"M{10 + n}") for n in range(len(_BITS))]
        read = [look.value for look in read_once(plc, [*words, *bits])]
    _need_same(read, [*_WORDS, *_BITS], "the PLC")
    return f"{len(read)} values of {plc.plc_code} as they are in its memory"


def historian_keeps(bench: Bench) -> str:
    """A row is written into the embedded historian and read back the same."""
    reading = _reading(bench.folder / "historian")
    path = bench.folder / "historian" / "historian.db"
    with closing(SqliteHistorian(path)) as historian:
        stored = historian.write(list(reading.rows())).stored
        tag = reading.tags[0]
        found = historian.trend(tag.plc_code, tag.tag_address, reading.ts, reading.ts, 10)
    _need_same(found, [TrendPoint(reading.ts, reading.values[0], Quality.GOOD)], "the historian")
    return f"{stored} row written and read back: {found[0].value} at {found[0].ts.isoformat()}"


def journal_keeps(bench: Bench) -> str:
    """A reading is written into a crash journal, which then gives it to the next start."""
    reading = _reading(bench.folder / "journal")
    first, second = Journal(bench.folder / "journal"), Journal(bench.folder / "journal")
    first.open()
    first.append([reading])
    first.close()
    second.open()
    found = second.take_leftovers(10)
    second.close()
    _need_same([(one.ts, one.values) for one in found], [(reading.ts, reading.values)], "the journal")
    return "1 reading written, and taken up by the next start"


def backup_keeps(bench: Bench) -> str:
    """Rows are written into a backup file and read back the same."""
    reading = _reading(bench.folder / "backup")
    with closing(CsvBackup(bench.folder / "backup")) as backup:
        backup.spill([reading], "self-test")
    (file,) = backup.list_files()
    records = list(backup.read(file.name))
    wrong = [record.error for record in records if record.error is not None]
    (row,) = reading.rows()
    if wrong or len(records) != 1 or row.tag_address not in records[0].fields:
        raise CheckFailedError(f"{file.name} holds other rows than were written: {wrong or records}")
    return f"{file.name}: 1 row written and read back"


def oracle_is_asked(_bench: Bench) -> str:
    """Oracle's driver is complete: at a port where nothing listens it says so, and nothing else."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))  # bound and not listening it refuses, and nobody else gets it
        return ask_oracle(held.getsockname()[1])


def ask_oracle(port: int) -> str:
    """What the driver says of this port of loopback; anything but DPY-6005 for its refusal raises."""
    from hmi.historian.oracle import OracleHistorian, OracleSettings
    from hmi.historian.oracle_tables import OracleTables

    settings = OracleSettings(
        host="127.0.0.1",
        port=port,
        service_name="SELFTEST",
        username="SELFTEST",
        password="none",  # noqa: S106  nobody is there to take it
        pool_min=1,
        pool_max=1,
        connect_timeout=_ORACLE_S,
        call_timeout=_ORACLE_S,
    )
    with closing(OracleHistorian(settings, OracleTables(OWN_MAPPINGS, TagDirectory()))) as historian:
        try:
            historian.create_tables([])
        except HistorianError as error:
            if _NO_LISTENER in str(error) and any(map(_is_refusal, _causes(error))):
                return f"{_NO_LISTENER} at a closed port, as it should be"
            raise CheckFailedError(f"{_NO_LISTENER} was due: {error}") from error
    raise CheckFailedError(f"{_NO_LISTENER} was due at port {port}, and something answered as Oracle does")


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and all that led to it."""
    cause: BaseException | None = error
    while cause is not None:
        yield cause
        cause = cause.__cause__ or cause.__context__


def _is_refusal(error: BaseException) -> bool:
    return isinstance(error, ConnectionRefusedError)


def _demo_plc(folder: Path) -> Plc:
    data = DataFolder(folder)
    data.create()
    prepare_demo(data)
    return ConfigDatabase(data.station_db).load_plant().plcs[0]


def _reading(folder: Path) -> Reading:
    folder.mkdir(parents=True, exist_ok=True)
    tag = Tag("PLC1", "D100", "라인 온도", TagType.REAL, "SELFTEST")
    return Reading("SELFTEST", "PLC1", datetime.now(UTC), (tag,), (21.5,))


def _need_same(found: object, due: object, where: str) -> None:
    if found != due:
        raise CheckFailedError(f"{where} gives {found}, and {due} was written")
