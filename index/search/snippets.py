"""Where a query matched in an article's text, and the passages that show it best.

Works on the text alone, so that marks are exact for whatever is on the screen; markup is left out of passages. Does not
escape or style.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from ..model.article import Role, Span
from ..model.results import Hit
from ..text.markdown_article import shown_text
from ..text.words import Word, cut, stretches
from .documents import zone_of
from .query.nodes import Phrase, wanted
from .typeahead import word_being_typed
from .zones import BODY, FURNITURE, TITLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ..model.article import Article
    from ..text.source_map import SourceMap
    from .query.nodes import Fuzzy, Prefix, Query, Term

JOINER = " … "
PASSAGES = 3
LONGEST = 300
_AROUND = 70
# Passages are sought around this many matches; the rest of a longer list would add little.
_CONSIDERED = 500
_BLANK: Final = re.compile(r"\s")
_KEPT, _KEPT_TOKENS = 64, 1 << 14
"""The most texts cached as words, and the most distinct words: a few screens of results, and what most texts use."""


class Pattern(NamedTuple):
    """One search term: a test for each of its consecutive words, and the zone it must be in (empty: any)."""

    tests: tuple[Callable[[str], bool], ...]
    zone: str


def patterns(
    query: Query, test: Callable[[Term | Prefix | Fuzzy, Term | None], Callable[[str], bool]], *, typing: bool
) -> Iterator[Pattern]:
    """Yield the terms that a match of a query may contain.

    ``test`` returns the test of one word of the query, given the word that is still being typed.
    """
    typed = word_being_typed(query) if typing else None
    for leaf in wanted(query.root):
        parts = leaf.items if isinstance(leaf, Phrase) else (leaf,)
        yield Pattern(tuple(test(item, typed) for item in parts), leaf.zone)


class Snippet(NamedTuple):
    """Passages on one line, the spans of it that match, and all matching spans of the article's text."""

    text: str
    marks: tuple[Span, ...]
    spans: tuple[Span, ...]


class _Match(NamedTuple):
    span: Span
    pattern: int


class _Candidate(NamedTuple):
    weight: float
    span: Span
    patterns: frozenset[int]


def snippet(article: Article, patterns: Sequence[Pattern]) -> Snippet:
    """Return the best passages of ``article`` for ``patterns``, or its beginning if nothing in the text matches."""
    matches = _matches(article, patterns)
    spans = merged(match.span for match in matches)
    passages = _passages(article, matches) or [_lead(article)]
    text, marks = _joined(shown_text(article), passages, spans)
    return Snippet(text, marks, spans)


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return ``spans`` in order, overlapping ones merged."""
    result: list[Span] = []
    for span in sorted(spans):
        if result and span.start < result[-1].end:
            result[-1] = Span(result[-1].start, max(result[-1].end, span.end))
        else:
            result.append(span)
    return tuple(result)


def _matches(article: Article, patterns: Sequence[Pattern]) -> list[_Match]:
    tests = tuple(dict.fromkeys(test for pattern in patterns for test in pattern.tests))
    places = _places(article.text, tests) if tests else {}
    matches: list[_Match] = []
    for number, pattern in enumerate(patterns):
        inside = _inside(article, pattern.zone)
        matches.extend(_Match(span, number) for span in _runs(places, pattern.tests) if inside(span))
    return sorted(matches)


def _places(text: str, tests: Sequence[Callable[[str], bool]]) -> dict[int, list[Word]]:
    """Return the words of ``text`` that pass a test, by position; a word within a word shares its position."""
    places: dict[int, list[Word]] = {}
    for token, standing in _tokens(text).items():
        for step, word in _cut(token):
            if any(test(word.form) for test in tests):
                for place, start in standing:
                    places.setdefault(place + step, []).append(Word(start + word.start, start + word.end, word.form))
    return places


@lru_cache(maxsize=_KEPT)
def _tokens(text: str) -> dict[str, list[tuple[int, int]]]:
    """Return each distinct token of ``text`` with its occurrences: the number of positions before it, and its offset.

    A few texts are cached: successive keystrokes show much the same articles.
    """
    found: dict[str, list[tuple[int, int]]] = {}
    place = 0
    for stretch in stretches(text):
        token = stretch.group()
        found.setdefault(token, []).append((place, stretch.start()))
        place += _cut(token)[-1][0]
    return found


@lru_cache(maxsize=_KEPT_TOKENS)
def _cut(token: str) -> tuple[tuple[int, Word], ...]:
    """Return the words of a token, each with its position from 1 on."""
    place, words = 0, []
    for word in cut(token):
        place += not word.inside
        words.append((place, word))
    return tuple(words)


def _runs(places: Mapping[int, Sequence[Word]], tests: Sequence[Callable[[str], bool]]) -> Iterator[Span]:
    """Yield the spans of words that pass ``tests`` at consecutive positions."""
    first, *rest = tests
    for place, held in places.items():
        for word in held:
            if first(word.form) and (end := _end(places, place, rest, word.end)) is not None:
                yield Span(word.start, end)


def _end(
    places: Mapping[int, Sequence[Word]], place: int, tests: Sequence[Callable[[str], bool]], end: int
) -> int | None:
    """Return where a phrase ends whose further words must pass ``tests``, ``None`` if they do not."""
    for further, test in enumerate(tests, place + 1):
        word = next((word for word in places.get(further, ()) if test(word.form)), None)
        if word is None:
            return None
        end = word.end
    return end


def _inside(article: Article, zone: str) -> Callable[[Span], bool]:
    if not zone:
        return lambda _: True
    blocks = [block.span for block in article.blocks if zone_of(block) == zone]
    return lambda span: any(block.start <= span.start < block.end for block in blocks)


def _passages(article: Article, matches: Sequence[_Match]) -> list[Span]:
    """Return up to `PASSAGES` stretches with the most, and the most different, matches, in order of the text.

    None is taken from the headline or the front matter, whose fields a result shows anyway.
    """
    chosen: list[Span] = []
    seen: set[int] = set()
    shown: set[str] = set()
    candidates = _candidates(article, matches)
    while candidates and len(chosen) < PASSAGES and sum(span.end - span.start for span in chosen) < LONGEST:
        best = max(candidates, key=lambda one: (_worth(one, seen), -one.span.start))
        if chosen and best.weight < 0.5 and best.patterns <= seen:
            # Furniture is shown only for what the text proper does not contain.
            break
        words_shown = _one_line(article.text[best.span.start : best.span.end])
        if words_shown not in shown:
            chosen.append(best.span)
            seen |= best.patterns
            shown.add(words_shown)
        candidates = [
            one for one in candidates if not (one.span.start < best.span.end and best.span.start < one.span.end)
        ]
    return sorted(chosen) if len(chosen) != 1 else [_widened(article, chosen[0])]


def _widened(article: Article, passage: Span) -> Span:
    """Return the only passage of a snippet with more of its block around it."""
    block = next(
        (block.span for block in article.blocks if block.start <= passage.start and passage.end <= block.end), None
    )
    return _window(article.text, passage, block) if block else passage


def _worth(candidate: _Candidate, seen: set[int]) -> float:
    return candidate.weight * (len(candidate.patterns - seen) + 0.25 * len(candidate.patterns & seen))


def _candidates(article: Article, matches: Sequence[_Match]) -> list[_Candidate]:
    starts = [block.start for block in article.blocks]
    candidates = []
    for number, match in enumerate(matches[:_CONSIDERED]):
        at = bisect_right(starts, match.span.start) - 1
        block = article.blocks[at] if at >= 0 else None
        zone = zone_of(block) if block else FURNITURE
        if zone == TITLE or (block and block.role is Role.FRONTMATTER):
            continue
        limits = block.span if block and match.span.end <= block.end else Span(0, len(article.text))
        window = _window(article.text, match.span, limits)
        held = _held(matches, number, window)
        weight = (1.0 if zone == BODY else 0.1) * (1 + 0.1 * min(len(held), 5))
        candidates.append(_Candidate(weight, window, frozenset(other.pattern for other in held)))
    return candidates


def _held(matches: Sequence[_Match], at: int, window: Span) -> list[_Match]:
    """Return the matches around the match ``at`` that lie within ``window``."""
    first = at
    while first and matches[first - 1].span.start >= window.start:
        first -= 1
    held = []
    for match in matches[first:]:
        if match.span.start >= window.end:
            break
        if match.span.end <= window.end:
            held.append(match)
    return held


def _window(text: str, span: Span, limits: Span) -> Span:
    """Return the stretch around ``span`` within ``limits`` that starts and ends between words."""
    start, end = max(limits.start, span.start - _AROUND), min(limits.end, span.end + _AROUND)
    if start > limits.start:
        start = next((at + 1 for at in range(start, span.start) if text[at].isspace()), start)
    if end < limits.end:
        end = next((at for at in range(end, span.end, -1) if text[at].isspace()), end)
    return _trimmed(text, start, end)


def _lead(article: Article) -> Span:
    body = next((block.span for block in article.blocks if zone_of(block) == BODY), None)
    first = body or next((block.span for block in article.blocks), Span(0, len(article.text)))
    return _window(article.text, Span(first.start, min(first.end, first.start + 130)), first)


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _joined(shown: SourceMap, passages: Sequence[Span], spans: Sequence[Span]) -> tuple[str, tuple[Span, ...]]:
    parts, marks, length = [], [], 0
    for passage in passages:
        for span in spans[bisect_left(spans, (passage.start, 0)) :]:
            if span.start >= passage.end:
                break
            if span.end <= passage.end:
                shift = length - shown.place(passage.start)
                marks.append(Span(shown.place(span.start) + shift, shown.place(span.end) + shift))
        part = _one_line(shown.cut(passage.start, passage.end))
        parts.append(part)
        length += len(part) + len(JOINER)
    return JOINER.join(parts), tuple(marks)


def _one_line(text: str) -> str:
    # One space per character, so that marks stay exact.
    return _BLANK.sub(" ", text)


def article_hit(article: Article, shown: Snippet, score: float) -> Hit:
    """Return an article as the answer to a query, with its snippet."""
    return Hit(
        kind="article",
        id=article.id,
        note=None,
        title=article.title.value,
        outlet=article.outlet.value,
        published=article.published.value,
        score=score,
        snippet=shown.text,
        marks=shown.marks,
        spans=shown.spans,
    )
