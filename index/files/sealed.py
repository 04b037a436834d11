"""Seals of files: size, checksum and stamp, in a list signed with a key, to detect later damage or forgery.

An unchanged stamp makes the checksum unnecessary: only an administrator can set the time of a change (ctime). Changes
that no one wrote, such as flipped bits, are found only by a thorough check. Nothing is repaired here.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from .durable import open_regular, write_atomic

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

_SIZE = 16
_FILES = "files"
_CHUNK = 1 << 20


class Seal(NamedTuple):
    """A file's state when it was sealed: size in bytes, blake2b-128, mtime and ctime in ns, inode number."""

    size: int
    checksum: str
    modified_ns: int
    changed_ns: int
    inode: int


Checksum: TypeAlias = "Callable[[int, int], str]"
"""Makes a checksum of the first bytes of a file: given its descriptor, and how many."""


def seal(path: Path) -> Seal:
    """Return the seal of a file in its current state; raises `OSError`."""
    descriptor = open_regular(path, links=False)
    try:
        return seal_of(descriptor)
    finally:
        os.close(descriptor)


def seal_of(descriptor: int, checksum: Checksum | None = None) -> Seal:
    """Return the seal of an open file, with another kind of ``checksum`` if given; raises `OSError`."""
    status = os.fstat(descriptor)
    made = (checksum or _checksum)(descriptor, status.st_size)
    return Seal(status.st_size, made, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


def unchanged(path: Path, sealed: Seal) -> bool:
    """Whether a file has the stamp with which it was sealed."""
    try:
        return _same(path.stat(), sealed)
    except OSError:
        return False


def intact(path: Path, sealed: Seal, *, thorough: bool = False, grown: bool = False) -> bool:
    """Whether ``path`` is a regular file that still has the sealed contents; the options are those of `holds`."""
    try:
        descriptor = open_regular(path, links=False)
    except OSError:
        return False
    try:
        return holds(descriptor, sealed, thorough=thorough, grown=grown)
    finally:
        os.close(descriptor)


def holds(
    descriptor: int, sealed: Seal, *, thorough: bool = False, grown: bool = False, checksum: Checksum | None = None
) -> bool:
    """Whether an open file still has the sealed contents.

    ``thorough`` reads it even if its stamp is unchanged; ``grown`` allows bytes appended to those sealed; ``checksum``
    is the kind it was sealed with.
    """
    try:
        status = os.fstat(descriptor)
        if status.st_size != sealed.size and not (grown and status.st_size > sealed.size):
            return False
        same = _same(status, sealed) and not thorough
        return same or (checksum or _checksum)(descriptor, sealed.size) == sealed.checksum
    except OSError:
        return False


def _same(status: os.stat_result, sealed: Seal) -> bool:
    return (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino) == (sealed.size, *sealed[2:])


Seals: TypeAlias = "Mapping[str, Seal]"
"""Seals by file name."""


def write_sealed(path: Path, facts: Mapping[str, object], files: Seals, key: bytes) -> None:
    """Replace ``path`` by facts and seals, signed with ``key``; raises `SaveError`."""
    data = json.dumps({**facts, _FILES: files}, separators=(",", ":"), sort_keys=True).encode()
    write_atomic(path, _signature(data, key) + b"\n" + data)


def read_sealed(path: Path, key: bytes) -> tuple[dict[str, Any], dict[str, Seal]]:
    """Return the facts and seals in ``path``; raises ``ValueError`` if ``key`` did not sign them, `OSError`."""
    with os.fdopen(open_regular(path, links=False), "rb") as file:
        signature, _, data = file.read().partition(b"\n")
    if not hmac.compare_digest(signature, _signature(data, key)):
        raise ValueError("it was not written by this user's Variorum, or has been changed since")
    facts: dict[str, Any] = json.loads(data)
    return facts, {name: Seal(*sealed) for name, sealed in facts.pop(_FILES).items()}


def _checksum(descriptor: int, size: int) -> str:
    digest = hashlib.blake2b(digest_size=_SIZE)
    left = size
    while left and (data := os.read(descriptor, min(left, _CHUNK))):
        digest.update(data)
        left -= len(data)
    return digest.hexdigest()


def _signature(data: bytes, key: bytes) -> bytes:
    return hashlib.blake2b(data, key=key, digest_size=32).hexdigest().encode()
