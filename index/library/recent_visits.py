"""What was read and compared lately, from one day to the next: a line for each visit in a file of the reader's own.

Does not complain: without the file nothing was read yet. Lines are only added, so that two readers of one library
lose nothing of each other's; a long file is cut to its newest lines.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from ..errors import SaveError
from ..files.durable import make_folder, read_file, write_atomic

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

MOST: Final = 200
"""Visits that are listed."""

_LONG: Final = 1 << 18
"""Bytes from which on the file is cut."""

_APPENDING: Final = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK
"""A FIFO in the file's place is not waited for."""


@dataclass(frozen=True, slots=True)
class Visit:
    """Articles read (one) or compared (several, in the order in which they stood), and when, with its time zone."""

    articles: tuple[str, ...]
    at: datetime


class RecentVisits:
    """The visits kept in the file ``path``; ``now`` tells the time."""

    def __init__(self, path: Path, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._path, self._now = path, now

    def add(self, articles: Sequence[str]) -> bool:
        """Remember that these were read or compared now; return whether that could be kept."""
        line = json.dumps({"at": self._now().isoformat(timespec="seconds"), "articles": [*articles]}) + "\n"
        try:
            make_folder(self._path.parent, durable=False)
            descriptor = os.open(self._path, _APPENDING, 0o600)
            try:
                os.write(descriptor, line.encode())
                long = os.fstat(descriptor).st_size > _LONG
            finally:
                os.close(descriptor)
            if long:
                write_atomic(self._path, b"".join(self._lines()[-MOST:]), durable=False)
        except (OSError, SaveError):
            return False
        return True

    def all(self) -> tuple[Visit, ...]:
        """Return the visits, newest first, each set of articles once; lines that are none are passed over."""
        newest: dict[frozenset[str], Visit] = {}
        for visit in self._visits():
            newest.setdefault(frozenset(visit.articles), visit)
        return tuple(newest.values())[:MOST]

    def _visits(self) -> Iterator[Visit]:
        for line in reversed(self._lines()):
            try:
                told = json.loads(line)
                articles, at = tuple(map(str, told["articles"])), datetime.fromisoformat(told["at"])
                at.astimezone()  # the calendar may end within a day of it
            except (ValueError, OverflowError, KeyError, TypeError, RecursionError):
                continue
            if articles and at.tzinfo is not None:
                yield Visit(articles, at)

    def _lines(self) -> list[bytes]:
        try:
            return read_file(self._path).splitlines(keepends=True)
        except (OSError, SaveError):
            return []
