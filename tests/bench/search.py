"""Measures the search room on multiplied corpora: building, memory, keystrokes, whole queries, snippets.

Use:

    python -m tests.bench.search --corpora DIR [--count 20000] [--index FOLDER] [--only keys,queries]

With ``--index`` the index is kept there and built only when it is missing. Figures are medians and 95th percentiles in
milliseconds; what is real and what is made in the articles says `tests.bench.corpus`.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from index.model.settings import SearchSettings
from index.search.index_files import CONTENTS
from index.search.searcher import Searcher
from index.search.writing import IndexWriter
from tests.bench.corpus import articles, paragraphs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from index.model.article import Article

QUERIES = {
    "rare word": ("cocoa", "airbus", "hollywood", "temporao"),
    "common word": ("said", "the", "company", "year"),
    "two words": ("oil prices", "prime minister", "world cup", "share price"),
    "phrase": ('"prime minister"', '"said the"', '"of the"', '"interest rates"'),
    "prefix": ("govern*", "con*", "pre*", "market*"),
    "slip": ("goverment~", "inflaton~", "minster~2", "comany~1"),
    "boolean": ("(oil OR gas) -opec", "bank AND NOT (england OR japan)", "film OR music OR book"),
    "filter": ("outlet:bbc", "date:2012-03..2014", "agency:ap -outlet:reuters", "NOT oil"),
    "filter and words": ("oil outlet:herald date:2015..", "title:profit year", "market after:2020 language:en"),
}


def main() -> None:
    """Build or open the index and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--index", type=Path)
    parser.add_argument("--only", default="build,open,keys,warm,queries,snippets,commit")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as spare:
        folder = options.index or Path(spare)
        chosen = set(options.only.split(","))
        if not (folder / CONTENTS).exists():
            build(options.corpora, options.count, folder)
        measure(options.corpora, options.count, folder, chosen)


class Making:
    """Articles made one by one, with the time that takes: it is not the index's."""

    def __init__(self, made: Iterable[Article]) -> None:
        self._made = iter(made)
        self.seconds, self.work, self.words = 0.0, 0.0, 0

    def __iter__(self) -> Iterator[Article]:
        while True:
            begun, worked = time.perf_counter(), time.process_time()
            article = next(self._made, None)
            self.seconds += time.perf_counter() - begun
            self.work += time.process_time() - worked
            if article is None:
                return
            self.words += article.words
            yield article


def build(corpora: Path, count: int, folder: Path) -> None:
    """Write the index and print documents a second, size and memory."""
    making = Making(articles(corpora, count))
    before, begun, worked = memory(), time.perf_counter(), time.process_time()
    IndexWriter(folder).write(making)
    seconds = time.perf_counter() - begun - making.seconds
    work = time.process_time() - worked - making.work
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
    print(f"build: {count} articles of {making.words // count} words, {seconds:.0f} s,", end=" ")
    print(f"{count / seconds:.0f} articles/s, {count / work:.0f} a second of one core,", end=" ")
    print(f"{size:.0f} MB on disk, {memory() - before:.0f} MB more memory at its peak")


def measure(corpora: Path, count: int, folder: Path, chosen: set[str]) -> None:
    """Print the figures of an opened index."""
    searcher = Searcher(folder, SearchSettings())
    before, begun = memory(), time.perf_counter()
    searcher.open()
    print(f"open: {(time.perf_counter() - begun) * 1000:.0f} ms, {memory() - before:.0f} MB")
    keys = keystrokes(corpora)
    if "keys" in chosen:
        line("keystrokes, cold", (timed(searcher.find, key, quick=True) for key in keys))
    if "warm" in chosen:
        searcher.close()
        searcher.open()
        before = memory()
        print(f"prewarm: {timed(searcher.prewarm, lambda: False):.0f} ms, {memory() - before:.0f} MB")
        line("keystrokes, warm", (timed(searcher.find, key, quick=True) for key in keys))
    if "queries" in chosen:
        for name, queries in QUERIES.items():
            line(f"{name}, first time", (timed(searcher.find, query) for query in queries))
            line(f"{name}, again", (timed(searcher.find, query) for query in queries * 3))
    if "snippets" in chosen:
        some = list(articles(corpora, min(count, 50)))
        line("snippet", (timed(searcher.hit, "said company", one, 1.0) for one in some))
    if "commit" in chosen:
        line("commit of one article", commits(corpora, folder, searcher))
    print(f"memory at the end: {memory():.0f} MB")


def commits(corpora: Path, folder: Path, searcher: Searcher) -> Iterable[float]:
    """Yield the time to write one article and to see it."""
    writer = IndexWriter(folder)
    for article in articles(corpora, 10):
        yield timed(writer.write, [article]) + timed(searcher.reopen_if_changed)


def keystrokes(corpora: Path, phrases: int = 40, seed: int = 7) -> list[str]:
    """Return the beginnings of two-word queries from the corpora, a key more each time."""
    chance = random.Random(seed)
    pool = [paragraph.split() for paragraph in paragraphs(corpora)]
    typed: list[str] = []
    for _ in range(phrases):
        words = chance.choice(pool)
        at = chance.randrange(len(words) - 1)
        query = " ".join("".join(letter for letter in word if letter.isalnum()) for word in words[at : at + 2])
        typed.extend(query[:end] for end in range(1, len(query) + 1) if query[end - 1] != " ")
    return typed


def timed(call: Callable[..., object], *given: object, **named: object) -> float:
    """Return the milliseconds of one call."""
    begun = time.perf_counter()
    call(*given, **named)
    return (time.perf_counter() - begun) * 1000


def line(name: str, times: Iterable[float]) -> None:
    """Print median, 95th percentile and maximum of ``times``."""
    ordered = sorted(times)
    high = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    print(
        f"{name:30} n {len(ordered):4}  p50 {statistics.median(ordered):8.2f}  p95 {high:8.2f}  max {ordered[-1]:8.2f}"
    )


def memory() -> float:
    """Return the largest memory of this process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
