"""The text that lies beside a damaged backup file: what it lost, and what a person can do."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from hmi.historian.filecheck import FileReport
from hmi.model.times import utc_text


def report_text(report: FileReport, path: Path, folder: Path, now: datetime) -> str:
    """The report of a damaged file that goes to ``path``; ``folder`` is the backup's own."""
    by = "by its checksums" if report.has_checksums else "by its structure alone, for it has no checksums"
    lines = [
        f"The backup file {report.name} is damaged.",
        "",
        f"Set aside: {utc_text(now)} (UTC), as {path}",
        f"Judged {by}.",
        "",
        f"Rows written to it: {report.rows:,}",
        f"Intact rows:        {report.intact:,}  (in the historian, or in quarantine where it refused them)",
        f"Damaged lines:      {report.damaged:,}  (not sent to the historian)",
        f"Rows missing:       {report.missing:,}  (no line is left of them)",
        "",
        "Lines (the first 1,000; the header is line 1):",
        *(f"  line {error.line}: {error.reason}" for error in report.errors),
        "",
        "What to do:",
        "  Intact rows need nothing. To bring in damaged ones that you can make out, copy the header and",
        "  those lines, corrected, into a new CSV file, under another name, and put it into",
        f"  {folder}",
        "  It is replayed like any other; rows that the historian has are not stored twice.",
        "  Look for what damages files: the disk, or a program that saved over them. Open a copy in a",
        "  spreadsheet, not the file itself.",
        "  Then delete the damaged file and this report. The program never does.",
        "",
    ]
    return "\n".join(lines)
