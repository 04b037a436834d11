"""What is wrong with a file, a setting or the cache, as it is listed.

Does not know how it was found.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Complaint:
    """One finding of ``check``: where (a path), line (0 when none applies), what is wrong, and the cure."""

    where: str
    line: int
    message: str
    cure: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that was stepped over: its path relative to the library and one sentence of reason."""

    path: str
    reason: str
