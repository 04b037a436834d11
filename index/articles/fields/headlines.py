"""Headlines: finds the line of a head that is most like one, and splits off the site's name after it.

Rejects complete sentences unless their capitals, or the lines around them, mark them as headlines.
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
# Words that English headlines leave in lower case.
_SMALL_LIST: Final = "a an the and or but nor for of in on at to by from with as into over is vs v via per off up out"
_SMALL: Final = frozenset(_SMALL_LIST.split())
_LEAST_CAPITALS: Final = 3
_SITE: Final = lazy_pattern(r"\s+[|｜–—·•»«_-]{1,2}\s+|\s*[|｜]\s*|\s::\s")
_SITE_WORDS: Final = 6
_HEAD_ROLES: Final = frozenset({Role.BYLINE, Role.DATE, Role.CREDIT, Role.DATELINE, Role.SUBTITLE})


class Headline(NamedTuple):
    """A headline, and the site's name that came before or after it, empty without one."""

    title: str
    site: str


def without_site(line: str) -> Headline:
    """Split ``line`` into headline and site: "Harbour to be rebuilt | Baltic Ledger"."""
    signs = list(_SITE.finditer(line))
    starts, ends = [0, *(sign.end() for sign in signs)], [*(sign.start() for sign in signs), len(line)]
    parts = [line[start:end].strip() for start, end in zip(starts, ends, strict=True)]
    for place in range(1, len(parts)):
        if _is_site(parts[place]):
            # Between bars there are sections: the headline is what comes before the first.
            end = signs[0 if "|" in signs[0][0] or "｜" in signs[0][0] else place - 1].start()
            headline = line[:end].strip()
            return Headline(headline, parts[place]) if len(headline.split()) > 1 else Headline(line, "")
    if len(parts) > 1 and _is_site(parts[0]) and len(parts[-1].split()) > 2:
        return Headline(parts[-1], parts[0])
    return Headline(line, "")


def _is_site(name: str) -> bool:
    return is_outlet(name) or agency(name) is not None


def site_of_copy(line: str, headline: str) -> str:
    """Return the name after ``headline`` in ``line``, if another line is that headline alone; else empty."""
    rest = line[len(headline) :]
    sign = _SITE.match(rest) if line.startswith(headline) else None
    name = rest[sign.end() :].strip() if sign else ""
    return name if 0 < len(name.split()) <= _SITE_WORDS and not ends_sentence(name) else ""


def headline_of(head: Sequence[Draft], said: frozenset[str]) -> Draft | None:
    """Return the line most like a headline, or ``None``; ``said`` are the terms of the first paragraphs."""
    candidates = [draft for draft in head if draft.open][:_WITHIN]
    shaped = [draft for draft in candidates if could_be_headline(draft)]
    if not shaped and any(draft.role in _HEAD_ROLES for draft in head):
        # A short first sentence is the headline if a byline or a date shows that there is a head.
        shaped = [
            draft for draft in head[:1] if draft.open and draft.words <= _SHORT and _fits(draft.text, draft.words)
        ]
    return max(shaped, key=lambda draft: _score(draft, said, first=draft is head[0]), default=None)


def could_be_headline(draft: Draft) -> bool:
    """Whether the line has the shape of a headline: short, not just digits, no complete sentence without capitals."""
    text = draft.text
    if not _fits(text, draft.words):
        return False
    sentence = ends_sentence(text) and not text.rstrip(_CLOSERS).endswith(_OPEN_ENDS)
    return not sentence or is_titled(text)


def is_titled(line: str) -> bool:
    """Whether the words of ``line`` are capitalised as in English headlines, small words aside."""
    words = [found[0] for found in _WORD.finditer(line) if found[0].casefold() not in _SMALL]
    capitals = sum(word[0].isupper() for word in words)
    return capitals >= _LEAST_CAPITALS and capitals == len(words) and len(words) <= _WORDS


def is_figures(text: str) -> bool:
    """Whether a quarter of ``text`` is digits."""
    return sum(map(str.isdigit, text)) * 4 >= len(text)


def terms(text: str) -> frozenset[str]:
    """Return the content words of ``text``; pairs of characters in unspaced scripts."""
    found = set(_TERM.findall(text.casefold()))
    if not text.isascii() and _UNSPACED.search(text):
        found |= {text[at : at + 2] for at in range(len(text) - 1) if _UNSPACED.match(text, at)}
    return frozenset(found)


def repeats(line: str, headline: str) -> bool:
    """Whether ``line`` equals ``headline``, one of them perhaps with the site's name."""
    plain = {key(headline), key(without_site(headline).title)}
    return key(line) in plain or key(without_site(line).title) in plain or bool(site_of_copy(headline, line))


def _fits(text: str, words: int) -> bool:
    if not 2 <= words <= _WORDS or len(text) > _LENGTH or text[-1] in ":,;" or text[:2].islower():
        return False
    return not is_figures(text)


def _score(draft: Draft, said: frozenset[str], *, first: bool) -> float:
    """Score how well the line sums up the first paragraphs, with which outlets and sections share no words."""
    words, own = draft.words, terms(draft.text)
    shared = len(own & said) / max(3, len(own))
    name = 3 if words <= 2 or is_outlet(draft.text) else 1 if words == 3 else 0
    return 4 * shared + min(words, 8) / 4 + 1.5 * first - name - (words > 18)
