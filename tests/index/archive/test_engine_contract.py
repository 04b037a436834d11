"""A shared archive finds what the folder finds that filled it: the same articles, counts, facets, orders and marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index import Library
from tests.archive_samples import INSIDE, WHOLE, made_up, write_articles
from tests.builders import settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from index import Found
    from tests.archive_servers import Server


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Library]:
    """A library of articles in a folder, searched with Whoosh."""
    write_articles(tmp_path / "articles")
    library = Library(tmp_path / "articles", settings=settings(tmp_path))
    library.refresh()
    library.digest()
    yield library
    library.close()


@pytest.fixture
def archive(folder: Library, new_index: Callable[[], str], tmp_path: Path) -> Iterator[Library]:
    """The same articles in a shared archive."""
    address = new_index()
    folder.push(address, replicas=0)
    library = Library(address, settings=settings(tmp_path))
    yield library
    library.close()


def _told(found: Found) -> tuple[object, ...]:
    """Return what an answer says, but for the order of articles that fit equally well, and what is the reader's own."""
    facets = {name: dict(counts) for name, counts in found.facets.items() if name not in {"tag", "state"}}
    return sorted(found.ids), found.total, found.total_exact, [each.message for each in found.problems], facets


def _differing(folder: Library, archive: Library, queries: Sequence[str], *, typing: bool = False) -> list[str]:
    return [
        query
        for query in queries
        if _told(folder.find(query, typing=typing)) != _told(archive.find(query, typing=typing))
    ]


def test_every_query_finds_the_same_articles(folder: Library, archive: Library) -> None:
    """Words, phrases, beginnings, near words, fields and days find the same set, with the same counts and problems."""
    assert _differing(folder, archive, WHOLE) == []
    assert _differing(folder, archive, made_up(60)) == []


def test_a_word_being_typed_is_a_beginning_in_both(folder: Library, archive: Library) -> None:
    """The last word stands for its continuations, in a phrase too, and half a filter takes nothing away."""
    queries = ["p", "po", "oil pri", '"oil pri', "oil ou", "oil outlet:", "oil outlet:ti", "title:pol", "polices"]
    queries += [
        "outlet:zz",
        "outlet:times g",
        'outlet:"los an',
        "outlet:times,gaz",
        "outlet:=lo",
        "language:e",
        "path:a00",
    ]
    queries += ["agency:a", "agency:associated pr", "agency:ap", "author:a", "oil -outlet:ti", "NOT outlet:ti"]

    assert _differing(folder, archive, queries, typing=True) == []


def test_forms_inside_others_stand_in_rows_of_words(folder: Library, archive: Library, server: Server) -> None:
    """`"s oil"` is found in “China’s oil”: both forms of a place have their place in a row."""
    if server.name == "osmem":
        pytest.skip("the server in memory keeps one form a place in rows of words")

    assert _differing(folder, archive, INSIDE) == []


@pytest.mark.parametrize("sort", ["date", "oldest", "outlet", "title"])
def test_orders_are_the_same(folder: Library, archive: Library, sort: str) -> None:
    """Dates, outlets and headlines order both alike, unknown ones last."""
    assert list(archive.find("oil OR rain", sort).ids) == list(folder.find("oil OR rain", sort).ids)
    assert archive.list(sort) == folder.list(sort)


def test_articles_are_counted(folder: Library, archive: Library) -> None:
    """How many articles there are is the same in both, and copies behind others are not counted."""
    assert archive.count() == folder.count() == folder.find("").total == 36


def test_snippets_and_marks_are_the_same(folder: Library, archive: Library) -> None:
    """What is shown of an article for a query, and where it matches, does not depend on who found it."""
    for query in ("oil", "policies", '"oil price"', "pri*", "prise~", "title:oil rain", "中国", "is:unread"):
        shown = {hit.id: (hit.snippet, hit.marks, hit.spans) for hit in archive.hits(archive.find(query))}
        expected = {hit.id: (hit.snippet, hit.marks, hit.spans) for hit in folder.hits(folder.find(query))}

        assert shown == expected


def test_an_article_comes_back_as_it_was(folder: Library, archive: Library) -> None:
    """Text, blocks, fields with how they are known: nothing is lost on the way, and a part of an id is enough."""
    articles = [folder.show(row.id) for row in folder.list("id")]

    assert [archive.show(article.id) for article in articles] == articles
    assert archive.resolve("a007") == "part1/a007.md"


def test_words_no_article_holds_are_put_right(folder: Library, archive: Library) -> None:
    """A slip is answered with what may have been meant, where that finds something."""
    assert "police" in archive.find("polixe").suggestions[:3]
    assert archive.find("oil polixe").suggestions[0].startswith("oil ")
    assert folder.find("polixe").total == archive.find("polixe").total == 0


def test_values_no_article_has_are_put_right(folder: Library, archive: Library) -> None:
    """A value that no article has is answered with the nearest one among the other results."""
    queries = ["outlet:gazete", "oil outlet:courier", "language:English oil", "agency:routers", "oil outlet:zzzzz"]
    queries += ["outlet:=Tims oil polixe", "outlet:gazete,tims"]
    found = {query: archive.find(query).suggestions for query in queries}

    assert found == {
        "outlet:gazete": ('outlet:"The Gazette"',),
        "oil outlet:courier": ('oil outlet:"Le Courrier"',),
        "language:English oil": ("language:en oil",),
        "agency:routers": ("agency:Reuters",),
        "oil outlet:zzzzz": (),
        "outlet:=Tims oil polixe": (),
        "outlet:gazete,tims": (),
    }
    assert [query for query in queries[:5] if folder.find(query).suggestions != found[query]] == []
    assert archive.find("outlet:gazete", typing=True).suggestions == ('outlet:"The Gazette"',)
