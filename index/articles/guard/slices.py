"""What a worker's answers are to the rest of the house: slices of the articles of a file.

Refuses to be more than a value, so that a library without such files loads nothing of the guard.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..file_reading import BEGINNING, Reached

if TYPE_CHECKING:
    from ..readers.protocol import RawArticle


@dataclass(frozen=True, slots=True)
class Slice:
    """Some articles of a file as they come; the last one, ``end``, says why it was read no further, if it was not.

    ``place`` is where reading could go on if it ended here, counted from where it began.
    """

    articles: tuple[RawArticle, ...] = ()
    faults: tuple[str, ...] = ()
    reason: str = ""
    end: bool = False
    place: Reached = BEGINNING
