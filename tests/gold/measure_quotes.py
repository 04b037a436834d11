"""Measures quotations and their speakers on PolNeAR's attributions."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

from index.compare.quotations.quotations import quotes
from index.model.article import Article, Block, Role, Source
from index.text.language.language_lexicon import english

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from index.model.comparison_result import Quote

Ranges = list[list[int]]


def measure_quotes(path: Path) -> Mapping[str, float]:
    """Return how many gold direct quotations are found, and the recall and precision of speakers.

    A gold quotation is direct when at least 60 % of its content stands inside quotation marks. A speaker is right
    when its span touches a source of an attribution that the quotation touches; precision counts the speakers given
    to quotations of four words or more, ``certain`` those among them that are called certain.
    """
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    texts = [article(row["id"], row["text"]) for row in rows]
    start = time.perf_counter()
    found = [quotes(text) for text in texts]
    elapsed = time.perf_counter() - start
    direct, hits, told, right = 0, 0, 0, 0
    given: list[tuple[bool, bool | None, bool]] = []
    known, known_right = 0, 0
    for row, some in zip(rows, found, strict=True):
        for attribution in row["attributions"]:
            if not is_direct(row["text"], attribution["content"]):
                continue
            touching = [quote for quote in some if touches(quote.span, attribution["content"])]
            direct, hits = direct + 1, hits + bool(touching)
            told += bool(attribution["source"])
            right += any(
                quote.speaker_span and touches(quote.speaker_span, attribution["source"]) for quote in touching
            )
            if attribution["source"] and not slips(row["text"], attribution["source"]):
                known += 1
                known_right += any(
                    quote.speaker_span and named(row["text"], quote.speaker_span, attribution["source"])
                    for quote in touching
                )
        given += judged(row, some)
    certain = [(good, name) for good, name, sure in given if sure]
    return {
        "found": hits / direct,
        "speaker recall": right / told,
        "speaker precision": sum(good for good, *_ in given) / len(given),
        "certain precision": sum(good for good, _ in certain) / max(1, len(certain)),
        "recall by name": known_right / known,
        "precision by name": share(name for _, name, _ in given),
        "certain by name": share(name for _, name in certain),
        "certain share": len(certain) / len(given),
        "quotations": direct,
        "ms per article": 1000 * elapsed / len(rows),
    }


def judged(row: Mapping[str, object], some: Sequence[Quote]) -> Iterator[tuple[bool, bool | None, bool]]:
    """Yield, for every speaker of a quotation of four words or more, whether it is right, rightly named and certain.

    Rightly named is any mention of a source's name; ``None`` where the annotation has no name.
    """
    text, attributions = str(row["text"]), row["attributions"]
    for quote in some:
        if quote.speaker_span is None or len(text[quote.span.start : quote.span.end].split()) < 4:
            continue
        sources = [
            source
            for attribution in attributions  # type: ignore[attr-defined]
            if touches(quote.span, attribution["content"])
            for source in attribution["source"]
        ]
        name = None if slips(text, sources) else named(text, quote.speaker_span, sources)
        yield touches(quote.speaker_span, sources), name, quote.certain


def share(verdicts: Iterable[bool | None]) -> float:
    """Return the share of the verdicts that are true, those without one left out."""
    told = [verdict for verdict in verdicts if verdict is not None]
    return sum(told) / max(1, len(told))


def article(name: str, text: str) -> Article:
    """Return an article whose every line is a paragraph of the body."""
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(at, at + len(line), Role.BODY))
        at += len(line) + 1
    return Article(name, Source(name, "plain"), text, "", tuple(blocks))


def touches(span: Sequence[int], others: Ranges) -> bool:
    """Return whether the span shares a code point with one of the others."""
    return any(span[0] < end and start < span[1] for start, end in others)


def slips(text: str, sources: Ranges) -> bool:
    """Return whether the only source marked is a verb of saying: the annotator marked "said" instead of who did."""
    marked = [text[start:end].lower() for start, end in sources]
    return bool(marked) and all(word in english().words("cue") for word in marked)


def named(text: str, span: Sequence[int], sources: Ranges) -> bool:
    """Return whether the span touches a source, or ends with the same capitalised word: another mention of one name."""
    words = [last_word(text[start:end]) for start, end in (span, *sources)]
    return touches(span, sources) or (words[0][:1].isupper() and words[0] in words[1:])


def last_word(phrase: str) -> str:
    """Return the last word of what stands before a comma, without a possessive ending."""
    words = phrase.split(",", maxsplit=1)[0].split()
    return words[-1].removesuffix("’s").removesuffix("'s") if words else ""


def is_direct(text: str, content: Ranges) -> bool:
    """Return whether at least 60 % of the content stands inside quotation marks, read without our own extractor."""
    inside = total = 0
    for start, end in content:
        paragraph = text.rfind("\n", 0, start) + 1
        opened = False
        for at in range(paragraph, end):
            mark = text[at]
            if mark == "\n":
                opened = False
            opened = mark == "“" or opened != (mark in '"”')
            inside += at >= start and (opened or mark in '”"“')
        total += end - start
    return total > 0 and inside >= 0.6 * total


MEASURES: dict[str, Callable[[Path], Mapping[str, float]]] = {
    "quotes_dev.jsonl": measure_quotes,
    "quotes_train.jsonl": measure_quotes,
}
