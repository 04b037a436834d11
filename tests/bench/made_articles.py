"""Made-up articles from a seed: the same seed and number give the same files, on every machine.

Nothing of them is real: words are made of syllables and follow Zipf's law (with English function words at its head, so
that phrases like "of the" are as common as in news), articles are as long as news are, a few words keep a text on its
matter, and every article has an outlet and a date. Use:

    python -m tests.bench.made_articles FOLDER [--count 5000] [--seed 1]
"""

from __future__ import annotations

import argparse
import random
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

FUNCTION_WORDS: Final = (
    *("the", "of", "to", "and", "in", "a", "said", "for", "on", "that", "is", "was", "with", "at", "by", "from", "as"),
    *("he", "it", "be", "has", "have", "were", "will", "an", "are", "but", "who", "been", "which", "their", "not"),
    *("this", "they", "had", "after", "more", "one", "about", "when", "would", "its", "there", "his", "out", "up"),
    *("year", "people", "new", "two", "first", "also", "could", "into", "over", "all", "last", "no", "can", "than"),
)
VOCABULARY: Final = 60_000
OUTLETS: Final = ("The Gazette", "Daily Herald", "The Courier", "Morning Post", "Evening Star", "Trade News")
_FIRST: Final = (
    "b",
    "br",
    "c",
    "d",
    "f",
    "g",
    "gr",
    "h",
    "k",
    "l",
    "m",
    "n",
    "p",
    "pr",
    "r",
    "s",
    "st",
    "t",
    "tr",
    "v",
)
_VOWELS: Final = ("a", "e", "i", "o", "u", "ea", "io")
_LAST: Final = ("", "", "n", "r", "l", "s", "t", "nd", "ck", "m")
_ENDINGS: Final = ("", "", "", "s", "ed", "ing", "er", "ion", "al", "ly")


class MadeArticles:
    """Makes articles one after another."""

    def __init__(self, seed: int = 1) -> None:
        self._chance = random.Random(seed)
        words = list(FUNCTION_WORDS)
        known = set(words)
        while len(words) < VOCABULARY:
            word = self._word()
            if word not in known:
                known.add(word)
                words.append(word)
        self._words = words
        self._weights = list(accumulate(1 / (rank + 2.7) for rank in range(len(words))))

    def article(self, number: int) -> tuple[str, str]:
        """Return the path of an article below its folder, and its Markdown with front matter."""
        chance = self._chance
        wanted = int(min(3_000, max(80, chance.lognormvariate(6.1, 0.5))))
        topic = [self._words[chance.randrange(200, 20_000)] for _ in range(25)]
        paragraphs: list[str] = []
        while wanted > 0:
            sentences = [self._sentence(topic) for _ in range(chance.randrange(1, 5))]
            paragraphs.append(" ".join(sentences))
            wanted -= sum(sentence.count(" ") + 1 for sentence in sentences)
        title = " ".join(chance.choices(topic, k=chance.randrange(4, 9))).capitalize()
        day = f"{chance.randrange(2012, 2025)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
        head = f"---\ntitle: {title}\noutlet: {chance.choice(OUTLETS)}\ndate: {day}\nlanguage: en\n---\n\n"
        return f"{number // 1000:03}/{number:06}.md", head + "\n\n".join(paragraphs) + "\n"

    def _sentence(self, topic: list[str]) -> str:
        chance, count = self._chance, self._chance.randrange(7, 28)
        words = chance.choices(self._words, cum_weights=self._weights, k=count)
        for at in range(2, count, 9):
            words[at] = chance.choice(topic)
        if count > 12:
            words[5] = words[5].capitalize()
        return f"{' '.join(words).capitalize()}."

    def _word(self) -> str:
        chance = self._chance
        parts = (
            chance.choice(_FIRST) + chance.choice(_VOWELS) + chance.choice(_LAST)
            for _ in range(chance.choice((1, 2, 2, 2, 3)))
        )
        return "".join(parts) + chance.choice(_ENDINGS)


def write(folder: Path, count: int, seed: int = 1) -> None:
    """Write ``count`` articles into ``folder``, a thousand to a folder."""
    made = MadeArticles(seed)
    for number in range(count):
        name, text = made.article(number)
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def texts(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Yield path, date (empty if unknown) and text of the articles in a folder, front matter left out."""
    for path in sorted([*folder.rglob("*.md"), *folder.rglob("*.txt")]):
        name, text = str(path.relative_to(folder)), path.read_text("utf-8", "replace")
        head, parted, rest = text[4:].partition("\n---\n") if text.startswith("---\n") else ("", "", text)
        fields = dict(line.split(": ", 1) for line in head.split("\n") if ": " in line)
        yield name, fields.get("date", ""), f"{fields.get('title', '')}\n\n{rest if parted else text}"


def main() -> None:
    """Write the articles."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=5_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    write(options.folder, options.count, options.seed)


if __name__ == "__main__":
    main()
