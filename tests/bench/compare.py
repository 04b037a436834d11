"""How fast accounts are compared, passages found and stories grouped; the seeds' pair also through tools for lines.

    python -m tests.bench.compare [--corpora DIR] [--count 10000] [--stories 2000 20000]

Without corpora only the seeds are used. Times are of the processor, the least of several runs, so that a busy machine
counts little.
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import json
import random
import shutil
import statistics
import subprocess
import tempfile
import time
from difflib import SequenceMatcher
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from index.articles.file_reader import ArticleReader
from index.cache.article_table import entry_of
from index.cache.digests import Digest
from index.cache.generation import Generation
from index.compare.alignment.pairing import aligned
from index.compare.alignment.preparation import prepare
from index.compare.comparison import compare
from index.compare.stories.fingerprints import fingerprints, passage_fingerprints, uncommon
from index.compare.stories.stories import grouped, regrouped, stories
from index.compare.stories.story_vectors import story_record, term_frequencies
from index.compare.stories.tracing import trace
from index.model.article import Article, Block, Field, Role, Source
from index.model.comparison_result import CorpusFrequencies
from index.model.settings import ArticleSettings
from tests.bench.corpus import articles as made_articles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

SEEDS = Path(__file__).parents[2] / "seeds"
MONTHS = {"FEB": 2, "MAR": 3, "APR": 4, "MAY": 5, "JUN": 6, "OCT": 10}


def main() -> None:
    """Print one line a measurement."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--stories", type=int, nargs="*", default=[2_000, 20_000])
    options = parser.parse_args()
    reader = ArticleReader(SEEDS, ArticleSettings())
    seeds = [reader.read(path.name).articles[0] for path in sorted(SEEDS.glob("*.txt"))]
    pair(seeds[1], seeds[2])
    beside(seeds[1].text, seeds[2].text)
    if options.corpora is None:
        print("10 accounts, passages, stories: need --corpora DIR")
        return
    ten(options.corpora)
    passages(options.corpora, options.count)
    for count in options.stories:
        grouping(options.corpora, count)


def least(work: Callable[[], object], times: int = 20) -> float:
    """Return the least processor time of some runs, in milliseconds."""
    found = []
    for _ in range(times):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return 1000 * min(found)


def say(name: str, figure: float, unit: str = "ms", note: str = "") -> None:
    print(f"{name:<52} {figure:10.2f} {unit:<9} {note}".rstrip())


def pair(one: Article, other: Article) -> None:
    """Time the seeds' pair: cutting into words, aligning, and everything a comparison says."""

    def cold() -> None:
        prepare.cache_clear()
        aligned([one, other])

    say("seeds 001/002: sentences aligned, words known", least(lambda: aligned([one, other])))
    say("seeds 001/002: sentences aligned, from the text", least(cold))
    say("seeds 001/002: whole comparison", least(lambda: compare([one, other])))


def beside(one: str, other: str) -> None:
    """Time tools made for lines and for manuscripts on the same pair, and say what they find equal."""
    words, others = one.split(), other.split()
    matcher = SequenceMatcher(None, words, others, autojunk=False)
    equal = sum(block.size for block in matcher.get_matching_blocks())
    lasting = least(lambda: SequenceMatcher(None, words, others, autojunk=False).get_opcodes(), 5)
    say("the same: difflib on words", lasting, note=f"{equal} of {len(others)} words equal, in order only")
    with tempfile.TemporaryDirectory() as name:
        git(Path(name), one, other)
    try:
        collatex = importlib.import_module("collatex")
    except ImportError:
        print("the same: CollateX                                    not installed (pip install collatex)")
        return
    witnesses = collatex.Collation()
    witnesses.add_plain_witness("A", one)
    witnesses.add_plain_witness("B", other)
    say("the same: CollateX", least(lambda: collatex.collate(witnesses, near_match=False), 1))


def git(folder: Path, one: str, other: str) -> None:
    """Time ``git diff --word-diff``; its wall time, as another process does the work."""
    program = shutil.which("git")
    if program is None:
        print("the same: git diff --word-diff                        git is not installed")
        return
    (folder / "a").write_text(one, "utf-8")
    (folder / "b").write_text(other, "utf-8")
    command = [program, "diff", "--no-index", "--word-diff=porcelain", "a", "b"]
    start = time.perf_counter()
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    lasting = 1000 * (time.perf_counter() - start)
    equal = sum(len(line.split()) for line in done.stdout.splitlines() if line.startswith(" "))
    say("the same: git diff --word-diff", lasting, note=f"{equal} of {len(other.split())} words equal")


def ten(corpora: Path) -> None:
    """Time ten accounts of a hundred sentences that share many."""
    chance = random.Random(1)
    lines = [sentence for article in islice(made_articles(corpora, 60), 60) for sentence in sentences_of(article)]
    pool = chance.sample(lines, 250)
    accounts = [plain(f"{number:02}", chance.sample(pool, 100)) for number in range(10)]
    for account in accounts:
        prepare(account)
    say("10 accounts of 100 sentences: aligned", least(lambda: aligned(accounts), 5))
    say("10 accounts of 100 sentences: whole comparison", least(lambda: compare(accounts), 3))


def sentences_of(article: Article) -> Iterator[str]:
    for line in prepare(article).lines:
        if len(line.words) > 8:
            yield " ".join(article.text[slice(*line.sentence.span)].split())


def plain(identity: str, lines: Sequence[str], title: str = "", day: str | None = None) -> Article:
    """Return an article of one body block a line."""
    blocks, place = [], 0
    for line in lines:
        blocks.append(Block(place, place + len(line), Role.BODY))
        place += len(line) + 1
    text, source = "\n".join(lines), Source(identity, "bench")
    return Article(identity, source, text, identity, tuple(blocks), title=Field(title or None), published=Field(day))


def digest(article: Article) -> Digest:
    """Return a digest with fingerprints only."""
    prints = tuple(found.number for found in fingerprints(article))
    return Digest(article.id, "", (), (), b"", prints, (), (), ())


def passages(corpora: Path, count: int) -> None:
    """Time fingerprints of many articles into the cache, and passages looked up from disk and checked."""
    with tempfile.TemporaryDirectory() as name:
        store = Generation(Path(name))
        store.create()
        building, asked, kept = 0.0, [], 0
        chance = random.Random(2)
        made = made_articles(corpora, count)
        while batch := list(islice(made, 100)):
            store.catalogue.put([entry_of(article) for article in batch], {article.id: 0 for article in batch})
            start = time.process_time()
            digests = [digest(article) for article in batch]
            store.digests.put(digests)
            building += time.process_time() - start
            kept += sum(len(one.prints) for one in digests)
            asked += [
                (article.id, chance.choice(list(sentences_of(article)) or [article.text]))
                for article in batch
                if chance.random() < 200 / count
            ]
        say(f"fingerprints of {count} articles into the cache", building, "s", f"{kept} numbers")
        size = sum(path.stat().st_size for path in Path(name).iterdir() if path.is_file()) / 1e6
        say("the cache file", size, "MB")
        looked, checked, found_again = [], [], 0
        for identity, passage in asked:
            start = time.perf_counter()
            holders = store.digests.holders(passage_fingerprints(passage))
            useful, _ = uncommon(holders, {number: len(ids) for number, ids in holders.items()})
            near = list(dict.fromkeys(id for number in useful for id in holders[number]))[:60]
            looked.append(time.perf_counter() - start)
            places = trace(passage, store.catalogue.articles(near))
            checked.append(time.perf_counter() - start)
            found_again += any(place.id == identity for place in places)
        say(f"a passage looked up, of {len(asked)}", 1000 * statistics.median(looked), note="median, from disk")
        say("a passage looked up and checked word by word", 1000 * statistics.median(checked), note="median")
        say("passages found again in their article", 100 * found_again / max(1, len(asked)), "%")
        store.close()


def grouping(corpora: Path, count: int) -> None:
    """Time the stories of real news, then one article more."""
    start = time.process_time()
    records = {record.article: record for record in map(story_record, islice(reuters(corpora), count))}
    say(f"story records of {len(records)} articles", time.process_time() - start, "s")
    frequencies = CorpusFrequencies(*term_frequencies(records.values()))
    start = time.process_time()
    groups = grouped(records.values(), frequencies)
    say(f"{len(records)} articles grouped", time.process_time() - start, "s", f"{len(groups)} groups")
    say("stories and events of the groups", least(lambda: stories(groups, records, frequencies), 1) / 1000, "s")
    new = next(iter(records))
    say("one article more", least(lambda: regrouped(groups, records, [new], frequencies), 1))


def reuters(corpora: Path) -> Iterator[Article]:
    """Yield real agency news of 1987, with its days."""
    with gzip.open(corpora / "reuters-21578.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            day, month = row["date"].strip().split("-")[:2]
            if row["body"] and month in MONTHS:
                date = f"1987-{MONTHS[month]:02}-{int(day):02}"
                yield plain(f"{int(row['id']):05}", row["body"].split("\n    "), row["title"], date)


if __name__ == "__main__":
    main()
