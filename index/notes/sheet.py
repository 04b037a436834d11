"""One YAML file of the reader's own: read again when it changed, changed under a lock, never half-written.

Refuses to write over a file it can't read, and to touch lines that need not change.
"""

from __future__ import annotations

import contextlib
import hashlib
import time
from typing import TYPE_CHECKING, NamedTuple

from ..errors import SaveError, YamlError
from ..files.durable import explain, make_folder, read_file, read_stamped, remove, stamp, write_atomic
from ..files.lock import FileLock
from ..files.strict_yaml import YamlMapping, load_mapping
from ..files.yaml_splice import Revision, revise
from ..files.yaml_write import dump, same
from .hidden import hide

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path
    from typing import Final

    from ..files.durable import DiskState
    from ..files.yaml_write import Tree

_TRIES: Final = 5
_COPIES: Final = 5
# Some file systems count seconds: a file changed so shortly before it was read may have changed again since.
_RACY_NS: Final = 2_000_000_000


class BytesChange(NamedTuple):
    """The bytes of a file before and after a change; ``None`` where there was no file."""

    before: bytes | None
    after: bytes | None


class _OvertakenError(Exception):
    """Somebody who knows no locks wrote between our reading and our writing."""


class Sheet:
    """The file at ``path`` and what it read as; ``header`` opens a file that is made anew.

    ``backups`` is the folder for a copy of a file whose comments can't be kept.
    """

    def __init__(
        self, path: Path, lock: Path, backups: Path, header: str = "", clock: Callable[[], int] = time.time_ns
    ) -> None:
        self.path, self._lock, self._backups, self.header, self._clock = path, lock, backups, header, clock
        self._document: YamlMapping | None = None
        self._understood: bytes | None = None
        self.data: bytes | None = None
        self._stamp: DiskState | None = None
        self._racy = True

    @property
    def document(self) -> YamlMapping:
        """What the file said when it was last understood."""
        if self._document is None:
            self._document = load_mapping(self._understood or b"", str(self.path))
        return self._document

    def release(self) -> None:
        """Give back the memory of the document; it is read from the bytes again when it is next asked for."""
        self._document = None

    def suppose(self, data: bytes | None, document: YamlMapping | None = None) -> None:
        """Take ``data``, which reads as ``document``, for what the file holds; raises `YamlError`."""
        self._document = document if document is not None else load_mapping(data or b"", str(self.path))
        self.data, self._understood = data, data

    def look(self) -> bool:
        """Read the file again if it changed, and say whether it says something else now.

        Raises `YamlError` for a file that can't be understood (what was read before stays), `SaveError` for one that
        can't be opened.
        """
        now = stamp(self.path)
        if now == self._stamp and not self._racy:
            return False
        return self._read()

    def change(self, work: Callable[[YamlMapping], Mapping[str, Tree]]) -> BytesChange | None:
        """Replace what the file says by ``work`` of what it says at that moment; return what changed, if anything.

        An empty answer removes the file. Raises `YamlError`, `SaveError`, `BusyError`; the file is then as it was.
        """
        with FileLock(self._lock):
            hide(self._lock.parent)
            for _ in range(_TRIES):
                try:
                    self._read()
                    return self._write(work(self.document))
                except _OvertakenError:
                    continue
        raise SaveError(str(self.path), "another program keeps changing it", "close it there and save again")

    def replace(self, before: bytes | None, after: bytes | None) -> bool:
        """Write ``after`` if the file still holds ``before`` (``None``: no file); return whether it did.

        What the file says need not be understood. Raises `SaveError`, `BusyError`.
        """
        with FileLock(self._lock):
            if self._bytes() != before:
                return False
            # Read anew in any case, whether the writing succeeds or not.
            self.data, self._racy = before, True
            try:
                self._put(after)
            except _OvertakenError:
                return False
            finally:
                self.data = None
            with contextlib.suppress(YamlError):
                self._read()
            return True

    def _bytes(self) -> bytes | None:
        try:
            return read_file(self.path)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise explain(self.path, error) from error

    def _read(self) -> bool:
        try:
            data, seen = read_stamped(self.path)
        except FileNotFoundError:
            changed = self.data is not None
            self.suppose(None)
            self._note(None)
            return changed
        except OSError as error:
            raise explain(self.path, error) from error
        changed = data != self.data
        if changed:
            self.suppose(data)
        self._note(seen)
        return changed

    def _note(self, seen: DiskState | None) -> None:
        self._stamp = seen
        self._racy = seen is not None and self._clock() - seen.mtime_ns < _RACY_NS

    def _write(self, wanted: Mapping[str, Tree]) -> BytesChange | None:
        if same(self.document, wanted):
            return None
        before = self.data
        try:
            revision = self._composed(wanted)
        except ValueError as error:
            reason = "the text holds bytes that are no characters"
            raise SaveError(str(self.path), reason, "type the text anew") from error
        if revision and revision.anew and before is not None and b"#" in before:
            self.back_up(before)
        self._note(self._put(revision.data if revision else None))
        self.suppose(*(revision[:2] if revision else (None, None)))
        return BytesChange(before, self.data)

    def _composed(self, wanted: Mapping[str, Tree]) -> Revision | None:
        if not wanted:
            return None
        if self.data is None:
            data = (self.header + dump(wanted)).encode()
            return Revision(data, load_mapping(data, str(self.path)), anew=False)
        return revise(self.data, str(self.path), self.document, wanted)

    def _put(self, data: bytes | None) -> DiskState | None:
        if data is None:
            remove(self.path)
            return None
        return write_atomic(self.path, data, guard=self._unchanged)

    def _unchanged(self) -> None:
        if self._bytes() != self.data:
            raise _OvertakenError

    def back_up(self, data: bytes) -> Path:
        """Keep a copy of ``data``, the last five for each file, and return its path."""
        make_folder(self._backups)
        digest = hashlib.blake2b(data, digest_size=6).hexdigest()
        copy = self._backups / f"{self.path.name}.{digest}"
        write_atomic(copy, data)
        hide(self._backups)
        copies = sorted(self._backups.glob(f"{self.path.name}.*"), key=lambda path: path.stat().st_mtime_ns)
        for old in copies[:-_COPIES]:
            remove(old)
        return copy
