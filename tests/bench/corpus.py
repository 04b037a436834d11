"""Multiplies real news into as many articles as a bench needs; the same seed makes the same articles.

Real are the sentences, from the BBC and Reuters corpora; made are their order, a part of the names in them, and outlet,
date, agency and language. Lengths follow a log-normal curve around 600 words; names are drawn by Zipf's law from
200,000 made ones, so that the vocabulary grows as real ones do. Use:

    python -m tests.bench.corpus --corpora DIR --count 20000 --out FOLDER     writes the articles as text files
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import random
import re
from pathlib import Path
from typing import TYPE_CHECKING

from index.model.article import Agency, Article, Block, Field, Provenance, Role, Source

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMES = 200_000
OUTLETS = (
    "BBC News",
    "Los Angeles Times",
    "The New York Times",
    "Reuters",
    "Le Monde",
    "UNN",
    "Daily Bugle",
    "The Herald",
)
_CAPITAL = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}\b")
_SYLLABLES = (
    "ka",
    "lo",
    "mi",
    "ra",
    "ven",
    "tor",
    "shi",
    "bel",
    "dan",
    "gor",
    "hal",
    "in",
    "jo",
    "kur",
    "lan",
    "mar",
    "nov",
)


def paragraphs(corpora: Path) -> list[str]:
    """Return the paragraphs of the corpora, of at least 15 words, each in one line."""
    found = []
    for path in sorted((corpora / "bbc-2225").rglob("*.txt")):
        found.extend(path.read_text(encoding="latin-1").split("\n\n")[1:])
    with gzip.open(corpora / "reuters-21578.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            found.extend((json.loads(line).get("body") or "").split("\n    "))
    joined = (" ".join(paragraph.split()) for paragraph in found)
    return [paragraph for paragraph in joined if paragraph.count(" ") >= 14]


def texts(corpora: Path, count: int, seed: int = 1) -> Iterator[str]:
    """Yield ``count`` articles: a headline, then paragraphs, an empty line between them."""
    chance = random.Random(seed)
    pool = paragraphs(corpora)
    for _ in range(count):
        wanted, words = min(3_000, max(80, chance.lognormvariate(6.3, 0.45))), 0
        parts: list[str] = []
        start = chance.randrange(len(pool))
        while words < wanted:
            # Runs of three neighbours keep a text on its matter for a while.
            part = pool[(start + len(parts) % 3) % len(pool)]
            if len(parts) % 3 == 2:
                start = chance.randrange(len(pool))
            parts.append(_CAPITAL.sub(lambda match: _renamed(match, chance), part))
            words += part.count(" ") + 1
        yield "\n\n".join([" ".join(parts[0].split()[:9]), *parts])


def articles(corpora: Path, count: int, seed: int = 1) -> Iterator[Article]:
    """Yield the texts as articles with data of their own."""
    chance = random.Random(seed + 1)
    for number, text in enumerate(texts(corpora, count, seed)):
        yield _article(text, f"{number // 1000:03}/{number:06}.txt", chance)


def _article(text: str, name: str, chance: random.Random) -> Article:
    blocks: list[Block] = []
    at = 0
    for line in text.split("\n\n"):
        blocks.append(Block(at, at + len(line), Role.BODY if at else Role.TITLE))
        at += len(line) + 2
    day = f"20{chance.randrange(10, 25):02}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
    return Article(
        id=name,
        source=Source(name, "text"),
        text=text,
        hash=hashlib.blake2b(text.encode(), digest_size=16).hexdigest(),
        blocks=tuple(blocks),
        title=Field(text.partition("\n")[0], Provenance.DERIVED),
        outlet=Field(chance.choice(OUTLETS), Provenance.EXPLICIT),
        agency=Agency("AP", Provenance.EXPLICIT) if chance.random() < 0.2 else Agency(),
        published=Field(day, Provenance.EXPLICIT) if chance.random() < 0.9 else Field(),
        language=Field("en", Provenance.GUESSED),
        words=text.count(" ") + 1,
    )


def _renamed(match: re.Match[str], chance: random.Random) -> str:
    if chance.random() > 0.3:
        return match.group()
    rank = min(NAMES - 1, int(chance.paretovariate(0.7)))
    syllables: list[str] = []
    while rank or len(syllables) < 2:
        rank, place = divmod(rank, len(_SYLLABLES))
        syllables.append(_SYLLABLES[place])
    return "".join(syllables).capitalize()


def main() -> None:
    """Write the articles as text files, a thousand to a folder."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    for number, text in enumerate(texts(options.corpora, options.count, options.seed)):
        path = options.out / f"{number // 1000:03}" / f"{number:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
