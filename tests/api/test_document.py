"""The OpenAPI document, tried as a whole against a real server: it promises what is kept, and no more."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import from_schema
from schemathesis.engine.events import EngineEvent, FatalError, NonFatalError, ScenarioFinished

from hmi import __version__
from hmi.model.events import EventKind
from tests.api.clients import PROBLEM
from tests.api.stations import FAST, HAND, KOREAN, ODD, SPARE, Served

_EXAMPLES = 15
_FROM_BEFORE_TO = {
    "include-path": "/api/tags/{plc_code}/{address}/history",
    "checks": {"positive_data_acceptance": {"expected-statuses": ["2xx", 404, 422, 503]}},
}
"""No document can say that one time has to be before another."""
_NAMES = {
    "name": (FAST, ODD, KOREAN, HAND, SPARE),
    "plc_code": ("PRESS", "PAINT"),
    "address": ("D100", "D110.3", "D120"),
    "file": ("backup_20260101_000000.csv",),
    "alarm_id": ("groups_left_out", "plc_down:PAINT"),
}
"""What there is in the station, for of names made up nearly all are unknown to it."""


@pytest.fixture(scope="module")
def document(served: Served) -> dict[str, Any]:
    answer = served.reader.get("/openapi.json")
    assert (answer.status, answer.headers["content-type"]) == (200, "application/json")
    found: dict[str, Any] = answer.json
    return found


def test_it_says_what_it_is(document: dict[str, Any]) -> None:
    assert document["info"]["version"] == __version__
    assert document["security"] == [{"token": []}]
    assert document["components"]["securitySchemes"]["token"] == {"type": "http", "scheme": "bearer"}


def test_every_refusal_has_the_one_form(document: dict[str, Any]) -> None:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            answers = operation["responses"]
            assert {"401", "403", "429", "503"} <= answers.keys(), path
            assert operation["summary"], path
            assert operation["description"], path
            refusals = [answer for status, answer in answers.items() if status >= "400"]
            assert all(PROBLEM in answer["content"] for answer in refusals), (path, method)


@pytest.fixture(scope="module")
def events(served: Served, document: dict[str, Any]) -> list[EngineEvent]:
    """All that happened when the whole document was tried: examples, limits, what is made up, and states."""
    wanted = {"seed": 7, "generation": {"max-examples": _EXAMPLES}, "operations": [_FROM_BEFORE_TO]}
    config = SchemathesisConfig.from_dict(wanted)
    schema = schemathesis.openapi.from_dict(document, config=config)
    bearer = {"Authorization": f"Bearer {served.commander.token}"}
    schema.config.update(base_url=served.nobody.url, headers=bearer)

    @schema.hook
    def map_path_parameters(context: object, path_parameters: dict[str, Any] | None) -> dict[str, Any] | None:
        """Every second name is one that there is."""
        for name, known in _NAMES.items():
            made = str((path_parameters or {}).get(name, ""))
            if path_parameters is not None and len(made) % 2 and len(made) < 300:  # not those that are wrong
                path_parameters[name] = known[len(made) // 2 % len(known)]
        return path_parameters

    return list(from_schema(schema).execute())


def test_every_answer_is_one_that_the_document_promises(events: list[EngineEvent]) -> None:
    scenarios = [event for event in events if isinstance(event, ScenarioFinished)]
    failures = {
        f"{scenario.recorder.label}: {check.failure_info.failure}"
        for scenario in scenarios
        for checks in scenario.recorder.checks.values()
        for check in checks
        if check.failure_info is not None
    }
    assert not failures, "\n\n".join(sorted(failures))
    assert not [event for event in events if isinstance(event, NonFatalError | FatalError)]


def test_every_address_was_tried_and_some_commands_done(
    events: list[EngineEvent], served: Served, document: dict[str, Any]
) -> None:
    scenarios = [event for event in events if isinstance(event, ScenarioFinished)]
    operations = {
        f"{method.upper()} {path}" for path, methods in document["paths"].items() for method in methods
    }
    assert operations <= {scenario.recorder.label for scenario in scenarios}
    kinds = {event.kind for event in served.station.events.read(100_000) if event.by == "API 127.0.0.1"}
    assert {EventKind.ALL_STOPPED, EventKind.ALL_STARTED, EventKind.COMMAND_REFUSED} <= kinds
