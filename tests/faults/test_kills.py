"""A station killed with SIGKILL, at named points and at random: nothing lost, nothing twice, all in order."""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

import pytest

from tests.faults.kill_account import Account, account_of
from tests.faults.kill_historians import Embedded, Wire
from tests.faults.kill_plant import Campaign, CountedPlant, Kill
from tests.faults.kill_points import LIVE, OUTAGE, POINTS, QUARANTINE, REPLAY, START, STOP
from tests.faults.promises import Prove
from tests.faults.victim import target
from tests.servers.oracle.fixture import new_server

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL"),
    pytest.mark.timeout(900),
]

SHORT = (
    Kill("journaled", 7),
    Kill("written", 1),
    Kill("csv-to-sync", 2, outage=True),
    Kill("to-acknowledge", 2, outage=True),
    Kill("old-written"),
    Kill("file-finished"),
    Kill("csv-closed", stop=True),
    Kill(after_s=0.7),
)
LONG_KILLS = 67
"""Of each of three stations."""


@dataclass(frozen=True)
class Outcome:
    """What was done to a station, its last status, and what became of the rows."""

    campaign: Campaign
    status: dict[str, Any]
    account: Account


def random_kills(seed: int, *, refusals: bool) -> Iterator[Kill]:
    """Three of four at a named point, the others at any time, with and without an outage; for ever."""
    rng = random.Random(seed)
    kinds = [LIVE, LIVE, OUTAGE, REPLAY, REPLAY, START, STOP, QUARANTINE if refusals else LIVE, {}, {}, {}]
    while True:
        points = rng.choice(kinds)
        if points is REPLAY:
            yield Kill("backed-up", 2, outage=True)  # else there is nothing to replay
        yield Kill(
            rng.choice(sorted(points)) if points else "",
            rng.randint(1, 12) if points is LIVE else 1,
            after_s=rng.uniform(0.0, 2.5),
            outage=points is OUTAGE or (not points and rng.random() < 0.3),
            stop=points is STOP,
            refusals=points is QUARANTINE,
        )


def run(plant: CountedPlant, kills: Iterator[Kill], count: int) -> Outcome:
    """Kill it so often; then let it bring everything to its place."""
    with plant.serving():
        for kill in kills:
            plant.kill(kill)
            if plant.campaign.kills >= count:
                break
        status = plant.finish()
        return Outcome(plant.campaign, status, account_of(plant))


@pytest.fixture(scope="module")
def outcomes(long: bool, tmp_path_factory: pytest.TempPathFactory) -> list[Outcome]:
    """One station and a few kills, or three at the same time and two hundred, one of them with Oracle."""
    with ExitStack() as stack:
        roots = [tmp_path_factory.mktemp(f"killed{number}") for number in range(3 if long else 1)]
        plants = [CountedPlant(root, Embedded(root / "data" / "historian.db")) for root in roots[:2]]
        if long:
            server = stack.enter_context(new_server(roots[2]))
            plants.append(CountedPlant(roots[2], Wire(server, 3)))
        kills = [
            random_kills(seed, refusals=seed == 2) if long else iter(SHORT) for seed in range(len(plants))
        ]
        counts = [LONG_KILLS if long else len(SHORT)] * len(plants)
        with ThreadPoolExecutor(len(plants)) as pool:
            return list(pool.map(run, plants, kills, counts))


@pytest.mark.promise("R1")
@pytest.mark.parametrize("name", POINTS)
def test_every_named_point_is_in_the_program(name: str) -> None:
    target(POINTS[name])


@pytest.mark.promise("R1")
def test_no_row_is_lost_but_of_the_poll_being_read(outcomes: list[Outcome], prove: Prove) -> None:
    for outcome in outcomes:
        assert outcome.account.lost == ()
        assert outcome.status["rows"]["dropped"] == 0
    named = sum((outcome.campaign.at_points for outcome in outcomes), Counter[str]())
    polls = sum(outcome.account.polls for outcome in outcomes)
    being_read = sum(outcome.account.being_read for outcome in outcomes)
    prove(
        f"{_kills(outcomes)} kills, {named.total()} of them at {len(named)} named points; "
        f"{polls:,} polls stored, 0 lost, {being_read} were being read at a kill"
    )


@pytest.mark.promise("R1")
def test_no_row_is_there_twice_and_all_are_in_order(outcomes: list[Outcome], prove: Prove) -> None:
    for outcome in outcomes:
        assert outcome.account.doubled == ()
        assert outcome.account.disordered == ()
    prove(f"{sum(one.account.rows for one in outcomes):,} rows, 0 doubled")


@pytest.mark.promise("R14")
def test_kills_in_the_middle_of_a_replay_cost_nothing(outcomes: list[Outcome], prove: Prove) -> None:
    during = sum((outcome.campaign.at_points for outcome in outcomes), Counter[str]())
    kills = {name: count for name, count in during.items() if name in REPLAY}
    assert kills
    assert not any(outcome.account.lost or outcome.account.doubled for outcome in outcomes)
    prove(f"{sum(kills.values())} kills at {len(kills)} points of a replay: 0 lost, 0 doubled")


@pytest.mark.promise("R1")
def test_everything_comes_to_its_place_and_the_ledger_balances(outcomes: list[Outcome]) -> None:
    for outcome in outcomes:
        rows = outcome.status["rows"]
        assert rows["accepted"] == rows["stored"] + rows["quarantined"]
        assert rows["pending"] == rows["backed_up"] == 0


@pytest.mark.promise("R1")
def test_every_point_that_was_aimed_at_was_reached(outcomes: list[Outcome]) -> None:
    """A few passages may not come in the time that is given; a point that never comes tests nothing."""
    reached = {name for outcome in outcomes for name in outcome.campaign.at_points}
    missed = sum((outcome.campaign.not_reached for outcome in outcomes), Counter[str]())
    assert [name for name, count in missed.items() if name not in reached and count > 1] == []


def _kills(outcomes: list[Outcome]) -> int:
    return sum(outcome.campaign.kills for outcome in outcomes)
