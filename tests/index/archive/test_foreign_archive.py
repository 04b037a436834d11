"""Somebody else's index: its fields are guessed and confirmed, its rules find, and what they can't find is said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from index import ArchiveError, Library
from index.archive.archive_address import archive_address
from index.archive.foreign.foreign_fields import FieldTable, ForeignFields, field_kinds
from index.archive.foreign.foreign_translation import ForeignTranslation
from index.cli.main import run
from index.search.query.parser import parse
from tests.builders import settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.archive_servers import Server

MAPPING: dict[str, Any] = {
    "properties": {
        "headline": {"type": "text", "fields": {"raw": {"type": "keyword"}}},
        "body_html": {"type": "text", "analyzer": "english"},
        "source": {"properties": {"name": {"type": "keyword"}}},
        "byline": {"type": "text"},
        "published_at": {"type": "date"},
        "lang": {"type": "keyword"},
        "keywords": {"type": "keyword"},
        "score": {"type": "float"},
        "secret": {"type": "text", "index": False},
    }
}
DOCUMENTS = {
    "w1": {
        "headline": "Rain over Lisbon",
        "body_html": "<p>It rained for hours, and the river rose by a metre in the night, officials said.</p>"
        "<p>The mayor spoke of a lost harvest.</p>",
        "source": {"name": "Los Angeles Times"},
        "byline": "Ann Example",
        "published_at": "2024-04-26T10:00:00Z",
        "lang": "en",
        "keywords": ["weather"],
    },
    "w2": {
        "headline": "Talks open",
        "body_html": "Envoys talked in Beijing while the rain fell on the square.",
        "source": {"name": "Times"},
        "published_at": "2024-05-01",
        "lang": "en-GB",
    },
    "w3": {
        "headline": "Nothing new",
        "body_html": "A quiet day.",
        "source": {"name": "AP"},
        "published_at": "2023-12-31",
    },
}


@pytest.fixture
def address(server: Server, new_index: Callable[[], str]) -> str:
    """An index of three articles that knows nothing of Variorum."""
    made = new_index()
    path = made.removeprefix(server.url)
    server.ask("PUT", path, {"mappings": MAPPING, "settings": {"number_of_replicas": 0}})
    for id, document in DOCUMENTS.items():
        server.ask("PUT", f"{path}/_doc/{id}?refresh=true", document)
    return made


@pytest.fixture
def archive(address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Library]:
    """The index with the guess at its fields confirmed."""
    (tmp_path / "config.yaml").write_text(f"cache: {tmp_path / 'cache'}\nnotes: {tmp_path / 'kept-notes'}\n", "utf-8")
    run(["--config", str(tmp_path / "config.yaml"), "archive", "map", address, "--yes"])
    capsys.readouterr()
    library = Library(address, settings=settings(tmp_path))
    yield library
    library.close()


def test_an_index_is_not_read_before_its_fields_are_confirmed(address: str, tmp_path: Path) -> None:
    """Without a table the reader is told how to make one, and the guess alone keeps nothing."""
    library = Library(address, settings=settings(tmp_path))
    with pytest.raises(ArchiveError, match="archive map"):
        library.find("rain")
    run(["archive", "map", address, "--json"])
    with pytest.raises(ArchiveError, match="archive map"):
        library.find("rain")
    library.close()


def test_the_guess_names_the_fields(archive: Library) -> None:
    """Names in every tongue of dumps are known, nested ones too; fields that can't be asked are not chosen."""
    table = (archive.places.folder / "fields.yaml").read_text("utf-8")

    assert "text: body_html\n" in table
    assert "title: headline\n" in table
    assert "outlet: source.name\n" in table
    assert "author: byline\n" in table
    assert "published: published_at\n" in table
    assert "language: lang\n" in table
    assert "tags: keywords\n" in table
    assert "secret" not in table


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["w2", "w1", "w3"]),
        ("raining", ["w1", "w2"]),
        ('"rose by a metre"', ["w1"]),
        ('"lost har*"', ["w1"]),
        ("har*", ["w1"]),
        ("envois~", ["w2"]),
        ("title:rain", ["w1"]),
        ("rain -talks", ["w1"]),
        ("NOT rain", ["w3"]),
        ("rain OR quiet", ["w1", "w2", "w3"]),
        ("outlet:times", ["w1", "w2"]),
        ("outlet:=times", ["w2"]),
        ("author:example", ["w1"]),
        ("language:en", ["w1", "w2"]),
        ("language:en-gb", ["w2"]),
        ("tag:weather", ["w1"]),
        ("date:2024-04", ["w1"]),
        ("date:2024-04-26", ["w1"]),
        ("before:2024-04-26", ["w3"]),
        ("after:2024-04-26", ["w2"]),
        ("path:=w2", ["w2"]),
        ("path:=w1,=w2", ["w1", "w2"]),
        ("is:unread", ["w1", "w2", "w3"]),
        ("is:read", []),
    ],
)
def test_queries_are_put_in_its_words(archive: Library, query: str, expected: list[str]) -> None:
    """The index inflects words by its own analysis; fields, days and operators mean the same as elsewhere."""
    found = archive.find(query)

    assert sorted(found.ids) == sorted(expected)
    assert found.problems == ()
    if not query:
        assert list(found.ids) == expected


@pytest.mark.parametrize(
    ("query", "expected", "said"),
    [
        ("agency:reuters rain", ["w1", "w2"], "no agency"),
        ("path:w* rain", ["w1", "w2"], "no ids that can be asked for by a part"),
        ("path:w2", ["w2"], "finds an id only as a whole"),
        ("path:2 rain", [], "finds an id only as a whole"),
        ("path:=w1,w", ["w1"], "finds an id only as a whole"),
        ("rain -path:w", ["w1", "w2"], "finds an id only as a whole"),
        ("over-lisbom~", ["w1"], "inside a phrase"),
        ("said:mayor", [], ""),
    ],
)
def test_what_it_cannot_say_is_told(archive: Library, query: str, expected: list[str], said: str) -> None:
    """A field it does not have is passed over, and a mark stands under that part of the query."""
    found = archive.find(query)

    assert sorted(found.ids) == expected
    assert [said in problem.message for problem in found.problems] == [True] * bool(said)


def test_facets_count_what_it_knows(archive: Library) -> None:
    """Outlets, languages and months are counted; a facet that the query filters by as if it did not."""
    facets = archive.find("outlet:ap").facets

    assert facets["outlet"] == {"AP": 1, "Los Angeles Times": 1, "Times": 1}
    assert facets["month"] == {"2023-12": 1}
    assert "agency" not in facets


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("outlet:ti", ["w1", "w2"]),
        ("outlet:times,a", ["w1", "w2", "w3"]),
        ("outlet:=Ti", ["w2"]),
        ("author:ex", ["w1"]),
        ("author:zz", []),
        ("language:e", ["w1", "w2"]),
        ("rain path:w", ["w1", "w2"]),
        ("date:2024-0", ["w1", "w2"]),
        ("date:2023-1", ["w3"]),
        ("date:19", []),
    ],
)
def test_a_value_being_typed_is_a_beginning(archive: Library, query: str, expected: list[str]) -> None:
    """Of ids no part can be asked for, so that one being typed takes nothing away."""
    assert sorted(archive.find(query, typing=True).ids) == expected


def test_its_articles_are_articles(archive: Library) -> None:
    """A record becomes an article as one of a dump does: paragraphs, fields with where they stood, marks of our own."""
    article = archive.show("w1")
    (hit,) = archive.hits(archive.find("title:rain raining"))

    assert (article.id, article.title.value, article.outlet.value) == ("w1", "Rain over Lisbon", "Los Angeles Times")
    assert article.published.value == "2024-04-26"
    assert article.title.evidence == "archive:headline"
    assert "<p>" not in article.text
    assert [article.text[start:end] for start, end in hit.spans] == ["Rain", "rained"]
    assert archive.about == "shared archive, searched by its own rules"
    assert {row.id for row in archive.list()} == {"w1", "w2", "w3"}


def test_addresses_as_names_can_be_noted_on(archive: Library, address: str, server: Server) -> None:
    """A document that is called by its address is opened, found by its id, annotated and traced like any other."""
    path = address.removeprefix(server.url)
    text = "A bridge of wood was opened in Tartu on a Sunday, and nobody had been told of it before the mayor came."
    name = "https:%2F%2Fa.example%2Fb%3Fc"
    server.ask("PUT", f"{path}/_doc/{name}?refresh=true", {"headline": "Bridge", "body_html": text})
    (id,) = archive.find("bridge").ids
    archive.annotate(id, "Who?", quote="nobody had been told")
    archive.shelf.update(id, read=True)

    assert id == "https:%2F%2Fa.example%2Fb?c"
    assert archive.show(id).title.value == "Bridge"
    assert list(archive.find("has:note").ids) == [id]
    assert list(archive.find(f'path:="{id}"').ids) == [id]
    assert sorted(archive.find("is:unread").ids) == ["w1", "w2", "w3"]
    assert [trace.id for trace in archive.trace(text)] == [id]


def test_a_trace_asks_by_rare_phrases(archive: Library) -> None:
    """A passage is found by its rarest words, and checked here word by word."""
    traces = archive.trace("It rained for hours, and the river rose by a metre in the night, officials said.")

    assert [trace.id for trace in traces] == ["w1"]
    assert archive.trace("Nothing of this stands anywhere in the whole archive of three articles.") == ()


def test_a_changed_mapping_is_said(archive: Library, address: str, server: Server) -> None:
    """A field that the table names and the index lost is listed by `check`; without the text nothing is read."""
    path = address.removeprefix(server.url)
    server.ask("DELETE", path)
    server.ask("PUT", path, {"mappings": {"properties": {"body_html": {"type": "text"}}}})
    archive.refresh()
    complaints = [complaint.message for complaint in archive.check() if "tells" in complaint.message]

    assert any("title: headline" in message for message in complaints)
    server.ask("DELETE", path)
    with pytest.raises(ArchiveError, match="no such index"):
        archive.refresh()
    server.ask("PUT", path, {"mappings": {"properties": {"other": {"type": "text"}}}})
    with pytest.raises(ArchiveError, match="body_html"):
        archive.refresh()


def test_days_that_are_words_are_compared_as_words() -> None:
    """A day kept as a keyword is asked for as a range of texts, one kept as a number is passed over."""
    mapping = {"properties": {"body": {"type": "text"}, "day": {"type": "keyword"}, "stamp": {"type": "long"}}}

    def asked(name: str) -> tuple[object, int]:
        table = FieldTable(ForeignFields(text="body", published=name), mapping)
        translation = ForeignTranslation(table, {})
        return translation.filters(parse("date:2024-04").root), len(translation.problems)

    assert asked("day") == ({"range": {"day": {"gte": "2024-04-01", "lt": "2024-05-01"}}}, 0)
    assert asked("stamp") == ({"match_none": {}}, 1)


def test_fields_inside_lists_of_objects_are_left_alone() -> None:
    """Nested objects are asked in another way, and no table can name their parts."""
    mapping = {
        "properties": {
            "parts": {"type": "nested", "properties": {"text": {"type": "text"}}},
            "meta": {"properties": {"text": {"type": "text"}}},
        }
    }

    assert [name for name, _ in field_kinds(mapping)] == ["meta.text"]


def test_a_table_that_cannot_be_used_is_named(address: str, tmp_path: Path) -> None:
    """A mistake in the table is told with its line and its cure."""
    library = Library(address, settings=settings(tmp_path))
    table = library.places.folder / "fields.yaml"
    table.parent.mkdir(parents=True, exist_ok=True)
    for text, said in (
        ("title: headline\n", "which field is the text"),
        ("txet: body\n", "txet"),
        ("a: [\n", "fields.yaml"),
    ):
        table.write_text(text, "utf-8")
        with pytest.raises(ArchiveError, match=said):
            library.find("rain")
    library.close()
    assert archive_address(address).shown == address


GERMAN: dict[str, Any] = {
    "properties": {
        "schlagzeile": {"type": "keyword"},
        "inhalt": {"properties": {"volltext": {"type": "text"}}},
        "erschienen": {"type": "date", "format": "epoch_millis"},
        "autoren": {"type": "nested", "properties": {"name": {"type": "keyword"}}},
    }
}


@pytest.fixture
def whole_headlines(server: Server, new_index: Callable[[], str], tmp_path: Path) -> Iterator[Library]:
    """An index that holds headlines only as whole values, and days as milliseconds."""
    made = new_index()
    path = made.removeprefix(server.url)
    server.ask("PUT", path, {"mappings": GERMAN, "settings": {"number_of_replicas": 0}})
    headlines = ("Brücke in Zürich: die Straße bleibt zu", "Umbruch (ein Start)", "ÄRZTE in Zurich", "5.5% mehr")
    for number, headline in enumerate(headlines):
        said = {"schlagzeile": headline, "inhalt": {"volltext": "Text."}, "erschienen": 1714125600000 + number}
        server.ask("PUT", f"{path}/_doc/d{number}?refresh=true", said)
    (tmp_path / "config.yaml").write_text(f"cache: {tmp_path / 'cache'}\nnotes: {tmp_path / 'kept-notes'}\n", "utf-8")
    run(["--config", str(tmp_path / "config.yaml"), "archive", "map", made, "--yes"])
    library = Library(made, settings=settings(tmp_path))
    yield library
    library.close()


def test_words_are_found_in_headlines_kept_whole(whole_headlines: Library) -> None:
    """Whole words with any accents and capitals, beginnings and phrases; not a part of a word; days as elsewhere."""
    asked = {
        "title:zürich": ["d0", "d2"],
        "title:Zurich": ["d0", "d2"],
        "title:ärzte": ["d2"],
        "title:strasse": ["d0"],
        "title:straß*": ["d0"],
        "title:bruch": [],
        "title:art": [],
        "title:ein": ["d1"],
        "title:(zürich brücke)": ["d0"],
        'title:"zürich die strasse"': ["d0"],
        'title:"strasse die"': [],
        "title:5.5": ["d3"],
        "title:zürich -title:ärzte": ["d0"],
        "date:2024-04-26": ["d0", "d1", "d2", "d3"],
        "umbruch": ["d1"],
        "umbruch text": ["d1"],
        "text -zurich": ["d1", "d3"],
        '"die strasse bleibt"': ["d0"],
    }
    answers = {query: whole_headlines.find(query) for query in asked}

    assert {query: sorted(found.ids) for query, found in answers.items()} == asked
    assert {found.problems for found in answers.values()} == {()}
    assert sorted(whole_headlines.find("title:zür", typing=True).ids) == ["d0", "d2"]
    (problem,) = whole_headlines.find("title:zurihc~").problems
    assert problem.message == "This archive can't look for such words in headlines; nothing is found by this."
