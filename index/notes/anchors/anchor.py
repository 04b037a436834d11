"""Anchors: a passage described so that it is found again in a changed text, and how certain its place is.

Position, quotation and context are those of the W3C Web Annotation model. A place is `here` or `moved` only if the
words are there and their surroundings confirm it; anything else is to be asked about (`changed`) or `lost`. Targets are
never changed, and the disk is not accessed.
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
"""Sizes of the context on each side of a quotation, in code points, tried until it is unique."""

FOLDABLE = 1_000_000
"""In longer texts copies of a quotation are counted literally, not folded, because describing answers a key press."""

SMALL = 100_000
"""Texts up to this length are cached in folded form."""


def describe(text: str, span: Span, *, article: str, text_hash: str) -> Target:
    """Describe ``span`` of ``text``; an empty span, or one outside the text, describes the whole article.

    The context starts and ends at word boundaries if possible and grows until it distinguishes the quotation from its
    copies. ``repeats`` is the number of copies in folded form, so that `place` knows whether the context has to decide.
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
    """Find a target in the current text; the target is not changed.

    A `changed` place is given in both ``span`` and ``guess``; a `lost` one has no span, and ``guess`` may be where the
    passage was (an empty span) or the nearest text.
    """
    return _place(target, text, text_hash, lambda: _ground(text))


def place_all(targets: Iterable[Target], text: str, text_hash: str) -> tuple[Placed, ...]:
    """Place many targets of one text, in the order given, folding the text at most once."""
    folded = cache(lambda: _ground(text))
    return tuple(_place(target, text, text_hash, folded) for target in targets)


def _ground(text: str) -> Folded:
    """Fold a text, with a cache: notes of one article are placed and described one after another."""
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
    """Whether the words are where they were, in the same text or with confirming surroundings."""
    if target.start < 0 or text[target.start : target.end] != target.exact:
        return False
    if target.text_hash and target.text_hash == text_hash:
        return True
    before = target.prefix == text[max(0, target.start - len(target.prefix)) : target.start]
    after = text.startswith(target.suffix, target.end)
    if before and after and (target.prefix or target.suffix):
        return True
    # One side is enough only if the words occur once.
    side = (before and len(target.prefix) >= 8) or (after and len(target.suffix) >= 8)
    return side and target.repeats == 1 and text.count(target.exact) == 1


def _verdict(target: Target, found: tuple[PlaceCandidate, ...]) -> Placed:
    """Turn the ranked candidates into a placement."""
    if not found or found[0].guess:
        guess = found[0].span if found else None
        return Placed(target, State.LOST, None, guess, found[0].score if found else 0.0)
    best = found[0]
    if not best.sure:
        return Placed(target, State.CHANGED, best.span, best.span, best.score)
    state = State.HERE if best.span == (target.start, target.end) and best.verbatim else State.MOVED
    return Placed(target, state, best.span, None, best.score)


def _before(text: str, start: int, reach: int) -> str:
    """Return up to ``reach`` code points before ``start``, without a partial word at the outer edge."""
    low = max(0, start - reach)
    cut = low
    while 0 < cut < start and text[cut - 1].isalnum() and text[cut].isalnum():
        cut += 1
    return text[cut if cut < start else low : start]


def _after(text: str, end: int, reach: int) -> str:
    """Return up to ``reach`` code points after ``end``, without a partial word at the outer edge."""
    high = min(len(text), end + reach)
    cut = high
    while end < cut < len(text) and text[cut - 1].isalnum() and text[cut].isalnum():
        cut -= 1
    return text[end : cut if cut > end else high]


def _count(letters: str, wanted: str) -> int:
    """Count the occurrences of ``wanted``, including overlapping ones."""
    count, at = 0, letters.find(wanted)
    while at >= 0:
        count, at = count + 1, letters.find(wanted, at + 1)
    return count
