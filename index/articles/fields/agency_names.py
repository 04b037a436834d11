"""Whether a line is the name of a news agency or an outlet, in the library's languages.

Does not say that an article comes from one: a name is not a source (see `agencies` and `metadata`).
"""

from __future__ import annotations

import re
from typing import Final

from ...text.language.news_agencies import BY_FORM
from ...text.lazy_patterns import lazy_pattern
from ...text.word_lists import table_rows
from ..line_shape import key

_LISTS: Final = {name: frozenset(words) for name, *words in table_rows("index.articles.fields", "outlet_words.tsv")}
_AMBIGUOUS: Final = _LISTS["ambiguous"]
_BY_KEY: Final = {key(form): name for form, name in BY_FORM.items() if form not in _AMBIGUOUS}


def alternation(*, short: bool) -> str:
    """Return the inside of a regex group of all forms, longest first; the ambiguous ones only if ``short``."""
    forms = [form for form in BY_FORM if short or form not in _AMBIGUOUS]
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))


def agency(name: str) -> str | None:
    """Return the usual name of the agency that ``name`` as a whole refers to, or ``None``."""
    return _BY_KEY.get(key(name)) if len(name) <= 40 else None


def is_agency(line: str) -> bool:
    """Whether the line is just an agency's name."""
    return agency(line) is not None


_NO_NAME: Final = _LISTS["generic"] | _LISTS["section"]
_DOMAIN: Final = lazy_pattern(
    r"(?:www\.)?[a-z\d-]+(?:\.[a-z\d-]+)*\.(?:com|org|net|co\.uk|info|news|tv|[a-z]{2})", re.IGNORECASE
)
_NOT_A_NAME: Final = lazy_pattern(r"[.!?:,;\d()]|\s[-–—]\s")
_OUTLET_WORDS_MOST: Final = 6


def is_outlet(line: str) -> bool:
    """Whether the line looks like an outlet: a known name, a site, or a few words with a newspaper word among them."""
    if len(line) > 60 or not line:
        return False
    words = key(line).split()
    if " ".join(words) in _LISTS["known"] or _DOMAIN.fullmatch(line):
        return True
    if not 2 <= len(words) <= _OUTLET_WORDS_MOST or _NOT_A_NAME.search(line):
        return False
    own = {*words} - _NO_NAME
    return bool(own) and not _LISTS["word"].isdisjoint(words) and _in_capitals(line)


def _in_capitals(line: str) -> bool:
    """Whether ``line`` is written as a name: in English in capitals, in other languages often only the first word."""
    return line[0].isupper() and all(word[0].isupper() or len(word) <= 3 or not word.isascii() for word in line.split())
