"""The fewest requests for single words, by an exact search that knows nothing of the program's own planning.

For words only (INT and the like, and bits, which are read as words): there every random point is as good as
any other, so a random read can always be filled, and a window begins best with a word that is needed. What is
left is small enough to try everything: per device the fewest points for every number of windows, then every
way to share the windows among the devices.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

from hmi.model.plant import Tag, TagType

WINDOW_WORDS = 960
RANDOM_POINTS = 192
"""Limits of a Q series PLC."""

_HEXADECIMAL = frozenset("WBXY")
_WORD_DEVICES = frozenset("DWR")
_ONE_WORD = frozenset((TagType.INT, TagType.UINT, TagType.BCD, TagType.BOOL))


def words_of(tags: Iterable[Tag]) -> dict[str, list[int]]:
    """The words that are needed, ascending, by device; word n of a bit device has its points from 16 n on."""
    found: dict[str, set[int]] = {}
    for tag in tags:
        if tag.tag_type not in _ONE_WORD:
            raise ValueError(f"the search is for single words, {tag.tag_address} is {tag.tag_type}")
        device = tag.tag_address[0]
        number = int(tag.tag_address[1:], 16 if device in _HEXADECIMAL else 10)
        found.setdefault(device, set()).add(number if device in _WORD_DEVICES else number // 16)
    return {device: sorted(words) for device, words in found.items()}


def contiguous(words: Mapping[str, Sequence[int]]) -> int:
    """Requests where only neighbours share one, as simple collectors read."""
    count = 0
    for own in words.values():
        start = before = -1
        for word in own:
            if start < 0 or word != before + 1 or word >= start + WINDOW_WORDS:
                count, start = count + 1, word
            before = word
    return count


def merged(words: Mapping[str, Sequence[int]]) -> int:
    """Requests where windows read any gap along, and nothing is read at random."""
    return sum(_windows_alone(own) for own in words.values())


def fewest(words: Mapping[str, Sequence[int]]) -> int:
    """The fewest requests there can be."""
    points_left = [0]  # of all devices so far, by the number of windows
    for own in words.values():
        points_left = _shared(points_left, _fewest_points(own))
    return min(windows + -(-points // RANDOM_POINTS) for windows, points in enumerate(points_left))


def _windows_alone(words: Sequence[int]) -> int:
    count = place = 0
    while place < len(words):
        count, place = count + 1, bisect_left(words, words[place] + WINDOW_WORDS)
    return count


def _fewest_points(words: Sequence[int]) -> list[int]:
    """Random points that are left with 0, 1, 2 ... windows; a point is two neighbouring words at best."""
    most = _windows_alone(words)
    rows = [[0] * (most + 1) for _ in range(len(words) + 1)]  # for the words from there on
    for place in range(len(words) - 1, -1, -1):
        after_point = bisect_left(words, words[place] + 2)
        after_window = bisect_left(words, words[place] + WINDOW_WORDS)
        for windows in range(most + 1):
            best = 1 + rows[after_point][windows]
            if windows:
                best = min(best, rows[after_window][windows - 1])
            rows[place][windows] = best
    return rows[0]


def _shared(first: Sequence[int], second: Sequence[int]) -> list[int]:
    """Points of both with so many windows in all, shared in the best way."""
    total = [first[0] + second[0]] * (len(first) + len(second) - 1)
    for one, points in enumerate(first):
        for other, more in enumerate(second):
            total[one + other] = min(total[one + other], points + more)
    return total
