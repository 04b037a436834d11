"""What engines are asked: queries drawn from the articles by a seed, as words that each engine puts its own way."""

from __future__ import annotations

import random
import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from tests.bench.made_articles import texts

if TYPE_CHECKING:
    from pathlib import Path

EACH: Final = 12
"""Queries of each kind; keystrokes are as many as the letters of so many queries of two words."""
_WORD: Final = re.compile(r"[A-Za-z]{3,}")


def questions(folder: Path, seed: int = 7) -> dict[str, list[list[str]]]:
    """Return queries by kind. Words are small letters; dates, where articles have some, are months."""
    chance = random.Random(seed)
    held: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    days: list[str] = []
    count = 0
    for _, day, text in texts(folder):
        words = [word.lower() for word in _WORD.findall(text)]
        held.update(set(words))
        pairs.update(set(pairwise(words)))
        days += [day[:7]] if day else []
        count += 1

    def at_least(share: float) -> int:
        return max(2, int(share * count))

    ranked = sorted(held, key=lambda word: (-held[word], word))
    common = [word for word in ranked if at_least(0.1) <= held[word]][:200]
    middling = [word for word in ranked if at_least(0.005) <= held[word] < at_least(0.1)]
    rare = [word for word in ranked if 2 <= held[word] <= max(5, at_least(0.0005))]
    often = sorted((pair for pair in pairs if pairs[pair] >= at_least(0.01)), key=lambda pair: (-pairs[pair], pair))
    two = [[chance.choice(middling), chance.choice(common)] for _ in range(EACH)]
    asked = {
        "rare word": [[chance.choice(rare)] for _ in range(EACH)],
        "common word": [[chance.choice(common)] for _ in range(EACH)],
        "two words": two,
        "phrase": [list(pair) for pair in [*often[:3], *chance.sample(often, min(EACH - 3, len(often)))]],
        "boolean": [[chance.choice(middling), chance.choice(middling), chance.choice(common)] for _ in range(EACH)],
        "prefix": [[chance.choice(middling)[:3]] for _ in range(EACH)],
        "snippets": [[chance.choice(middling)] for _ in range(EACH)],
        "keystroke": [
            [*pair[:place], pair[place][:end]]
            for pair in two
            for place in (0, 1)
            for end in range(1, len(pair[place]) + 1)
        ],
    }
    if days:
        asked["date"] = [[chance.choice(common), *sorted(chance.sample(days, 2))] for _ in range(EACH)]
    return asked
