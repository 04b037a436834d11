"""How notes meet articles: a quotation becomes an anchor, an anchor a place in today's text, a filter a list of notes.

Does not know about YAML; that is the notebook's.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..errors import LibraryError, QuotationError
from ..model.article import Span
from ..model.complaint import Complaint
from ..model.note import ASTRAY, Placed, PlacedNote, State, Target
from ..notes.anchors.anchor import describe, place_all
from ..notes.citation import Cited
from ..notes.exchange.destination import Destination
from ..notes.exchange.imported import joined
from ..notes.exchange.note_formats import WRITTEN, export, read
from .answers.lookup import article_meant

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ..model.article import Article
    from ..model.note import Note
    from ..notes.book.notebook import Notebook
    from ..notes.exchange.imported import Imported
    from .answers.lookup import Lookup

_AROUND = 20
_MOST_PLACES = 8
_FEW_WORDS = 6


@dataclass(frozen=True, slots=True)
class NoteFilter:
    """Which notes are wanted; empty values want all. ``since`` is an ISO date or a beginning of one.

    ``words`` must all stand in a note's text, tags, or quotations, whatever their letter case.
    """

    kind: str = ""
    tag: str = ""
    author: str = ""
    state: str = ""
    article: str = ""
    story: str = ""
    since: str = ""
    words: str = ""

    def wants(self, placed: PlacedNote) -> bool:
        """Whether a note is wanted."""
        return _fits(placed.note, self) and (not self.state or self.state in {place.state for place in placed.places})


class LibraryNotes:
    """The notebook of a library together with its articles: places, filters, decisions on lost passages, exchange.

    ``forms`` names what `export` writes, as suffixes of files.
    """

    forms = WRITTEN

    def __init__(self, notebook: Notebook, lookup: Lookup) -> None:
        self.notebook, self._lookup = notebook, lookup

    def __call__(self, reference: str = "") -> tuple[PlacedNote, ...]:
        """Return the notes on an article (on all, when none is named) with today's place of each."""
        notes = self.notebook.notes(self._lookup.resolve(reference)) if reference else self.notebook.all()
        return self.placed(notes)

    def find_target(self, reference: str, quote: str, span: Span | None) -> Target:
        """Return the anchor of the passage ``span`` or ``quote`` of an article, or of the article if neither is given.

        Raises `QuotationError` when the words stand nowhere or in several places.
        """
        article = article_meant(self._lookup, reference)
        where = span or (find_quotation(article, quote) if quote else Span(0, 0))
        return self.target(article, where)

    @staticmethod
    def target(article: Article, span: Span) -> Target:
        """Return the anchor of a passage; an empty span is the whole article."""
        return describe(article.text, span, article=article.id, text_hash=article.hash)

    def placed(self, notes: Iterable[Note]) -> tuple[PlacedNote, ...]:
        """Return notes with today's place of each target; an article that is gone makes its targets lost."""
        wanted = list(notes)
        by_article: dict[str, list[Target]] = defaultdict(list)
        for note in wanted:
            for target in note.targets:
                by_article[target.article].append(target)
        places = {
            key: place for article, targets in by_article.items() for key, place in self._places(article, targets)
        }
        return tuple(PlacedNote(note, tuple(places[id(target)] for target in note.targets)) for note in wanted)

    def listed(self, wanted: NoteFilter) -> tuple[PlacedNote, ...]:
        """Return the notes a filter wants, oldest first."""
        notes = (note for note in self.notebook.all() if _fits(note, wanted))
        return tuple(filter(wanted.wants, self.placed(notes)))

    # Passages that have changed or are lost

    def accept(self, reference: str) -> Note:
        """Put a note on the best guess for each passage that has changed or is lost, and return it.

        Raises `LibraryError` when there is no guess.
        """
        placed = self._placed_one(reference)
        targets = tuple(self._guessed(place) for place in placed.places)
        if targets == placed.note.targets:
            raise LibraryError(f"There is no guess to accept for note {placed.note.id}.")
        return self.notebook.edit(placed.note, targets=targets)

    def keep_whole(self, reference: str) -> Note:
        """Keep a note on the whole article, without the passages that have changed or are lost, and return it.

        Raises `LibraryError` when all of them stand in their places.
        """
        placed = self._placed_one(reference)
        targets = tuple(_whole(place.target) if place.state in ASTRAY else place.target for place in placed.places)
        if targets == placed.note.targets:
            raise LibraryError(f"Every passage of note {placed.note.id} stands in its place.")
        return self.notebook.edit(placed.note, targets=targets)

    def choose_anew(
        self, reference: str, article: str = "", *, quote: str = "", span: Span | None = None, place: int | None = None
    ) -> Note:
        """Put a target of a note on another passage, given by its words or its span, and return the note.

        ``place`` counts targets from 0: unless given it is the first that has changed or is lost, else the first.
        ``article`` is the one that target is on unless given. Raises `QuotationError` as `Library.annotate` does, and
        `LibraryError` when the note has no such target.
        """
        placed = self._placed_one(reference)
        astray = [number for number, one in enumerate(placed.places) if one.state in ASTRAY]
        number = place if place is not None else next(iter(astray), 0)
        targets = list(placed.note.targets)
        if not 0 <= number < len(targets):
            raise LibraryError(f"Note {placed.note.id} has no target {number + 1}; it has {len(targets)}.")
        on = article_meant(self._lookup, article or targets[number].article)
        where = span or find_quotation(on, quote)
        targets[number] = replace(self.target(on, where), extra=targets[number].extra)
        return self.notebook.edit(placed.note, targets=tuple(targets))

    def _placed_one(self, reference: str) -> PlacedNote:
        return self.placed([self.notebook.note(reference)])[0]

    def _guessed(self, place: Placed) -> Target:
        """Return a target on its best guess when its passage has changed or is lost and there is one."""
        guess = place.guess
        if place.state not in ASTRAY or guess is None or guess.end <= guess.start:
            return place.target
        return replace(self.target(article_meant(self._lookup, place.target.article), guess), extra=place.target.extra)

    # Out of the library and into it

    def sources(self, ids: Iterable[str]) -> Mapping[str, Cited]:
        """Return what a citation needs of articles, by id; those that are gone are left out."""
        articles = (self._lookup.article(id) for id in dict.fromkeys(ids) if id)
        return {article.id: Cited.of(article) for article in articles if article is not None}

    def export(self, form: str, notes: Sequence[PlacedNote]) -> str:
        """Return notes in one of the `forms`, each with where it is from."""
        return export(form, notes, self.sources(target.article for note in notes for target in note.note.targets))

    def take_in(self, form: str, data: bytes, *, now: str, dry: bool = False) -> Imported:
        """Add the notes of a file; those that were imported before are left out. ``dry`` only says what would be."""
        here = Destination.of(self.sources(self._lookup.ids()).values(), self._text, self._holding)
        imported = read(form, data, here, now=now)
        fresh = joined(imported, self.notebook.all())
        if fresh.notes and not dry:
            self.notebook.add(fresh.notes)
        return fresh

    def check(self) -> tuple[Complaint, ...]:
        """Return what is wrong with notes: files that can't be read, and targets that moved out of sight."""
        troubles = []
        for placed in self.placed(self.notebook.all()):
            for place in placed.places:
                if place.state in ASTRAY:
                    path, line = self.notebook.position(placed.note.id)
                    troubles.append(Complaint(str(path), line, _trouble(place), _cure(place)))
        return (*self.notebook.problems, *troubles)

    def _places(self, article: str, targets: Sequence[Target]) -> Iterator[tuple[int, Placed]]:
        text = self._text(article)
        if not article:
            places: Iterable[Placed] = (Placed(target, State.HERE) for target in targets)
        elif text is None:
            places = (Placed(target, State.LOST, score=0.0, absent=True) for target in targets)
        else:
            places = place_all(targets, *text)
        return zip(map(id, targets), places, strict=True)

    def _text(self, id: str) -> tuple[str, str] | None:
        article = self._lookup.article(id) if id else None
        return None if article is None else (article.text, article.hash)

    def _holding(self, quotation: str) -> Sequence[str]:
        """Return articles that may hold a quotation, found by its first words."""
        words = " ".join(re.findall(r"\w+", quotation)[:_FEW_WORDS])
        return self._lookup.find(f'"{words}"', "relevance").ids[:_MOST_PLACES] if words else ()


def _whole(target: Target) -> Target:
    """Return a target without its passage: the whole article."""
    return replace(target, exact="", prefix="", suffix="", start=-1, end=-1, repeats=1)


def find_quotation(article: Article, quotation: str) -> Span:
    """Return the one place of a quotation; white space and the shape of quotation marks do not count.

    Raises `QuotationError` when it stands nowhere or, with the places, in several.
    """
    pattern = r"\s+".join(_loose(word) for word in quotation.split())
    found = [Span(*match.span()) for match in re.finditer(pattern, article.text)] if pattern else []
    if len(found) == 1:
        return found[0]
    places = [(span.start, span.end, _around(article.text, span)) for span in found[:_MOST_PLACES]]
    raise QuotationError(article.id, quotation, places)


def _loose(word: str) -> str:
    marks = {"'": "['’‘ʼ]", "’": "['’‘ʼ]", "‘": "['’‘ʼ]", '"': '["“”„«»]', "“": '["“”„«»]', "”": '["“”„«»]'}
    return "".join(marks.get(character) or re.escape(character) for character in word)


def _around(text: str, span: Span) -> str:
    around = text[max(0, span.start - _AROUND) : span.end + _AROUND]
    return " ".join(around.split())


def _fits(note: Note, wanted: NoteFilter) -> bool:
    words = " ".join((note.text, *note.tags, *(target.exact for target in note.targets))).casefold()
    return (
        wanted.kind in ("", note.kind)
        and wanted.author in ("", note.author)
        and (not wanted.tag or wanted.tag.casefold() in map(str.casefold, note.tags))
        and (not wanted.article or any(target.article == wanted.article for target in note.targets))
        and (not wanted.story or any(target.story == wanted.story for target in note.targets))
        and note.modified >= wanted.since
        and all(word in words for word in wanted.words.casefold().split())
    )


def _cure(place: Placed) -> str:
    return "bring its file back, or pick it anew" if place.absent else "accept the guess or pick it anew"


def _trouble(place: Placed) -> str:
    if place.absent:
        return f"a note is on {place.target.article}, which is not in the library"
    quotation = " ".join(place.target.exact.split())
    shown = quotation if len(quotation) <= 60 else quotation[:59] + "…"
    what = "is no longer in" if place.state is State.LOST else "may have changed in"
    return f"the passage “{shown}” {what} {place.target.article}"
