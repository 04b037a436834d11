"""A comparison survives JSON, and its keys are the documented ones."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from index.compare.comparison import compare
from index.compare.report.json_form import UnknownVersionError, from_json, to_json

if TYPE_CHECKING:
    from index.model.article import Article


def test_there_and_back(seeds: tuple[Article, ...]) -> None:
    """What is read back is what was written, tiles, cues and mentions included."""
    found = compare(seeds)
    assert from_json(json.loads(json.dumps(to_json(found)))) == found


def test_documented_keys(seeds: tuple[Article, ...]) -> None:
    """The document has the documented keys and no others when evidence is not asked for."""
    document = to_json(compare(seeds[1:]), evidence=False)
    keys = {name: sorted(document[name][0]) for name in document if isinstance(document[name], list) and document[name]}
    assert list(document) == [
        "version", "articles", "aside", "rows", "pairs", "quotes", "quote_links", "entities", "quantities",
        "disagreements",
    ]  # fmt: skip
    assert keys == {
        "articles": ["agency", "hash", "id", "outlet", "published", "title"],
        "rows": ["cells"],
        "pairs": ["a", "affinity", "b", "links", "shared_a", "shared_b", "strangers"],
        "quotes": ["article", "certain", "end", "rule", "speaker", "start"],
        "quote_links": ["a", "b", "speaker", "wording"],
        "entities": ["counts", "name", "variants"],
        "quantities": ["article", "end", "start", "unit", "value"],
        "disagreements": ["a", "b", "kind", "tier", "why"],
    }
    link = document["pairs"][0]["links"][0]
    assert sorted(link) == ["a", "b", "kind", "moved", "score"]
    assert seeds[1].text[slice(*link["a"])].startswith("The United States and China butted heads")


def test_order_shown(seeds: tuple[Article, ...]) -> None:
    """Counts of names and cells of rows stand in the order of the articles."""
    document = to_json(compare([seeds[2], seeds[1]]), evidence=False)
    swapped = to_json(compare([seeds[1], seeds[2]]), evidence=False)
    assert [entity["counts"] for entity in document["entities"]] == [e["counts"][::-1] for e in swapped["entities"]]
    assert [row["cells"] for row in document["rows"]] == [row["cells"][::-1] for row in swapped["rows"]]


def test_other_versions_are_refused(seeds: tuple[Article, ...]) -> None:
    """A document of another version is refused in one sentence."""
    document = to_json(compare(seeds[1:3]))
    with pytest.raises(UnknownVersionError, match="version 99, which is not known here; compare the articles anew"):
        from_json({**document, "version": 99})
