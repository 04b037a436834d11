"""The exchange formats by name, and how a file's format is recognised.

Unknown names raise an error that lists the known ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...errors import LibraryError
from ..references.reference_formats import REFERENCES, of_notes, references
from .csv_notes import table
from .html_notes import page
from .hypothesis import read_hypothesis
from .imported import Imported, Problem, UnreadableError, mapping, opened, several
from .jsonld_notes import linked
from .markdown_notes import markdown
from .web_annotation import read_web_annotations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ...model.note import PlacedNote
    from ..citation import Cited
    from .destination import Destination


def _cited_as(form: str) -> Callable[[Iterable[PlacedNote], Mapping[str, Cited]], str]:
    return lambda notes, cited: references(form, of_notes(notes, cited))


_WRITERS: dict[str, Callable[[Iterable[PlacedNote], Mapping[str, Cited]], str]] = {
    "md": markdown,
    "html": page,
    "csv": table,
    "jsonld": lambda notes, cited: linked((placed.note for placed in notes), cited),
    **{form: _cited_as(form) for form in REFERENCES},
}
_READERS = {"w3c": read_web_annotations, "jsonld": read_web_annotations, "hypothesis": read_hypothesis}
WRITTEN = tuple(_WRITERS)
"""The names that `export` accepts, which are also the usual file suffixes."""
READ = ("auto", *_READERS)
"""The names that `read` accepts."""


class UnknownFormatError(LibraryError):
    """An unknown format of notes."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        self.name, self.cure = name, f"use one of: {', '.join(known)}"
        super().__init__(f"“{name}” is no format of notes; {self.cure}.")


def export(form: str, notes: Iterable[PlacedNote], cited: Mapping[str, Cited]) -> str:
    """Return notes in one of the formats `WRITTEN`; ``cited`` describes their articles, by id."""
    if form not in _WRITERS:
        raise UnknownFormatError(form, WRITTEN)
    return _WRITERS[form](notes, cited)


def read(form: str, data: bytes | str, destination: Destination, *, now: str) -> Imported:
    """Return the notes of a file in one of the formats `READ`; ``now`` (UTC, ISO) is used for missing dates."""
    if form not in READ:
        raise UnknownFormatError(form, READ)
    try:
        document = opened(data)
    except UnreadableError as error:
        return Imported((), (Problem(-1, str(error), error.line, error.column),))
    if form == "auto":
        form = "hypothesis" if _from_hypothesis(document) else "w3c"
    return _READERS[form](document, destination, now=now)


def _from_hypothesis(document: object) -> bool:
    whole = mapping(document)
    first = mapping(next(iter(several(document)), None))
    return bool({"annotations", "rows", "export_date"} & whole.keys()) or "uri" in first
