"""The newest values of every group, and those of watched tags, against a plain list of all polls."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, rule

from hmi.model.live import LastGood, LivePoint
from hmi.model.plant import PollingGroup, Tag, TagType
from hmi.model.reading import NO_FAULTS, Fault, Quality, Value
from hmi.polling.latest import LatestValues, Watch

T0 = datetime(2026, 11, 22, tzinfo=UTC)
GROUPS = (PollingGroup("A", "P1"), PollingGroup("B", "P1"), PollingGroup("C", "P2"))
ADDRESSES = ("D0", "D1", "D2")


def tags_of(group: PollingGroup, addresses: tuple[str, ...] = ADDRESSES) -> tuple[Tag, ...]:
    """A tag is in one group of its PLC, so the addresses of A and B differ."""
    prefix = "R" if group.group_name == "B" else ""
    return tuple(Tag(group.plc_code, prefix + a, a, TagType.INT, group.group_name) for a in addresses)


def bad(reason: str = "end code C056") -> Fault:
    return Fault(Quality.BAD, reason)


FAULTS = st.dictionaries(
    st.integers(0, 2), st.sampled_from([bad(), bad("no answer"), Fault(Quality.UNCERTAIN, "above maximum")])
)


class LatestMachine(RuleBasedStateMachine):
    """Every poll is remembered; what the values say must follow from that."""

    watches = Bundle("watches")

    @initialize()
    def begin(self) -> None:
        self.latest = LatestValues()
        self.clock = T0
        self.tags = {group.group_name: tags_of(group) for group in GROUPS}
        self.lost: dict[tuple[str, int], LastGood | None] = {}
        self.newest: dict[str, tuple[datetime, tuple[Value, ...]]] = {}
        self.expected: dict[Watch, list[LivePoint]] = {}

    @rule(group=st.sampled_from(GROUPS), number=st.integers(), faults=FAULTS)
    def poll(self, group: PollingGroup, number: int, faults: dict[int, Fault]) -> None:
        name, tags = group.group_name, self.tags[group.group_name]
        self.clock += timedelta(milliseconds=100)
        values = tuple(
            None if index in faults and faults[index].quality is Quality.BAD else number + index
            for index in range(len(tags))
        )
        self._lose(name, faults)
        self.latest.update(group, tags, self.clock, values, faults)
        self.newest[name] = (self.clock, values)
        for watch, points in self.expected.items():
            for index, tag in enumerate(tags):
                if (tag.plc_code, tag.tag_address) == watch.key:
                    quality = faults[index].quality if index in faults else Quality.GOOD
                    points.append(LivePoint(self.clock, values[index], quality))
        self._check(name, values, faults)

    def _lose(self, name: str, faults: dict[int, Fault]) -> None:
        for index in range(len(ADDRESSES)):
            is_bad = index in faults and faults[index].quality is Quality.BAD
            if not is_bad:
                self.lost.pop((name, index), None)
            elif (name, index) not in self.lost:
                before = self.newest.get(name)
                self.lost[name, index] = None if before is None else LastGood(before[0], before[1][index])

    def _check(self, name: str, values: tuple[Value, ...], faults: dict[int, Fault]) -> None:
        found = self.latest.group(name)
        assert found is not None
        assert (found.tags, found.ts, found.values) == (self.tags[name], self.clock, values)
        assert dict(found.faults) == faults
        lost = {index: last for (of, index), last in self.lost.items() if of == name and last is not None}
        assert dict(found.last_good) == lost
        assert {group.group_name for group in self.latest.groups()} == self.newest.keys()

    @rule(group=st.sampled_from(GROUPS))
    def restart_with_other_tags(self, group: PollingGroup) -> None:
        """What was there before belonged to other tags."""
        name = group.group_name
        order = tuple(reversed([tag.tag_name for tag in self.tags[name]]))
        self.tags[name] = tags_of(group, order)
        self.newest.pop(name, None)
        self.lost = {key: last for key, last in self.lost.items() if key[0] != name}
        self.latest.update(
            group, self.tags[name], self.clock, (None,) * 3, dict.fromkeys(range(3), bad("start"))
        )
        self.newest[name] = (self.clock, (None,) * 3)
        self.lost |= {(name, index): None for index in range(3)}
        for watch, points in self.expected.items():
            if watch.key in {(tag.plc_code, tag.tag_address) for tag in self.tags[name]}:
                points.append(LivePoint(self.clock, None, Quality.BAD))

    @rule(
        target=watches,
        plc_code=st.sampled_from(["P1", "P2"]),
        address=st.sampled_from(["D0", "D2", "RD1", "X"]),
    )
    def watch(self, plc_code: str, address: str) -> Watch:
        made = self.latest.watch(plc_code, address)
        self.expected[made] = []
        return made

    @rule(watch=watches)
    def take(self, watch: Watch) -> None:
        assert watch.take() == self.expected[watch]
        self.expected[watch] = []

    @rule(watch=consumes(watches))
    def close(self, watch: Watch) -> None:
        watch.close()
        assert watch.take() == self.expected.pop(watch)


TestLatest = LatestMachine.TestCase


def test_of_too_many_values_the_oldest_go() -> None:
    latest, tags = LatestValues(), tags_of(GROUPS[0])
    watch = latest.watch("P1", "D1", max_points=3)
    for number in range(10):
        latest.update(GROUPS[0], tags, T0 + timedelta(seconds=number), (0, number, 0), NO_FAULTS)
    assert [point.value for point in watch.take()] == [7, 8, 9]
    assert watch.take() == []


@given(st.integers(1, 5))
def test_a_watch_that_is_closed_twice_takes_no_other_with_it(count: int) -> None:
    latest, tags = LatestValues(), tags_of(GROUPS[0])
    first, *others = [latest.watch("P1", "D0") for _ in range(count + 1)]
    first.close()
    first.close()
    latest.update(GROUPS[0], tags, T0, (1, 2, 3), NO_FAULTS)
    assert first.take() == []
    assert [len(other.take()) for other in others] == [1] * count


def test_no_value_is_lost_or_doubled_while_threads_poll_watch_and_take() -> None:
    latest, polls = LatestValues(), 3000
    tags = {group.group_name: tags_of(group) for group in GROUPS}
    watches = [latest.watch("P1", "D0"), latest.watch("P1", "RD0"), latest.watch("P2", "D0")]
    done = threading.Event()

    def poll(group: PollingGroup) -> None:
        for number in range(polls):
            ts = T0 + timedelta(milliseconds=number)
            latest.update(group, tags[group.group_name], ts, (number, 0, 0), NO_FAULTS)

    def disturb() -> None:
        while not done.is_set():
            latest.watch("P2", "D2").close()
            time.sleep(0)

    threads = [threading.Thread(target=poll, args=(group,)) for group in GROUPS]
    disturber = threading.Thread(target=disturb)
    for thread in (*threads, disturber):
        thread.start()
    taken: list[list[LivePoint]] = [[] for _ in watches]
    while any(thread.is_alive() for thread in threads):
        for points, watch in zip(taken, watches, strict=True):
            points += watch.take()
    done.set()
    disturber.join()
    for points, watch in zip(taken, watches, strict=True):
        points += watch.take()
        assert [point.value for point in points] == list(range(polls))
        assert all(one.ts < two.ts for one, two in pairwise(points))


def test_watched_tags_are_looked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """With 1,000 tags, a look at each of them would be a third of the cost of a poll."""
    latest, looked = LatestValues(), []

    class Tags(tuple[Tag, ...]):
        def __iter__(self) -> Iterator[Tag]:
            looked.append(1)
            return super().__iter__()

    tags = Tags(tags_of(GROUPS[0]))
    watch = latest.watch("P1", "D2")
    for number in range(5):
        latest.update(GROUPS[0], tags, T0 + timedelta(seconds=number), (0, 0, number), NO_FAULTS)
    assert len(looked) == 1
    assert len(watch.take()) == 5
