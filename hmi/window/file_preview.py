"""One backup file as it is looked at: read by pieces off the GUI thread, however large it is."""

from __future__ import annotations

from array import array
from collections import OrderedDict, deque
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from hmi.historian.archive import Place
from hmi.historian.file_rows import FileRow, FileRows, Wanted
from hmi.historian.filecheck import FileReport
from hmi.model.long_work import LongWork
from hmi.window.context import Context

PAGE = 128
"""Rows that are read at once."""

_PAGES = 64
_AT_ONCE = 2
_LATER = 2
"""Pages that wait for their turn; the others were scrolled past meanwhile."""
_LOOK_MS = 100
_QUIET_MS = 3_000
"""A file to which nothing was added for so long is checked."""


class FilePreview(QObject):
    """Lives on the GUI thread.

    ``opened`` when there is another file or none; ``counted`` when there are more rows, or other ones of a
    filter; ``filled`` with the first and the last number of rows that were read; ``told`` when anything else
    has changed.
    """

    opened = Signal()
    counted = Signal()
    filled = Signal(int, int)
    told = Signal()

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = context.tasks
        self._at_rest = context.station.at_rest
        self._edition = 0
        self._file = 0
        """Counts the files that were opened: an answer may be of one before."""
        self._rows: FileRows | None = None
        self._wanted = Wanted()
        self._found = array("I")
        self._pages: OrderedDict[int, tuple[int, list[FileRow]]] = OrderedDict()  # how many were asked for
        self._asked: set[int] = set()
        self._later: deque[int] = deque(maxlen=_LATER)
        self._works: dict[str, LongWork] = {}
        self._errors_seen = 0
        self.name = ""
        self.failure = ""
        """Why the file cannot be read; blank where it can."""
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_QUIET_MS)
        self._quiet.timeout.connect(self.look_again)

    # -- what is known -----------------------------------------------------------------------------------

    @property
    def count(self) -> int:
        """Rows of the file that were found so far."""
        return self._rows.count if self._rows is not None else 0

    @property
    def shown(self) -> int:
        """Rows that the filter leaves, as far as the search has come."""
        return self.count if self._wanted.is_everything else len(self._found)

    @property
    def is_filtered(self) -> bool:
        """Whether rows are left out."""
        return not self._wanted.is_everything

    @property
    def report(self) -> FileReport | None:
        """What the check has found; None before its end."""
        return self._rows.report if self._rows is not None else None

    @property
    def has_errors(self) -> bool:
        """Whether a damaged line is known."""
        return self._rows is not None and bool(self._rows.errors)

    def share(self, name: str) -> float | None:
        """How far the ``look``, the ``search`` or the ``check`` is, from 0 to 1; None where none goes on."""
        work = self._works.get(name)
        return work.share if work is not None else None

    def row(self, number: int) -> FileRow | None:
        """The row at that place among those shown; None until its page is read, which this asks for."""
        page, place = divmod(number, PAGE)
        asked, rows = self._pages.get(page, (0, []))
        if place >= asked:  # never read, or when fewer rows were found
            self._ask(page)
        return rows[place] if place < len(rows) else None

    # -- what is wanted ----------------------------------------------------------------------------------

    def open(self, name: str, place: Place) -> None:
        """Look at a file; a blank name for none."""
        self._drop()
        self.name = name
        if name:
            self._find(name, place)
        self.opened.emit()

    def look_again(self) -> None:
        """The file may have grown."""
        if self._rows is not None and "look" not in self._works:
            count = self._rows.count
            self._begin("look", self._rows.look, lambda _: self._looked_again(count))

    def filter(self, wanted: Wanted) -> None:
        """Show only the wanted rows; the whole file is searched."""
        self._wanted = wanted
        self._search()

    def stop_search(self) -> None:
        """What is found is enough."""
        work = self._works.get("search")
        if work is not None:
            work.cancel()

    # -- inside ------------------------------------------------------------------------------------------

    def _find(self, name: str, place: Place) -> None:
        at_rest, file = self._at_rest, self._file

        def found(rows: FileRows) -> None:
            if file == self._file:
                self._opened(rows)

        def failed(text: str) -> None:
            if file == self._file:
                self._fail(text)

        work = self._tasks.operation(lambda: at_rest.rows_of(name, place))
        work.success(found).failure(failed).start()

    def _opened(self, rows: FileRows) -> None:
        self._rows = rows
        self._begin("look", rows.look, lambda _: self._looked())

    def _looked(self) -> None:
        self._check()
        self._search()

    def _looked_again(self, before: int) -> None:
        """A file that grows is checked when it does not any more: each check reads all of it."""
        rows = self._rows
        if rows is None:
            return
        if rows.count == before:
            if rows.report is None and "check" not in self._works:
                self._check()
            return
        rows.report = None
        self._quiet.start()
        self._forget_pages()
        if self.is_filtered:
            self._search()

    def _check(self) -> None:
        if self._rows is not None:
            self._begin("check", self._rows.check, lambda _: self._checked())

    def _checked(self) -> None:
        if self.has_errors:
            self._forget_pages()
        if self._wanted.damaged:
            self._search()

    def _search(self) -> None:
        self.stop_search()
        self._works.pop("search", None)
        self._found = array("I")
        self._forget_pages()
        rows, wanted, found = self._rows, self._wanted, self._found
        if rows is not None and self.is_filtered:
            self._begin("search", lambda work: rows.search(wanted, work, found))
        self.counted.emit()
        self.told.emit()

    def _begin(
        self,
        name: str,
        do: Callable[[LongWork], object],
        then: Callable[[object], object] = lambda _: None,
    ) -> None:
        work = self._works[name] = LongWork(self._tasks.closing)

        def ended() -> bool:
            is_current = self._works.get(name) is work
            if is_current:
                del self._works[name]
                self._look()
            return is_current

        def done(result: object) -> None:
            if ended():
                then(result)
                self.told.emit()

        def failed(text: str) -> None:
            if ended() and not work.is_cancelled:
                self._fail(text)

        self._timer.start()
        self._tasks.operation(lambda: do(work)).success(done).failure(failed).start()

    def _fail(self, text: str) -> None:
        self.failure = text
        self.told.emit()

    def _look(self) -> None:
        """Tell what the work of other threads has brought since the last time."""
        errors = len(self._rows.errors) if self._rows is not None else 0
        if errors != self._errors_seen:
            self._errors_seen = errors
            self._forget_pages()
        self.counted.emit()
        self.told.emit()
        if not self._works:
            self._timer.stop()

    def _drop(self) -> None:
        self._file += 1
        for work in self._works.values():
            work.cancel()
        self._works.clear()
        self._quiet.stop()
        self._rows, self._found, self.failure, self._errors_seen = None, array("I"), "", 0
        self._forget_pages()

    # -- pages -------------------------------------------------------------------------------------------

    def _forget_pages(self) -> None:
        self._edition += 1
        pages = list(self._pages)
        self._pages.clear()
        self._asked.clear()
        self._later.clear()
        for page in pages:
            self.filled.emit(page * PAGE, page * PAGE + PAGE - 1)

    def _ask(self, page: int) -> None:
        rows = self._rows
        if rows is None or self.failure or page in self._asked:
            return
        if len(self._asked) >= _AT_ONCE:
            if page not in self._later:
                self._later.append(page)
            return
        self._asked.add(page)
        edition, numbers = self._edition, self._numbers(page)

        def read(result: list[FileRow]) -> None:
            if edition == self._edition:
                self._take(page, len(numbers), result)

        def failed(text: str) -> None:
            if edition == self._edition:
                self._fail(text)

        self._tasks.operation(lambda: rows.rows(numbers)).success(read).failure(failed).start()

    def _numbers(self, page: int) -> range | array[int]:
        first, last = page * PAGE, min(self.shown, page * PAGE + PAGE)
        return self._found[first:last] if self.is_filtered else range(first, last)

    def _take(self, page: int, asked: int, rows: list[FileRow]) -> None:
        self._asked.discard(page)
        self._pages[page] = asked, rows
        while len(self._pages) > _PAGES:
            self._pages.popitem(last=False)
        self.filled.emit(page * PAGE, page * PAGE + PAGE - 1)
        if self._later:
            self._ask(self._later.pop())
