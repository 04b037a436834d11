"""The interface of a postings engine: documents go in, an immutable snapshot of one generation comes out.

Ranking, matching and highlighting are done above this interface with our own values, so that the engine can be
replaced. Names no engine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
    from pathlib import Path

    from .tables.form_table import FormTable
    from .tables.rows import IndexRow, IndexRows


class Document(NamedTuple):
    """An article ready to be stored: its row, and, by zone, the ascending positions of each form."""

    row: IndexRow
    zones: Mapping[str, Mapping[str, Sequence[int]]]


class Run(NamedTuple):
    """Documents written to a ``folder`` of their own, not yet part of the index: files by name, documents by number.

    A merged run names the runs it was made from as its ``parts``, with the documents that were ``deleted`` in each.
    """

    folder: Path
    name: str
    size: int
    parts: tuple[str, ...] = ()
    deleted: tuple[frozenset[int], ...] = ()


class Postings(NamedTuple):
    """The documents (ascending numbers) with a form in a zone, and its frequency in each."""

    documents: array[int]
    counts: array[int]


class Snapshot(Protocol):
    """One generation of an index, unaffected by later commits. Any read may raise `IndexDamagedError`."""

    @property
    def generation(self) -> Hashable:
        """The identity of this generation."""

    @property
    def rows(self) -> IndexRows:
        """The rows by document number; ``None`` for a deleted document."""

    @property
    def forms(self) -> FormTable:
        """The dictionary, packed as `FREQUENCY_SHIFT` says; a document counts once per zone, and also when deleted."""

    def postings(self, zone: str, form: str) -> Postings:
        """Return the postings of ``form`` without deleted documents."""

    def positions(self, zone: str, form: str, documents: Collection[int]) -> Mapping[int, int]:
        """Return the positions of ``form`` in those of ``documents`` that have it, counted in words of the whole text.

        Positions are the bits set in an integer, so that matching a phrase takes a shift and an and.
        """

    def inflections(self, start: int = 0) -> tuple[list[str], int]:
        """Return the lines on inflections from byte ``start`` on, and where the next one will start."""

    def sorted_lines(self) -> tuple[Sequence[str], int]:
        """Return sorted lines on inflections, and how many bytes of the file of lines they cover."""

    def forget_pages(self) -> None:
        """Return the memory of file pages to the system; reading them again costs a little."""

    def close(self) -> None:
        """Close the files; nothing may be read afterwards."""


class Engine(Protocol):
    """An index in a folder. Locking between processes is up to the caller."""

    def exists(self) -> bool:
        """Whether an index has been created."""

    def generation(self) -> Hashable:
        """Return the identity of the current generation; cheap."""

    def open(self) -> Snapshot:
        """Return the current generation; raises `IndexDamagedError`."""

    def create(self) -> None:
        """Create an empty index."""

    def commit(
        self, documents: Iterable[Document], remove: Collection[str], lines: Callable[[], Iterable[str]] = ...
    ) -> None:
        """Add or replace ``documents`` and delete the ids ``remove``, as one generation.

        ``lines`` is called after the last document, and returns the lines on inflections to be stored with them.
        """

    def write_run(self, documents: Iterable[Document]) -> Run | None:
        """Write ``documents`` as a run, ``None`` without documents; processes may do so concurrently."""

    def merge(self, names: Collection[str]) -> Run | None:
        """Write the live documents of the runs ``names`` as one run; ``None`` without live documents."""

    def adopt(
        self, runs: Collection[Run], remove: Collection[str] = ..., lines: Iterable[str] = ..., *, fold: bool = ...
    ) -> None:
        """Make ``runs`` part of the index and delete the older documents with the ids ``remove``, as one generation.

        ``fold`` merges small segments with them.
        """

    def due(self, busy: Collection[str] = ..., *, last: int = ...) -> tuple[str, ...]:
        """Return the names of the runs to be merged next, none of them ``busy``.

        ``last`` says that no more will come, and how many workers share the remaining merges.
        """

    def tidy(self) -> None:
        """Prepare a fast opening; for use after a series of commits."""
