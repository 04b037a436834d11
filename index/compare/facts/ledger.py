"""The ledger: every figure and day in an account, with the words around it, and where two accounts differ.

Two entries differ when they are of one kind, are surrounded by similar words, and neither is stated anywhere in the
other account. Ignores whether their sentences are linked: an account states a thing anywhere.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise
from math import fsum
from typing import TYPE_CHECKING, NamedTuple

from ...text.language.calendars import WEEKDAY
from ...text.language.inflection import inflection
from ...text.language.language_lexicon import english, lexicon
from ...text.language.lightstem import stem
from ..candidates import sharing
from .figure_agreement import EXACT, FiguresTold, Manner
from .figure_words import figure_words
from .quantities import figures_language
from .told_dates import dates
from .units import CODES, TIMES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ...model.article import Article, Span
    from ...model.comparison_result import Quantity
    from ...text.tokens import Token
    from ..alignment.preparation import Prepared, SentenceWording

AROUND = 10
"""The words on either side of an entry, in its sentence, that tell what it is about."""
MOST_PAIRS = 100_000
"""The most pairs of figures, and of days, compared for the words around them, rarest words first."""
MOST = 60
"""The most figures of one sentence that are read; a longer list is a table, and the comparison reports it."""

ALIKE = 0.20
"""The least similarity of the words around two figures, 0…1: see `_alike`."""
LISTED = 0.40
"""The same where both sentences list figures of that unit, which are easily confused."""
SAME_DAY = 0.30
"""The same for days, of which every account has many."""
CLOSE = 0.60
"""The similarity from which the words are nearly the same, so that any two values are of one thing."""
RATIO = 2.0
"""The largest ratio of two figures of the same thing, unless the words around are `CLOSE`."""

DIGITS = re.compile(r"\d(?:(?:[\d,.]|[ \u00a0\u2009\u202f](?=\d{3}))*\d)?")
NO_DIGIT = re.compile(r"\D")
BEFORE = 28
"""How many characters before a figure words may say how it is meant."""
COMPOUND = re.compile(r"\w-[a-z]")

ANYWHERE = frozenset(stem(word) for word in english().words("cue") | english().times)
"""The stems of verbs of speech and of times, which occur near the days of any two events."""


@lru_cache
def anywhere(language: str) -> frozenset[str]:
    """Return the stems of a language's words that occur near the days of any two events."""
    words, known = lexicon(language), inflection(language)
    if words is None or known is None:
        return ANYWHERE
    return frozenset(map(known.stem, words.words("cue") | words.times))


class Entry(NamedTuple):
    """One stated figure or day: ``unit`` is the unit of a figure, or the kind of a date (`Dated.kind`).

    ``key`` and ``day`` are those of a date (see `Dated`), ``weekday`` counts from Monday, 0; ``value`` and ``manner``
    are those of a figure. ``around`` are the stems of the content words near it, ``beside`` those of the nearest two
    that are not names; ``listed`` means that its sentence has more figures of the unit, ``named`` that the figure is
    part of a name ("ten-year note").
    """

    article: str
    span: Span
    said: str
    unit: str
    sentence: int
    around: frozenset[str]
    beside: frozenset[str] = frozenset()
    value: float = 0.0
    manner: Manner = EXACT
    key: str = ""
    day: str | None = None
    weekday: int | None = None
    listed: bool = False
    named: bool = False


class Difference(NamedTuple):
    """Two entries that differ, and the similarity of the words around them."""

    a: Entry
    b: Entry
    likeness: float


class Differences(NamedTuple):
    """The differences of two accounts.

    ``crowded`` names which of ``figures``, ``days`` and ``figures in one sentence`` were too many to compare
    exhaustively.
    """

    found: tuple[Difference, ...]
    crowded: frozenset[str]


class DaysTold:
    """The days of one account, to check whether another account's day may be among them."""

    def __init__(self, days: Iterable[Entry]) -> None:
        some = tuple(days)
        self._keys = {one.key for one in some} | {one.key[:4] for one in some if one.unit in {"day", "month"}}
        self._days = {one.day for one in some if one.day is not None}
        self._weekdays = {(one.unit, one.weekday) for one in some if one.weekday is not None}

    def tells(self, other: Entry) -> bool:
        """Return whether a day of the account may be this one; for a weekday, also if the other's day is one."""
        if other.key in self._keys or other.day in self._days:
            return True
        unit = {"day": "weekday", "weekday": "day"}.get(other.unit, "")
        return (unit, other.weekday) in self._weekdays


class Rivals(NamedTuple):
    """Entries that differ among similar words; ``cut`` when there were too many to compare exhaustively."""

    found: Sequence[Difference]
    cut: bool


@dataclass(frozen=True, slots=True)
class Ledger:
    """The figures and days of one account, each in text order, with fast lookups.

    ``crowded`` means that a sentence has more than `MOST` figures, which are left out.
    """

    figures: tuple[Entry, ...]
    days: tuple[Entry, ...]
    told: FiguresTold
    days_told: DaysTold
    first: Mapping[tuple[str, float], Entry]
    prepared: Prepared
    crowded: bool = False

    @property
    def subjects(self) -> frozenset[str]:
        """The stems of what the account is about, which are in too many sentences to distinguish any."""
        return self.prepared.subjects

    def told_alike(self, other: Entry) -> Entry | None:
        """Return the first figure with the same unit and value, ``None`` without one."""
        return None if other.key else self.first.get((other.unit, other.value))


def ledger(article: Article, prepared: Prepared, quantities: Iterable[Quantity]) -> Ledger:
    """Return the ledger of an account from its prepared sentences and quantities; days are read from the text."""
    places = _Surroundings(prepared, figures_language(article))
    placed = [(number, one) for one in quantities if (number := places.sentence(one.span)) is not None]
    tables = {number for number, count in Counter(number for number, _ in placed).items() if count > MOST}
    figures = tuple(_figures(article, places, [one for one in placed if one[0] not in tables]))
    days = tuple(_days(article, places, names_stand_out=prepared.names_stand_out))
    first = {(one.unit, one.value): one for one in reversed(figures)}
    return Ledger(figures, days, FiguresTold(figures), DaysTold(days), first, prepared, bool(tables))


def differences(
    a: Ledger, b: Ledger, weights: Mapping[str, float], edited: frozenset[tuple[int, int]] = frozenset()
) -> Differences:
    """Return the differences of two ledgers; ``edited`` are pairs of sentence numbers where one edits the other."""
    figures, days = _rival_figures(a, b, weights), _rival_days(a, b, weights, edited)
    told = {"figures": figures.cut, "days": days.cut, "figures in one sentence": a.crowded or b.crowded}
    crowded = {name for name, there in told.items() if there}
    return Differences((*_best(figures.found), *_best(days.found)), frozenset(crowded))


def echoed(found: Iterable[Difference], ledgers: Sequence[Ledger]) -> Iterator[Difference]:
    """Yield the differences implied for further accounts: one with one side's figure differs from the other too."""
    for one, other, like in found:
        for book in ledgers:
            for side, rival in ((one, other), (other, one)):
                told = book.told_alike(side)
                apart = told is not None and told.article not in {one.article, other.article}
                if told is not None and apart and not book.told.tells(rival):
                    a, b = sorted((told, rival), key=lambda entry: entry.article)
                    yield Difference(a, b, like)


def _alike(
    pairs: Iterable[tuple[int, int]],
    entries: Sequence[Entry],
    weights: Mapping[str, float],
    may_differ: Callable[[Entry, Entry], bool],
) -> Iterator[Difference]:
    """Yield the pairs that may differ with the similarity of the words around them: weighted Dice coefficient."""
    masses = [fsum([weights[form] for form in one.around]) for one in entries]  # independent of the order of a set
    for i, j in pairs:
        one, other, total = entries[i], entries[j], masses[i] + masses[j]
        if may_differ(one, other):
            shared = fsum([weights[form] for form in one.around & other.around]) if total else 0.0
            yield Difference(one, other, 2 * shared / total if total else 0.0)


def _best(rivals: Iterable[Difference]) -> Iterator[Difference]:
    """Yield the pairs that are each other's likeliest match."""
    seen: set[int] = set()  # entries by identity, as hashing one takes all its words
    for found in sorted(rivals, key=lambda one: (-one.likeness, one.a.span, one.b.span)):
        if id(found.a) not in seen and id(found.b) not in seen:
            yield found
        seen.add(id(found.a))
        seen.add(id(found.b))


def _rival_figures(a: Ledger, b: Ledger, weights: Mapping[str, float]) -> Rivals:
    own = [one for one in a.figures if not b.told.tells(one)], [one for one in b.figures if not a.told.tells(one)]
    pairs = sharing([(side, _figure_terms(one)) for side, some in enumerate(own) for one in some], MOST_PAIRS)
    met = _alike(pairs.shared, [*own[0], *own[1]], weights, _comparable)
    alike = [pair for pair in met if pair.likeness >= CLOSE or _same_figure(pair)]
    common = a.subjects | b.subjects if any(pair.likeness < LISTED for pair in alike) else frozenset()
    told = [pair for pair in alike if pair.likeness >= LISTED or not pair.a.around & pair.b.around <= common]
    return Rivals(told, pairs.cut)


def _figure_terms(one: Entry) -> set[tuple[str | float, str]]:
    """Return the words around a figure, each with what it must also have in common with another."""
    found: set[tuple[str | float, str]] = {(one.unit, form) for form in one.around if one.unit}
    return found | {(one.value, form) for form in one.around if one.unit in CODES}


def _comparable(one: Entry, other: Entry) -> bool:
    if one.unit == other.unit:
        return bool(one.unit)
    return one.unit in CODES and other.unit in CODES and one.value == other.value


def _same_figure(pair: Difference) -> bool:
    """Return whether two figures are close and not parts of names, among words that are merely similar."""
    one, other, like = pair
    small, large = sorted((one.value, other.value))
    asked = LISTED if one.listed and other.listed else ALIKE
    return like >= asked and one.unit == other.unit and large <= RATIO * small and not (one.named or other.named)


def _rival_days(a: Ledger, b: Ledger, weights: Mapping[str, float], edited: frozenset[tuple[int, int]]) -> Rivals:
    """Return the days that differ: those that the other account does not tell, and those that replace one in place."""
    found = _lone_days(a, b, weights, edited)
    return found._replace(found=[*found.found, *_replaced_days(a, b, weights, edited)])


def _replaced_days(
    a: Ledger, b: Ledger, weights: Mapping[str, float], edited: frozenset[tuple[int, int]]
) -> Iterator[Difference]:
    """Yield the only days of two sentences of nearly the same words, even if both accounts tell both days."""
    days = [*a.days, *b.days]
    places: tuple[dict[int, list[int]], ...] = defaultdict(list), defaultdict(list)
    for place, one in enumerate(days):
        places[place >= len(a.days)][one.sentence].append(place)
    told = ((places[0].get(i, []), places[1].get(j, [])) for i, j in sorted(edited))
    pairs = [(here[0], there[0]) for here, there in told if len(here) == len(there) == 1]
    yield from (pair for pair in _alike(pairs, days, weights, _surely_differ) if pair.likeness >= CLOSE)


def _lone_days(a: Ledger, b: Ledger, weights: Mapping[str, float], edited: frozenset[tuple[int, int]]) -> Rivals:
    own = [one for one in a.days if not b.days_told.tells(one)], [one for one in b.days if not a.days_told.tells(one)]
    if not all(own):
        return Rivals((), cut=False)
    edits: tuple[dict[int, list[tuple[int, int]]], ...] = defaultdict(list), defaultdict(list)
    for pair in edited:
        for side, sentence in enumerate(pair):
            edits[side][sentence].append(pair)
    pairs = sharing(
        [(side, [*one.beside, *edits[side].get(one.sentence, ())]) for side, some in enumerate(own) for one in some],
        MOST_PAIRS,
    )
    met = _alike(pairs.shared, [*own[0], *own[1]], weights, _days_differ)
    found = [pair for pair in met if (pair.a.sentence, pair.b.sentence) in edited or pair.likeness >= SAME_DAY]
    return Rivals(found, pairs.cut)


def _days_differ(one: Entry, other: Entry) -> bool:
    """Return whether two days cannot be the same: resolved to different dates, or expressed in the same form.

    Yesterday and today, with unknown days of publication, may be the same day.
    """
    if one.day is not None and other.day is not None:
        return one.day != other.day
    spoken = " " in one.key + other.key  # writers differ on what "next Friday" is
    if one.unit != other.unit or one.unit == "relative" or spoken:
        return False
    return one.key[-5:] != other.key[-5:] if one.unit == "day" else one.key != other.key


def _surely_differ(one: Entry, other: Entry) -> bool:
    """Return whether two days differ of which neither may be the other told in another form."""
    return _days_differ(one, other) and not DaysTold((one,)).tells(other)


class _Surroundings:
    """The words of an account by position."""

    def __init__(self, prepared: Prepared, language: str) -> None:
        self._pairs = language == "zh"
        self._lines = prepared.lines
        self._starts = [line.sentence.span.start for line in prepared.lines]
        self._known: dict[tuple[SentenceWording, int, int], frozenset[str]] = {}

    def sentence(self, span: Span) -> int | None:
        """Return the number of the sentence that a span starts in."""
        number = bisect_right(self._starts, span.start) - 1
        return number if number >= 0 and span.start < self._lines[number].sentence.span.end else None

    def forms_near(self, number: int, span: Span) -> frozenset[str]:
        """Return the stems of `near`; identical sentences share one set for the same place."""
        line = self._lines[number]
        start = line.sentence.span.start
        key = line.wording, span.start - start, span.end - start
        found = self._known.get(key)
        if found is None:
            before, after = self.near(number, span)
            self._known[key] = found = frozenset([word.form for word in (*before, *after)])
        return found

    def near(self, number: int, span: Span) -> tuple[Sequence[Token], Sequence[Token]]:
        """Return the content words before and after a span of a sentence, within `AROUND` words.

        In Chinese they are pairs of neighbouring characters, as single ones mean little.
        """
        words = self._lines[number].words
        before = bisect_right(words, span.start, key=lambda word: word.end)
        after = bisect_left(words, span.end, key=lambda word: word.start)
        reach = AROUND * (1 + self._pairs)
        sides = words[max(0, before - reach) : before], words[after : after + reach]
        if self._pairs:
            sides = _paired(sides[0]), _paired(sides[1])
        return [word for word in sides[0] if not word.stop], [word for word in sides[1] if not word.stop]


def _paired(words: Sequence[Token]) -> tuple[Token, ...]:
    """Return the pairs of adjacent words, each as one word."""
    return tuple(
        one._replace(end=other.end, plain=one.plain + other.plain, form=one.form + other.form)
        for one, other in pairwise(words)
        if one.end == other.start
    )


def _figures(article: Article, places: _Surroundings, found: Sequence[tuple[int, Quantity]]) -> Iterator[Entry]:
    text, language = article.text, figures_language(article)
    counts = Counter([(number, one.unit) for number, one in found])
    for number, one in found:
        span, unit = one.span, one.unit
        start, end = span
        said = text[start:end]
        yield Entry(
            article.id,
            span,
            said,
            unit,
            number,
            places.forms_near(number, span),
            value=one.value,
            manner=_manner(text, start, said, unit, language),
            listed=counts[number, unit] > 1,
            named=unit in TIMES and COMPOUND.search(said) is not None,
        )


def _manner(text: str, start: int, said: str, unit: str, language: str) -> Manner:
    listed = text[start - 1 : start].isspace() and text[start - 2 : start - 1].isdecimal()  # faster than a search
    before = "" if listed else f" {text[max(0, start - BEFORE - 1) : start]}"[-BEFORE - 1 :]
    return _meant(language, before, said, unit)


@lru_cache(maxsize=1 << 12)
def _meant(language: str, before: str, said: str, unit: str) -> Manner:
    """Return how a figure is meant by the words before it, whose first character may be cut, and its own."""
    words = figure_words(language)
    found = words.manner.search(before, 1) if before else None
    bound = (found.lastgroup or "") if found else ""
    if not bound and words.words("over_after") and any(word in said for word in words.words("over_after")):
        bound = "over"
    written = DIGITS.search(said)
    digits = len(NO_DIGIT.sub("", written[0]).strip("0")) if written else 1
    exact = not bound and unit != "%" and not (written and words.has_decimals(written[0]))
    return Manner(bound, max(2 if exact else 1, digits))


def _days(article: Article, places: _Surroundings, *, names_stand_out: bool) -> Iterator[Entry]:
    common = anywhere(figures_language(article))
    for one in dates(article):
        number = places.sentence(one.span)
        if number is None:
            continue
        before, after = places.near(number, one.span)
        yield Entry(
            article.id,
            one.span,
            article.text[slice(*one.span)],
            one.kind,
            number,
            frozenset(word.form for word in (*before, *after)),
            frozenset(
                word.form
                for word in (*before[-1:], *after[:1])
                if not (word.name and names_stand_out) and word.form not in common
            ),
            key=one.key,
            day=one.day,
            weekday=date.fromisoformat(one.day).weekday() if one.day else WEEKDAY.get(one.key.split()[-1]),
        )
