"""One YAML file of the reader's: reread when it changes, changed under a lock, never half-written.

A file that can't be read is never overwritten, and lines that need not change are not touched.
"""

from __future__ import annotations

import contextlib
import hashlib
import time
from typing import TYPE_CHECKING, NamedTuple

from ..errors import SaveError, YamlError
from ..files.durable import explain, make_folder, read_file, read_stamped, remove, write_atomic
from ..files.held_folders import ANY_FOLDER
from ..files.lock import FileLock
from ..files.renaming import stamp
from ..files.yaml.strict_yaml import load_mapping
from ..files.yaml.yaml_splice import Revision, revise
from ..files.yaml.yaml_write import dump, same
from ..model.complaint import Complaint
from .hidden_folders import hide

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path
    from typing import Final

    from ..errors import LibraryError
    from ..files.held_folders import HeldFolders
    from ..files.renaming import DiskState
    from ..files.yaml.yaml_items import ItemReader, ListedItems
    from ..files.yaml.yaml_nodes import YamlMapping
    from ..files.yaml.yaml_write import Tree

    Work = Callable[[YamlMapping], Mapping[str, Tree]]

_TRIES: Final = 5
_COPIES: Final = 5
# Some file systems have timestamps in seconds: a file modified just before it was read may have changed again since.
_RACY_NS: Final = 2_000_000_000
BOM: Final = b"\xef\xbb\xbf"
"""The UTF-8 byte order mark that some editors write."""


class BytesChange(NamedTuple):
    """A file's bytes before and after a change; ``None`` if there was no file."""

    before: bytes | None
    after: bytes | None


class _OvertakenError(Exception):
    """Someone ignoring locks wrote to the file between our read and our write."""


class _PartError(Exception):
    """The change can't be made in a part of the file alone."""


class Sheet:
    """The file at ``path`` and its parsed contents; ``header`` is written at the top of a new file.

    ``backups`` is the folder for copies of files whose comments can't be kept. ``items`` reads a list that may be long:
    if its items can be separated by lines they are `listed`, and read and changed individually. ``held`` are folders
    that must not be other ones meanwhile.
    """

    def __init__(
        self,
        path: Path,
        lock: Path,
        backups: Path,
        header: str = "",
        clock: Callable[[], int] = time.time_ns,
        *,
        items: ItemReader | None = None,
        held: HeldFolders = ANY_FOLDER,
    ) -> None:
        self.path, self._lock, self._backups, self.header, self._clock = path, lock, backups, header, clock
        self._items, self._held, self._written_to = items, held.guard_of(path), held.write_guard_of(path)
        self.listed: ListedItems | None = None
        self._document: YamlMapping | None = None
        self._understood: bytes | None = None
        self.data: bytes | None = None
        self._stamp: DiskState | None = None
        self._racy = True

    @property
    def document(self) -> YamlMapping:
        """The contents of the file when it was last parsed successfully."""
        if self._document is None:
            self._document = load_mapping(self._understood or b"", str(self.path))
        return self._document

    def release(self) -> None:
        """Free the memory of the document; it is parsed again when it is next needed."""
        self._document = None

    def suppose(self, data: bytes | None, document: YamlMapping | None = None) -> None:
        """Take ``data``, which parses to ``document``, as the file's contents; raises `YamlError`."""
        path, items = str(self.path), self._items if data else None
        listed = items.read(data or b"", path) if items and document is None else None
        if listed is None:
            document = document if document is not None else load_mapping(data or b"", path)
            listed = items.learn(data or b"", path, document) if items else None
        self._document, self.listed = document, listed
        self.data, self._understood = data, data

    def look(self) -> bool:
        """Reread the file if it changed; return whether its contents changed.

        Raises `YamlError` for an invalid file (the previous contents stay), `SaveError` for one that can't be opened.
        """
        self._held()
        now = stamp(self.path)
        if now == self._stamp and not self._racy:
            return False
        return self._read()

    def change(
        self, work: Work, concerned: Callable[[ListedItems], tuple[int, int] | None] | None = None
    ) -> BytesChange | None:
        """Replace the file's contents by ``work`` of its current contents; return the change, if any.

        An empty result deletes the file. ``concerned`` may return the range of items that changes in a `listed` file:
        ``work`` is then given only these. Raises `YamlError`, `SaveError`, `BusyError`; the file is then unchanged.
        """
        self._written_to()
        with FileLock(self._lock):
            hide(self._lock.parent)
            for _ in range(_TRIES):
                try:
                    self._read()
                    part = concerned(self.listed) if concerned and self.listed else None
                    if part is not None:
                        with contextlib.suppress(_PartError):
                            return self._write_part(*part, work)
                    return self._write(work(self.document))
                except _OvertakenError:
                    continue
        raise SaveError(str(self.path), "another program keeps changing it", "close it there and save again")

    def replace(self, before: bytes | None, after: bytes | None) -> bool:
        """Write ``after`` if the file's bytes are still ``before`` (``None``: no file); return whether they were.

        The contents need not be valid. Raises `SaveError`, `BusyError`.
        """
        self._written_to()
        with FileLock(self._lock):
            if _bytes(self.path) != before:
                return False
            # Reread in any case, whether writing succeeds or not.
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
        revision = self._composed(wanted) if wanted else None
        if revision and revision.anew and self.data is not None and b"#" in self.data:
            self.back_up(self.data)
        return self._written(*(revision[:2] if revision else (None, None)))

    def _write_part(self, first: int, last: int, work: Work) -> BytesChange | None:
        """Change some items of the list without reading the others; raises `_PartError` if those are affected."""
        listed, data = self.listed, self.data
        assert listed is not None and data is not None  # noqa: S101, PT018 a part is of what was read
        old = listed.part(first, last).encode()
        document = load_mapping(old, str(self.path), listed.first_line(first))
        wanted = work(document)
        if same(document, wanted):
            return None
        if not wanted:
            raise _PartError
        revision = self._composed(wanted, old, document)
        text = None if revision.anew else listed.replaced(first, last, revision.data.decode())
        if text is None:
            raise _PartError
        return self._written((BOM if data.startswith(BOM) else b"") + text.encode())

    def _written(self, data: bytes | None, document: YamlMapping | None = None) -> BytesChange:
        """Write the file's new bytes, which parse to ``document``."""
        before = self.data
        self._note(self._put(data))
        self.suppose(data, document)
        return BytesChange(before, self.data)

    def _composed(
        self, wanted: Mapping[str, Tree], data: bytes | None = None, document: YamlMapping | None = None
    ) -> Revision:
        """Return the file, or ``data`` of it that parses to ``document``, changed to the wanted contents."""
        try:
            if self.data is None:
                new = (self.header + dump(wanted)).encode()
                return Revision(new, load_mapping(new, str(self.path)), anew=False)
            return revise(data or self.data, str(self.path), self.document if document is None else document, wanted)
        except ValueError as error:
            reason = "the text holds bytes that are no characters"
            raise SaveError(str(self.path), reason, "type the text anew") from error

    def _put(self, data: bytes | None) -> DiskState | None:
        if data is None:
            remove(self.path, guard=self._unchanged)
            return None
        return write_atomic(self.path, data, guard=self._unchanged)

    def _unchanged(self, path: Path) -> None:
        if _bytes(path) != self.data:
            raise _OvertakenError

    def back_up(self, data: bytes) -> Path:
        """Store a copy of ``data``, keeping the last five of each file, and return its path."""
        make_folder(self._backups)
        digest = hashlib.blake2b(data, digest_size=6).hexdigest()
        copy = self._backups / f"{self.path.name}.{digest}"
        write_atomic(copy, data, follow=False)
        hide(self._backups)
        copies = sorted(self._backups.glob(f"{self.path.name}.*"), key=lambda path: path.stat().st_mtime_ns)
        for old in copies[:-_COPIES]:
            remove(old)
        return copy


def _bytes(path: Path) -> bytes | None:
    try:
        return read_file(path)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise explain(path, error) from error


def complaint_of(error: LibraryError, verb: str) -> Complaint:
    """Return a complaint on why a sheet can't be read or written.

    The cure says that what the reader does meanwhile (``verb``: mark, decide) is not lost.
    """
    if isinstance(error, YamlError):
        where, line, column, reason = error.path, error.line, error.column, error.reason
    else:
        where, line, column, reason = str(getattr(error, "path", "")), 0, 0, str(getattr(error, "reason", error))
    return Complaint(where, line, reason, f"{error.cure}; what you {verb} meanwhile is kept and written then", column)
