"""A reading becomes rows, and its receipt tells where they went."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

import pytest

from hmi.model.plant import Tag, TagType
from hmi.model.reading import Destination, Fault, Quality, Reading, Receipt, Row
from hmi.model.status import RowCounts

TS = datetime(2026, 3, 1, 12, 30, 0, 123456, tzinfo=UTC)
TAGS = tuple(Tag("PRESS", f"D{n}", f"tag {n}", TagType.INT, "FAST") for n in range(3))


def test_rows_stand_in_the_order_of_the_tags_with_quality_and_reason() -> None:
    reading = Reading("FAST", "PRESS", TS, TAGS, (7, None, 9), {1: Fault(Quality.BAD, "end code C056")})
    assert list(reading.rows()) == [
        Row(TS, "PRESS", "D0", "tag 0", 7, Quality.GOOD, "FAST"),
        Row(TS, "PRESS", "D1", "tag 1", None, Quality.BAD, "FAST", "end code C056"),
        Row(TS, "PRESS", "D2", "tag 2", 9, Quality.GOOD, "FAST"),
    ]
    assert len(reading) == 3


def test_values_that_do_not_fit_the_tags_are_refused() -> None:
    with pytest.raises(ValueError, match="'FAST': 2 values for 3 tags"):
        Reading("FAST", "PRESS", TS, TAGS, (1, 2))


def test_a_receipt_is_settled_once() -> None:
    receipt = Receipt()
    assert receipt.wait(0) is None
    receipt.settle(Destination.BACKED_UP)
    receipt.settle(Destination.STORED)
    assert receipt.wait(0) is Destination.BACKED_UP


def test_a_receipt_wakes_who_waits_for_it() -> None:
    receipt = Receipt()
    answers: list[Destination | None] = []
    waiting = threading.Thread(target=lambda: answers.append(receipt.wait(10)))
    waiting.start()
    receipt.settle(Destination.STORED)
    waiting.join()
    assert answers == [Destination.STORED]


@pytest.mark.parametrize(
    ("counts", "balanced"),
    [
        (RowCounts(accepted=10, stored=4, pending=3, backed_up=2, quarantined=1), True),
        (RowCounts(accepted=10, stored=10, pending=1), False),
        (RowCounts(accepted=10, stored=9), False),
    ],
)
def test_the_law_of_conservation(counts: RowCounts, balanced: bool) -> None:
    assert counts.balanced is balanced
