"""The result of an import: notes, and problems by index of the entry.

It also has what both readers share: opening JSON, reading values of unknown type, anchoring foreign quotations in our
text. Nothing is written, and no input raises.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from unicodedata import normalize

from ...model.article import Span
from ...model.note import State, Target
from ..anchors.anchor import describe, place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ...model.note import Note
    from .destination import Destination


@dataclass(frozen=True, slots=True)
class Problem:
    """Why an entry, or the whole file (``index`` -1), was not imported or only in part."""

    index: int
    message: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """Return one sentence that counts entries from 1."""
        return self.message if self.index < 0 else f"Entry {self.index + 1}: {self.message}"


@dataclass(frozen=True, slots=True)
class Imported:
    """The notes of a file, in its order, and its problems."""

    notes: tuple[Note, ...] = ()
    problems: tuple[Problem, ...] = ()


class UnreadableError(ValueError):
    """The file is not JSON; the message is one sentence, ``line`` and ``column`` (from 1; 0 if unknown) say where."""

    def __init__(self, message: str, line: int = 0, column: int = 0) -> None:
        super().__init__(message)
        self.line, self.column = line, column


def opened(data: bytes | str) -> object:
    """Parse JSON, with or without a byte order mark; raises `UnreadableError`."""
    try:
        text = data.decode("utf-8-sig") if isinstance(data, bytes) else data.removeprefix("\ufeff")
        return json.loads(text)
    except UnicodeDecodeError as error:
        raise UnreadableError(f"The file is not UTF-8 (byte {error.start}); save it as UTF-8.") from None
    except json.JSONDecodeError as error:
        message = f"This is not JSON ({error.msg}); export the notes again."
        raise UnreadableError(message, error.lineno, error.colno) from None
    except (RecursionError, ValueError):
        raise UnreadableError(
            "The file is nested too deep or holds a number too long; export the notes again."
        ) from None


def gathered(entries: list[object], note: Callable[[Mapping[str, object]], Note | str]) -> Imported:
    """Read every entry with ``note``, which returns a note or what is wrong with the entry."""
    notes: list[Note] = []
    problems: list[Problem] = []
    for index, entry in enumerate(entries):
        read = note(entry) if isinstance(entry, dict) else "it is not an annotation; it was left out."
        if isinstance(read, str):
            problems.append(Problem(index, read))
        else:
            notes.append(read)
    return Imported(tuple(notes), tuple(problems))


def words(value: object) -> str:
    """Return a JSON string as valid Unicode; empty for anything else."""
    if not isinstance(value, str):
        return ""
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def tidy(text: str) -> str:
    """Normalise foreign text as the library does: NFC, line feeds."""
    return normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def mapping(value: object) -> Mapping[str, object]:
    """Return a JSON object, or an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def several(value: object) -> list[object]:
    """Return a JSON value that may be one or many as a list."""
    return value if isinstance(value, list) else [] if value is None else [value]


def remains(entry: Mapping[str, object], known: Iterable[str]) -> dict[str, object]:
    """Return the members we have no field for: strings as they are, anything else as JSON text."""
    skipped = frozenset(known)
    return {
        words(name): words(value) if isinstance(value, str) else json.dumps(value)
        for name, value in entry.items()
        if name not in skipped and value not in (None, "", [], {})
    }


def kept(value: object, depth: int = 0) -> object:
    """Return unknown keys as a notes file stores them: strings, lists and mappings of strings, of limited depth."""
    if isinstance(value, dict) and depth < 8:
        return {words(name): kept(inner, depth + 1) for name, inner in value.items()}
    if isinstance(value, list) and depth < 8:
        return [kept(inner, depth + 1) for inner in value]
    return words(value) if isinstance(value, str) else json.dumps(value)


def restored(value: object) -> dict[str, object]:
    """Return the unknown keys that our own export carries as JSON text."""
    try:
        found = kept(opened(words(value) or "{}"))
    except UnreadableError:
        return {}
    return found if isinstance(found, dict) else {}


def settled(target: Target, destination: Destination, *, utf16: bool = False) -> Target:
    """Anchor a foreign quotation in our text: described again if its place is certain, else left to be asked about.

    ``utf16`` means that positions count UTF-16 units, as in browsers. A target with a text hash is our own and is kept.
    """
    if not target.exact or target.text_hash:
        return target
    quote, prefix, suffix = tidy(target.exact), tidy(target.prefix), tidy(target.suffix)
    target = replace(target, exact=quote, prefix=prefix, suffix=suffix)
    known = destination.text(target.article) if target.article else None
    if known is None:
        return target
    text, text_hash = known
    if utf16 and target.start >= 0:
        start, end = (code_points(text, offset) for offset in (target.start, target.end))
        target = replace(target, start=start, end=end)
    placed = place(target, text, text_hash)
    if placed.span is None or placed.state not in {State.HERE, State.MOVED}:
        return target
    described = describe(text, placed.span, article=target.article, text_hash=text_hash)
    return replace(described, extra=target.extra)


def code_points(text: str, offset: int) -> int:
    """Convert an offset in UTF-16 units to code points."""
    if text.isascii() or offset < 0:
        return offset
    units = text.encode("utf-16-le", "surrogatepass")[: 2 * offset]
    beyond = max(0, offset - len(text.encode("utf-16-le", "surrogatepass")) // 2)
    return len(units.decode("utf-16-le", "ignore")) + beyond


def position(selector: Mapping[str, object]) -> Span:
    """Return the span of a position selector, ``(-1, -1)`` if it is invalid."""
    start, end = selector.get("start"), selector.get("end")
    if isinstance(start, int) and isinstance(end, int) and 0 <= start <= end < 2**53:
        return Span(int(start), int(end))
    return Span(-1, -1)


def joined(imported: Imported, existing: Iterable[Note]) -> Imported:
    """Return the notes to be added to the existing ones, and all problems.

    A note exists if its id does, or one from the same source (``via``): importing twice is the same as once. A reply
    without a passage is left out if the note it answers neither exists nor is in the file.
    """
    there = tuple(existing)
    fresh = _fresh(imported.notes, there)
    homeless = _homeless(fresh, {note.id for note in there})
    told = (Problem(-1, _without_home(note)) for note in fresh if note.id in homeless)
    return Imported(tuple(note for note in fresh if note.id not in homeless), (*imported.problems, *told))


def _fresh(coming: tuple[Note, ...], there: tuple[Note, ...]) -> tuple[Note, ...]:
    ids = {note.id for note in there}
    by_via = {note.via: note.id for note in there if note.via}
    names = {note.id: by_via[note.via] for note in coming if note.via in by_via} | by_via
    fresh: dict[str, Note] = {}
    for note in coming:
        if note.id in ids or note.via in by_via or note.id in fresh:
            continue
        links = tuple(names.get(link, link) for link in note.links)
        fresh[note.id] = replace(note, reply_to=names.get(note.reply_to, note.reply_to), links=links)
    return tuple(fresh.values())


def _homeless(notes: tuple[Note, ...], there: set[str]) -> set[str]:
    """Return the ids of notes that lead to no article, story or existing note, directly or through replies."""
    housed = there | {note.id for note in notes if any(target.article or target.story for target in note.targets)}
    waiting = [note for note in notes if note.id not in housed]
    while moved := [note for note in waiting if note.reply_to in housed]:
        housed |= {note.id for note in moved}
        waiting = [note for note in waiting if note.id not in housed]
    return {note.id for note in waiting}


def _without_home(note: Note) -> str:
    text = " ".join(note.text.split())
    shown = text if len(text) <= 40 else text[:39] + "…"
    return f"The answer “{shown}” was left out: the note it answers is neither here nor in the file."
