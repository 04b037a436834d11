"""Concatenates blocks of postings: small ones are joined, as bytes where that is enough.

Reads and writes no files.
"""

from __future__ import annotations

import sys
import zlib
from array import array
from typing import TYPE_CHECKING, NamedTuple

from .postings_codec import BLOCK, NARROW, BlockHead, PostingsBlock, framed_block, moved_block, pack_block

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class JoinedBlocks:
    """The blocks of one term, added in document order; blocks at least half full stay as they are."""

    def __init__(self) -> None:
        self.documents = 0
        self._blocks: list[bytes] = []
        self._small: list[tuple[BlockHead, bytes, int]] = []
        self._waiting = 0

    def add(self, head: BlockHead, body: bytes, base: int) -> None:
        """Add a block, with its document numbers raised by ``base``; raises ``ValueError`` for a truncated one."""
        if len(body) != head.length:
            raise ValueError("a block of postings is cut off")
        self.documents += head.size
        if head.size >= BLOCK // 2:
            self._join()
            self._blocks.append(moved_block(head, body, base))
            return
        if self._waiting + head.size > BLOCK:
            self._join()
        self._small.append((head, body, base))
        self._waiting += head.size

    def packed(self) -> bytes:
        """Return all blocks as stored in a segment."""
        self._join()
        return self._blocks[0] if len(self._blocks) == 1 else b"".join(self._blocks)

    def _join(self) -> None:
        if self._small:
            alone = len(self._small) == 1
            self._blocks.append(moved_block(*self._small[0]) if alone else _joined(self._small))
            self._small, self._waiting = [], 0


def renumbered(head: BlockHead, body: bytes, numbers: Sequence[int], deleted: frozenset[int]) -> bytes:
    """Return the live postings of a block with new document ``numbers``; empty when there are none."""
    living = PostingsBlock.unpack(head, body).moved(0, deleted)
    return (
        pack_block([numbers[old] for old in living.numbers], living.counts, living.values()) if living.numbers else b""
    )


class _Parts(NamedTuple):
    """A narrow block in parts: its first and last document, and steps, counts, lengths and values as bytes."""

    first: int
    last: int
    steps: bytes
    counts: bytes
    lengths: bytes
    values: bytes


def _joined(blocks: Sequence[tuple[BlockHead, bytes, int]]) -> bytes:
    """Return several blocks as one."""
    if all(head.flags & NARROW for head, _, _ in blocks):
        try:
            return _joined_parts([_parts(*block) for block in blocks])
        except OverflowError:
            # The blocks are too far apart for a step of two bytes.
            pass
    return _repacked(PostingsBlock.unpack(head, body).moved(base, frozenset()) for head, body, base in blocks)


def _joined_parts(parts: Sequence[_Parts]) -> bytes:
    """Return narrow blocks as one; raises ``OverflowError`` when a step between two needs more than two bytes."""
    steps, last = [parts[0].steps], parts[0].last
    for part in parts[1:]:
        steps.append((part.first - last).to_bytes(2, sys.byteorder))
        steps.append(part.steps)
        last = part.last
    body = b"".join(
        (
            *steps,
            *[part.counts for part in parts],
            *[part.lengths for part in parts],
            *[part.values for part in parts],
        )
    )
    return framed_block(sum(len(part.counts) for part in parts), NARROW, parts[0].first, body)


def _parts(head: BlockHead, body: bytes, base: int) -> _Parts:
    """Take a narrow block apart, with its documents raised by ``base``."""
    size, first = head.size, head.first + base
    if head.flags != NARROW:
        body = zlib.decompress(body)
    steps, counts, values = 2 * size - 2, 3 * size - 2, 5 * size - 2
    last = first + sum(array("H", body[:steps])) if size > 1 else first
    return _Parts(first, last, body[:steps], body[steps:counts], body[counts:values], body[values:])


def _repacked(blocks: Iterable[PostingsBlock]) -> bytes:
    numbers: list[int] = []
    counts: list[int] = []
    values: list[bytes] = []
    for block in blocks:
        numbers += block.numbers
        counts += block.counts
        values += block.values()
    return pack_block(numbers, counts, values)
