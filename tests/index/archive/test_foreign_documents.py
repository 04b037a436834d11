"""Documents of somebody else's index as they come: without a text, in objects, with days of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from index import Library
from index.archive.archive_address import archive_address
from index.archive.archive_client import ArchiveClient
from index.archive.archive_kinds import ForeignArchive, Paging
from index.archive.foreign.foreign_fields import FieldTable, ForeignFields
from index.cli.main import run
from tests.builders import settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.archive_servers import Server

SPANISH: dict[str, Any] = {
    "properties": {
        "titular": {"type": "keyword"},
        "cuerpo": {"properties": {"párrafos": {"type": "text"}}},
        "firma": {
            "properties": {"autores": {"properties": {"nombre": {"type": "text"}, "cargo": {"type": "keyword"}}}}
        },
        "medio": {"properties": {"código": {"type": "integer"}, "nombre": {"type": "keyword"}}},
        "fecha": {"properties": {"publicación": {"type": "date", "format": "dd/MM/yyyy HH:mm||epoch_millis"}}},
    }
}
WHOLE: dict[str, Any] = {
    "titular": "No habrá huelga",
    "cuerpo": {"párrafos": ["<p>El puerto abre el <b>lunes</b>.</p>", "La ministra cede."]},
    "firma": {"autores": [{"nombre": "María Núñez", "cargo": "redacción"}, {"nombre": "Íñigo Peña"}]},
    "medio": {"código": 3, "nombre": "El Faro"},
    "fecha": {"publicación": "06/05/2024 08:30"},
}


@pytest.fixture
def path(server: Server, new_index: Callable[[], str]) -> str:
    """The path of an empty index with such fields."""
    made = new_index().removeprefix(server.url)
    server.ask("PUT", made, {"mappings": SPANISH, "settings": {"number_of_replicas": 0, "number_of_shards": 2}})
    return made


@pytest.fixture
def archive(server: Server, path: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Library]:
    """That index with the guess at its fields confirmed."""
    (tmp_path / "config.yaml").write_text(f"cache: {tmp_path / 'cache'}\nnotes: {tmp_path / 'kept-notes'}\n", "utf-8")
    run(["--config", str(tmp_path / "config.yaml"), "archive", "map", f"{server.url}{path}", "--yes"])
    capsys.readouterr()
    library = Library(f"{server.url}{path}", settings=settings(tmp_path))
    yield library
    library.close()


def put(server: Server, path: str, **documents: dict[str, Any]) -> None:
    """Put documents into an index, by their names."""
    for name, document in documents.items():
        server.ask("PUT", f"{path}/_doc/{name}", document)
    server.ask("POST", f"{path}/_refresh")


def test_what_objects_and_lists_hold_is_read(archive: Library, server: Server, path: str) -> None:
    """Authors in a list of objects and paragraphs in an array are those of the article; markup is none of its text."""
    put(server, path, a=WHOLE)
    article = archive.show("a")

    assert article.text == "No habrá huelga\nEl puerto abre el lunes.\nLa ministra cede."
    assert (article.author.value, article.outlet.value) == ("María Núñez, Íñigo Peña", "El Faro")
    assert list(archive.find('author:núñez "el puerto abre"').ids) == ["a"]


def test_a_day_is_read_as_the_server_reads_it(archive: Library, server: Server, path: str) -> None:
    """A day that may be the fifth or the sixth month is that of the mapping, in lists, articles and queries alike."""
    put(server, path, a=WHOLE, b={**WHOLE, "fecha": {"publicación": 1714125600000}})

    assert [(row.id, row.published) for row in archive.list()] == [("a", "2024-05-06"), ("b", "2024-04-26")]
    assert archive.show("a").published.value == "2024-05-06"
    assert list(archive.find("date:2024-05").ids) == ["a"]


@pytest.mark.parametrize("cuerpo", [None, {}, {"párrafos": None}, {"párrafos": []}, {"párrafos": ["<p></p>", ""]}])
def test_a_document_without_text_is_listed_and_says_so(
    archive: Library, server: Server, path: str, cuerpo: dict[str, Any] | None
) -> None:
    """It stands among the others with what else it states."""
    put(server, path, a=WHOLE, b={**WHOLE, "cuerpo": cuerpo}, c={"cuerpo": cuerpo})
    found = archive.find("")

    assert [row.id for row in archive.rows(found.ids)] == ["a", "b", "c"]
    assert [hit.id for hit in archive.hits(found)] == ["a", "b", "c"]
    assert [archive.show(id).text for id in "bc"] == ["No habrá huelga", ""]
    assert ["no text" in " ".join(archive.show(id).problems) for id in "abc"] == [False, True, True]
    assert len(archive.compare("a", "b").accounts) == 2


def test_all_are_listed_though_many_have_no_day(archive: Library, server: Server, path: str) -> None:
    """Undated articles are the last of a list, newest first, and none is lost from one page to the next."""
    dated = {f"a{number:03}": WHOLE for number in range(60)}
    undated = {f"b{number:03}": {**WHOLE, "fecha": {}} for number in range(150)}
    put(server, path, **dated, **undated)

    for _ in range(4):
        ids = [row.id for row in archive.list()]
        assert (sorted(ids[:60]), sorted(ids[60:])) == ([*dated], [*undated])


JAPANESE: dict[str, Any] = {
    "properties": {
        "見出し": {"type": "keyword"},
        "本文": {"type": "text"},
        "記者": {"properties": {"氏名": {"type": "keyword"}}},
        "掲載日": {"type": "date"},
    }
}
KIJI: dict[str, Any] = {
    "見出し": "東京都、港の再開発を発表",
    "本文": [
        "東京都は6日、港の再開発計画を発表した。総額は340億円となる見込み。",
        "知事は「来年度に着工する」と述べた。",
    ],
    "記者": [{"氏名": "山田太郎"}, {"氏名": "鈴木花子"}],
    "掲載日": "2024-05-06",
}
OTHER: dict[str, Any] = {"見出し": "京都の東", "本文": "京都の東で計画が発表された。", "掲載日": "2023-01-01"}


def test_words_of_scripts_without_spaces_are_found_as_written(
    server: Server, new_index: Callable[[], str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In texts and headlines, of whatever length; its characters in another order are not it. A passage is traced."""
    address = new_index()
    path = address.removeprefix(server.url)
    server.ask("PUT", path, {"mappings": JAPANESE, "settings": {"number_of_replicas": 0}})
    put(server, path, a=KIJI, b=OTHER)
    (tmp_path / "config.yaml").write_text(f"cache: {tmp_path / 'cache'}\nnotes: {tmp_path / 'kept-notes'}\n", "utf-8")
    run(["--config", str(tmp_path / "config.yaml"), "archive", "map", address, "--yes"])
    capsys.readouterr()
    library = Library(address, settings=settings(tmp_path))
    asked = {
        "東京": ["a"],
        "再開発計画": ["a"],
        '"港の再開発"': ["a"],
        "計画": ["a", "b"],
        "発表 -再開発": ["b"],
        "title:再開発": ["a"],
        "title:東京": ["a"],
        "title:京都": ["a", "b"],
        'title:"再開発を発表"': ["a"],
        "title:開再": [],
        "author:山田太郎": ["a"],
        "date:2024-05-06": ["a"],
    }
    found = {query: sorted(library.find(query).ids) for query in asked}
    traced = [trace.id for trace in library.trace(KIJI["本文"][0])]
    library.close()

    assert (found, traced) == (asked, ["a"])


@pytest.mark.parametrize(
    ("sort", "day", "expected"),
    [
        ("date", {"type": "date"}, {"order": "desc", "missing": -62135596800000}),
        ("oldest", {"type": "date"}, {"order": "asc", "missing": "_last"}),
        ("date", {"type": "keyword"}, {"order": "desc", "missing": "_last"}),
    ],
)
def test_undated_articles_come_last(sort: str, day: dict[str, str], expected: dict[str, object]) -> None:
    """Newest first they count as of the year 1, behind the oldest; days that are words have no such number."""
    table = FieldTable(ForeignFields("text", published="day"), {"properties": {"text": {"type": "text"}, "day": day}})
    kind = ForeignArchive(ArchiveClient(archive_address("http://127.0.0.1:1/x")), table)

    assert kind.order(sort, Paging.LIVE) == [{"day": expected}, {"_id": "asc"}]
