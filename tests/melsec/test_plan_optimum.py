"""No plan has fewer requests, by trying every way to share few tags among windows and random reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from hmi.melsec.limits import Limits
from hmi.melsec.plan import ReadPlan, plan_reads
from hmi.melsec.requests import Window
from hmi.model.plant import Series, Tag, TagType

Piece = tuple[str, int, int]
"""A device, its first word, and the word after the last."""

_WORDS = {TagType.INT: 1, TagType.DINT: 2, TagType.LREAL: 4}
_NO_PLAN = (99, 0)


# -- brute force -----------------------------------------------------------------------------------------


def best(tags: Sequence[Tag], limits: Limits) -> tuple[int, int]:
    """Fewest requests, and the most windows among so few (negative), by trying everything."""
    pieces = {piece_of(tag) for tag in tags}
    tops = sorted(piece for piece in pieces if not any(inside(piece, other) for other in pieces))
    inner: dict[Piece, list[Piece]] = {top: [] for top in tops}
    for piece in sorted(pieces.difference(tops)):
        inner[max(top for top in tops if inside(piece, top))].append(piece)
    points = cache(lambda group: fewest_points(group, inner))
    windows = cache(lambda group: fewest_windows(group, limits.words))
    found = _NO_PLAN
    for size in range(len(tops) + 1):
        for by_window in combinations(tops, size):
            at_random = tuple(top for top in tops if top not in by_window)
            reads = fewest_reads(at_random, limits.random_points, points)
            count = windows(by_window)
            found = min(found, (count + reads, -count))
    return found


def piece_of(tag: Tag) -> Piece:
    device, number = tag.tag_address[0], int(tag.tag_address[1:], 16 if tag.tag_address[0] == "W" else 10)
    if device == "M":
        return device, number // 16, number // 16 + 1
    length = _WORDS.get(tag.tag_type) or -(-(tag.string_length or 0) // 2)
    return device, number, number + length


def inside(piece: Piece, other: Piece) -> bool:
    return piece != other and piece[0] == other[0] and other[1] <= piece[1] and piece[2] <= other[2]


def fewest_windows(pieces: tuple[Piece, ...], limit: int) -> int:
    """Try every window that could be the first piece's, wherever it may begin."""
    if not pieces:
        return 0
    device, start, end = pieces[0]
    counts = []
    for head in range(end - limit, start + 1):
        rest = tuple(p for p in pieces if not (p[0] == device and head <= p[1] and p[2] <= head + limit))
        counts.append(1 + fewest_windows(rest, limit))
    return min(counts)


def fewest_reads(pieces: Sequence[Piece], limit: int, points: Callable[[tuple[Piece, ...]], int]) -> int:
    """Try every way to share the pieces among requests."""
    counts = [
        len(groups)
        for groups in partitions(list(pieces))
        if all(points(tuple(group)) <= limit for group in groups)
    ]
    return min(counts, default=_NO_PLAN[0])


def partitions(pieces: list[Piece]) -> Iterator[list[list[Piece]]]:
    if not pieces:
        yield []
        return
    first, *rest = pieces
    for groups in partitions(rest):
        yield [[first], *groups]
        for place, group in enumerate(groups):
            yield [*groups[:place], [first, *group], *groups[place + 1 :]]


def fewest_points(pieces: tuple[Piece, ...], inner: dict[Piece, list[Piece]]) -> int:
    """Long values each by themselves, single words paired in every way."""
    singles = frozenset((device, start) for device, start, end in pieces if end == start + 1)
    long = [piece for piece in pieces if piece[2] > piece[1] + 1]
    return fewest_pairs(singles) + sum(points_of_one(piece, tuple(inner[piece])) for piece in long)


def fewest_pairs(words: frozenset[tuple[str, int]]) -> int:
    if not words:
        return 0
    first = min(words)
    device, number = first
    alone = 1 + fewest_pairs(words - {first})
    other = (device, number + 1)
    return min(alone, 1 + fewest_pairs(words - {first, other})) if other in words else alone


@cache
def points_of_one(piece: Piece, inner: tuple[Piece, ...]) -> int:
    """Every choice of words and double words that lie in the piece, the smallest first."""
    _, start, end = piece
    singles = [(word,) for word in range(start, end)]
    doubles = [(word, word + 1) for word in range(start, end - 1)]
    needed = {(p[1], p[1] + 1) for p in (piece, *inner) if p[2] == p[1] + 2}
    for count in range(1, end - start + len(needed) + 1):
        for chosen in combinations([*singles, *doubles], count):
            words = {word for point in chosen for word in point}
            if needed <= set(chosen) and words == set(range(start, end)):
                return count
    raise AssertionError(piece)


# -- strategies ------------------------------------------------------------------------------------------


def make_tag(device: str, number: int, kind: TagType, length: int) -> Tag:
    address = f"{device}{number:X}" if device == "W" else f"{device}{number}"
    chosen = TagType.BOOL if device == "M" else kind
    return Tag("P", address, address, chosen, "G", string_length=length if chosen is TagType.STRING else None)


any_tags = st.builds(
    make_tag,
    st.sampled_from(["D", "D", "D", "W", "M"]),
    st.integers(0, 24),
    st.sampled_from([TagType.INT, TagType.INT, TagType.DINT, TagType.LREAL, TagType.STRING]),
    st.integers(5, 10),
)
single_words = st.builds(
    make_tag, st.sampled_from(["D", "W"]), st.integers(0, 16), st.just(TagType.INT), st.just(0)
)
small_limits = st.builds(Limits, words=st.integers(5, 9), bits=st.just(8), random_points=st.integers(1, 5))


def rank(reads: ReadPlan) -> tuple[int, int]:
    return len(reads.requests), -sum(isinstance(request, Window) for request in reads.requests)


# -- properties ------------------------------------------------------------------------------------------


@settings(max_examples=200, deadline=None)
@given(st.lists(any_tags, max_size=6), small_limits)
def test_no_way_to_read_mixed_tags_needs_fewer_requests(tags: list[Tag], limits: Limits) -> None:
    assert rank(plan_reads(tags, Series.Q, limits=limits)) == best(tags, limits)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(single_words, max_size=7),
    st.builds(Limits, words=st.integers(1, 5), bits=st.just(8), random_points=st.integers(1, 3)),
)
def test_no_way_to_read_single_words_needs_fewer_requests(tags: list[Tag], limits: Limits) -> None:
    assert rank(plan_reads(tags, Series.Q, limits=limits)) == best(tags, limits)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.builds(
                make_tag,
                st.sampled_from(["D", "W", "M"]),
                st.one_of(st.integers(0, 400), st.integers(0, 20000)),
                st.sampled_from([TagType.INT, TagType.DINT, TagType.STRING]),
                st.integers(1, 60),
            ),
            st.integers(0, 3),
        ),
        max_size=60,
    ),
    st.sampled_from([None, Limits(words=60, bits=8, random_points=7)]),
)
def test_groups_together_never_need_more_requests_than_one_by_one(
    tags: list[tuple[Tag, int]], limits: Limits | None
) -> None:
    together = plan_reads([tag for tag, _ in tags], Series.Q, limits=limits)
    alone = [
        plan_reads([tag for tag, own in tags if own == group], Series.Q, limits=limits) for group in range(4)
    ]
    assert len(together.requests) <= sum(len(reads.requests) for reads in alone)
