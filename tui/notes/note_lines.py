"""Notes as lines of a pane: symbol, text, paragraph, kind, tags, and the state of the passage.

Nothing is painted here, and a changed or lost passage is never hidden.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from index import State, drawn_target, one_line, quoted, safe

from ..frame.entry_pane import PaneEntry
from ..text.wrap import wrap_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from index import Note, NoteKind, Placed, PlacedNote, Span

    from ..frame.entry_pane import Pieces
    from ..text.glyphs import Glyphs

WORDS: Final = {State.HERE: "here", State.MOVED: "moved", State.CHANGED: "changed?", State.LOST: "lost"}
"""The states as shown to the reader."""

_ABSENT: Final = "not here"
"""What is shown of a place whose article is not in the library, or not read yet."""

_WORSE = tuple(WORDS)


class KindSign(NamedTuple):
    """The symbol of a kind of note, and the name of its look, which is a colour."""

    sign: str
    look: str


UNNOTED: Final = KindSign(" ", "white")
"""What is shown where there is no note."""


def words_of(note: Note) -> str:
    """Return a note on one line: its text, else its first passage in quotation marks."""
    passages = (quoted(one_line(drawn_target(target))) for target in note.targets if target.exact)
    return one_line(note.text) or next(passages, "")


def wrapped(text: str, cells: int, most: int = 0) -> list[str]:
    """Make a text safe and wrap it; keep at most ``most`` lines (0: all)."""
    shown = safe(text).rstrip()
    lines = wrap_text(shown, max(4, cells))
    found = [shown[start:end] for start, end in zip(lines.starts, lines.ends, strict=True)]
    return found if not most or len(found) <= most else [*found[: most - 1], found[most - 1] + " …"]


def worst(places: Sequence[Placed]) -> State:
    """Return the worst state among the places of a note."""
    return max((place.state for place in places), key=_WORSE.index, default=State.HERE)


def state_words(places: Sequence[Placed]) -> str:
    """Return the worst state among the places of a note as shown to the reader."""
    state = worst(places)
    lost = [place for place in places if place.state is state is State.LOST]
    return _ABSENT if lost and all(place.absent for place in lost) else WORDS[state]


def kind_sign(kind: str, kinds: Sequence[NoteKind], signs: Glyphs, *, ascii_only: bool) -> KindSign:
    """Return the symbol of a kind of note: its glyph, or its key in ASCII; a white pencil if unknown."""
    found = next((one for one in kinds if one.name == kind), None)
    if found is None:
        return KindSign(signs.note, "white")
    return KindSign(safe(found.key if ascii_only else found.glyph)[:1] or signs.note, found.colour)


def tag_line(tags: Sequence[str]) -> str:
    """Return tags as they are shown."""
    return " ".join(f"#{one_line(tag)}" for tag in tags)


def place_on(note: PlacedNote, article: str) -> Placed | None:
    """Return a note's first place in an article that was found, else its first place there."""
    here = [place for place in note.places if place.target.article == article]
    return next((place for place in here if place.span is not None), here[0] if here else None)


def span_on(note: PlacedNote, article: str) -> Span | None:
    """Return the span of a note in an article, guesses included."""
    place = place_on(note, article)
    return None if place is None else place.span or place.guess


class NoteLines:
    """Lays out the notes of one article for a pane."""

    def __init__(
        self,
        article: str,
        signs: Glyphs,
        sign: Callable[[str], KindSign],
        paragraph: Callable[[int], int],
    ) -> None:
        self._article, self._signs, self._sign, self._paragraph = article, signs, sign, paragraph

    def entries(
        self,
        notes: Sequence[PlacedNote],
        unsaved: Mapping[str, Note],
        cells: int,
        *,
        lit: frozenset[str] = frozenset(),
        heading: str = "",
    ) -> list[PaneEntry]:
        """Return a heading, the unsaved drafts, and the notes, with replies below what they answer."""
        found = [PaneEntry("", (((f" {heading}", "heading"),),), way=False)] if heading else []
        found += [self._unsaved(key, note, cells) for key, note in unsaved.items()]
        found += [self._entry(note, depth, cells, lit) for note, depth in threaded(notes)]
        return found

    def _unsaved(self, key: str, note: Note, cells: int) -> PaneEntry:
        head: Pieces = ((f" {self._signs.note} ", "sign"), ("not saved yet", "state"))
        return PaneEntry(key, (head, *self._text(note.text, cells, 3, 2)))

    def _entry(self, placed: PlacedNote, depth: int, cells: int, lit: frozenset[str]) -> PaneEntry:
        """Return a note: its text, then place, kind and tags, and the old passage if that changed."""
        note, indent = placed.note, 2 * min(depth, 4)
        facts = [(self._where(placed), "place"), (f"{one_line(note.kind)}  ", "kind")]
        state = worst(placed.places)
        if state is not State.HERE:
            facts.append((f"{state_words(placed.places)}  ", "state"))
        facts.append((tag_line(note.tags), "tags"))
        kind, blank = self._sign(note.kind), " " * (indent + 3)
        sign = f" {' ' * indent}{kind.sign} ", kind.look
        words = [line[0] for line in self._text(note.text, cells, indent + 3, 8)]
        lines: list[Pieces] = [(sign, (words[0][0].lstrip(), words[0][1]))] if words else []
        lines += [(line,) for line in words[1:]]
        lines.append(((blank, "place") if words else sign, *facts))
        quotation = self._quotation(placed)
        if quotation:
            lines += self._text(f"was: {quoted(quotation)}", cells, indent + 3, 2, "gone")
        return PaneEntry(note.id, tuple(lines), lit=note.id in lit)

    def _where(self, placed: PlacedNote) -> str:
        if placed.note.reply_to and not placed.places:
            return "reply  "
        place = place_on(placed, self._article)
        if place is None or not place.target.exact:
            return ""
        number = self._paragraph(place.span.start) if place.span else 0
        return f"{self._signs.paragraph}{number}  " if number else ""

    def _quotation(self, placed: PlacedNote) -> str:
        """Return the passage a note was written on, if it is changed or lost."""
        place = place_on(placed, self._article)
        gone = place is not None and place.state in {State.CHANGED, State.LOST}
        return one_line(drawn_target(place.target)) if place is not None and gone else ""

    @staticmethod
    def _text(text: str, cells: int, indent: int, most: int, look: str = "text") -> list[Pieces]:
        if not text.strip():
            return []
        return [((" " * indent + line, look),) for line in wrapped(text, cells - indent - 1, most)]


def threaded(notes: Sequence[PlacedNote]) -> Iterator[tuple[PlacedNote, int]]:
    """Yield notes in their order with their depth, each reply directly below what it answers."""
    by_id = {note.note.id: note for note in notes}
    answers: dict[str, list[PlacedNote]] = {}
    for note in notes:
        if note.note.reply_to in by_id:
            answers.setdefault(note.note.reply_to, []).append(note)
    seen: set[str] = set()
    first = [note for note in notes if note.note.reply_to not in by_id]
    open_notes = [(note, 0) for note in reversed(first)]
    while open_notes:
        note, depth = open_notes.pop()
        if note.note.id not in seen:
            seen.add(note.note.id)
            yield note, depth
            open_notes += [(reply, depth + 1) for reply in reversed(answers.get(note.note.id, []))]
    # Replies that form a cycle have no root.
    yield from ((note, 0) for note in notes if note.note.id not in seen)
