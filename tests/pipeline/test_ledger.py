"""Tests of hmi.pipeline.ledger."""

from __future__ import annotations

import threading

from hmi.model.reading import Destination
from hmi.model.status import RowCounts
from hmi.pipeline.ledger import Ledger


def test_counts_follow_the_rows() -> None:
    ledger = Ledger()
    ledger.accept(10)
    ledger.settle(4, Destination.STORED)
    ledger.settle(3, Destination.BACKED_UP)
    ledger.settle(1, Destination.QUARANTINED)
    ledger.settle(1, Destination.DROPPED)
    counts = ledger.counts()
    assert counts == RowCounts(accepted=10, stored=4, pending=1, backed_up=3, quarantined=1, dropped=1)
    assert counts.balanced


def test_a_row_counted_twice_shows() -> None:
    ledger = Ledger()
    ledger.accept(1)
    ledger.settle(1, Destination.STORED)
    ledger.settle(1, Destination.STORED)
    assert ledger.counts().pending == -1


def test_counts_from_many_threads_add_up() -> None:
    ledger = Ledger()

    def work() -> None:
        for _ in range(2_000):
            ledger.accept(3)
            ledger.settle(2, Destination.STORED)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ledger.counts() == RowCounts(accepted=24_000, stored=16_000, pending=8_000)


def test_rows_of_an_earlier_run_are_accounted_for_and_move_on() -> None:
    ledger = Ledger()
    ledger.found(5, Destination.BACKED_UP)
    ledger.move(4, Destination.BACKED_UP, Destination.STORED)
    ledger.move(1, Destination.BACKED_UP, Destination.QUARANTINED)
    assert ledger.counts() == RowCounts(accepted=5, stored=4, quarantined=1)


def test_rows_that_move_from_where_nobody_knew_of_them_are_found() -> None:
    ledger = Ledger()
    ledger.found(1, Destination.BACKED_UP)
    ledger.move(3, Destination.BACKED_UP, Destination.STORED)
    assert ledger.counts() == RowCounts(accepted=3, stored=3)


def test_rows_that_a_person_deletes_are_accounted_for_no_more() -> None:
    ledger = Ledger()
    ledger.found(3, Destination.BACKED_UP)
    ledger.discard(2, Destination.BACKED_UP)
    ledger.discard(9, Destination.QUARANTINED)
    assert ledger.counts() == RowCounts(accepted=1, backed_up=1)
