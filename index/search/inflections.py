"""Which forms are inflections of one another, as recorded while indexing.

A line has language, stem and form, separated by tabs. The lines are kept sorted, since a dict of a hundred thousand
small sets would take ten times the memory; most may be in a file. Does not touch the disk.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from ..text.language.stems import stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

ALIAS = "~"
"""Appended to a language: the line has the stem of a form without its accents, then the stem of the form with them."""


def line(language: str, root: str, form: str) -> str:
    """Return the line that says ``form`` has the stem ``root`` in ``language``."""
    return f"{language}\t{root}\t{form}"


class Inflections:
    """The lines of an index; lines that a crash truncated are ignored. Those in ``ordered`` are complete and sorted."""

    def __init__(self, lines: Iterable[str] = (), ordered: Sequence[str] = ()) -> None:
        self._ordered = ordered
        self._lines: list[str] = []
        self.add(lines)

    def add(self, lines: Iterable[str]) -> None:
        """Add more lines."""
        self._lines.extend(written for written in lines if written.count("\t") == 2)
        self._lines.sort()

    @property
    def lines(self) -> list[str]:
        """All lines, sorted."""
        return sorted([*self._ordered, *self._lines])

    def of(self, form: str, surface: str, languages: Iterable[str]) -> set[str]:
        """Return the inflections of a word in ``languages``, including itself."""
        found = {form}
        for language in languages:
            roots = {stem(surface, language)}
            roots.update(*[self._held(language + ALIAS, root) for root in tuple(roots)])
            found.update(root for root in roots if stem(root, language) == root)
            for root in roots:
                found.update(self._held(language, root))
        return found

    def _held(self, language: str, root: str) -> Iterator[str]:
        head = line(language, root, "")
        for lines in (self._ordered, self._lines):
            at = bisect_left(lines, head)
            while at < len(lines) and lines[at].startswith(head):
                yield lines[at][len(head) :]
                at += 1
