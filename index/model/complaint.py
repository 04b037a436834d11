"""What is wrong with a file, a setting or the cache, as it is listed.

Does not know how it was found.
"""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Complaint:
    """One finding of ``check``: where (a path), line and column (0 when none applies), what is wrong, and the cure."""

    where: str
    line: int
    message: str
    cure: str
    column: int = 0

    @property
    def place(self) -> str:
        """Where it is, as compilers write it and editors understand it: ``file:line:column``, as far as known."""
        return ":".join(str(part) for part in (self.where, self.line, self.line and self.column) if part)

    @property
    def short_place(self) -> str:
        """The same with the file's own folder alone."""
        return replace(self, where="/".join(self.where.rsplit("/", 2)[-2:])).place


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that was stepped over: its path relative to the library and one sentence of reason."""

    path: str
    reason: str
