"""The first rows of a plant, in an editor's draft: one PLC, one group, and tags as they are written."""

from __future__ import annotations

from collections.abc import Mapping

from hmi.config.columns import GROUPS, PLCS, TAGS
from hmi.config.draft_rows import DraftRow
from hmi.config.plant_draft import PlantDraft
from hmi.model.errors import UsageError
from hmi.model.plant import Plc, PollingGroup, Tag, TagType
from hmi.setup import RULES
from hmi.window.setup.editor import PlantEditor

_NAME = "PLC1"
_MOST_NAME = 64


class FirstPlant:
    """Edits that draft; belongs to the GUI thread."""

    def __init__(self, editor: PlantEditor) -> None:
        self._editor = editor
        self._plc = self._group = 0
        self._group_named = False

    def make(self) -> None:
        """Put the PLC and its group there, once."""
        if self._plc:
            return

        def made(draft: PlantDraft) -> None:
            code = draft.free_name(PLCS, _NAME)
            self._plc = draft.add_plc(Plc(code, ""))
            self._group = draft.add_group(PollingGroup(draft.free_name(GROUPS, _group_name(code)), code))

        self._editor.change(made)

    def forget(self) -> None:
        """The draft is another one, and has none of it."""
        self._plc = self._group = 0
        self._group_named = False

    # -- the PLC and the group -----------------------------------------------------------------------------

    @property
    def is_there(self) -> bool:
        """Whether the draft has both; it may be another draft since ``make``."""
        draft = self._editor.draft
        return draft.row(PLCS, self._plc) is not None and draft.row(GROUPS, self._group) is not None

    @property
    def plc(self) -> DraftRow[Plc]:
        """The PLC; after ``make``."""
        row = self._editor.draft.row(PLCS, self._plc)
        assert row is not None  # noqa: S101 - nothing deletes it; for the type checker
        return row

    @property
    def group(self) -> DraftRow[PollingGroup]:
        """The group; after ``make``."""
        row = self._editor.draft.row(GROUPS, self._group)
        assert row is not None  # noqa: S101 - nothing deletes it; for the type checker
        return row

    def write_plc(self, column: str, text: str) -> None:
        """Write a text into a column of the PLC; the group goes by its name until it was given its own."""
        self._editor.set(PLCS, [self._plc], column, text)
        if column == "plc_code" and not self._group_named:
            self._editor.set(GROUPS, [self._group], "group_name", _group_name(self.plc.value.plc_code))

    def write_group(self, column: str, text: str) -> None:
        """Write a text into a column of the group."""
        self._group_named = self._group_named or column == "group_name"
        self._editor.set(GROUPS, [self._group], column, text)

    def plc_problems(self) -> Mapping[str, str]:
        """What is wrong with the PLC, by column."""
        return self._editor.problems_of(PLCS, self._plc)

    def group_problems(self) -> Mapping[str, str]:
        """What is wrong with the group, by column."""
        return self._editor.problems_of(GROUPS, self._group)

    # -- tags ----------------------------------------------------------------------------------------------

    def tags(self) -> tuple[DraftRow[Tag], ...]:
        """The tags of the group, in the order in which they were written."""
        name = self.group.value.group_name
        return tuple(row for row in self._editor.draft.rows(TAGS) if row.value.group_name == name)

    def add_tag(self, address: str) -> int:
        """A tag with the type of its device, called as its address; returns the number of its row."""
        group = self.group.value
        tag = Tag(group.plc_code, "", address.strip(), TagType.INT, group.group_name)
        (number,) = self._editor.change(lambda draft: draft.add_tags([tag]))
        self.write_tag(number, "tag_address", address)
        return number

    def write_tag(self, number: int, column: str, text: str) -> None:
        """Write a text into a column of a tag."""
        self._editor.set(TAGS, [number], column, text)

    def remove_tag(self, number: int) -> None:
        """Take a tag away."""
        self._editor.change(lambda draft: draft.delete(TAGS, [number]))

    def tag(self, number: int) -> DraftRow[Tag] | None:
        """The tag of that row."""
        return self._editor.draft.row(TAGS, number)

    def tag_problems(self, number: int) -> Mapping[str, str]:
        """What is wrong with a tag, by column."""
        return self._editor.problems_of(TAGS, number)

    def is_bit(self, number: int) -> bool:
        """Whether the address of a tag is that of a bit, which can only be a BOOL."""
        row = self.tag(number)
        if row is None or not row.value.tag_address or "tag_address" in row.wrong:
            return False
        try:
            return RULES.check_address(row.value.tag_address, self.plc.value.series)[1]
        except UsageError:  # of another series: said at the address
            return False


def _group_name(code: str) -> str:
    return f"{code[: _MOST_NAME - len('_VALUES')]}_VALUES"
