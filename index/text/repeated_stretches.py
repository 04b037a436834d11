"""What is found in stretches of a text, looked for once where the same signs stand again and again.

A text may be one line repeated ten thousand times, and furniture is. Does not know what is looked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator

Stretch = tuple[int, int]


def holding(pattern: re.Pattern[str], text: str, stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    """Yield the stretches ``[start, end)`` in which a pattern finds something.

    Of stretches with the same signs behind the same character only the first is searched; so the pattern may look back
    by one character at most, and to it the beginning of the text is what a blank is.
    """
    known: dict[str, bool] = {}
    for start, end in stretches:
        signs = text[start - 1 : end] if start else f" {text[:end]}"
        found = known.get(signs)
        if found is None:
            known[signs] = found = pattern.search(text, start, end) is not None
        if found:
            yield start, end
