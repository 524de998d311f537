"""Where a kill may tell something: by name, before or after a function of the program."""

from __future__ import annotations

from typing import NamedTuple


class Point(NamedTuple):
    """Before a function, or after it."""

    module: str
    qualname: str
    is_after: bool = False


def _before(module: str, qualname: str) -> Point:
    return Point(f"hmi.{module}", qualname)


def _after(module: str, qualname: str) -> Point:
    return Point(f"hmi.{module}", qualname, is_after=True)


START = {
    "journal-to-open": _before("pipeline.journal", "Journal.open"),
    "journal-opened": _after("pipeline.journal", "Journal.open"),
    "leftovers-taken": _after("pipeline.journal", "Journal.take_leftovers"),
}
"""At every start, whatever is left of the run before."""

LIVE = {
    "out-of-the-queue": _before("pipeline.journal", "Journal.append"),
    "to-commit": _before("pipeline.journal_file", "JournalFile.commit"),
    "committed": _after("pipeline.journal_file", "JournalFile.commit"),
    "journaled": _after("pipeline.journal", "Journal.append"),
    "accepted": _after("pipeline.ledger", "Ledger.accept"),
    "into-buffer": _after("pipeline.buffer", "CircularBuffer.append"),
    "to-write": _before("historian.writer", "Writer._ask"),
    "written": _after("historian.writer", "Writer._ask"),
    "to-settle": _before("historian.settlement", "Settlement.store"),
    "settled": _after("pipeline.ledger", "Ledger.settle"),
    "to-acknowledge": _before("pipeline.journal", "Journal.acknowledge"),
    "acknowledged": _after("pipeline.journal", "Journal.acknowledge"),
    "flushed": _after("pipeline.journal", "Journal.flush"),
    "to-make-durable": _before("pipeline.journal", "Journal.make_durable"),
    "durable": _after("pipeline.journal", "Journal.make_durable"),
}
"""While the historian takes rows."""

OUTAGE = {
    "csv-to-write": _before("historian.csvfile", "_write_all"),
    "csv-to-sync": _after("historian.csvfile", "_write_all"),
    "csv-new-name": _before("historian.csvfile", "sync_folder"),
    "csv-to-sum": _before("historian.checksums", "SumFile.append"),
    "csv-summed": _after("historian.checksums", "SumFile.append"),
    "csv-appended": _after("historian.csvfile", "RotatingCsv.append"),
    "spilled": _after("historian.backup", "CsvBackup.spill"),
    "backed-up": _after("historian.settlement", "Settlement.back_up"),
}
"""While it does not."""

REPLAY = {
    "old-to-write": _before("historian.old_rows", "OldRows._ask"),
    "old-written": _after("historian.old_rows", "OldRows._ask"),
    "old-settled": _after("historian.replay_batch", "ReplayBatch.settle"),
    "old-moved": _after("pipeline.ledger", "Ledger.move"),
    "progress-to-save": _before("historian.replay_state", "ReplayProgress.save"),
    "progress-saved": _after("historian.replay_state", "ReplayProgress.save"),
    "file-to-finish": _before("historian.backup", "CsvBackup.finish"),
    "file-finished": _after("historian.backup", "CsvBackup.finish"),
    "file-forgotten": _after("historian.replay_files", "ReplayFiles.finish"),
}
"""While files of an outage go to the historian."""

QUARANTINE = {
    "quarantine-to-write": _before("historian.quarantine_sql", "upsert"),
    "quarantine-to-commit": _after("historian.quarantine_sql", "upsert"),
    "quarantined": _after("historian.quarantine", "Quarantine.write"),
}
"""While it refuses rows."""

STOP = {
    "to-drain": _before("historian.writer", "Writer._drain"),
    "drained": _after("historian.writer", "Writer._drain"),
    "csv-closed": _after("historian.backup", "CsvBackup.close"),
    "journal-to-close": _before("pipeline.journal", "Journal.close"),
    "journal-closed": _after("pipeline.journal", "Journal.close"),
}
"""In an end in order."""

POINTS = START | LIVE | OUTAGE | REPLAY | QUARANTINE | STOP
