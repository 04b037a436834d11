"""Measures roles, fields and folding of the articles room. Stores no third-party text."""

from __future__ import annotations

import gzip
import json
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from index.articles.fields.datelines import find_dateline
from index.articles.file_reader import ArticleReader
from index.model.settings import ArticleSettings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from index.model.article import Article

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
FIELDS = ("title", "subtitle", "author", "outlet", "agency", "dateline", "published")


def seeds(path: Path) -> dict[str, float | int | str]:
    """Compare role and fold of each block, value and provenance of each field, with the gold."""
    reader = ArticleReader(SEEDS, ArticleSettings())
    counts: Counter[str] = Counter()
    for gold in yaml.safe_load(path.read_text(encoding="utf-8")):
        (article,) = reader.read(gold["file"]).articles
        blocks = {block.start: (block.end, block.role.value, block.folded) for block in article.blocks}
        for block in gold["blocks"]:
            counts["blocks"] += 1
            counts["right blocks"] += blocks.get(block["start"]) == (block["end"], block["role"], block["folded"])
        for name in FIELDS:
            wanted, found = gold.get(name) or {}, getattr(article, name)
            counts["fields"] += 1
            counts["right fields"] += (found.value, found.provenance) == (wanted.get("value"), wanted.get("provenance"))
    return {
        "blocks": f"{counts['right blocks']}/{counts['blocks']}",
        "fields": f"{counts['right fields']}/{counts['fields']}",
    }


def folding(articles: Iterable[tuple[Article, str | None]]) -> dict[str, float | int | str]:
    """Return how much of clean articles is folded, dimmed, and how many have the headline that is known."""
    counts: Counter[str] = Counter()
    start = time.process_time()
    for article, title in articles:
        counts["documents"] += 1
        counts["characters"] += len(article.text)
        for block in article.blocks:
            size = block.end - block.start
            counts["lines"] += 1
            counts["folded"] += size * block.folded
            counts["lines folded"] += block.folded
            counts["dimmed"] += size * (not block.sure)
        counts["words"] += article.words
        counts["known titles"] += title is not None
        counts["titles"] += title is not None and article.title.value == title
        counts["languages"] += article.language.value is not None
        counts["published"] += article.published.value is not None
        counts["agencies"] += article.agency.value is not None
    seconds = time.process_time() - start
    figures: dict[str, float | int | str] = {
        "documents": counts["documents"],
        "folded": f"{100 * counts['folded'] / counts['characters']:.4f} %",
        "lines": f"{counts['lines folded']}/{counts['lines']}",
        "dimmed": f"{100 * counts['dimmed'] / counts['characters']:.3f} %",
        "ms/doc": round(1000 * seconds / counts["documents"], 2),
        "ms/2 kB": round(1000 * seconds / counts["characters"] * 2048, 2),
        "language": counts["languages"],
        "published": counts["published"],
        "agency": counts["agencies"],
    }
    if counts["known titles"]:
        figures["titles"] = f"{counts['titles']}/{counts['known titles']}"
    return figures


def bbc(path: Path) -> dict[str, float | int | str]:
    """Measure folding where the first line is the headline."""
    return folding((article, article.text.split("\n", 1)[0].strip()) for article in in_folder(path))


def wikinews(path: Path) -> dict[str, float | int | str]:
    """Measure folding, headlines and days of publication against the record beside each text."""
    told = {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in path.glob("*.json")}
    figures = folding((article, told[Path(article.id).stem]["title"]) for article in in_folder(path))
    days = [(article.published.value, told[Path(article.id).stem]["dateCreated"]) for article in in_folder(path)]
    right = sum(found == wanted for found, wanted in days if found)
    return {**figures, "days right": f"{right}/{sum(found is not None for found, _ in days)}"}


def folder(path: Path) -> dict[str, float | int | str]:
    """Measure folding where no headline is known."""
    return folding((article, None) for article in in_folder(path))


def in_folder(path: Path) -> Iterator[Article]:
    """Yield the articles of every text file under ``path``."""
    reader = ArticleReader(path, ArticleSettings())
    for file in sorted(path.rglob("*.txt")):
        yield from reader.read(file.relative_to(path).as_posix()).articles


def records(name: str) -> Callable[[Path], dict[str, float | int | str]]:
    """Return what measures folding on the texts ``name`` of a file of JSON lines."""

    def measure(path: Path) -> dict[str, float | int | str]:
        reader = ArticleReader(path.parent, ArticleSettings())
        data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        texts = [text for line in data.splitlines() if (text := json.loads(line)[name])]
        return folding((article, None) for text in texts for article in reader.read_bytes(text.encode(), "x.txt"))

    return measure


def reuters(path: Path) -> dict[str, float | int | str]:
    """Measure folding on the bodies, and how many of the datelines beside them are recognised in front of them."""
    rows = [json.loads(line) for line in gzip.decompress(path.read_bytes()).splitlines()]
    dated = [row for row in rows if row["dateline"] and row["body"]]
    lines = [" ".join(f"{row['dateline']} {row['body'][:200]}".split()) for row in dated]
    found = sum(find_dateline(line) is not None for line in lines)
    return {**records("body")(path), "datelines": f"{found}/{len(dated)}"}


MEASURES: dict[str, Callable[[Path], Mapping[str, float | int | str]]] = {"seeds.yaml": seeds}
CORPORA: dict[str, Callable[[Path], Mapping[str, float | int | str]]] = {
    "bbc-2225": bbc,
    "reuters-21578.jsonl.gz": reuters,
    "wikinews-gum": wikinews,
    "globalvoices-eo/globalvoices-eo.jsonl": records("content_text"),
    "ud-ar": folder,
}
