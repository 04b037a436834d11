"""What a headline looks like: which line of a head is most like one, and the site's name that pages put behind it.

Refuses whole sentences unless their capitals, or what stands around them, say that they are a headline.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from ...model.article import Role
from ...text.lazy_patterns import lazy_pattern
from ..line_shape import ends_sentence, key
from .agency_names import agency, is_outlet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..block_drafts import Draft

_LENGTH: Final = 220
_WORDS: Final = 34
_WITHIN: Final = 5
_SHORT: Final = 10
_CLOSERS: Final = "\"'”’»“)]」』）"
_OPEN_ENDS: Final = ("?", "!", "…", "...", "？", "！")
_TERM: Final = lazy_pattern(r"[^\W_]{4,}|\d+")
_UNSPACED: Final = lazy_pattern("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")
_WORD: Final = lazy_pattern(r"[^\W\d_][\w’'.-]*")
# Small words that English headlines leave small.
_SMALL_LIST: Final = "a an the and or but nor for of in on at to by from with as into over is vs v via per off up out"
_SMALL: Final = frozenset(_SMALL_LIST.split())
_LEAST_CAPITALS: Final = 3
_SITE: Final = lazy_pattern(r"\s+[|｜–—·•»«_-]{1,2}\s+|\s*[|｜]\s*|\s::\s")
_SITE_WORDS: Final = 6
_HEAD_ROLES: Final = frozenset({Role.BYLINE, Role.DATE, Role.CREDIT, Role.DATELINE, Role.SUBTITLE})


class Headline(NamedTuple):
    """A headline and the name of the site that stood behind or before it, empty without one."""

    title: str
    site: str


def without_site(line: str) -> Headline:
    """Return ``line`` as headline and site: "Harbour to be rebuilt | Baltic Ledger"."""
    signs = list(_SITE.finditer(line))
    starts, ends = [0, *(sign.end() for sign in signs)], [*(sign.start() for sign in signs), len(line)]
    parts = [line[start:end].strip() for start, end in zip(starts, ends, strict=True)]
    for place in range(1, len(parts)):
        if _is_site(parts[place]):
            # Between strokes stand sections: what is before the first is the headline.
            end = signs[0 if "|" in signs[0][0] or "｜" in signs[0][0] else place - 1].start()
            headline = line[:end].strip()
            return Headline(headline, parts[place]) if len(headline.split()) > 1 else Headline(line, "")
    if len(parts) > 1 and _is_site(parts[0]) and len(parts[-1].split()) > 2:
        return Headline(parts[-1], parts[0])
    return Headline(line, "")


def _is_site(name: str) -> bool:
    return is_outlet(name) or agency(name) is not None


def site_of_copy(line: str, headline: str) -> str:
    """Return the name behind ``headline`` in ``line``, where another line is that headline alone; empty without one."""
    rest = line[len(headline) :]
    sign = _SITE.match(rest) if line.startswith(headline) else None
    name = rest[sign.end() :].strip() if sign else ""
    return name if 0 < len(name.split()) <= _SITE_WORDS and not ends_sentence(name) else ""


def headline_of(head: Sequence[Draft], said: frozenset[str]) -> Draft | None:
    """Return the line most like a headline, or ``None``; ``said`` are the terms of the first paragraphs."""
    candidates = [draft for draft in head if draft.open][:_WITHIN]
    shaped = [draft for draft in candidates if could_be_headline(draft)]
    if not shaped and any(draft.role in _HEAD_ROLES for draft in head):
        # A short first sentence is the headline where a byline or a day says that a head stands here.
        shaped = [
            draft for draft in head[:1] if draft.open and draft.words <= _SHORT and _fits(draft.text, draft.words)
        ]
    return max(shaped, key=lambda draft: _score(draft, said, first=draft is head[0]), default=None)


def could_be_headline(draft: Draft) -> bool:
    """Whether the line is shaped as a headline: short, no figures alone, no whole sentence without capitals."""
    text = draft.text
    if not _fits(text, draft.words):
        return False
    sentence = ends_sentence(text) and not text.rstrip(_CLOSERS).endswith(_OPEN_ENDS)
    return not sentence or is_titled(text)


def is_titled(line: str) -> bool:
    """Whether ``line`` has capitals at its words as English headlines have, small words left out."""
    words = [found[0] for found in _WORD.finditer(line) if found[0].casefold() not in _SMALL]
    capitals = sum(word[0].isupper() for word in words)
    return capitals >= _LEAST_CAPITALS and capitals == len(words) and len(words) <= _WORDS


def is_figures(text: str) -> bool:
    """Whether a quarter of ``text`` is figures."""
    return sum(map(str.isdigit, text)) * 4 >= len(text)


def terms(text: str) -> frozenset[str]:
    """Return the words of ``text`` that carry meaning, pairs of signs where words are not spaced."""
    found = set(_TERM.findall(text.casefold()))
    if not text.isascii() and _UNSPACED.search(text):
        found |= {text[at : at + 2] for at in range(len(text) - 1) if _UNSPACED.match(text, at)}
    return frozenset(found)


def repeats(line: str, headline: str) -> bool:
    """Whether ``line`` says the same as ``headline``, one of them perhaps with the site's name."""
    plain = {key(headline), key(without_site(headline).title)}
    return key(line) in plain or key(without_site(line).title) in plain or bool(site_of_copy(headline, line))


def _fits(text: str, words: int) -> bool:
    if not 2 <= words <= _WORDS or len(text) > _LENGTH or text[-1] in ":,;" or text[:2].islower():
        return False
    return not is_figures(text)


def _score(draft: Draft, said: frozenset[str], *, first: bool) -> float:
    """Return how well the line sums up the first paragraphs; names of outlets and sections share nothing with them."""
    words, own = draft.words, terms(draft.text)
    shared = len(own & said) / max(3, len(own))
    name = 3 if words <= 2 or is_outlet(draft.text) else 1 if words == 3 else 0
    return 4 * shared + min(words, 8) / 4 + 1.5 * first - name - (words > 18)
