"""Blocks of postings put together as bytes hold what they held apart."""

from __future__ import annotations

import zlib
from itertools import accumulate
from typing import TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.search.whoosh.joined_blocks import JoinedBlocks, renumbered
from index.search.whoosh.postings_codec import BLOCK, HEAD, BlockHead, PostingsBlock, pack_block

_Postings: TypeAlias = "list[tuple[int, int, bytes]]"

# Small blocks and half full ones; steps and counts that fit in two bytes and in one, and such that do not.
_block = st.lists(
    st.tuples(
        st.integers(1, 3) | st.integers(1, 90_000), st.integers(1, 3) | st.integers(1, 300), st.binary(max_size=6)
    ),
    min_size=1,
    max_size=90,
)


def blocks_of(packed: bytes) -> list[tuple[BlockHead, bytes]]:
    """Return the heads and bodies that lie behind one another."""
    found = []
    while packed:
        head = BlockHead(*HEAD.unpack_from(packed))
        found.append((head, packed[HEAD.size : HEAD.size + head.length]))
        packed = packed[HEAD.size + head.length :]
    return found


def postings_of(packed: bytes) -> _Postings:
    """Return number, count and value of each posting."""
    blocks = [PostingsBlock.unpack(head, body) for head, body in blocks_of(packed)]
    return [each for block in blocks for each in zip(block.numbers, block.counts, block.values(), strict=True)]


def numbered(steps: list[tuple[int, int, bytes]]) -> _Postings:
    """Return postings of which the steps between the documents were drawn."""
    numbers = accumulate(step for step, _, _ in steps)
    return [(number, count, value) for number, (_, count, value) in zip(numbers, steps, strict=True)]


def packed_block(postings: _Postings) -> bytes:
    """Return one block of postings."""
    numbers, counts, values = zip(*postings, strict=True)
    return pack_block(numbers, counts, values)


@given(st.lists(_block, max_size=6), st.lists(st.integers(0, 70_000), min_size=6, max_size=6))
def test_joined_blocks_hold_every_posting(drawn: list[list[tuple[int, int, bytes]]], gaps: list[int]) -> None:
    """Numbers, counts and values are those of the blocks in turn, moved; no block holds more than one may."""
    joined, expected, base = JoinedBlocks(), [], 0
    for steps, gap in zip(drawn, gaps, strict=False):
        postings, base = numbered(steps), base + gap
        ((head, body),) = blocks_of(packed_block(postings))
        joined.add(head, body, base)
        expected += [(number + base, count, value) for number, count, value in postings]
        base = expected[-1][0]
    packed = joined.packed()
    assert (postings_of(packed), joined.documents) == (expected, len(expected))
    assert all(head.size <= BLOCK for head, _ in blocks_of(packed))


def test_small_blocks_become_one() -> None:
    """Sixty blocks of two are one block; a half full one between two small ones keeps its bytes."""
    joined = JoinedBlocks()
    for number in range(0, 120, 2):
        ((head, body),) = blocks_of(packed_block([(0, 1, b"xx"), (1, 2, b"yy")]))
        joined.add(head, body, number)
    assert [head.size for head, _ in blocks_of(joined.packed())] == [120]
    mixed, half = JoinedBlocks(), packed_block([(number, 1, b"zz") for number in range(BLOCK // 2)])
    for base, block in ((0, packed_block([(0, 1, b"xx")])), (1, half), (90, packed_block([(0, 1, b"xx")]))):
        ((head, body),) = blocks_of(block)
        mixed.add(head, body, base)
    assert [head.size for head, _ in blocks_of(mixed.packed())] == [1, BLOCK // 2, 1]


@given(_block, st.data())
def test_a_renumbered_block_holds_what_lives(steps: list[tuple[int, int, bytes]], data: st.DataObject) -> None:
    """Deleted documents are gone, the others have their new numbers; of a block without living ones nothing is left."""
    postings = [(number, count, value) for number, (_, count, value) in enumerate(numbered(steps))]
    deleted = data.draw(st.frozensets(st.sampled_from([number for number, _, _ in postings])))
    new = list(accumulate((number not in deleted for number, _, _ in postings), initial=7))
    ((head, body),) = blocks_of(packed_block(postings))
    expected = [(new[number], count, value) for number, count, value in postings if number not in deleted]
    assert postings_of(renumbered(head, body, new, deleted)) == expected


def test_a_block_that_is_cut_off_is_told() -> None:
    """A body shorter than its head says is an error before anything is made of it, and so is one that was squeezed."""
    for postings in ([(0, 1, b"xx")], [(number, 1, b"0123456789") for number in range(40)]):
        ((head, body),) = blocks_of(packed_block(postings))
        with pytest.raises((ValueError, zlib.error), match="cut off"):
            JoinedBlocks().add(head, body[:-1], 0)
