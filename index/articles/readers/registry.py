"""Which reader reads which file: the built-in ones, other people's, and what the configuration pins.

Refuses to let a broken reader stop anything: it becomes a complaint, and the others go on.
"""

from __future__ import annotations

from fnmatch import fnmatchcase
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Final, cast

from ...model.results import Complaint
from .markdown import MarkdownReader
from .plain import PlainReader

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .protocol import Reader

GROUP: Final = "variorum.readers"
_NEEDED: Final = ("name", "version", "suffixes", "sniff", "read")


class Readers:
    """The readers in force. ``problems`` lists readers that could not be used and pins that name none."""

    def __init__(self, pins: Mapping[str, str]) -> None:
        self.problems: list[Complaint] = []
        self._known: dict[str, Reader] = {}
        built_in: list[Reader] = [PlainReader(), MarkdownReader()]
        for reader in (*built_in, *self._others()):
            self._known.setdefault(reader.name, reader)
        self._pins = {pattern: name for pattern, name in pins.items() if self._is_known(pattern, name)}
        self._broken: set[str] = set()

    @property
    def versions(self) -> tuple[str, ...]:
        """Name and version of every reader, and the pins: what an article depends on."""
        readers = [f"{reader.name} {reader.version}" for reader in self._known.values()]
        return (*sorted(readers), *(f"{pattern}={name}" for pattern, name in self._pins.items()))

    @property
    def pinned_suffixes(self) -> tuple[str, ...]:
        """The suffixes of patterns like ``*.csv`` that the configuration gives a reader for."""
        return tuple(
            pattern[1:].lower() for pattern in self._pins if pattern.startswith("*.") and "*" not in pattern[1:]
        )

    def choose(self, head: bytes, path: str) -> Reader:
        """Return the pinned reader of ``path``, else the one that is surest; plain text reads what nobody claims."""
        for pattern, name in self._pins.items():
            if fnmatchcase(path, pattern) or fnmatchcase(path.rpartition("/")[2], pattern):
                return self._known[name]
        return max(self._known.values(), key=lambda reader: self._certainty(reader, head, path))

    def _certainty(self, reader: Reader, head: bytes, path: str) -> float:
        try:
            return float(reader.sniff(head, path))
        except Exception as error:  # noqa: BLE001 - another's code must not stop the scan
            if reader.name not in self._broken:
                self._broken.add(reader.name)
                self._complain(reader.name, f"it failed to look at {path}: {said(error)}")
            return 0.0

    def _is_known(self, pattern: str, name: str) -> bool:
        if name in self._known:
            return True
        known = ", ".join(sorted(self._known))
        message = f"The pattern “{pattern}” is pinned to the reader “{name}”, which is not there."
        self.problems.append(Complaint("config: articles.readers", 0, message, f"name one of: {known}"))
        return False

    def _others(self) -> list[Reader]:
        """Return other people's readers that can be loaded."""
        found = []
        for point in entry_points(group=GROUP):
            try:
                loaded = point.load()
                reader = loaded() if isinstance(loaded, type) else loaded
                if missing := [name for name in _NEEDED if not hasattr(reader, name)]:
                    self._complain(point.name, f"it has no “{missing[0]}”")
                else:
                    found.append(cast("Reader", reader))
            except Exception as error:  # noqa: BLE001 - another's code must not stop the library
                self._complain(point.name, f"it can't be loaded: {said(error)}")
        return found

    def _complain(self, name: str, message: str) -> None:
        cure = "update or uninstall the package that brings it"
        self.problems.append(Complaint(f"reader {name}", 0, f"The reader is left out: {message}.", cure))


def said(error: Exception) -> str:
    """Return an error in one line: its kind and first sentence."""
    first = str(error).strip().split("\n")[0][:160].rstrip(".")
    return f"{type(error).__name__}: {first}" if first else type(error).__name__
