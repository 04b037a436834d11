"""Where a library, its notes and its cache are, worked out from what the reader named.

Does not open any of them.
"""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..errors import NoLibraryError
from ..files.user_folders import expanded, user_folder
from ..text.addresses import is_address

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..archive.archive_address import ArchiveAddress
    from ..model.settings import LibrarySettings


class Places(NamedTuple):
    """The folders of one library: the articles, the files it is restricted to (none: all), the notes, the cache.

    ``secret`` is the file by which a cache is known to be this user's own.
    """

    folder: Path
    only: tuple[Path, ...]
    notes: Path
    spare_notes: Path
    cache: Path
    secret: Path

    @property
    def named(self) -> tuple[str, ...]:
        """The ids of the files the library is restricted to, if each of them is one article."""
        from ..articles.folder import escape  # noqa: PLC0415 a session is found without

        return tuple(escape(path.relative_to(self.folder).as_posix()) for path in self.only)

    @property
    def session(self) -> tuple[Path, Path]:
        """The file of the session kept last, and the one that is there once this user has opened the reader."""
        return self.cache / "session.json", self.secret.with_name("greeted")

    @property
    def recent(self) -> Path:
        """The file of what was read and compared lately."""
        return self.secret.with_name("recent") / f"{self.spare_notes.name}.jsonl"


def locate(folder: Path, only: Sequence[Path], settings: LibrarySettings) -> Places:
    """Return the folders of the library in ``folder``; raises `NoLibraryError` when it can't be one."""
    root = Path(os.path.realpath(folder))
    if not root.exists():
        raise NoLibraryError(str(folder), "there is no such folder")
    if not root.is_dir():
        raise NoLibraryError(str(folder), "this is not a folder")
    if not os.access(root, os.R_OK | os.X_OK):
        raise NoLibraryError(str(folder), "this folder can't be read", "ask for permission to read it")
    key = _key(root)
    files = tuple(Path(os.path.realpath(path)) for path in only)
    cache_key = f"{key}-{_digest(*(str(path) for path in sorted(files)))}" if files else key
    data, cache = user_folder("data"), _cache(settings) / cache_key
    return Places(root, files, _notes(root, key, settings), data / "notes" / key, cache, data / "secret")


def located(place: str | Path, only: Sequence[Path], settings: LibrarySettings) -> tuple[ArchiveAddress | None, Places]:
    """Return the address of a shared archive, ``None`` for a folder, and the folders of the library."""
    if not is_address(str(place)):
        return None, locate(Path(place), only, settings)
    address = archive_at(place, settings)
    return address, locate_archive(address, settings)


def archive_at(place: str | Path, settings: LibrarySettings) -> ArchiveAddress:
    """Return the shared archive that an address names; raises `ArchiveError`."""
    from ..archive.archive_address import archive_address  # noqa: PLC0415 most libraries are folders

    return archive_address(str(place), plain_http=settings.archive.plain_http)


def locate_archive(address: ArchiveAddress, settings: LibrarySettings) -> Places:
    """Return the folders for what is kept of a shared archive.

    ``folder`` is the reader's own folder for it, which holds the notes unless the settings name another.
    """
    name = re.sub(r"[^A-Za-z0-9.-]+", "-", f"{address.host}-{address.index}")[:60]
    key = f"{name}-{_digest(address.shown)}"
    data = user_folder("data")
    folder = data / "archives" / key
    own = expanded(settings.notes) if settings.notes else folder
    notes = own / key if own.is_absolute() and settings.notes else folder / "notes"
    return Places(folder, (), notes, data / "notes" / key, _cache(settings) / key, data / "secret")


def common_folder(paths: Sequence[Path]) -> tuple[Path, tuple[Path, ...]]:
    """Return the folder that holds all of ``paths`` and, when they are not one folder, the paths themselves.

    Raises `NoLibraryError` for a path that is not there.
    """
    for path in paths:
        if not path.exists():
            raise NoLibraryError(str(path), "there is no such file or folder")
    if len(paths) == 1 and paths[0].is_dir():
        return paths[0], ()
    folders = [str(path.resolve() if path.is_dir() else path.resolve().parent) for path in paths]
    return Path(os.path.commonpath(folders)), tuple(path.resolve() for path in paths)


def _notes(root: Path, key: str, settings: LibrarySettings) -> Path:
    if not settings.notes:
        return root / "notes"
    folder = expanded(settings.notes)
    folder = folder if folder.is_absolute() else root / folder
    return folder if folder.is_relative_to(root) else folder / key


def _cache(settings: LibrarySettings) -> Path:
    if settings.cache:
        return expanded(settings.cache).absolute()
    return user_folder("cache")


def _key(root: Path) -> str:
    return f"{root.name or 'root'}-{_digest(str(root))}"


def _digest(*parts: str) -> str:
    data = "\0".join(parts).encode("utf-8", "surrogateescape")
    return hashlib.blake2b(data, digest_size=6).hexdigest()
