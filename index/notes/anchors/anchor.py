"""Anchors: a passage described so that it is found again in a text that changed, and how sure its place is.

Position, quotation and context are those of the W3C's Web Annotation model. A place is called `here` or `moved` only
when the words stand there and their surroundings bear witness; everything else is asked about (`changed`) or `lost`.
Refuses to touch the disk and to change a target.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from ...model.article import Span
from ...model.note import Placed, State, Target
from .anchor_candidates import PlaceCandidate, candidates
from .anchor_passage import AnchorPassage
from .folding import Folded, fold, keep

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

CONTEXT = (32, 48, 64, 88, 120)
"""Code points of context tried on each side of a quotation until the whole is unique."""

FOLDABLE = 1_000_000
"""In longer texts copies of a quotation are counted as they are spelt: describing answers a key press."""

SMALL = 100_000
"""Texts no longer than this are kept folded for a while."""


def describe(text: str, span: Span, *, article: str, text_hash: str) -> Target:
    """Describe ``span`` of ``text``; a span that is empty or outside the text describes the whole article.

    The context begins and ends at word boundaries where it can and grows until it tells the quotation from its
    copies. ``repeats`` counts the copies by their letters, so that `place` knows whether context has to decide.
    """
    start, end = max(0, span.start), min(span.end, len(text))
    if start >= end:
        return Target(article=article, text_hash=text_hash)
    exact = text[start:end]
    form = fold if len(text) <= FOLDABLE and fold(exact).letters else keep
    letters = (_ground(text) if form is fold else keep(text)).letters
    repeats = _count(letters, form(exact).letters)
    prefix, suffix = _before(text, start, CONTEXT[0]), _after(text, end, CONTEXT[0])
    for reach in CONTEXT[1:]:
        if repeats == 1 or _count(letters, form(prefix + exact + suffix).letters) == 1:
            break
        prefix, suffix = _before(text, start, reach), _after(text, end, reach)
    return Target(article, "", exact, prefix, suffix, start, end, text_hash, repeats)


def place(target: Target, text: str, text_hash: str) -> Placed:
    """Find a target in today's text; the target itself stays as it is.

    A `changed` place is offered in both ``span`` and ``guess``; a `lost` one has no span, and ``guess`` may say
    where the passage stood (an empty span) or what comes nearest.
    """
    return _place(target, text, text_hash, lambda: _ground(text))


def place_all(targets: Iterable[Target], text: str, text_hash: str) -> tuple[Placed, ...]:
    """Place many targets of one text, folding it once at most; in the order given."""
    folded = cache(lambda: _ground(text))
    return tuple(_place(target, text, text_hash, folded) for target in targets)


def _ground(text: str) -> Folded:
    """Fold a text, or remember it: notes of one article are placed and described one after another."""
    return _remembered(text) if len(text) <= SMALL else fold(text)


_remembered = lru_cache(maxsize=8)(fold)


def _place(target: Target, text: str, text_hash: str, folded: Callable[[], Folded]) -> Placed:
    if not target.exact:
        return Placed(target, State.HERE)
    if _stands(target, text, text_hash):
        return Placed(target, State.HERE, Span(target.start, target.end))
    passage = AnchorPassage.of(target, fold)
    ground = folded()
    if not passage.letters:
        passage, ground = AnchorPassage.of(target, keep), keep(text)
    return _verdict(target, candidates(passage, ground))


def _stands(target: Target, text: str, text_hash: str) -> bool:
    """Whether the words stand where they stood, in the same text or between witnesses of their old surroundings."""
    if target.start < 0 or text[target.start : target.end] != target.exact:
        return False
    if target.text_hash and target.text_hash == text_hash:
        return True
    before = target.prefix == text[max(0, target.start - len(target.prefix)) : target.start]
    after = text.startswith(target.suffix, target.end)
    if before and after and (target.prefix or target.suffix):
        return True
    # One side alone is witness enough only for words that have no copy.
    side = (before and len(target.prefix) >= 8) or (after and len(target.suffix) >= 8)
    return side and target.repeats == 1 and text.count(target.exact) == 1


def _verdict(target: Target, found: tuple[PlaceCandidate, ...]) -> Placed:
    """Turn the ranked candidates into a state."""
    if not found or found[0].guess:
        guess = found[0].span if found else None
        return Placed(target, State.LOST, None, guess, found[0].score if found else 0.0)
    best = found[0]
    if not best.sure:
        return Placed(target, State.CHANGED, best.span, best.span, best.score)
    state = State.HERE if best.span == (target.start, target.end) and best.verbatim else State.MOVED
    return Placed(target, state, best.span, None, best.score)


def _before(text: str, start: int, reach: int) -> str:
    """Return up to ``reach`` code points before ``start``, without the part of a word at the outer edge."""
    low = max(0, start - reach)
    cut = low
    while 0 < cut < start and text[cut - 1].isalnum() and text[cut].isalnum():
        cut += 1
    return text[cut if cut < start else low : start]


def _after(text: str, end: int, reach: int) -> str:
    """Return up to ``reach`` code points after ``end``, without the part of a word at the outer edge."""
    high = min(len(text), end + reach)
    cut = high
    while end < cut < len(text) and text[cut - 1].isalnum() and text[cut].isalnum():
        cut -= 1
    return text[end : cut if cut > end else high]


def _count(letters: str, wanted: str) -> int:
    """Count the places of some letters, those that overlap included."""
    count, at = 0, letters.find(wanted)
    while at >= 0:
        count, at = count + 1, letters.find(wanted, at + 1)
    return count
