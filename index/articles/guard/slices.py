"""The slices of a file's articles that a worker answers with.

Only a value, so that a library without such files does not load the guard.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..file_reading import BEGINNING, Reached

if TYPE_CHECKING:
    from ..readers.protocol import RawArticle


@dataclass(frozen=True, slots=True)
class Slice:
    """Some articles of a file; the last slice has ``end``, with the reason if reading stopped early.

    ``place`` is where reading could resume if it ended here, relative to where it began.
    """

    articles: tuple[RawArticle, ...] = ()
    faults: tuple[str, ...] = ()
    reason: str = ""
    end: bool = False
    place: Reached = BEGINNING
