"""Measures what a comparison flags, and the classes of its links, against what people judged by reading."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from index.compare.alignment.alignment import ALONE, Limits, align
from index.compare.alignment.encoding import encode
from index.compare.alignment.preparation import heal, prepare, prepare_spans
from index.compare.alignment.rarity import corpus_frequencies, rarity
from index.compare.comparison import compare
from index.model.article import Article, Block, Field, Role, Source, Span
from index.model.comparison_result import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path
    from typing import Any

    from index.compare.alignment.preparation import Prepared
    from index.model.comparison_result import Comparison, CorpusFrequencies

Figures = dict[str, float]


def rows_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def article(row: Mapping[str, Any]) -> Article:
    """Return an article of one body block a paragraph."""
    blocks, place = [], 0
    for line in row["text"].split("\n"):
        if line.strip():
            blocks.append(Block(place, place + len(line), Role.BODY))
        place += len(line) + 1
    return Article(
        row["id"].lower(),
        Source(row["id"].lower(), "gold"),
        row["text"],
        "",
        tuple(blocks),
        title=Field(row["title"]),
        published=Field(row["date"][:10]),
    )


class Library(NamedTuple):
    """The articles of `stories.jsonl` with their frequencies, and which of them tell of one event."""

    articles: Mapping[str, Article]
    events: tuple[tuple[str, ...], ...]
    frequencies: CorpusFrequencies


@lru_cache(maxsize=1)
def library(path: Path) -> Library:
    rows = rows_of(path)
    articles = {one.id: one for one in map(article, rows)}
    events: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        events[row["story"]].append(row["id"].lower())
    return Library(articles, tuple(map(tuple, events.values())), corpus_frequencies(map(prepare, articles.values())))


@lru_cache(maxsize=1)
def comparisons(path: Path) -> tuple[Comparison, ...]:
    """Return the comparisons of every event of the library beside the gold file."""
    known = library(path)
    return tuple(
        compare([known.articles[one] for one in event], frequencies=known.frequencies) for event in known.events
    )


class Flag(NamedTuple):
    """A disagreement as a reader is shown it, by the articles' ids and where it stands."""

    kind: str
    tier: str
    a: str
    span_a: Span
    b: str
    span_b: Span


def flags(found: Iterable[Comparison]) -> list[Flag]:
    return [
        Flag(one.kind, getattr(one, "tier", "content"), one.a_article, one.a, one.b_article, one.b)
        for comparison in found
        for one in comparison.disagreements
    ]


class Judged(NamedTuple):
    """One row of gold: where its two sides stand, and what a reader said."""

    kind: str
    verdict: str
    flagged: bool
    a: str
    places_a: tuple[Span, ...]
    b: str
    places_b: tuple[Span, ...]

    def meets(self, flag: Flag) -> bool:
        """Whether a flag is about this row."""
        same = (flag.a, flag.b) == (self.a, self.b)
        return same and touches(flag.span_a, self.places_a) and touches(flag.span_b, self.places_b)


def judged(row: Mapping[str, Any], articles: Mapping[str, Article]) -> Judged:
    a, b = sorted((row["a"], row["b"]), key=lambda side: side["article"])
    places = [tuple(occurrences(articles[side["article"]].text, side["text"])) for side in (a, b)]
    return Judged(row["kind"], row["verdict"], row["flagged"], a["article"], places[0], b["article"], places[1])


def known_rows(path: Path) -> list[dict[str, Any]]:
    """Return the rows whose two articles stand in `stories.jsonl`; the others are kept aside."""
    articles = library(path.with_name("stories.jsonl")).articles
    return [row for row in rows_of(path) if all(row[side]["article"] in articles for side in ("a", "b"))]


def occurrences(text: str, wanted: str) -> Iterator[Span]:
    start = text.find(wanted)
    while start >= 0:
        yield Span(start, start + len(wanted))
        start = text.find(wanted, start + 1)


def touches(span: Span, places: Iterable[Span]) -> bool:
    return any(span.start < place.end and place.start < span.end for place in places)


def measure_disagreements(path: Path) -> Figures:
    """Return how many flags of each tier there are, how those a reader has judged were judged, and the true found."""
    stories = path.with_name("stories.jsonl")
    gold = [judged(row, library(stories).articles) for row in known_rows(path)]
    found = flags(comparisons(stories))
    first = [flag for flag in found if flag.tier == "content"]
    verdicts = Counter(verdict_of(flag, gold) for flag in first)
    known = sum(verdicts.values()) - verdicts["unread"]
    true = [row for row in gold if row.verdict == "true"]
    told = [row for row in true if any(row.meets(flag) for flag in first)]
    missed = [row for row in true if not row.flagged]
    figures: Figures = {
        "rows": len(gold),
        "first tier": len(first),
        "second tier": len(found) - len(first),
        "read": known,
        "worth reading": verdicts["true"] / max(1, known),
        "false": verdicts["false"] / max(1, known),
        "true ones flagged": len(told) / len(true),
        "missed before, flagged": sum(row in told for row in missed) / len(missed),
    }
    kinds = Counter(flag.kind for flag in first)
    return figures | {f"first tier {kind}": count for kind, count in sorted(kinds.items())}


def verdict_of(flag: Flag, gold: Sequence[Judged]) -> str:
    """Return the best of what a reader said about a flag, ``unread`` when nobody has read it."""
    said = {row.verdict for row in gold if row.meets(flag)}
    return next((verdict for verdict in ("true", "trivial", "false") if verdict in said), "unread")


def measure_classes(path: Path) -> Figures:
    """Return, by the class that judged links have now, the share that was called right; and the right ones lost."""
    stories = path.with_name("stories.jsonl")
    now = {
        (pair.a, texts[pair.a][link.a], pair.b, texts[pair.b][link.b]): link.kind
        for comparison in comparisons(stories)
        for texts in [sentence_texts(comparison, library(stories).articles)]
        for pair in comparison.pairs
        for link in pair.links
    }
    counts: Counter[tuple[str, str]] = Counter()
    for row in known_rows(path):
        a, b = sorted((row["a"], row["b"]), key=lambda side: side["article"])
        kind = now.get((a["article"], a["text"].strip(), b["article"], b["text"].strip()))
        counts[kind or "none", row["verdict"]] += 1
    figures: Figures = {}
    for kind in (Kind.VERBATIM, Kind.EDITED, Kind.PARTIAL, Kind.SIMILAR):
        judged_of = sum(count for (one, _), count in counts.items() if one == kind)
        figures[f"{kind} right"] = counts[kind, "right"] / max(1, judged_of)
        figures[f"{kind} judged"] = judged_of
    dropped = sum(count for (one, _), count in counts.items() if one == "none")
    return figures | {"dropped": dropped, "dropped though right": counts["none", "right"]}


def sentence_texts(comparison: Comparison, articles: Mapping[str, Article]) -> dict[str, list[str]]:
    return {
        account.id: [articles[account.id].text[slice(*one.span)].strip() for one in account.sentences]
        for account in comparison.accounts
    }


def measure_news_links(path: Path) -> Figures:
    """Return recall of the links a person drew for the same words, and precision over those for words and facts."""
    known = library(path.with_name("stories.jsonl"))
    figures: Figures = {}
    for name, frequencies in (("", known.frequencies), (" alone", None)):
        same = hit = given = right = fact = told = 0
        for row in rows_of(path):
            found = set(links(page("a", row["a"]), page("b", row["b"]), frequencies))
            words, facts = ({(a, b) for a, b in row[key]} for key in ("same_words", "same_fact"))
            same, hit = same + len(words), hit + len(words & found)
            fact, told = fact + len(facts), told + len(facts & found)
            given, right = given + len(found), right + len(found & (words | facts))
        figures[f"recall{name}"], figures[f"precision{name}"] = hit / same, right / given
        figures[f"facts{name}"] = told / fact
    return figures


def page(identity: str, lines: Sequence[str]) -> Prepared:
    """Return an account of sentences that are given."""
    spans, place = [], 0
    for line in lines:
        spans.append(Span(place, place + len(line)))
        place += len(line) + 1
    return prepare_spans(identity, "\n".join(lines), spans)


def links(one: Prepared, other: Prepared, frequencies: CorpusFrequencies | None) -> Iterator[tuple[int, int]]:
    accounts = heal((one, other))
    (a, b), weights = encode(accounts, rarity(accounts, frequencies))
    for link in align(a, b, weights, Limits() if frequencies else ALONE).links:
        yield link.a, link.b


MEASURES: dict[str, Callable[[Path], Mapping[str, float]]] = {
    "disagreements.jsonl": measure_disagreements,
    "link_classes.jsonl": measure_classes,
    "links_news.jsonl": measure_news_links,
}
