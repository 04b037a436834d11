"""Servers that forbid costly queries are asked without them, and what could not be asked for is said."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError

import pytest

from index import ArchiveError, Library
from index.archive.affordable import affordable, forbidden
from index.cli.main import run
from tests.builders import settings
from tests.fake_archive import Asked, FakeArchive, Told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.archive_servers import Server

WORDS = {"text": {"query": "hu", "analyzer": "keyword", "max_expansions": 500}}


@pytest.mark.parametrize(
    ("query", "expected", "missed"),
    [
        ({"match_all": {}}, {"match_all": {}}, set()),
        ({"term": {"prefix": {"value": "a"}}}, {"term": {"prefix": {"value": "a"}}}, set()),
        ({"prefix": {"text": {"value": "hu"}}}, {"match_phrase_prefix": WORDS}, set()),
        ({"prefix": {"key": "hu"}}, {"term": {"key": "hu"}}, {"beginnings of values"}),
        (
            {"prefix": {"key": {"value": "Hu", "case_insensitive": True}}},
            {"term": {"key": {"value": "Hu", "case_insensitive": True}}},
            {"beginnings of values"},
        ),
        (
            {"wildcard": {"key": {"value": "*a\\*b\\\\c*", "case_insensitive": True}}},
            {"term": {"key": {"value": "a*b\\c", "case_insensitive": True}}},
            {"parts of values"},
        ),
        ({"regexp": {"key": {"value": ".*a"}}}, {"match_none": {}}, {"words inside values that are kept whole"}),
        ({"fuzzy": {"form": {"value": "hu", "fuzziness": 1}}}, {"term": {"form": {"value": "hu"}}}, {"near words"}),
        (
            {"multi_match": {"query": "hu", "fields": ["a"], "operator": "and", "fuzziness": 1}},
            {"multi_match": {"query": "hu", "fields": ["a"], "operator": "and"}},
            {"near words"},
        ),
        ({"multi_match": {"query": "hu"}}, {"multi_match": {"query": "hu"}}, set()),
        (
            {"range": {"day": {"gte": "2024-02-28", "lte": "2024-03-01"}}},
            {"terms": {"day": ["2024-02-28", "2024-02-29", "2024-03-01"]}},
            set(),
        ),
        ({"range": {"day": {"gte": "2024-02-28", "lt": "2024-02-29"}}}, {"terms": {"day": ["2024-02-28"]}}, set()),
        ({"range": {"day": {"gte": "2024-02-30"}}}, {"match_none": {}}, {"days far apart"}),
        (
            {"range": {"day": {"gte": "2024", "format": "yyyy"}}},
            {"range": {"day": {"gte": "2024", "format": "yyyy"}}},
            set(),
        ),
        (
            {"bool": {"must_not": [{"constant_score": {"filter": {"regexp": {"a": {"value": "b"}}}}}]}},
            {"bool": {"must_not": [{"constant_score": {"filter": {"match_none": {}}}}]}},
            {"words inside values that are kept whole"},
        ),
    ],
)
def test_a_costly_query_becomes_one_that_is_allowed(
    query: dict[str, Any], expected: dict[str, Any], missed: set[str]
) -> None:
    """Each in its way, wherever it stands, and what is lost has a name; all others stay as they are."""
    aggregations = {"outlet": {"global": {}, "aggs": {"wider": {"filter": query, "aggs": {"values": {"terms": {}}}}}}}
    made = affordable({"query": query, "aggs": aggregations, "size": 3})

    assert (made["query"], made["aggs"]["outlet"]["aggs"]["wider"]["filter"]) == (expected, expected)
    assert (made["size"], forbidden(query)) == (3, missed)


@pytest.mark.parametrize("bounds", [{"gte": "2000-01-01"}, {"lte": "2020-12-31"}])
def test_days_beside_an_open_end_are_those_of_some_decades(bounds: dict[str, str]) -> None:
    """They are next to the end that is known, and not all of them are asked for, which is said."""
    query = {"range": {"day": {"gte": "0001-01-01", "lte": "9999-12-31", **bounds}}}
    days = affordable(query)["terms"]["day"]

    assert (len(days), min(days) <= "2000-01-01", max(days) >= "2020-12-31") == (40 * 366, True, True)
    assert forbidden(query) == {"days far apart"}


def _costly(part: object) -> bool:
    """Whether a request has a query that such a server refuses."""
    if isinstance(part, list):
        return any(map(_costly, part))
    if not isinstance(part, dict):
        return False
    names = {"prefix", "wildcard", "regexp", "fuzzy", "fuzziness"} & part.keys()
    words = any("format" not in bounds for bounds in part.get("range", {}).values())
    return bool(names) or words or any(map(_costly, part.values()))


@pytest.fixture
def forbidding(server: Server) -> Iterator[Callable[[str], str]]:
    """Returns an index's address on a server that forbids costly queries; before the one in memory a relay does."""
    if server.name != "osmem":
        setting = "search.allow_expensive_queries"
        server.ask("PUT", "/_cluster/settings", {"persistent": {setting: False}})
        yield lambda address: address
        server.ask("PUT", "/_cluster/settings", {"persistent": {setting: None}})
        return
    said = "queries cannot be executed when 'search.allow_expensive_queries' is set to false."

    def answer(asked: Asked) -> Told:
        body = json.loads(asked.body or "null")
        if _costly(body):
            return Told(400, {"error": {"root_cause": [{"reason": said}]}})
        try:
            return Told(body=server.ask(asked.method, asked.path, body))
        except HTTPError as error:
            return Told(error.code, error.read())

    relay = FakeArchive(answer)
    yield lambda address: address.replace(server.url, relay.url)
    relay.close()


def _found(library: Library, *queries: str) -> dict[str, tuple[list[str], str]]:
    answers = {query: library.find(query) for query in queries}
    return {
        query: (sorted(found.ids), " ".join(problem.message for problem in found.problems))
        for query, found in answers.items()
    }


def test_somebody_elses_archive_is_searched_without_costly_queries(
    server: Server, new_index: Callable[[], str], forbidding: Callable[[str], str], tmp_path: Path
) -> None:
    """Words, beginnings in texts, days and whole values are found; for anything else one sentence says what is not."""
    address = new_index()
    kinds = {"headline": "keyword", "body": "text", "source": "keyword", "lang": "keyword", "date": "date"}
    mapping = {"properties": {name: {"type": kind} for name, kind in kinds.items()}}
    path = address.removeprefix(server.url)
    server.ask("PUT", path, {"mappings": mapping, "settings": {"number_of_replicas": 0}})
    rain = {"headline": "Rain", "body": "It rained.", "source": "Le Monde", "lang": "en", "date": "2024-04-26"}
    server.ask("PUT", f"{path}/_doc/a?refresh=true", rain)
    config = tmp_path / "config.yaml"
    config.write_text(f"cache: {tmp_path / 'cache'}\nnotes: {tmp_path / 'kept-notes'}\n", "utf-8")
    run(["--config", str(config), "archive", "map", forbidding(address), "--yes"])
    library = Library(forbidding(address), settings=settings(tmp_path))
    no = "This server forbids searching for {}; the rest was looked for."
    headlines = no.format("words inside values that are kept whole")

    assert _found(library, "rained", "rai*", "title:rain", "rainet~", "outlet:monde", "outlet:=Le", "language:en") == {
        "rained": (["a"], headlines),
        "rai*": (["a"], headlines),
        "title:rain": ([], headlines),
        "rainet~": ([], no.format("near words")),
        "outlet:monde": ([], no.format("parts of values")),
        "outlet:=Le": ([], ""),
        "language:en": (["a"], no.format("beginnings of values")),
    }
    assert _found(library, 'outlet:"Le Monde"', "date:2024-04", "path:=a", "is:unread") == {
        'outlet:"Le Monde"': (["a"], no.format("parts of values")),
        "date:2024-04": (["a"], ""),
        "path:=a": (["a"], ""),
        "is:unread": (["a"], ""),
    }
    assert (library.find("rai", typing=True, quick=True).ids, library.find("rained").total_exact) == (["a"], False)
    library.close()


def test_our_own_archive_is_searched_without_costly_queries(
    new_index: Callable[[], str], forbidding: Callable[[str], str], tmp_path: Path
) -> None:
    """Words, phrases, beginnings, fields and days are found as elsewhere; near words and parts of ids are not."""
    text = "---\ntitle: Rain in Lisbon\noutlet: The Gazette\ndate: 2024-04-26\n---\n\nIt rained over the old town.\n"
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.md").write_text(text, "utf-8")
    folder, address = Library(tmp_path / "articles", settings=settings(tmp_path)), new_index()
    folder.refresh()
    folder.push(address, replicas=0)
    folder.close()
    library = Library(forbidding(address), settings=settings(tmp_path))
    words = "This server forbids searching for words like this; 0 of them were looked for."
    no = "This server forbids searching for {}; the rest was looked for."

    assert _found(library, "raining", "rai*", '"old town"', "outlet:gaz*", "outlet:gazette", "date:2024-04") == {
        "raining": (["a.md"], ""),
        "rai*": (["a.md"], ""),
        '"old town"': (["a.md"], ""),
        "outlet:gaz*": ([], ""),
        "outlet:gazette": (["a.md"], ""),
        "date:2024-04": (["a.md"], ""),
    }
    assert _found(
        library, '"old to*"', '"rai* over"', '"old x.y*"', "tonw~", "path:a", "after:2023", "before:2030"
    ) == {
        '"old to*"': (["a.md"], ""),
        '"rai* over"': (["a.md"], ""),
        '"old x.y*"': ([], ""),
        "tonw~": ([], words),
        "path:a": ([], no.format("parts of values")),
        "after:2023": (["a.md"], no.format("days far apart")),
        "before:2030": (["a.md"], no.format("days far apart")),
    }
    library.close()


def test_another_refusal_is_told_as_it_is(tmp_path: Path) -> None:
    """A question that is refused without its costly queries too, or for another reason, is asked no more often."""
    reasons = ["'search.allow_expensive_queries' is set to false", "no such field"]

    def answer(asked: Asked) -> Told:
        if asked.path.endswith("_mapping"):
            return Told(body={"news": {"mappings": {"_meta": {"variorum": {"schema": 1, "analysis": 4}}}}})
        return Told(400, {"error": {"reason": reasons[0]}})

    relay = FakeArchive(answer)
    told = {}
    for reason in [*reasons]:
        reasons[0] = reason
        library = Library(f"{relay.url}/news", settings=settings(tmp_path))
        before = len(relay.asked)
        with pytest.raises(ArchiveError) as raised:
            library.find("")
        told[raised.value.reason.partition(" (")[0]] = len(relay.asked) - before - 1
        library.close()
    relay.close()

    assert told == {"it forbids such a search": 2, "it does not understand the question": 1}
