"""Spreading the spaces of a line until it is as wide as the column.

Refuses to stretch a line whose spaces would gape: it is then left ragged.
"""

from __future__ import annotations

from .cells import width


def spread(text: str, start: int, end: int, cells: int) -> tuple[tuple[int, int], ...]:
    """Return (offset of a space, cells to add behind it) so that ``text[start:end]`` takes ``cells`` cells.

    The extra cells fall evenly over the line; empty when there is nothing to do or a space would grow past three.
    """
    slack = cells - width(text[start:end])
    if slack <= 0:
        return ()
    spaces = [place for place in range(start, end) if text[place] == " "]
    if not spaces or slack > 2 * len(spaces):
        return ()
    count = len(spaces)
    shares = (((index + 1) * slack // count) - (index * slack // count) for index in range(count))
    return tuple((place, share) for place, share in zip(spaces, shares, strict=True) if share)
