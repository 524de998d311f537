"""Books for readings that leave the way."""

from __future__ import annotations

from pathlib import Path

from hmi.model.reading import Reading
from hmi.model.status import RowCounts
from hmi.pipeline.journal import Journal
from hmi.pipeline.ledger import Ledger
from hmi.pipeline.rest import PutOff, Rest
from tests.pipeline.samples import reading


class LosesItsFile(Journal):
    """Holds a reading, and none any more when it is asked again."""

    asked = 0

    def holds(self, reading: Reading) -> bool:
        self.asked += 1
        return self.asked == 1


def test_a_reading_is_put_off_once_though_the_journal_is_lost_meanwhile(tmp_path: Path) -> None:
    ledger = Ledger()
    ledger.accept(10)
    rest = Rest(ledger, LosesItsFile(tmp_path))
    assert rest.put_off([reading(1, 10)]) == PutOff(parked=10, dropped=0)
    assert ledger.counts() == RowCounts(accepted=10, pending=10)
