"""What README promises in figures, codes and commands is what the program has."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hmi.api.routes import alarms, backups, buffer, metrics, page, polling, status, tags, watch
from hmi.config.folder import DataFolder
from hmi.config.mapping_file import load_mappings
from hmi.config.settings import load_settings
from hmi.historian.oracle_errors import ErrorClass, error_table
from hmi.model.tables import OWN_TABLE
from tests.faults.promises import PROMISES

README = Path(__file__).resolve().parents[1] / "README.md"
FOR_PEOPLE = {ErrorClass.LOGIN, ErrorClass.SETUP, ErrorClass.SPACE, ErrorClass.LOST, ErrorClass.ROW}


@pytest.fixture(scope="module")
def text() -> str:
    return README.read_text(encoding="utf-8")


def test_every_message_of_oracle_that_asks_for_a_person_stands_there_with_its_remedy(text: str) -> None:
    rows = re.findall(r"^\| ((?:(?:ORA|DPY)-\d+(?:, )?)+) \| (.*) \|$", text, re.MULTILINE)
    told = {code: remedy for codes, remedy in rows for code in codes.split(", ")}
    assert told == {code: remedy for code, error_class, remedy in error_table() if error_class in FOR_PEOPLE}


def test_the_mapping_shown_there_is_one_that_the_program_takes(text: str, tmp_path: Path) -> None:
    (example,) = re.findall(r"```toml\n(\[OPERATION\].*?)```", text, re.DOTALL)
    file = tmp_path / "mapping.toml"
    file.write_text(example, encoding="utf-8")
    mappings = load_mappings(file)
    assert len({mapping.table for mapping in mappings.values()}) == 3
    assert OWN_TABLE not in mappings.values()


def test_the_settings_shown_there_for_files_and_journal_are_ones_that_the_program_takes(
    text: str, tmp_path: Path
) -> None:
    (example,) = re.findall(r"```toml\n(\[backup\].*?)```", text, re.DOTALL)
    folder = DataFolder(tmp_path)
    folder.settings_file.write_text(example, encoding="utf-8")
    settings = load_settings(folder, {})
    assert (settings.automatic_replay, settings.journal_strict) == (False, True)
    assert (settings.replay_rows_per_s, settings.keep_replayed_days) == (5000, 365)


def test_every_promise_stands_there_with_its_figure(text: str) -> None:
    told = re.findall(r"^\| (R\d+) \| (.*?) \| (.+?) \|$", text, re.MULTILINE)
    assert {promise: words for promise, words, _ in told} == PROMISES
    assert all(re.search(r"\d|the second ends", figures) for _, _, figures in told)


def test_every_address_of_the_remote_face_stands_there_and_no_other(text: str) -> None:
    told = {
        (method, path)
        for methods, path in re.findall(r"^\| ([A-Za-z, ]+) \| `(/.*?)` \|", text, re.MULTILINE)
        for method in methods.split(", ")
    }
    assert told == {*addresses(), ("GET", "/openapi.json")}


def addresses() -> set[tuple[str, str]]:
    """Method and path of every route, as README writes them."""
    rooms = (status, polling, buffer, backups, tags, alarms, metrics, page, watch)
    return {
        (method, route.path.replace(":path}", "}"))
        for room in rooms
        for route in room.router.routes
        for method in getattr(route, "methods", {"WebSocket"})
    }
