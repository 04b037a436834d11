"""Words after which a full stop need not end a sentence, and words that open one; the lists are ``abbreviations.tsv``.

Does not decide anything: what a list means in its place is the splitter's business. All but `CAPITALS` and `PARTS`
are lower-case and without their stop.
"""

from __future__ import annotations

from ..word_lists import word_lists
from .calendars import MONTHS, SHORT_MONTHS, WEEKDAYS

_LISTS = word_lists("index.text.language", "abbreviations.tsv")

NEVER_LAST: frozenset[str] = frozenset(_LISTS["never_last"])
"""Titles, ranks and the like: what follows belongs to them."""

MAY_BE_LAST: frozenset[str] = frozenset(_LISTS["may_be_last"]).union(
    name.lower() for name in SHORT_MONTHS if name != "May"
)
"""Abbreviations that may stand last: a sentence ends there only if a word of `OPENERS` follows."""

PLAIN_WORDS: frozenset[str] = frozenset(_LISTS["plain_word"])
"""Those of `MAY_BE_LAST` that are words of their own when written small."""

BEFORE_NUMBER: frozenset[str] = frozenset(_LISTS["before_number"])
"""Abbreviations only in front of a number: `no.` elsewhere is a word."""

OPENERS: frozenset[str] = frozenset(_LISTS["opener"])
"""Words that, capitalised, nearly always open a sentence and seldom belong to a name."""

YEARS: frozenset[str] = frozenset(_LISTS["year"])
"""Abbreviations of a year or century, behind its figure: `w 1990 r.`, `XX в.`"""

PLACES: frozenset[str] = frozenset(_LISTS["place"])
"""Single letters before the name of a place: `м. Київ`, `г. Москва`."""


def _pairs(listed: list[str]) -> frozenset[tuple[str, str]]:
    return frozenset((first, second) for first, _, second in (pair.partition(":") for pair in listed))


PARTS: frozenset[tuple[str, str]] = _pairs(_LISTS["parts"])
"""Abbreviations of two parts as they are written: the first, and the beginning of the second."""

CLOSING_PARTS: frozenset[tuple[str, str]] = _pairs(_LISTS["closing_parts"])
"""Abbreviations of two letters that mostly stand last: `и т. д.`"""

CAPITALS: frozenset[str] = frozenset(_LISTS["capital"])
"""Abbreviations in capitals that a name follows."""

BEFORE_ORDINAL: frozenset[str] = frozenset(_LISTS["before_ordinal"])
"""German words after which a figure with a stop is an ordinal: `der 14. Anlauf`."""

BETWEEN_ORDINALS: frozenset[str] = frozenset(_LISTS["between_ordinals"])
"""Words between two German ordinals: `am 3. und 4. Spieltag`."""

ORDINAL_NOUNS: frozenset[str] = frozenset(_LISTS["ordinal_noun"])
"""Words behind a German ordinal that has no article before it."""

BEFORE_LETTER: frozenset[str] = frozenset(_LISTS["before_letter"])
"""Words before a single capital that is no initial: `plan B`, `World War I`."""

BEFORE_PRONOUN: frozenset[str] = frozenset(_LISTS["before_pronoun"])
"""Words before the pronoun `I`, which is no initial there."""

COUNTRIES: frozenset[str] = frozenset(_LISTS["country"])
"""Countries that are written with dots, without the last one."""

OF_COUNTRY: frozenset[str] = frozenset(_LISTS["of_country"])
"""Words that go on after the abbreviation of a country: `the U.S. Senate`."""

VERBS: frozenset[str] = frozenset(_LISTS["verb"])
"""Verb forms by which a name before them is known as a subject."""

CLOCK_FOLLOWERS: frozenset[str] = frozenset(_LISTS["clock_follower"]).union(
    MONTHS["en"].split(), WEEKDAYS["en"].split()
)
"""Words that continue `5 p.m.` instead of opening a sentence."""

EXCLAIMING_NAMES: frozenset[str] = frozenset(_LISTS["exclaiming_name"])
"""Names that carry an exclamation mark."""

ASKING_VERBS: frozenset[str] = frozenset(_LISTS["asking_verb"])
"""Verbs that continue a sentence after a quotation that ends in `?” Wang …` or `!” Wang …`."""
