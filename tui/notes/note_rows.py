"""Notes as table rows: their columns, sort orders, and the values to filter by.

Nothing is painted or fetched here.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

from index import Cited, State, one_line

from .note_lines import WORDS, state_words, words_of, worst

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from index import Cited, NoteFilter, PlacedNote

    from ..text.glyphs import Glyphs

SORTS: Final = {
    "newest": "last changed first",
    "oldest": "first written first",
    "article": "by article, as its text goes",
    "kind": "by kind",
    "state": "lost and changed passages first",
}
"""The sort orders, with their descriptions."""

_SURE: Final = {State.LOST: 0, State.CHANGED: 1, State.MOVED: 2, State.HERE: 3}


@dataclass(frozen=True, slots=True)
class NoteRow:
    """One note with its places: ``names`` of its articles, paragraph (0: none), text of ``guesses`` by target."""

    placed: PlacedNote
    outlet: str = ""
    paragraph: int = 0
    names: tuple[str, ...] = ()
    guesses: Mapping[int, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The note's id."""
        return self.placed.note.id

    @property
    def keys(self) -> tuple[str, ...]:
        """What it is found again by: its id."""
        return (self.id,)

    @property
    def state(self) -> State:
        """The worst state of its places."""
        return worst(self.placed.places)

    @property
    def words(self) -> str:
        """The note on one line, its passage if it has no text."""
        note = self.placed.note
        text = words_of(note)
        return text if self.state is State.HERE else f"{state_words(self.placed.places)}: {text}"


def row_of(placed: PlacedNote, sources: Mapping[str, Cited], guesses: Mapping[int, str]) -> NoteRow:
    """Return the row of a note; ``sources`` describe its articles."""
    articles = list(dict.fromkeys(target.article or target.story for target in placed.note.targets))
    names = tuple(sources[id].name if id in sources else id for id in articles)
    first = sources.get(articles[0]) if articles else None
    spans = [place.span for place in placed.places if place.span is not None and place.target.article in sources]
    paragraph = first.paragraph(spans[0].start) if first is not None and spans else 0
    return NoteRow(
        placed, one_line(_outlet_of(placed, articles, first)), paragraph, tuple(map(one_line, names)), guesses
    )


def _outlet_of(placed: PlacedNote, articles: Sequence[str], first: Cited | None) -> str:
    """Return the text of the outlet column: the number of accounts, else the outlet, else that it is a reply."""
    if len(articles) > 1:
        return f"{len(articles)} accounts"
    if first is not None:
        return first.outlet or first.agency or first.name
    return "reply" if placed.note.reply_to and not articles else "".join(articles)


def in_order(rows: Iterable[NoteRow], order: str) -> list[NoteRow]:
    """Return rows in an order of `SORTS`."""
    newest = sorted(rows, key=lambda row: (row.placed.note.modified, row.id), reverse=True)
    if order == "oldest":
        return sorted(newest, key=lambda row: (row.placed.note.created, row.id))
    if order == "article":
        return sorted(newest, key=_place)
    if order == "kind":
        return sorted(newest, key=lambda row: row.placed.note.kind)
    if order == "state":
        return sorted(newest, key=lambda row: _SURE[row.state])
    return newest


def _place(row: NoteRow) -> tuple[str, int, str]:
    place = next(iter(row.placed.places), None)
    span = place.span or place.guess if place is not None else None
    return (row.names[0].casefold() if row.names else "", span.start if span else -1, row.id)


def state_sign(state: State, signs: Glyphs) -> str:
    """Return the symbol of a state; a note in its place has none."""
    return {State.HERE: " ", State.MOVED: signs.moved, State.CHANGED: "?", State.LOST: "!"}[state]


def moment(iso: str, cells: int) -> str:
    """Format a UTC time as local day and time, as far as they fit: ``22 Nov 26 14:02``, ``22 Nov``."""
    try:
        time = datetime.fromisoformat(iso).astimezone()
    except (ValueError, OverflowError):
        return iso[:cells]
    day = f"{time.day} {time:%b}"
    forms = (f"{day} {time:%y %H:%M}", f"{day} {time:%H:%M}", day)
    return next((form for form in forms if len(form) <= cells), "")


@dataclass(frozen=True, slots=True)
class FilterValue:
    """A value to filter notes by: the field, the value, its label, and how many notes have it."""

    field: str
    value: str
    name: str
    count: int


def filter_values(rows: Sequence[NoteRow]) -> list[FilterValue]:
    """Return everything notes can be filtered by, the most frequent first within a field."""
    names: dict[str, str] = {}
    counted: dict[str, Counter[str]] = {field: Counter() for field in VALUES_OF}
    for row in rows:
        targets = dict.fromkeys(target.article or target.story for target in row.placed.note.targets)
        names.update(zip(targets, row.names, strict=True))
        for name, values in VALUES_OF.items():
            counted[name].update(set(filter(None, values(row))))
    found = [
        FilterValue(field, value, _named(field, value, names), count)
        for field, counter in counted.items()
        for value, count in sorted(counter.items(), key=lambda pair: (-pair[1], pair[0]))
    ]
    return [*found, *_months(rows)]


VALUES_OF: Final[Mapping[str, Callable[[NoteRow], Iterable[str]]]] = {
    "state": lambda row: (place.state.value for place in row.placed.places),
    "kind": lambda row: (row.placed.note.kind,),
    "tag": lambda row: row.placed.note.tags,
    "author": lambda row: (row.placed.note.author,),
    "article": lambda row: (target.article for target in row.placed.note.targets),
    "story": lambda row: (target.story for target in row.placed.note.targets),
}
"""The values of a note, by the field of the filter."""


def _months(rows: Sequence[NoteRow]) -> list[FilterValue]:
    """Return for each month, newest first, how many notes were changed in it or later."""
    changed = sorted((row.placed.note.modified[:7] for row in rows if row.placed.note.modified), reverse=True)
    since = {month: count for count, month in enumerate(changed, 1)}
    return [FilterValue("since", month, month, count) for month, count in since.items()]


def _named(field: str, value: str, names: Mapping[str, str]) -> str:
    if field == "state":
        return WORDS[State(value)]
    return names.get(value, value) if field in {"article", "story"} else value


def toggled(wanted: NoteFilter, field: str, value: str) -> NoteFilter:
    """Return a filter with a value set, or removed if it was set."""
    return replace(wanted, **{field: "" if getattr(wanted, field) == value else value})


def filter_words(wanted: NoteFilter) -> str:
    """Describe a filter in words."""
    fields = ("kind", "tag", "author", "state", "article", "story", "since")
    told = [f"{name} {one_line(str(value))}" for name in fields if (value := getattr(wanted, name))]
    return ", ".join(told) or "all notes"
