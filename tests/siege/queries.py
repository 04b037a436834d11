"""Random queries against a plain scan of the texts: who is found, how many, where the marks are, how long it takes.

``python -m tests.siege.queries [COUNT] [SEED]`` makes a library of texts of few words, asks ``COUNT`` queries made at
random (words, phrases, beginnings, fields, brackets, operators, and signs that make no sense), and prints how many were
answered otherwise than by the scan, raised, took over a second, or marked what does not match.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from index import Library
from tests.builders import settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from index.model.results import SearchPage

WORDS = ("china", "talks", "border", "river", "vote", "court", "budget", "mayor", "summit", "harbour", "strike", "zinc")
OUTLETS = ("Herald", "Post", "Tribune")
ODD = (
    '"',
    "(",
    ")",
    "OR",
    "AND",
    "NOT",
    "-",
    "*",
    "~",
    "~9",
    ":",
    "title:",
    "date:",
    "date:x",
    "colour:red",
    "''",
    "\\",
    "[",
)
HEAD = ("title", "number", "outlet", "date")
"""Words that stand in the head of every text, which is searched as well."""
EVERY = (*WORDS, *HEAD, *(outlet.lower() for outlet in OUTLETS))
ARTICLES = 150
SLOW = 1.0
"""Seconds that no query may take."""


class Text(NamedTuple):
    """One text of the library, as the scan sees it."""

    id: str
    outlet: str
    year: int
    words: tuple[str, ...]


class Asked(NamedTuple):
    """A query, and what the scan says of a text; ``words`` are those that may be marked, none for a filter."""

    query: str
    holds: Callable[[Text], bool]
    words: frozenset[str] = frozenset()


def written(folder: Path, chance: random.Random) -> list[Text]:
    """Write the library and return its texts."""
    texts = []
    for number in range(ARTICLES):
        body = tuple(chance.choices(WORDS, weights=range(len(WORDS), 0, -1), k=chance.randrange(3, 30)))
        text = Text(f"{number:03}.md", chance.choice(OUTLETS), 2000 + number % 20, body)
        head = f"---\ntitle: Number {number}\noutlet: {text.outlet}\ndate: {text.year}-05-01\n---\n\n"
        (folder / text.id).write_text(head + " ".join(body) + "\n")
        texts.append(text)
    return texts


def word(chance: random.Random) -> Asked:
    """Ask for a word."""
    one = chance.choice(WORDS)
    return Asked(f'"{one}"', lambda text: one in text.words, frozenset({one}))


def phrase(chance: random.Random) -> Asked:
    """Ask for two or three words in a row."""
    row = tuple(chance.choices(WORDS, k=chance.randrange(2, 4)))

    def holds(text: Text) -> bool:
        return any(text.words[at : at + len(row)] == row for at in range(len(text.words)))

    return Asked(f'"{" ".join(row)}"', holds, frozenset(row))


def beginning(chance: random.Random) -> Asked:
    """Ask for the beginning of words."""
    start = chance.choice(WORDS)[: chance.randrange(1, 5)]

    def fitting(text: Text) -> bool:
        return any(one.startswith(start) for one in (*text.words, *HEAD, text.outlet.lower()))

    return Asked(f"{start}*", fitting, frozenset(one for one in EVERY if one.startswith(start)))


def outlet(chance: random.Random) -> Asked:
    """Ask for an outlet or two."""
    some = chance.sample(OUTLETS, chance.randrange(1, 3))
    return Asked(f"outlet:{','.join(some)}", lambda text: text.outlet in some)


def years(chance: random.Random) -> Asked:
    """Ask for a stretch of years."""
    first = chance.randrange(1999, 2021)
    last = first + chance.randrange(0, 6)
    return Asked(f"date:{first}..{last}", lambda text: first <= text.year <= last)


LEAVES = (word, word, word, phrase, beginning, outlet, years)


def made(chance: random.Random, depth: int = 3) -> Asked:
    """Return a query of leaves, brackets and operators."""
    if depth == 0 or chance.random() < 0.4:
        return chance.choice(LEAVES)(chance)
    one, other = made(chance, depth - 1), made(chance, depth - 1)
    both = one.words | other.words
    way = chance.randrange(4)
    if way == 0:
        return Asked(f"({one.query} {other.query})", lambda text: one.holds(text) and other.holds(text), both)
    if way == 1:
        return Asked(f"({one.query} OR {other.query})", lambda text: one.holds(text) or other.holds(text), both)
    if way == 2:
        return Asked(f"({one.query} AND {other.query})", lambda text: one.holds(text) and other.holds(text), both)
    return Asked(f"({one.query} -{other.query})", lambda text: one.holds(text) and not other.holds(text), both)


def nonsense(chance: random.Random) -> str:
    """Return signs and words in a row that mean little."""
    parts = [chance.choice((*WORDS, *ODD)) for _ in range(chance.randrange(1, 12))]
    text = "".join(part + chance.choice((" ", "")) for part in parts)
    return (
        text
        if chance.random() < 0.8
        else "".join(chr(chance.randrange(1, 0x3000)) for _ in range(chance.randrange(40)))
    )


def wrong_with(page: SearchPage, asked: Asked | None, texts: list[Text]) -> Iterator[str]:
    """Yield what an answer has wrong."""
    ids = [hit.id for hit in page.hits]
    if page.total_exact and page.total != len(ids):
        yield f"total {page.total} of {len(ids)}"
    if len(set(ids)) != len(ids):
        yield "an article stands twice"
    for hit in page.hits:
        for mark in hit.marks:
            if not 0 <= mark.start < mark.end <= len(hit.snippet):
                yield f"mark {mark} outside its snippet"
    if asked is None:
        return
    expected = {text.id for text in texts if asked.holds(text)}
    if set(ids) != expected:
        yield f"found {len(ids)}, the scan {len(expected)}"
    for hit in page.hits:
        said = {hit.snippet[mark.start : mark.end].casefold() for mark in hit.marks}
        if stray := {word for one in said for word in one.split()} - asked.words:
            yield f"marked {sorted(stray)}"


def run(folder: Path, count: int, seed: int) -> Iterator[tuple[str, list[str]]]:
    """Yield each query, and what is wrong with its answer."""
    chance = random.Random(seed)
    (folder / "library").mkdir()
    texts = written(folder / "library", chance)
    library = Library(folder / "library", settings=settings(folder))
    library.refresh()
    try:
        for number in range(count):
            asked = made(chance) if number % 4 else None
            query = asked.query if asked else nonsense(chance)
            began = time.process_time()
            try:
                page = library.search(query, limit=ARTICLES)
                wrong = list(wrong_with(page, asked, texts))
                library.find(query, typing=True, quick=True)
            except Exception as error:  # noqa: BLE001 whatever it is, it is counted
                wrong = [f"{type(error).__name__}: {error}"]
            took = time.process_time() - began
            yield query, wrong + ([f"took {took:.1f} s"] if took > SLOW else [])
    finally:
        library.close()


def main(count: int = 20_000, seed: int = 1) -> None:
    """Print the figures."""
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for query, wrong in run(Path(folder), count, seed):
            counts["asked"] += 1
            counts["wrong"] += bool(wrong)
            if wrong:
                print(f"{query!r}: {'; '.join(wrong)}", flush=True)
    print(f"queries, seed {seed}: {counts['asked']} asked, {counts['wrong']} with something wrong")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
