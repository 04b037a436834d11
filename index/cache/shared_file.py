"""A file of SQLite's read beside SQLite in one process, without giving up SQLite's locks on it.

POSIX locks belong to a process and a file: whoever closes any descriptor of the file gives up all of them. Another
process then takes SQLite's log for its own and removes it, and what is written here later is lost. So a descriptor that
is opened here stays open until the last connection of this process is closed. See section 2.2 of "How To Corrupt An
SQLite Database File", https://www.sqlite.org/howtocorrupt.html.
"""

from __future__ import annotations

import os
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeAlias

from ..files.durable import open_regular

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Identity: TypeAlias = tuple[int, int]
"""What is the same for all descriptors of one file: its device and inode number."""


@dataclass(slots=True)
class _Held:
    """How many connections and readers of this process have a file open, and the descriptors that are kept for them."""

    holders: int = 0
    descriptors: list[int] = field(default_factory=list)


_HELD: Final[dict[Identity, _Held]] = {}
_GUARD: Final = threading.Lock()


def hold(path: Path) -> Identity:
    """Note that SQLite has opened ``path``, and return what `let_go` is to be told; raises `OSError`."""
    with _GUARD:
        identity = _identity(path.stat())
        _HELD.setdefault(identity, _Held()).holders += 1
    return identity


def let_go(identity: Identity) -> None:
    """Note that a connection was closed; behind the last one the descriptors of the file are closed as well."""
    with _GUARD:
        held = _HELD[identity]
        held.holders -= 1
        if not held.holders:
            for descriptor in _HELD.pop(identity).descriptors:
                os.close(descriptor)


@contextmanager
def reading(path: Path) -> Iterator[int]:
    """Return a descriptor of a regular file as a context; its position is shared. Raises `OSError`."""
    with _GUARD:
        known = _HELD.get(_identity(path.lstat()))
        if known is None or not known.descriptors:
            descriptor = open_regular(path, links=False)
            known = _HELD.setdefault(_identity(os.fstat(descriptor)), _Held())
            known.descriptors.append(descriptor)
        descriptor = known.descriptors[0]
        known.holders += 1
        identity = _identity(os.fstat(descriptor))
    try:
        yield descriptor
    finally:
        let_go(identity)


def _identity(status: os.stat_result) -> Identity:
    return status.st_dev, status.st_ino
