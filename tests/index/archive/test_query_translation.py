"""What a query becomes on its way to a server: patterns, limits of clauses, and the two dialects."""

from __future__ import annotations

import fnmatch
import json
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.archive.archive_address import archive_address
from index.archive.archive_client import ArchiveClient
from index.archive.archive_forms import MOST_FORMS, ArchiveForms
from index.archive.archive_kinds import ForeignArchive, OwnArchive
from index.archive.archive_search import ArchiveSearch
from index.archive.connection import Connection
from index.archive.foreign.foreign_fields import FieldTable, ForeignFields
from index.archive.query_translation import CLAUSES, Translation, stated
from index.model.settings import SearchSettings
from index.search.query.parser import parse
from tests.fake_archive import OWN_MAPPING, Asked, FakeArchive, Told, hits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Connect = Callable[[Callable[[Asked], Told]], tuple[ArchiveClient, FakeArchive]]


@pytest.fixture
def connect() -> Iterator[Connect]:
    """What asks a server that answers as a function says."""
    made: list[tuple[ArchiveClient, FakeArchive]] = []

    def start(answer: Callable[[Asked], Told]) -> tuple[ArchiveClient, FakeArchive]:
        server = FakeArchive(answer)
        address = archive_address(f"{server.url}/news")
        made.append((ArchiveClient(address, Connection(address)), server))
        return made[-1]

    yield start
    for client, server in made:
        client.close()
        server.close()


@given(st.text("ab/.[]!-*?\\+#é", max_size=8), st.text("ab/.[]!-*?\\+#é", max_size=8))
@example("[!]*", "")
@example("[]a]*", "]b")
@example("[z-a]?", "b")
@example("[!z-a]*", "b")
def test_patterns_of_paths_mean_the_same(pattern: str, path: str) -> None:
    """A pattern with ``*``, ``?`` or ``[ ]`` matches on the server what it matches in a folder."""
    if not any(mark in pattern for mark in "*?"):
        pattern += "*"
    expression = stated("path", pattern)["regexp"]["path"]["value"]

    assert (re.fullmatch(expression, path) is not None) == (
        re.match(fnmatch.translate(pattern.casefold()), path.casefold()) is not None
    )


@given(st.text(max_size=12))
def test_a_part_of_a_path_is_taken_as_it_stands(part: str) -> None:
    """Signs that mean something to the server are only signs in a part of a path."""
    if any(mark in part for mark in "*?") or part.startswith("="):
        return
    wildcard = stated("path", part)["wildcard"]["path"]["value"]

    assert re.sub(r"\\(.)", r"\1", wildcard[1:-1], flags=re.DOTALL) == part.casefold()


def _forms(count: int) -> Callable[[Asked], Told]:
    def answer(asked: Asked) -> Told:
        if b'"kin"' in asked.body:
            return Told(body=hits())
        body = json.loads(asked.body)
        answered = hits(*(f"f{number}" for number in range(min(count, body["size"]))), total=count)
        for hit in answered["hits"]["hits"]:
            hit["_source"] = {"form": hit["_id"]}
        return Told(body={**answered, "aggregations": {"language": {"buckets": []}}})

    return answer


def test_a_phrase_never_asks_for_more_clauses_than_a_server_takes(connect: Connect) -> None:
    """Of a beginning with a thousand continuations inside a phrase some are looked for, and the reader is told."""
    client, _ = connect(_forms(MOST_FORMS + 5))
    translation = Translation(ArchiveForms(client, lambda: 0.0), {})
    asked = json.dumps(translation.filters(parse('"oil f* f*"').root))

    assert asked.count('"match"') <= CLAUSES
    assert not translation.complete
    assert [(problem.start, problem.end) for problem in translation.problems] == [(5, 7), (8, 10)]
    assert "166 of them" in translation.problems[0].message


def test_a_beginning_alone_is_asked_for_as_one(connect: Connect) -> None:
    """Outside a phrase a beginning needs no forms: the server matches it whole, and the answer is exact."""
    client, server = connect(_forms(MOST_FORMS + 5))
    translation = Translation(ArchiveForms(client, lambda: 0.0), {})
    translation.filters(parse("f*").root)

    assert (translation.complete, server.asked) == (True, [])


def test_what_was_learned_is_asked_for_once(connect: Connect) -> None:
    """The forms of a word are asked for once a minute; another question with it asks nothing more."""
    now = [0.0]
    client, server = connect(_forms(3))
    forms = ArchiveForms(client, lambda: now[0])
    counts = []
    for second in (0.0, 1.0, 59.0, 61.0):
        now[0] = second
        forms.freshen()
        Translation(forms, {}).filters(parse("f1 f2~").root)
        counts.append(len(server.asked))

    assert counts[0] == counts[1] == counts[2] < counts[3]


@pytest.mark.parametrize(
    ("version", "opened", "closed", "order"),
    [
        (
            {"number": "2.19.0", "distribution": "opensearch"},
            "/news/_search/point_in_time?keep_alive=1m",
            ("/_search/point_in_time", {"pit_id": ["p"]}),
            [{"_score": "desc"}, {"_id": "asc"}],
        ),
        ({"number": "8.15.0"}, "/news/_pit?keep_alive=1m", ("/_pit", {"id": "p"}), [{"_score": "desc"}]),
    ],
)
def test_both_dialects_page_in_a_point_in_time(
    connect: Connect, version: dict[str, str], opened: str, closed: object, order: object
) -> None:
    """OpenSearch and Elasticsearch name the moment differently; it is opened, searched in, and let go of."""

    def answer(asked: Asked) -> Told:
        if asked.path == "/":
            return Told(body={"version": version})
        if "pit" in asked.path or "point_in_time" in asked.path:
            return Told(body={"pit_id": "p", "id": "p"})
        page = ("c",) if b"search_after" in asked.body else ("a", "b")
        return Told(body=hits(*page, total=3))

    client, server = connect(answer)
    table = FieldTable(ForeignFields(text="body"), {"properties": {"body": {"type": "text"}}})
    found = ArchiveSearch(client, ForeignArchive(client, table), SearchSettings(), {}).find("oil")
    asked = [(each.method, each.path) for each in server.asked]
    inside = [json.loads(each.body) for each in server.asked if b'"pit":{' in each.body]

    assert list(found.ids) == ["a", "b"]
    assert ("POST", opened) in asked
    assert (server.asked[-1].path, json.loads(server.asked[-1].body)) == closed
    assert [body["sort"] for body in inside] == [order]


@pytest.mark.parametrize(
    ("version", "product", "elastic"),
    [
        (Told(body={"version": {"number": "7.10.2"}}), "", True),
        (Told(405), "Elasticsearch", True),
        (Told(403), "Elasticsearch", True),
        (Told(403), "", False),
        (Told(401), "", False),
        (Told(body={"version": {"number": "2.19.6", "distribution": "opensearch"}}), "", False),
    ],
)
def test_elasticsearch_is_known_by_its_answers(connect: Connect, version: Told, product: str, *, elastic: bool) -> None:
    """It names itself in a header; an older one by its version, which a login may be kept from asking for."""
    headers = (("X-elastic-product", product),) if product else ()
    client, server = connect(lambda asked: version._replace(headers=headers) if asked.path == "/" else Told())

    assert (client.elastic, client.elastic) == (elastic, elastic)
    assert [asked.path for asked in server.asked] == ["/"]


def test_an_answer_with_the_name_of_elasticsearch_is_enough(connect: Connect) -> None:
    """The version is not asked for when another answer has told whose it is."""
    client, server = connect(
        lambda _: Told(body={"news": OWN_MAPPING["news"]}, headers=(("X-elastic-product", "Elasticsearch"),))
    )
    client.mapping()

    assert (client.elastic, [asked.path for asked in server.asked]) == (True, ["/news/_mapping"])


def test_pages_without_a_point_in_time_are_in_an_order_by_name(connect: Connect) -> None:
    """An Elasticsearch without points in time is asked page by page by the names of documents: none are equal."""
    sorts: list[object] = []

    def answer(asked: Asked) -> Told:
        if asked.path == "/":
            return Told(body={"version": {"number": "7.10.2"}})
        if "_pit" in asked.path:
            return Told(400, {"error": {"reason": "request body is required"}})
        sorts.append(json.loads(asked.body)["sort"])
        return Told(body=hits("a", "b", total=2) if len(sorts) > 1 else hits("a", total=2))

    client, _ = connect(answer)
    table = FieldTable(ForeignFields(text="body"), {"properties": {"body": {"type": "text"}}})
    found = ArchiveSearch(client, ForeignArchive(client, table), SearchSettings(), {}).find("oil")

    assert (list(found.ids), found.problems) == (["a", "b"], ())
    assert sorts == [[{"_score": "desc"}, {"_doc": "asc"}], [{"_score": "desc"}, {"_id": "asc"}]]


def test_an_id_is_told_from_the_number_behind_it(connect: Connect) -> None:
    """Elasticsearch puts a number of its own behind the order of a point in time."""
    client, _ = connect(_forms(1))

    assert OwnArchive(client).name_of({"sort": [1713000000000, "a/b.txt", 4294967311]}) == "a/b.txt"


def test_pages_follow_one_another(connect: Connect) -> None:
    """Each page begins behind the last result of the one before, until a page is not full."""
    pages: list[object] = []

    def answer(asked: Asked) -> Told:
        if asked.path == "/":
            return Told(body={"version": {"number": "2.19.0", "distribution": "opensearch"}})
        if "point_in_time" in asked.path:
            return Told(body={"pit_id": "p"})
        body = json.loads(asked.body)
        if "pit" not in body:
            return Told(body=hits("x0", total=6_000))
        pages.append(body.get("search_after"))
        first = 0 if "search_after" not in body else int(body["search_after"][-1][1:]) + 1
        return Told(body=hits(*(f"x{number}" for number in range(first, min(first + body["size"], 6_000)))))

    client, _ = connect(answer)
    found = ArchiveSearch(client, OwnArchive(client), SearchSettings(), {}).find("*")

    assert list(found.ids) == [f"x{number}" for number in range(5_000)]
    assert pages == [None, [1.0, "x2499"]]
