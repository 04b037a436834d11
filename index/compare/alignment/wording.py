"""What a desk changed inside a linked passage: a diff of words, never of characters.

Does not find links; it gets two passages that belong together.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from ...model.article import Span
from ...text.tokens import Token, tokens
from .preparation import rejoined

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MOST = 100_000
"""The most pairs of equal words in two passages for which they are compared word by word."""
ISLAND = 2
"""The most function words between two changes that do not count as unchanged."""


@dataclass(frozen=True, slots=True)
class WordChange:
    """One step from one wording to the other: ``equal replace delete insert``, and the words it covers in each.

    A span is empty (``start == end``) where it covers nothing.
    """

    op: str
    a: Span
    b: Span


Step = tuple[str, int, int, int, int]


def wording(text_a: str, spans_a: Sequence[Span], text_b: str, spans_b: Sequence[Span]) -> tuple[WordChange, ...]:
    """Return the changes that turn one passage into the other, in order; passages are spans of their texts.

    Words are equal if only case, quotes, dashes, hyphens or the spelling of a number differ.
    """
    words_a: Sequence[Token] = [word for span in spans_a for word in tokens(text_a, span.start, span.end)]
    words_b: Sequence[Token] = [word for span in spans_b for word in tokens(text_b, span.start, span.end)]
    words_a, words_b = rejoined(text_a, words_a, text_b, words_b)
    place_a = spans_a[0].start if spans_a else 0
    place_b = spans_b[0].start if spans_b else 0
    return tuple(_spanned(steps(words_a, words_b), words_a, words_b, place_a, place_b))


def steps(a: Sequence[Token], b: Sequence[Token]) -> list[Step]:
    """Return the changes as (op, a start, a end, b start, b end) in words: matching blocks, cleaned up.

    Islands of function words between changes are merged into them: `of the` between two rewritten phrases was not kept.
    """
    one, other = [word.plain for word in a], [word.plain for word in b]
    counts = Counter(other)
    if sum([counts[word] for word in one]) > MOST:
        return _outer(one, other)
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return _without_islands([(op, i, i_end, j, j_end) for op, i, i_end, j, j_end in matcher.get_opcodes()], a)


def _outer(one: Sequence[str], other: Sequence[str]) -> list[Step]:
    """Return what two huge passages have in common at their start and end; the rest is one change."""
    most = min(len(one), len(other))
    first = next((place for place in range(most) if one[place] != other[place]), most)
    last = next((place for place in range(most - first) if one[-1 - place] != other[-1 - place]), most - first)
    middle = ("", first, len(one) - last, first, len(other) - last)
    found = [
        ("equal", 0, first, 0, first),
        _joined(middle, None),
        ("equal", len(one) - last, len(one), len(other) - last, len(other)),
    ]
    return [step for step in found if step[2] > step[1] or step[4] > step[3]]


def _without_islands(found: list[Step], a: Sequence[Token]) -> list[Step]:
    out: list[Step] = []
    for place, step in enumerate(found):
        island = 0 < place < len(found) - 1 and _is_island(found[place - 1], step, found[place + 1], a)
        if out and out[-1][0] != "equal" and (island or step[0] != "equal"):
            out[-1] = _joined(out[-1], step)
        else:
            out.append(_joined((step[0], *step[1:]), None) if island else step)
    return out


def _is_island(before: Step, step: Step, after: Step, a: Sequence[Token]) -> bool:
    op, start, end = step[:3]
    if op != "equal" or end - start > ISLAND or not all(word.stop for word in a[start:end]):
        return False
    return _size(before) + _size(after) > end - start


def _size(step: Step) -> int:
    return 0 if step[0] == "equal" else max(step[2] - step[1], step[4] - step[3])


def _joined(one: Step, other: Step | None) -> Step:
    start_a, end_a, start_b, end_b = one[1], one[2], one[3], one[4]
    if other is not None:
        end_a, end_b = other[2], other[4]
    op = "replace" if end_a > start_a and end_b > start_b else "delete" if end_a > start_a else "insert"
    return op, start_a, end_a, start_b, end_b


def _spanned(
    found: Sequence[Step], a: Sequence[Token], b: Sequence[Token], place_a: int, place_b: int
) -> Iterator[WordChange]:
    for op, start_a, end_a, start_b, end_b in found:
        span_a, span_b = _span(a, start_a, end_a, place_a), _span(b, start_b, end_b, place_b)
        place_a, place_b = span_a.end, span_b.end
        yield WordChange(op, span_a, span_b)


def _span(words: Sequence[Token], start: int, end: int, place: int) -> Span:
    return Span(words[start].start, words[end - 1].end) if end > start else Span(place, place)
