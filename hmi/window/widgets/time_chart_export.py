"""What charts show, saved as a picture or as a table."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from hmi.model.errors import HmiError
from hmi.model.whole_file import whole_file
from hmi.window.dialogs.save_file import ask_where
from hmi.window.looks import Tone
from hmi.window.tasks import Tasks
from hmi.window.widgets.time_chart import TimeChart
from hmi.window.widgets.time_chart_samples import Floats, Series

_SLICE = 100

ExportColumn = tuple[str, Floats, Floats]
"""Head, times, values."""


class ChartExport(QObject):
    """Asks for a file and writes it off the GUI thread; ``said`` with a tone and what became of it.

    ``more`` are columns of a table beside those of the charts.
    """

    said = Signal(str, str)

    def __init__(
        self,
        tasks: Tasks,
        memory: QSettings,
        pictured: QWidget,
        charts: Callable[[], Sequence[TimeChart]],
        file_name: str,
        more: Callable[[], Sequence[ExportColumn]] = tuple,
    ) -> None:
        super().__init__(pictured)
        self._tasks = tasks
        self._memory = memory
        self._pictured = pictured
        self._charts = charts
        self._file_name = file_name
        self._more = more

    def ask(self) -> None:
        """Let the user choose a file; the ending of its name says which kind."""
        title = self.tr("Save what the charts show")
        kinds = {self.tr("Picture (*.png)"): "png", self.tr("Table (*.csv)"): "csv"}
        proposed = time.strftime(f"{self._file_name}_%Y%m%d_%H%M%S")
        ask_where(self._pictured.window(), self._memory, proposed, self.save, title=title, kinds=kinds)

    def save(self, path: Path) -> None:
        """Write what is seen now: a table where the name ends in .csv, a picture where it ends in .png."""
        if path.suffix.lower() == ".csv":
            columns = [column for chart in self._charts() for column in _columns(chart)]
            columns += self._more()
            operation = self._tasks.operation(lambda: write_table(path, columns))
        else:
            image = self._pictured.grab().toImage()
            operation = self._tasks.operation(lambda: _write_picture(path, image))
        text = self.tr("Saved as {path}")
        operation.success(lambda _: self.said.emit(Tone.NORMAL, text.format(path=path)))
        operation.failure(lambda error: self.said.emit(Tone.ALARM, error)).start()


def write_table(path: Path, columns: Sequence[ExportColumn]) -> None:
    """One line per time in UTC and in local time, a blank where a column has no value at it.

    UTF-8 with a byte order mark, which spreadsheets ask for. The file is there whole or not at all.

    Raises:
        OSError: the file cannot be written.
    """
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow(["time_utc", "time_local", *(head for head, _, _ in columns)])
    times = np.unique(np.concatenate([times for _, times, _ in columns] or [np.empty(0)]))
    cells = [_placed(times, *column[1:]) for column in columns]
    for place, moment in enumerate(times):
        if place % _SLICE == 0:
            time.sleep(0)  # the window is to go on meanwhile
        when = datetime.fromtimestamp(float(moment), UTC)
        utc, local = (
            when.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
            when.astimezone().isoformat(timespec="microseconds"),
        )
        lines.writerow([utc, local, *(_cell(column[place]) for column in cells)])
    with whole_file(path) as new:
        new.write_text(text.getvalue(), "utf-8-sig", newline="\r\n")


def _columns(chart: TimeChart) -> list[ExportColumn]:
    start, end = chart.view.start, chart.view.end
    columns: list[ExportColumn] = []
    for series, samples in zip(chart.series, chart.samples, strict=True):
        seen = (samples.times >= start) & (samples.times <= end)
        parts = (("", samples.values), ("min", samples.lows), ("max", samples.highs))
        columns += [
            (_head(chart, series, part), samples.times[seen], values[seen])
            for part, values in parts
            if values is not None
        ]
    return columns


def _head(chart: TimeChart, series: Series, part: str) -> str:
    unit = f"[{series.unit}]" if series.unit else ""
    return " ".join(text for text in (series.name or chart.title, part, unit) if text)


def _placed(times: Floats, own: Floats, values: Floats) -> Floats:
    """The values at their places among all times."""
    cells = np.full(len(times), np.nan)
    cells[np.searchsorted(times, own)] = values
    return cells


def _cell(value: float) -> str:
    return "" if np.isnan(value) else repr(float(value)).removesuffix(".0")


def _write_picture(path: Path, image: QImage) -> None:
    if not image.save(str(path)):
        raise HmiError(f"{path} cannot be written: look at the folder and at what may be written there")
