from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QSettings

from hmi.window.widgets.time_chart_view import LONGEST_S, MINUTE, SHORTEST_S, TimeView, remembered_span

NOW = 1_795_350_000.0


def view() -> TimeView:
    return TimeView(NOW, 100.0)


def test_it_goes_along_with_the_clock() -> None:
    seen = view()
    moves: list[float] = []
    seen.changed.connect(lambda: moves.append(seen.end))
    seen.tick(NOW + 1)
    seen.tick(NOW + 1)
    assert moves == [NOW + 1]
    assert (seen.start, seen.end) == (NOW - 99, NOW + 1)


def test_it_stands_still_while_it_is_held_and_then_shows_now() -> None:
    seen = view()
    held: list[bool] = []
    seen.held.connect(held.append)
    seen.hold(True)
    seen.tick(NOW + 50)
    assert seen.end == NOW
    seen.hold(False)
    assert seen.end == NOW + 50
    assert held == [True, False]


def test_panning_back_holds_and_panning_to_now_lets_go() -> None:
    seen = view()
    seen.pan(-30)
    assert (seen.end, seen.is_held) == (NOW - 30, True)
    seen.pan(40)
    assert (seen.end, seen.is_held) == (NOW, False)


def test_zooming_keeps_the_moment_below_the_mouse() -> None:
    seen = view()
    seen.zoom(0.5, NOW - 50)
    assert (seen.start, seen.end, seen.is_held) == (NOW - 75, NOW - 25, True)
    seen.zoom(2, NOW - 50)
    assert (seen.start, seen.end) == (NOW - 100, NOW)


def test_zooming_at_the_newest_values_goes_on_following_them() -> None:
    seen = view()
    seen.zoom(0.5, NOW - 1)
    assert (seen.start, seen.end, seen.is_held) == (NOW - 50, NOW, False)
    seen.zoom(4)
    assert (seen.start, seen.end, seen.is_held) == (NOW - 200, NOW, False)


def test_the_cursor_stays_in_view_and_goes_when_its_moment_does() -> None:
    seen = view()
    seen.set_cursor(NOW - 1000)
    assert seen.cursor == NOW - 100
    seen.tick(NOW + 1)
    assert seen.cursor is None


@given(
    st.lists(
        st.one_of(
            st.tuples(st.just("pan"), st.floats(-1e7, 1e7)),
            st.tuples(st.just("zoom"), st.floats(0.01, 100)),
            st.tuples(st.just("tick"), st.floats(0, 1e5)),
            st.tuples(st.just("hold"), st.booleans()),
            st.tuples(st.just("cursor"), st.floats(NOW - 1e7, NOW + 1e7)),
        )
    )
)
def test_whatever_is_done_no_future_is_shown_and_spans_stay_in_bounds(steps: list[tuple[str, float]]) -> None:
    seen, now = view(), NOW
    for step, by in steps:
        match step:
            case "pan":
                seen.pan(by)
            case "zoom":
                seen.zoom(by, seen.start + seen.span / 3)
            case "tick":
                now += by
                seen.tick(now)
            case "hold":
                seen.hold(bool(by))
            case "cursor":
                seen.set_cursor(by)
        assert seen.end <= now
        assert seen.is_held or seen.end == now
        assert SHORTEST_S <= seen.span <= LONGEST_S
        assert seen.cursor is None or seen.start <= seen.cursor <= seen.end


@pytest.mark.parametrize(
    ("kept", "shown"),
    [("3600.0", 3600.0), ("", 5 * MINUTE), ("x", 5 * MINUTE), ("nan", 5 * MINUTE), ("1e9", LONGEST_S)],
)
def test_a_span_that_was_left_is_shown_again_if_it_can_be(memory: QSettings, kept: str, shown: float) -> None:
    assert remembered_span(memory, "page/span") == 5 * MINUTE
    memory.setValue("page/span", kept)
    assert remembered_span(memory, "page/span") == shown
