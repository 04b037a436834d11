"""The smallest parts of a query: words, prefixes, fuzzy words, phrases, and the values of fields.

Does not combine them; what it can't parse it notes in `Atoms.problems`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...model.found import QueryProblem
from ...model.nearest_name import by_other_word, nearest_name
from ...text.language.news_agencies import agency_forms
from ...text.words import words
from . import date_ranges
from .lexer import Sort
from .nodes import EVERYWHERE, All, Dates, Filter, Fuzzy, Node, Or, Phrase, Prefix, Term

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from .lexer import QueryToken

ZONES = frozenset({"title"})
"""Fields whose values are words to be found in that part of the text."""

DATES = frozenset({"date", "before", "after"})

STATED = frozenset({"outlet", "author", "agency", "language", "path", "tag"})
"""Fields of the article's own metadata."""

OWN = ZONES | DATES | STATED


_MEANT = by_other_word(
    {
        "outlet": "source publisher newspaper paper site medium",
        "author": "byline writer journalist reporter",
        "agency": "wire credit",
        "after": "since from newer",
        "before": "until till to older",
        "date": "day month year published on",
        "said": "speaker says quote quoted quotation",
        "title": "headline subject intitle",
        "path": "file folder filename name id",
        "tag": "label keyword topic",
        "is": "status state",
        "note": "comment annotation",
        "kind": "type",
        "by": "annotator",
    }
)
"""What other programs call a field, and its name here."""


_FUZZY = re.compile(r"~(\d*)$")


class Atoms:
    """Makes leaf nodes from tokens and collects problems; ``names`` are the known fields.

    A date that ends at ``typed_to`` is being typed, and stands for whatever it may become.
    """

    def __init__(self, names: Collection[str], typed_to: int | None = None) -> None:
        self.names = names
        self.typed_to = typed_to
        self.problems: list[QueryProblem] = []

    def known(self, name: QueryToken) -> bool:
        """Whether ``name`` is a field; if not, a problem suggests the nearest one."""
        if name.value in self.names:
            return True
        near = nearest_name(name.value, sorted(self.names), _MEANT)
        hint = f"did you mean {near}:?" if near else f"there are {', '.join(sorted(self.names))}."
        self._note(name.start, name.end, f"There is no field “{name.value}”; {hint}")
        return False

    def value(self, field: str, tokens: Sequence[QueryToken], name: QueryToken) -> Node | None:
        """Return the node for a field with one or several values."""
        if not tokens:
            return None
        if field in ZONES:
            return _any([part for token in tokens if (part := self.words(token, field)) is not None])
        if field in DATES:
            return _any([part for token in tokens if (part := self._dates(field, token)) is not None])
        values = [token.value.strip() for token in tokens if token.value.strip()]
        if field == "agency":
            values = [*(f"={form}" for value in values for form in agency_forms(value)), *values]
        return Filter(field, tuple(values), name.start, tokens[-1].end) if values else None

    def words(self, token: QueryToken, zone: str = EVERYWHERE) -> Node | None:
        """Return the node for quoted or bare text: a word, prefix, fuzzy word or phrase; ``None`` for punctuation."""
        if token.sort is Sort.QUOTED:
            if not token.closed:
                self._note(token.start, token.start + 1, "This quotation mark is never closed.")
            return _phrase(self._items(token.value, token.start + 1, zone, exact=True), token, zone)
        if token.value == "*":
            return All()
        return self._bare(token, zone)

    def _bare(self, token: QueryToken, zone: str) -> Node | None:
        text, distance = self._distance(token)
        items = self._items(text, token.start, zone, exact=False)
        if distance and items:
            last = items[-1]
            items[-1] = Fuzzy(last.form, distance, last.start, token.end, zone)
        return _phrase(items, token, zone)

    def _distance(self, token: QueryToken) -> tuple[str, int]:
        match = _FUZZY.search(token.value)
        if match is None or match.start() == 0:
            return token.value, 0
        if match[1] not in {"", "1", "2"}:
            start = token.start + match.start()
            self._note(start, token.end, "Only ~, ~1 and ~2 are understood behind a word; ~2 was taken.")
            return token.value[: match.start()], 2
        return token.value[: match.start()], int(match[1] or 1)

    def _items(self, text: str, offset: int, zone: str, *, exact: bool) -> list[Term | Prefix | Fuzzy]:
        items: list[Term | Prefix | Fuzzy] = []
        for start, end, form, inside in words(text):
            if inside:
                continue
            surface, first, last = text[start:end], offset + start, offset + end
            if text[end : end + 1] == "*":
                items.append(Prefix(form, first, last + 1, zone))
            else:
                items.append(Term(form, surface, first, last, exact, zone))
        self._stars(text, offset, items)
        return items

    def _stars(self, text: str, offset: int, items: Sequence[Term | Prefix | Fuzzy]) -> None:
        ends = {item.end for item in items}
        for at, mark in enumerate(text):
            if mark == "*" and offset + at + 1 not in ends:
                self._note(offset + at, offset + at + 1, "A * is understood only at the end of a word.")

    def _dates(self, field: str, token: QueryToken) -> Node | None:
        spans = date_ranges.spans(field, token.value, typed=token.end == self.typed_to)
        if not spans:
            message = f"“{token.value}” is no date; write 2024, 2024-04, 2024-04-26 or 2024-04..2024-05."
            self._note(token.start, token.end, message)
        return _any([Dates(*span, token.start, token.end) for span in spans])

    def _note(self, start: int, end: int, message: str) -> None:
        self.problems.append(QueryProblem(start, end, message))


def _phrase(items: Sequence[Term | Prefix | Fuzzy], token: QueryToken, zone: str) -> Node | None:
    if len(items) < 2:
        return items[0] if items else None
    return Phrase(tuple(items), token.start, token.end, zone)


def _any(parts: list[Node]) -> Node | None:
    return Or(tuple(parts)) if len(parts) > 1 else next(iter(parts), None)
