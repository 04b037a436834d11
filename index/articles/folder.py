"""The scan of a library's folder: which files may be articles, and the stamps that show their changes.

Opens no file, follows no link out of the folder, and carries on past unreadable entries.

An id is the path relative to the folder in POSIX form. Bytes of a name that are not UTF-8 are written as ``%E9``, and a
per cent sign that looks like such an escape as ``%25``.
"""

from __future__ import annotations

import os
import re
import stat
from collections import Counter
from operator import itemgetter
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from ..model.complaint import Skipped

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

_ESCAPED: Final = re.compile(rb"%(25|[89A-F][0-9A-F])")
_PER_CENT: Final = re.compile(r"%(?=25|[89A-F][0-9A-F])")
_BYTE: Final = re.compile("[\udc80-\udcff]")
_HALF: Final = re.compile("[\ud800-\udfff]")


_NO_FILE: Final = "It is a pipe, socket or device, not a file."


Stamps: TypeAlias = "Mapping[str, tuple[int, int, int]]"
"""Files by id: size in bytes, change time in nanoseconds, inode."""


class FileStamp(NamedTuple):
    """A file by id, with what changes along with it: size in bytes, change time in nanoseconds, inode."""

    path: str
    size: int
    mtime_ns: int
    inode: int


class Scan(NamedTuple):
    """The new or changed files, sorted by id, and what else a scan saw.

    That is the entries skipped with a reason, the number of other files by suffix, and the known files that are
    ``gone``. Not counted are hidden files, files belonging to a saved page, and files that the program or its user
    keeps beside articles (a configuration, the account of a capture).
    """

    stamps: tuple[FileStamp, ...]
    skipped: tuple[Skipped, ...]
    unread: Mapping[str, int] = MappingProxyType({})
    gone: frozenset[str] = frozenset()


def escape(name: str) -> str:
    """Return the id form of a path given by the operating system."""
    if "%" in name:
        name = _PER_CENT.sub("%25", name)
    return name if name.isascii() else _BYTE.sub(lambda byte: f"%{ord(byte.group()) - 0xDC00:02X}", name)


def meant(reference: str) -> tuple[str, ...]:
    """Return the ids that a reference may mean: itself, or the id of a path given by the operating system.

    No id contains a lone surrogate, which is Python's form of a byte that is not UTF-8.
    """
    path = _HALF.sub("\ufffd", escape(reference))
    return (path,) if _HALF.search(reference) or path == reference else (reference, path)


def unescape(path: str) -> str:
    """Return the path of an id for the operating system; the inverse of `escape`."""
    if "%" not in path:
        return path
    plain = _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), path.encode("utf-8", "surrogateescape"))
    return plain.decode("utf-8", "surrogateescape")


def scan(
    root: Path,
    suffixes: Collection[str],
    exclude: Collection[Path] = (),
    only: Collection[Path] = (),
    known: Stamps = MappingProxyType({}),
) -> Scan:
    """Return the files under ``root`` with one of ``suffixes`` (lower case, with the dot).

    Unchanged files, whose size, time and inode are ``known``, are left out, which halves the time of a scan that finds
    nothing new. Hidden entries and the folders ``exclude`` are skipped. With ``only``, just these files and folders are
    scanned, and a file named there counts whatever its suffix. Never raises: an unreadable root gives an empty scan
    with one skipped entry.
    """
    walk = _Walk(root, tuple(suffixes), {os.path.realpath(folder) for folder in exclude}, known)
    for path in only or [root]:
        walk.take(path)
    walk.resolve_links()
    # Paths may be nested: what is met twice is new the second time.
    stamps = {stamp.path: stamp for stamp in walk.stamps if known.get(stamp.path) != stamp[1:]}
    found = tuple(sorted(stamps.values(), key=itemgetter(0)))
    skipped = tuple(sorted(walk.skipped, key=lambda entry: entry.path))
    return Scan(found, skipped, dict(walk.unread.most_common()), frozenset(walk.left))


# The account of a capture, and the configuration.
_KEPT_BESIDE: Final = (".html.yaml", ".txt.yaml", ".pdf.yaml", ".json.yaml", ".xml.yaml", "config.yaml")
_NO_SUFFIX: Final = "no suffix"
_BROUGHT_ALONG: Final = ("_files", "_fichiers", "_archivos", "-Dateien", "_file", ".files")
_PAGE: Final = (".html", ".htm", ".xhtml")


def _pages_in(entries: Collection[os.DirEntry[str]]) -> set[str]:
    """Return the names of the asset folders of pages saved in this folder; nothing in them is an article."""
    stems = [entry.name.rpartition(".")[0] for entry in entries if entry.name.lower().endswith(_PAGE)]
    return {stem + ending for stem in stems for ending in _BROUGHT_ALONG}


class _Walk:
    """One scan, with an explicit stack instead of recursion."""

    def __init__(
        self,
        root: Path,
        suffixes: tuple[str, ...],
        exclude: Collection[str],
        known: Stamps,
    ) -> None:
        self.root = os.path.realpath(root)
        self.suffixes, self.exclude = suffixes, exclude
        self.known, self.left = known, dict(known)
        self.stamps: list[FileStamp] = []
        self.skipped: list[Skipped] = []
        self.links: list[tuple[str, str]] = []
        self.unread: Counter[str] = Counter()

    def take(self, path: Path) -> None:
        """Scan a folder and everything below it, or one file."""
        place = str(path.parent.resolve() / path.name) if path.name else self.root
        inside = os.path.relpath(place, self.root).replace(os.sep, "/")
        name = "" if inside == "." else escape(inside)
        if inside == ".." or inside.startswith("../"):
            self._skip(name, "It lies outside the library.")
        elif not name or path.is_dir():
            self._run(place if name else self.root, f"{name}/" if name else "")
        else:
            self._file(place, name)

    def _file(self, place: str, name: str) -> None:
        try:
            seen = Path(place).lstat()
        except OSError as error:
            self._skip(name, f"It can't be looked at: {_said(error)}.")
            return
        if stat.S_ISREG(seen.st_mode):
            self._found(name, seen)
        elif stat.S_ISLNK(seen.st_mode):
            self.links.append((place, name))
        else:
            self._skip(name, _NO_FILE)

    def _found(self, path: str, seen: os.stat_result) -> None:
        self.left.pop(path, None)
        self.stamps.append(FileStamp(path, seen.st_size, seen.st_mtime_ns, seen.st_ino))

    def _run(self, top: str, prefix: str) -> None:
        waiting = [(top, prefix)]
        while waiting:
            folder, prefix = waiting.pop()
            try:
                with os.scandir(folder) as entries:
                    waiting += self._folder(entries, prefix)
            except OSError as error:
                self._skip(prefix.rstrip("/") or ".", f"The folder can't be read: {_said(error)}.")

    def _folder(self, entries: Iterator[os.DirEntry[str]], prefix: str) -> list[tuple[str, str]]:
        """Take the files of one folder and return its subfolders."""
        inner = []
        listed = list(entries)
        pages = _pages_in(listed)
        suffixes, known = self.suffixes, self.left.pop
        for entry in listed:
            name = entry.name
            if name[0] == ".":
                continue
            path = prefix + (name if name.isascii() and "%" not in name else escape(name))
            try:
                if name.endswith(suffixes) or name.lower().endswith(suffixes):
                    seen = entry.stat(follow_symlinks=False)
                    if stat.S_ISREG(seen.st_mode):
                        # No stamp is created for an unchanged file: most are.
                        if known(path, None) != (seen.st_size, seen.st_mtime_ns, seen.st_ino):
                            self._found(path, seen)
                        continue
                if entry.is_dir(follow_symlinks=False):
                    if entry.path not in self.exclude and name not in pages:
                        inner.append((entry.path, f"{path}/"))
                else:
                    self._not_a_file(entry, path)
            except OSError as error:
                self._skip(path, f"It can't be looked at: {_said(error)}.")
        return inner

    def _not_a_file(self, entry: os.DirEntry[str], path: str) -> None:
        """Keep a link for later, give a reason for other non-files named like articles, count the rest by suffix."""
        named = entry.name.lower().endswith(self.suffixes)
        if entry.is_symlink():
            if named or entry.is_dir():
                self.links.append((entry.path, path))
        elif named:
            self._skip(path, _NO_FILE)
        elif not entry.name.lower().endswith(_KEPT_BESIDE):
            self.unread[Path(entry.name).suffix.lower() or _NO_SUFFIX] += 1

    def resolve_links(self) -> None:
        """Take links to files in the folder that the scan does not reach otherwise; give a reason for all others."""
        if not self.links:
            return
        reached = {*(stamp.path for stamp in self.stamps), *(self.known.keys() - self.left.keys())}
        for path, name in sorted(self.links):
            try:
                target = os.path.realpath(path, strict=True)
                seen = Path(target).stat()
            except (OSError, ValueError) as error:
                self._skip(name, _broken_link(error))
                continue
            inside = os.path.relpath(target, self.root).replace(os.sep, "/")
            if reason := self._refusal(escape(inside), seen.st_mode, reached):
                self._skip(name, reason)
            else:
                self._found(name, seen)

    @staticmethod
    def _refusal(inside: str, mode: int, reached: Collection[str]) -> str:
        if inside == ".." or inside.startswith("../"):
            return "It is a link that leads out of the library; copy the file into the folder to read it here."
        if stat.S_ISDIR(mode):
            return "It is a link to a folder of the library, whose files are read in their own place."
        if not stat.S_ISREG(mode):
            return "It is a link to a pipe, socket or device, not a file."
        if inside in reached:
            return f"It is a link to {inside}, which is read in its own place."
        return ""

    def _skip(self, path: str, reason: str) -> None:
        self.skipped.append(Skipped(path, reason))


def _broken_link(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return "It is a link to a file that is not there."
    if isinstance(error, OSError) and error.errno == 40:
        return "It is a link that leads back to itself."
    return f"It is a link that can't be followed: {_said(error)}."


def _said(error: OSError | ValueError) -> str:
    return (getattr(error, "strerror", None) or str(error)).strip().rstrip(".").lower()
