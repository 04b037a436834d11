"""What an engine of postings must offer: documents go in, a frozen view of one generation comes out.

Everything of ranking, matching and highlighting is done above this line with our own values, so that another engine
can stand here. Refuses to name one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
    from pathlib import Path

    from .rows import IndexRows
    from .tables.form_table import FormTable

TITLE, BODY, FURNITURE = "title", "body", "furniture"
ZONES = (TITLE, BODY, FURNITURE)
"""The parts of an article that are ranked apart: headline, text proper, and all the rest."""

ZONE_BITS = {TITLE: 1, BODY: 2, FURNITURE: 4}
FREQUENCY_SHIFT = 3
"""A dictionary holds for each form one number: how many documents hold it, shifted, and the bits of its zones."""


class IndexRow(NamedTuple):
    """What is kept of an article beside its words; unknown values are ``None``.

    ``lengths`` counts the words in each of `ZONES`.
    """

    id: str
    title: str | None
    outlet: str | None
    author: str | None
    agency: str | None
    published: str | None
    language: str | None
    tags: tuple[str, ...]
    lengths: tuple[int, int, int]


class Document(NamedTuple):
    """An article ready to be stored: its row, and for each zone the positions of each form, ascending."""

    row: IndexRow
    zones: Mapping[str, Mapping[str, Sequence[int]]]


class Run(NamedTuple):
    """Documents written in a ``folder`` of their own, not yet a part of the index: file by name, documents by number.

    One that was merged of other runs names them as its ``parts``, with the documents that were ``deleted`` in each.
    """

    folder: Path
    name: str
    size: int
    parts: tuple[str, ...] = ()
    deleted: tuple[frozenset[int], ...] = ()


class Postings(NamedTuple):
    """The documents (ascending numbers) that hold a form in a zone, and how often each does."""

    documents: array[int]
    counts: array[int]


class Snapshot(Protocol):
    """One generation of an index, unchanged by later commits. Any reading may raise `IndexDamagedError`."""

    @property
    def generation(self) -> Hashable:
        """What tells this generation from others."""

    @property
    def rows(self) -> IndexRows:
        """The rows by document number; ``None`` for a deleted document."""

    @property
    def forms(self) -> FormTable:
        """The dictionary, packed as `FREQUENCY_SHIFT` says; documents may be counted in two zones or be deleted."""

    def postings(self, zone: str, form: str) -> Postings:
        """Return the postings of ``form`` without deleted documents."""

    def positions(self, zone: str, form: str, documents: Collection[int]) -> Mapping[int, int]:
        """Return where ``form`` stands in those of ``documents`` that hold it, counted in words of the whole text.

        The positions are the bits set in a number, so that a row of words is a shift and an and.
        """

    def inflections(self, start: int = 0) -> tuple[list[str], int]:
        """Return the lines on inflections from byte ``start`` on, and where the next one will begin."""

    def sorted_lines(self) -> tuple[Sequence[str], int]:
        """Return lines on inflections that are kept sorted, and how many bytes of all the lines they stand for."""

    def forget_pages(self) -> None:
        """Give the memory of files that were read back to the system; what is read anew costs a little more."""

    def close(self) -> None:
        """Give files back; no reading afterwards."""


class Engine(Protocol):
    """An index in a folder. Writers of several processes exclude each other outside."""

    def exists(self) -> bool:
        """Whether an index has been created."""

    def generation(self) -> Hashable:
        """Return what tells the present generation from others; cheap."""

    def open(self) -> Snapshot:
        """Return the present generation; raises `IndexDamagedError`."""

    def create(self) -> None:
        """Begin an empty index."""

    def commit(
        self, documents: Iterable[Document], remove: Collection[str], lines: Callable[[], Iterable[str]] = ...
    ) -> None:
        """Put ``documents`` in place of those with the same ids and drop the ids ``remove``, in one generation.

        ``lines`` are asked for behind the last document and kept with them: what is to be known of inflections.
        """

    def write_run(self, documents: Iterable[Document]) -> Run | None:
        """Write ``documents`` aside; ``None`` when there are none. Several processes may do so at once."""

    def merge(self, names: Collection[str]) -> Run | None:
        """Write the living documents of the runs ``names`` aside as one; ``None`` when none lives."""

    def adopt(
        self, runs: Collection[Run], remove: Collection[str] = ..., lines: Iterable[str] = ..., *, fold: bool = ...
    ) -> None:
        """Make ``runs`` a part of the index and drop the ids ``remove`` from what was there, in one generation.

        ``fold`` merges small parts with them.
        """

    def due(self, busy: Collection[str] = ..., *, last: int = ...) -> tuple[str, ...]:
        """Return the names of runs to be merged next, none of them ``busy``.

        ``last`` says that no more will come, and how many share in merging what is left.
        """

    def tidy(self) -> None:
        """Do what makes the next opening fast; good after a run of commits."""
