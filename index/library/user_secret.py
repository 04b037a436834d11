"""The secret by which a cache is known to be this user's own: 32 random bytes in the user's data folder.

Only the cache is given it.
"""

from __future__ import annotations

import contextlib
import os
import secrets
from typing import TYPE_CHECKING

from ..errors import SaveError
from ..files.durable import explain, make_folder, open_regular

if TYPE_CHECKING:
    from pathlib import Path

_BYTES = 32


def user_secret(path: Path) -> bytes:
    """Return the secret in ``path``; one that is damaged, or that others can read, is replaced. Raises `SaveError`."""
    try:
        known = _read(path)
        if known is None:
            make_folder(path.parent)
            path.unlink(missing_ok=True)
            _make(path)
            known = _read(path)
    except OSError as error:
        raise explain(path, error) from error
    if known is None:
        raise SaveError(str(path), "it does not stay as it is written", "remove that file")
    return known


def _read(path: Path) -> bytes | None:
    try:
        descriptor = open_regular(path, links=False)
    except FileNotFoundError:
        return None
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(file.fileno())
        mine = status.st_uid == os.geteuid() and not status.st_mode & 0o077
        secret = file.read(_BYTES + 1)
    return secret if mine and len(secret) == _BYTES else None


def _make(path: Path) -> None:
    """Write a new secret beside ``path`` and give it that name, unless another process was quicker."""
    temporary = path.with_name(f"{path.name}-{secrets.token_hex(6)}.tmp")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(_BYTES))
            file.flush()
            os.fsync(file.fileno())
        _name(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def _name(temporary: Path, path: Path) -> None:
    try:
        with contextlib.suppress(FileExistsError):
            os.link(temporary, path)
    except OSError:  # a file system without links: the last of two processes wins, the cache of the other is made anew
        temporary.replace(path)
