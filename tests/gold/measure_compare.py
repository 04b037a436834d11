"""Measures sentences, links, likeness, reuse, wording and stories on collections that others marked."""

from __future__ import annotations

import json
import random
import time
from bisect import bisect_right
from collections import Counter, defaultdict
from datetime import date
from itertools import combinations
from math import log2
from typing import TYPE_CHECKING

from index.compare.alignment.alignment import ALONE, Limits, align
from index.compare.alignment.encoding import encode
from index.compare.alignment.overlap import shared_words
from index.compare.alignment.preparation import Prepared, heal, prepare, prepare_spans
from index.compare.alignment.rarity import corpus_frequencies, rarity
from index.compare.alignment.scoring import likeness, shared_weights
from index.compare.alignment.wording import steps
from index.compare.stories.stories import grouped
from index.compare.stories.story_vectors import story_record
from index.compare.stories.tracing import trace
from index.model.article import Article, Block, Field, Role, Source, Span
from index.text.sentences import sentences
from index.text.tokens import Token, tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path
    from typing import Any

    from index.model.comparison_result import CorpusFrequencies, Link

Figures = dict[str, float]


def rows_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def f_measure(right: int, given: int, wanted: int) -> float:
    return 2 * right / (given + wanted) if given + wanted else 1.0


def article(identity: str, text: str, title: str | None = None, day: str | None = None) -> Article:
    """Return an article of one body block a paragraph."""
    blocks, place = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(place, place + len(line), Role.BODY))
        place += len(line) + 1
    source = Source(identity, "gold")
    return Article(identity, source, text, "", tuple(blocks), title=Field(title), published=Field(day))


def page(identity: str, lines: Sequence[str]) -> Prepared:
    """Return an account of sentences that are given."""
    spans, place = [], 0
    for line in lines:
        spans.append(Span(place, place + len(line)))
        place += len(line) + 1
    return prepare_spans(identity, "\n".join(lines), spans)


def links(one: Prepared, other: Prepared, frequencies: CorpusFrequencies | None = None) -> tuple[Link, ...]:
    accounts = heal((one, other))
    (a, b), weights = encode(accounts, rarity(accounts, frequencies))
    return align(a, b, weights, Limits() if frequencies else ALONE).links


def measure_sentences(path: Path) -> Figures:
    """Return precision, recall and F1 of the ends of sentences inside paragraphs."""
    rows = rows_of(path)
    start = time.perf_counter()
    found = [{end for _, end in sentences(row["text"])} - {len(row["text"].rstrip())} for row in rows]
    elapsed = time.perf_counter() - start
    gold = [set(row["sentence_ends"]) - {len(row["text"].rstrip())} for row in rows]
    right = sum(len(one & other) for one, other in zip(found, gold, strict=True))
    given, wanted = sum(map(len, found)), sum(map(len, gold))
    letters = sum(len(row["text"]) for row in rows)
    return {
        "F1": f_measure(right, given, wanted),
        "P": right / given,
        "R": right / wanted,
        "rows": len(rows),
        "ms per 100 kB": 1e8 * elapsed / letters,
    }


def measure_sentence_languages(path: Path) -> Figures:
    """Return F1 of the ends of sentences for each language of the rows."""
    counts: dict[str, Counter[str]] = {}
    for row in rows_of(path):
        ends = set(row["sentence_ends"]) - {len(row["text"].rstrip())}
        found = {end for _, end in sentences(row["text"])} - {len(row["text"].rstrip())}
        counts.setdefault(row["language"], Counter()).update(
            right=len(found & ends), given=len(found), wanted=len(ends)
        )
    return {language: f_measure(of["right"], of["given"], of["wanted"]) for language, of in sorted(counts.items())}


def measure_links(path: Path) -> Figures:
    """Return F1 of sentence links of any class, the same with one side shuffled, and the time a pair takes."""
    rows = rows_of(path)
    figures: Figures = {}
    elapsed = 0.0
    for name in ("F1", "F1 shuffled"):
        right = given = wanted = 0
        for number, row in enumerate(rows):
            order = list(range(len(row["b"])))
            if name != "F1":
                random.Random(number).shuffle(order)
            pages = page("a", row["a"]), page("b", [row["b"][place] for place in order])
            start = time.perf_counter()
            found = {(link.a, order[link.b]) for link in links(*pages)}
            elapsed += time.perf_counter() - start
            gold = {(a, b) for a, b in row["links"]}
            right, given, wanted = right + len(found & gold), given + len(found), wanted + len(gold)
        figures[name] = f_measure(right, given, wanted)
    return {**figures, "rows": len(rows), "ms per pair": 1000 * elapsed / (2 * len(rows))}


def measure_stories(path: Path) -> Figures:
    """Return B-cubed F1 of stories with and without days, and how many links unrelated and related articles have."""
    rows = rows_of(path)
    dated = [article(row["id"], row["text"], row.get("title"), row.get("date", "")[:10] or None) for row in rows]
    undated = [article(row["id"], row["text"], row.get("title")) for row in rows]
    start = time.perf_counter()
    figures: Figures = {"B3 F1 7 days": b_cubed(dated, rows), "B3 F1 no dates": b_cubed(undated, rows)}
    elapsed = (time.perf_counter() - start) / 2
    if all(row.get("date") for row in rows):
        figures |= link_rates(dated, rows)
    return {**figures, "rows": len(rows), "ms per article": 1000 * elapsed / len(rows)}


def link_rates(articles: Sequence[Article], rows: Sequence[Mapping[str, Any]]) -> Figures:
    """Return links per 100 sentences of the shorter text: of strangers (60 days apart and more), of one story."""
    accounts = {one.id: prepare(one) for one in articles}
    frequencies = corpus_frequencies(accounts.values())
    days = {row["id"]: date.fromisoformat(row["date"][:10]) for row in rows}
    pairs = list(combinations(rows, 2))
    same = [(a["id"], b["id"]) for a, b in pairs if a["story"] == b["story"]]
    strange = [
        (a["id"], b["id"])
        for a, b in pairs
        if a["story"] != b["story"] and abs((days[a["id"]] - days[b["id"]]).days) > 60
    ]
    strange = random.Random(0).sample(strange, min(300, len(strange)))
    figures: Figures = {}
    for name, some in (("false links", strange), ("true links", same)):
        start = time.perf_counter()
        count = sum(len(links(accounts[a], accounts[b], frequencies)) for a, b in some)
        elapsed = time.perf_counter() - start
        shorter = sum(min(len(accounts[a].lines), len(accounts[b].lines)) for a, b in some)
        figures[f"{name} per 100"] = 100 * count / max(1, shorter)
    return {**figures, "ms per pair": 1000 * elapsed / max(1, len(same))}


def b_cubed(articles: Sequence[Article], rows: Sequence[Mapping[str, Any]]) -> float:
    """Return the harmonic mean of B-cubed precision and recall of the groups found."""
    gold = {row["id"]: row["story"] for row in rows}
    members: dict[str, set[str]] = defaultdict(set)
    for identity, story in gold.items():
        members[story].add(identity)
    precision = recall = 0.0
    for group in grouped(map(story_record, articles)):
        for identity in group:
            both = len(members[gold[identity]].intersection(group))
            precision += both / len(group)
            recall += both / len(members[gold[identity]])
    return 2 * precision * recall / (precision + recall) / len(rows)


def measure_paraphrase(path: Path) -> Figures:
    """Return accuracy of the score of two sentences at its best threshold, with that threshold."""
    rows = rows_of(path)
    pairs = [(page("a", [row["a"]]), page("b", [row["b"]])) for row in rows]
    frequencies = corpus_frequencies(one for pair in pairs for one in pair)
    scored = sorted((score(*pair, frequencies), bool(row["label"])) for pair, row in zip(pairs, rows, strict=True))
    accuracy, threshold = best_threshold(scored)
    return {"accuracy": accuracy, "threshold": threshold, "rows": len(rows)}


def score(one: Prepared, other: Prepared, frequencies: CorpusFrequencies) -> float:
    accounts = heal((one, other))
    if not all(account.lines for account in accounts):
        return 0.0
    (a, b), weights = encode(accounts, rarity(accounts, frequencies))
    return likeness(a, b, 0, 0, shared_weights(a, b, weights).get(0, 0.0)).score


def best_threshold(scored: Sequence[tuple[float, bool]]) -> tuple[float, float]:
    """Return the best accuracy of calling everything from a score on positive, and that score."""
    right = sum(label for _, label in scored)
    best, threshold = right, scored[0][0] if scored else 0.0
    for number, (_, label) in enumerate(scored):
        right += -1 if label else 1
        after = scored[number + 1][0] if number + 1 < len(scored) else 1.01
        if right > best and after != scored[number][0]:
            best, threshold = right, after
    return best / max(1, len(scored)), threshold


def measure_answers(path: Path) -> Figures:
    """Return accuracy of the shared share of words in telling derived answers from others, at its best threshold."""
    rows = rows_of(path)
    pairs = [(prepare(article("a", row["text"])), prepare(article("b", row["source"]))) for row in rows]
    frequencies = corpus_frequencies({one.text: one for pair in pairs for one in pair}.values())
    shares = []
    for row, (one, other) in zip(rows, pairs, strict=True):
        shares.append((shared_words(heal((one, other))[0], links(one, other, frequencies)), row["label"] != "non"))
    accuracy, threshold = best_threshold(sorted(shares))
    return {"derived accuracy": accuracy, "threshold": threshold, "rows": len(rows)}


def measure_passages(path: Path) -> Figures:
    """Return plagdet (F1 of characters, less for passages found in pieces) on the side that reuses."""
    rows = rows_of(path)
    right = given = wanted = pieces = found_passages = 0
    start = time.perf_counter()
    for row in rows:
        text = article("text", row["text"])
        spans = [place.span for place in trace(row["source"], [text])]
        gold = [Span(start, end) for start, end in row["reused"]]
        marked, true = covered(spans), covered(gold)
        right, given, wanted = right + len(marked & true), given + len(marked), wanted + len(true)
        for span in gold:
            touching = sum(one.start < span.end and span.start < one.end for one in spans)
            pieces, found_passages = pieces + touching, found_passages + bool(touching)
    elapsed = time.perf_counter() - start
    f1, granularity = f_measure(right, given, wanted), pieces / max(1, found_passages)
    return {
        "plagdet": f1 / (1 if granularity <= 1 else log2(1 + granularity)),
        "P": right / max(1, given),
        "R": right / max(1, wanted),
        "granularity": granularity,
        "rows": len(rows),
        "ms per pair": 1000 * elapsed / len(rows),
    }


def covered(spans: Iterable[Span]) -> set[int]:
    return {place for span in spans for place in range(span.start, span.end)}


def measure_words(path: Path) -> Figures:
    """Return how many words called equal are aligned in the gold, and how many identical aligned words are found."""
    right = given = found = wanted = 0
    rows = rows_of(path)
    for row in rows:
        (a, home_a), (b, home_b) = located(row["a"]), located(row["b"])
        gold = {(i, j) for i, j in row["aligned"]}
        equal = {
            (home_a[i + step], home_b[j + step])
            for op, i, i_end, j, _ in steps(a, b)
            if op == "equal"
            for step in range(i_end - i)
        }
        same = {(i, j) for i, j in gold if row["a"][i].isalnum() and row["a"][i].lower() == row["b"][j].lower()}
        right, given = right + len(equal & gold), given + len(equal)
        found, wanted = found + len(equal & same), wanted + len(same)
    return {"precision of equal": right / given, "recall of identical": found / wanted, "rows": len(rows)}


def located(words: Sequence[str]) -> tuple[Sequence[Token], list[int]]:
    """Return the words of a tokenised sentence as the library cuts them, and to which token each belongs."""
    starts, place = [], 0
    for word in words:
        starts.append(place)
        place += len(word) + 1
    cut = tokens(" ".join(words))
    return cut, [bisect_right(starts, token.start) - 1 for token in cut]


MEASURES: dict[str, Callable[[Path], Mapping[str, float]]] = {
    "sentences.jsonl": measure_sentences,
    "sentences_languages.jsonl": measure_sentence_languages,
    "links_wikisplit.jsonl": measure_links,
    "links_msrp.jsonl": measure_links,
    "stories.jsonl": measure_stories,
    "stories_ecb.jsonl": measure_stories,
    "paraphrase_msrp.jsonl": measure_paraphrase,
    "paraphrase_pan.jsonl": measure_paraphrase,
    "reuse_answers.jsonl": measure_answers,
    "reuse_passages.jsonl": measure_passages,
    "words_mtref.jsonl": measure_words,
    "words_wiki.jsonl": measure_words,
}
