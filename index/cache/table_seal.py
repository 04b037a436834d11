"""The seal of the tables, brought up to date from what changed: of a gigabyte, an article touches a few hundred pages.

The checksum is the sum of a keyed digest of each block, so that a block that changes is taken out of it and put in
again. Which ones changed is read off SQLite's write-ahead log before that is written into the file. If the file
itself was written to meanwhile, the log proves nothing, and all of the file is read.

The sum is that of Bellare and Micciancio, "A New Paradigm for Collision-free Hashing" (1997); without the key it would
not hold against somebody who forges. The log: https://www.sqlite.org/walformat.html.
"""

from __future__ import annotations

import os
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

from ..files.sealed import Seal, holds, seal_of, unchanged
from .shared_file import reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from ..files.sealed import Checksum

_BLOCK: Final = 1 << 14
_SIZE: Final = 16
_MODULUS: Final = 1 << 8 * _SIZE
_LOG_HEAD: Final = 32
_FRAME_HEAD: Final = 24
_PAGE_SIZE_AT: Final = 8
_SHORTEST: Final = 512
"""Bytes of SQLite's smallest page: no frame of a log that is whole is shorter."""


class TableSeal:
    """Seals the file ``tables`` with a key."""

    def __init__(self, tables: Path, key: bytes) -> None:
        self._tables, self._key = tables, key[: blake2b.MAX_KEY_SIZE]

    def intact(self, sealed: Seal, *, thorough: bool) -> bool:
        """Whether the file still holds what was sealed; ``thorough`` reads it although its stamp is the same."""
        try:
            with reading(self._tables) as descriptor:
                return holds(descriptor, sealed, thorough=thorough, checksum=self._whole)
        except OSError:
            return False

    def settled(self, before: Seal | None, settle: Callable[[], bool]) -> Seal | None:
        """Have the log written into the file and return the seal of that; ``None`` when that can't be just now.

        ``before`` is the seal the file had before the log was begun. Raises `OSError`.
        """
        blocks = self._changed() if before and unchanged(self._tables, before) else None
        if before is None or blocks is None:
            return self._seal() if settle() else None
        last = before.size // _BLOCK
        taken = self._sum({*blocks, last})
        if not settle():
            return None
        size = self._tables.stat().st_size
        if size < before.size:
            return self._seal()
        put = self._sum({*blocks, *range(last, -(-size // _BLOCK))})
        total = int(before.checksum, 16) - taken + put
        return self._seal(lambda _descriptor, _size: _written(total))

    def _seal(self, checksum: Checksum | None = None) -> Seal:
        with reading(self._tables) as descriptor:
            return seal_of(descriptor, checksum or self._whole)

    def _changed(self) -> set[int] | None:
        """Return the blocks of which the log has newer pages; ``None`` when it can't be read."""
        log = self._tables.with_name(f"{self._tables.name}-wal")
        blocks: set[int] = set()
        try:
            with log.open("rb") as file:
                size = int.from_bytes(file.read(_LOG_HEAD)[_PAGE_SIZE_AT : _PAGE_SIZE_AT + 4], "big")
                if size < _SHORTEST:
                    return None
                # Frames of transactions that were rolled back are among them: to look at more blocks is no harm.
                while len(head := file.read(_FRAME_HEAD)) == _FRAME_HEAD:
                    page = int.from_bytes(head[:4], "big")
                    blocks.update(range((page - 1) * size // _BLOCK, (page * size - 1) // _BLOCK + 1))
                    file.seek(size, os.SEEK_CUR)
        except OSError:
            return None
        return blocks

    def _sum(self, blocks: Iterable[int]) -> int:
        """Return the sum of the digests of some blocks, by number; those behind the end of the file count nothing."""
        with reading(self._tables) as descriptor:
            return sum(self._digest(number, os.pread(descriptor, _BLOCK, number * _BLOCK)) for number in blocks)

    def _whole(self, descriptor: int, size: int) -> str:
        total = 0
        for start in range(0, size, _BLOCK):
            total += self._digest(start // _BLOCK, os.pread(descriptor, min(_BLOCK, size - start), start))
        return _written(total)

    def _digest(self, number: int, data: bytes) -> int:
        if not data:
            return 0
        salt = number.to_bytes(blake2b.SALT_SIZE, "big")
        return int.from_bytes(blake2b(data, digest_size=_SIZE, key=self._key, salt=salt).digest())


def _written(total: int) -> str:
    return f"{total % _MODULUS:0{2 * _SIZE}x}"
