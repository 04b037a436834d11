"""Edits of a text that say where every code point went, so that a bench knows the right place of a passage.

Does not judge placements. Every generator is a function of its seed alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterable

Piece = tuple[str, int]
"""A code point of the new text and the offset it came from in the old one (-1: it is new)."""


@dataclass(frozen=True, slots=True)
class Edited:
    """The new text and, for each of its code points, the old offset."""

    text: str
    origins: tuple[int, ...]

    @classmethod
    def of(cls, pieces: Iterable[Piece]) -> Edited:
        """Join pieces, which may hold several code points of one origin."""
        text: list[str] = []
        origins: list[int] = []
        for piece, origin in pieces:
            text.append(piece)
            origins += [origin] * len(piece)
        return cls("".join(text), tuple(origins))

    def truth(self, start: int, end: int) -> tuple[int, int] | None:
        """Return where the greatest unbroken part of the old stretch stands now; ``None`` when it is under a third.

        A part may hold up to a dozen new code points between old ones.
        """
        parts: list[list[int]] = []
        for place, origin in enumerate(self.origins):
            if start <= origin < end:
                if parts and place - parts[-1][-1] <= 12 and abs(origin - self.origins[parts[-1][-1]]) <= 12:
                    parts[-1].append(place)
                else:
                    parts.append([place])
        greatest = max(parts, key=len, default=[])
        if 3 * len(greatest) < end - start:
            return None
        return greatest[0], greatest[-1] + 1


def whole(text: str) -> list[Piece]:
    """Return the pieces of an untouched text."""
    return [(character, place) for place, character in enumerate(text)]


_PLAIN = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "\u00a0": " ", "é": "e", "\u00ad": ""}
)
_FANCY = {"'": "’", "-": "‐", "...": "…"}


def clean(text: str, rng: random.Random) -> list[Piece]:
    """Clean the page anew: plain or typographic marks, other spaces and line ends, wrapped lines, other furniture."""
    fancy = rng.random() < 0.5
    wrap = rng.random() < 0.4
    pieces: list[Piece] = [("Skip to content\n\nShare this article\n\n", -1)] if rng.random() < 0.5 else []
    column = 0
    for place, character in enumerate(text):
        new = _FANCY.get(character, character) if fancy else character.translate(_PLAIN)
        if fancy and character == '"':
            new = "“" if not text[place - 1 : place].isalnum() else "”"
        if character == "\n":
            new = rng.choice(("\n", "\n\n", "\n \n")) if text[place - 1 : place] != "\n" else ""
        column = 0 if "\n" in new else column + len(new)
        if wrap and character == " " and column > 64:
            new, column = "\n", 0
        if character == "." and text[place + 1 : place + 2] == "\n" and rng.random() < 0.1:
            new = ".\n\nAdvertisement"
        pieces.append((new[:1], place))
        pieces.append((new[1:], -1))
    return pieces


def shuffle(text: str, rng: random.Random) -> list[Piece]:
    """Put the paragraphs into another order."""
    blank = "\n\n" in text.strip()
    pattern = r"[^\n](?:[^\n]|\n(?!\n))*" if blank else r"[^\n]+"
    paragraphs = [match.span() for match in re.finditer(pattern, text)]
    rng.shuffle(paragraphs)
    return [
        piece
        for start, end in paragraphs
        for piece in [*((text[place], place) for place in range(start, end)), ("\n\n", -1)]
    ]


def words(share: float) -> Callable[[str, random.Random], list[Piece]]:
    """Replace, drop or add a share of the words, taking new ones from the text itself."""

    def edit(text: str, rng: random.Random) -> list[Piece]:
        stock = re.findall(r"\w+", text)
        pieces: list[Piece] = []
        for match in re.finditer(r"\w+|\W", text):
            word, place = match.group(), match.start()
            if not word[0].isalnum() or rng.random() >= share:
                pieces += [(character, place + step) for step, character in enumerate(word)]
                continue
            deed = rng.choice(("replace", "drop", "add"))
            if deed == "replace":
                pieces.append((rng.choice(stock), place))
            elif deed == "add":
                pieces += [(rng.choice(stock) + " ", -1), *((c, place + step) for step, c in enumerate(word))]
        return pieces

    return edit


def characters(share: float) -> Callable[[str, random.Random], list[Piece]]:
    """Replace, drop or add a share of the code points."""

    def edit(text: str, rng: random.Random) -> list[Piece]:
        pieces: list[Piece] = []
        for place, character in enumerate(text):
            if rng.random() >= share:
                pieces.append((character, place))
                continue
            deed = rng.choice(("replace", "drop", "add"))
            new = rng.choice("abcdefghijklmnopqrstuvwxyz ")
            if deed == "replace":
                pieces.append((new, place))
            elif deed == "add":
                pieces += [(new, -1), (character, place)]
        return pieces

    return edit


def cut(text: str, start: int, end: int) -> list[Piece]:
    """Take one stretch out."""
    return [(text[place], place) for place in range(len(text)) if not start <= place < end]


def paragraph(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the stretch of the paragraphs that hold ``[start, end)``, line ends included."""
    low = text.rfind("\n", 0, start) + 1
    high = text.find("\n", end)
    return low, len(text) if high < 0 else high + 1


STEADY: dict[str, Callable[[str, random.Random], list[Piece]]] = {
    "untouched": lambda text, _: whole(text),
    "cleaned anew": clean,
    "paragraphs shuffled": shuffle,
    "words 1 %": words(0.01),
    "words 5 %": words(0.05),
    "words 10 %": words(0.10),
    "words 20 %": words(0.20),
    "characters 1 %": characters(0.01),
    "characters 5 %": characters(0.05),
    "characters 10 %": characters(0.10),
    "characters 20 %": characters(0.20),
}
"""Edits that keep the passage, by name."""
