"""A passage is asked for by its rarest phrases: two questions, whatever its length."""

from __future__ import annotations

import json

from index.archive.archive_address import archive_address
from index.archive.archive_client import ArchiveClient
from index.archive.connection import Connection
from index.archive.rare_phrases import PHRASES, RUN, rare_phrases
from tests.fake_archive import Asked, FakeArchive, Told, hits

COUNTS = {"the": 90, "of": 80, "zebra": 1, "quagga": 2}


def _answer(asked: Asked) -> Told:
    body = json.loads(asked.body)
    if "aggs" not in body:
        return Told(body=hits("a", "b"))
    filters = body["aggs"]["words"]["filters"]["filters"]
    words = {name: each["match"]["body"] for name, each in filters.items()}
    buckets = {name: {"doc_count": COUNTS.get(word, 0 if word == "unheard" else 10)} for name, word in words.items()}
    return Told(body=hits(aggregations={"words": {"buckets": buckets}}))


def _phrases(passage: str) -> tuple[list[str], int]:
    server = FakeArchive(_answer)
    address = archive_address(f"{server.url}/news")
    client = ArchiveClient(address, Connection(address))
    assert rare_phrases(client, "body", passage, 20) == ["a", "b"]
    client.close()
    server.close()
    clauses = json.loads(server.asked[-1].body)["query"]["bool"]["should"]
    return [each["constant_score"]["filter"]["match_phrase"]["body"] for each in clauses], len(server.asked)


def test_the_rarest_runs_are_asked_for() -> None:
    """Runs around rare words come first, none overlaps another, and no word of no document is relied on."""
    passage = "the of the of the of the zebra ran to the of the of unheard things quagga the of the of"
    phrases, questions = _phrases(passage)

    assert questions == 2
    assert any("zebra" in phrase for phrase in phrases)
    assert any("quagga" in phrase for phrase in phrases)
    assert all(len(phrase.split()) == RUN for phrase in phrases)
    assert all(phrase in passage for phrase in phrases)


def test_long_passages_ask_no_more() -> None:
    """A passage of a thousand words asks for as many phrases as one of a hundred."""
    phrases, questions = _phrases(" ".join(f"word{number}" for number in range(1_000)))

    assert (len(phrases), questions) == (PHRASES, 2)


def test_a_few_words_are_one_phrase() -> None:
    """A passage shorter than a run is asked for as it stands."""
    assert _phrases("zebra ran")[0] == ["zebra ran"]
