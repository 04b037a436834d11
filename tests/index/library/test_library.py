"""The hall: what a folder of articles answers, and what happens when the folder or the cache changes under it."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from index import AmbiguousArticleError, IndexDamagedError, Library, NoLibraryError, UnknownArticleError
from index.cache.article_table import ArticleTable
from tests.builders import SEEDS, settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OLD = 1_600_000_000
"""A time of change long past, so that the racy rule does not apply."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A library of three small articles."""
    made = tmp_path / "articles"
    made.mkdir()
    _write(made / "a.txt", "Talks open in Beijing\n\nThe envoys spoke of taiwan for hours on Friday, officials said.\n")
    _write(made / "b.txt", "Rain over Lisbon\n\nIt rained for hours, and the river rose by a metre in the night.\n")
    _write(
        made / "sub" / "c.md",
        "---\ntitle: Harvest\noutlet: The Gazette\ndate: 2024-04-26\n---\n\nA good year for plums.\n",
    )
    return made


@pytest.fixture
def library(folder: Path, tmp_path: Path) -> Iterator[Library]:
    """The library of the folder, refreshed once."""
    opened = Library(folder, settings=settings(tmp_path))
    opened.refresh()
    yield opened
    opened.close()


def _write(path: Path, text: str, time: int = OLD) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    os.utime(path, (time, time))


def _ids(library: Library, query: str) -> set[str]:
    return {hit.id for hit in library.search(query).hits}


def test_the_first_refresh_adds_everything(folder: Path, tmp_path: Path) -> None:
    """Every file is an added article; a second refresh finds nothing to do."""
    library = Library(folder, settings=settings(tmp_path))
    first = library.refresh()
    second = library.refresh()

    assert set(first.added) == {"a.txt", "b.txt", "sub/c.md"}
    assert not second
    library.close()


def test_files_named_have_ids(folder: Path, tmp_path: Path) -> None:
    """Relative to the folder that holds them, escaped as ids are; a whole folder names none."""
    odd = folder / "50 %.txt"
    odd.write_text("Half of it.", encoding="utf-8")
    opened = Library.of_paths([odd, folder / "a.txt"], settings(tmp_path))
    opened.refresh()
    assert set(opened.places.named) == {row.id for row in opened.list()}
    opened.close()
    assert Library(folder, settings=settings(tmp_path)).places.named == ()


def test_rows_tell_what_is_known(library: Library) -> None:
    """A row carries the fields of the front matter; what is unknown is None."""
    rows = {row.id: row for row in library.list()}

    assert (rows["sub/c.md"].title, rows["sub/c.md"].outlet, rows["sub/c.md"].published) == (
        "Harvest",
        "The Gazette",
        "2024-04-26",
    )
    assert rows["a.txt"].published is None


def test_a_search_finds_and_marks(library: Library) -> None:
    """The hit names the article; its mark covers the word; its span is a place in the text."""
    page = library.search("taiwan")
    hit = page.hits[0]

    assert (page.total, page.total_exact, hit.id) == (1, True, "a.txt")
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["taiwan"]
    assert [library.show("a.txt").text[start:end] for start, end in hit.spans] == ["taiwan"]


def test_an_empty_query_is_answered_with_everything(library: Library) -> None:
    """Nothing asked: every article, dated first, with facets."""
    found = library.find("")

    assert list(found.ids) == ["sub/c.md", "a.txt", "b.txt"]
    assert found.facets["outlet"] == {"The Gazette": 1}


def test_marks_and_tags_are_counted_among_results(library: Library) -> None:
    """How many results are unread, starred, have notes and carry each tag; the answer as one types leaves them out."""
    library.shelf.update("a.txt", read=True, tags=("law",))
    library.shelf.update("b.txt", starred=True, tags=("law", "trade"))
    everything, found = library.find("").facets, library.find("taiwan").facets

    assert (everything["tag"], everything["state"]["is:unread"]) == ({"law": 2, "trade": 1}, 2)
    assert (found["tag"], found["state"]) == ({"law": 1}, {"is:unread": 0, "is:starred": 0, "has:note": 0})
    assert "state" not in library.find("taiwan", quick=True).facets


def test_changed_added_and_deleted_files_are_taken_in(library: Library, folder: Path) -> None:
    """Each change of the folder is reported and found, or no longer found, by search."""
    _write(folder / "a.txt", "Talks close in Beijing\n\nNobody spoke of anything.\n", OLD + 9)
    _write(folder / "d.txt", "Elections in Vientiane\n\nBallots were counted all night.\n")
    (folder / "b.txt").unlink()
    refresh = library.refresh()

    assert (refresh.added, refresh.changed, refresh.removed) == (("d.txt",), ("a.txt",), ("b.txt",))
    assert _ids(library, "taiwan") == set()
    assert _ids(library, "ballots") == {"d.txt"}
    assert _ids(library, "lisbon") == set()


def test_a_moved_file_keeps_what_the_shelf_knows(library: Library, folder: Path) -> None:
    """A file renamed is recognised by its bytes; star and place follow it."""
    library.shelf.update("a.txt", starred=True)
    library.shelf.update("a.txt", place=12)
    (folder / "a.txt").rename(folder / "sub" / "talks.txt")
    refresh = library.refresh()

    assert refresh.moved == (("a.txt", "sub/talks.txt"),)
    assert (refresh.added, refresh.removed) == ((), ())
    assert (library.shelf.mark("sub/talks.txt").starred, library.shelf.mark("sub/talks.txt").place) == (True, 12)
    assert _ids(library, "taiwan") == {"sub/talks.txt"}


def test_a_touched_file_is_not_a_changed_one(library: Library, folder: Path) -> None:
    """Another time of change with the same bytes changes nothing."""
    os.utime(folder / "a.txt", (OLD + 50, OLD + 50))

    assert not library.refresh()


def test_a_file_changed_within_the_tick_of_the_clock_is_seen(library: Library, folder: Path) -> None:
    """A rewrite of the same size, with the very time and inode it had, is seen when it was racy before."""
    path = folder / "a.txt"
    before = path.read_text("utf-8")
    path.touch()
    library.refresh()
    stamp = path.stat()
    path.write_text(before.replace("taiwan", "tibets"), "utf-8")
    os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))

    assert library.refresh().changed == ("a.txt",)


@pytest.mark.parametrize(
    ("reference", "id"), [("a.txt", "a.txt"), ("sub", "sub/c.md"), ("lisbon", "b.txt"), ("c.md", "sub/c.md")]
)
def test_a_reference_may_be_short(library: Library, reference: str, id: str) -> None:
    """An id, its beginning, or a part of id or headline."""
    assert library.resolve(reference) == id


def test_a_wrong_reference_lists_what_is_near(library: Library) -> None:
    """The error carries ids that come close."""
    with pytest.raises(UnknownArticleError) as unknown:
        library.resolve("b.text")
    with pytest.raises(AmbiguousArticleError) as ambiguous:
        library.resolve("txt")

    assert "b.txt" in unknown.value.near
    with pytest.raises(UnknownArticleError, match=r"near: b\.txt"):
        library.resolve("lisbno")
    with pytest.raises(UnknownArticleError, match="shows all ids"):
        library.resolve("xyzzyx")
    assert ambiguous.value.near == ("a.txt", "b.txt")


def test_own_fields_are_searched(library: Library) -> None:
    """What the shelf keeps narrows a search: read, unread, starred, tags."""
    library.shelf.update("b.txt", read=True)
    library.shelf.update("a.txt", starred=True)
    library.shelf.update("a.txt", tags=("framing",))

    assert _ids(library, "is:read") == {"b.txt"}
    assert _ids(library, "is:unread hours") == {"a.txt"}
    assert _ids(library, "is:starred") == {"a.txt"}
    assert _ids(library, "tag:Framing") == {"a.txt"}


def test_the_index_is_a_cache(library: Library, folder: Path, tmp_path: Path) -> None:
    """A damaged index is said, condemned, and built anew; the list stays usable meanwhile."""
    index = next((tmp_path / "cache").rglob("index"))
    library.close()
    for path in index.rglob("*"):
        if path.is_file():
            path.write_bytes(b"\0garbage")
    again = Library(folder, settings=settings(tmp_path))
    with pytest.raises(IndexDamagedError):
        again.search("taiwan")
    listed = [row.id for row in again.list("id")]
    again.refresh()

    assert listed == ["a.txt", "b.txt", "sub/c.md"]
    assert _ids(again, "taiwan") == {"a.txt"}
    again.close()


@pytest.mark.parametrize("damage", ["delete", "truncate", "garbage"])
def test_damaged_tables_start_a_new_generation(folder: Path, tmp_path: Path, damage: str) -> None:
    """After any damage to the SQLite file the next start rebuilds."""
    first = Library(folder, settings=settings(tmp_path))
    first.refresh()
    first.close()
    for path in (tmp_path / "cache").rglob("library.sqlite*"):
        if damage == "delete":
            path.unlink()
        else:
            path.write_bytes(b"" if damage == "truncate" else b"\xff" * 5000)
    again = Library(folder, settings=settings(tmp_path))
    again.refresh()

    assert _ids(again, "taiwan") == {"a.txt"}
    again.close()


def test_the_cache_may_be_deleted_at_any_moment(folder: Path, tmp_path: Path) -> None:
    """Deleting the cache folder loses nothing."""
    first = Library(folder, settings=settings(tmp_path))
    first.refresh()
    first.close()
    shutil.rmtree(tmp_path / "cache")
    again = Library(folder, settings=settings(tmp_path))
    again.refresh()

    assert _ids(again, "lisbon") == {"b.txt"}
    again.close()


def test_a_rebuild_reports_only_differences(library: Library) -> None:
    """Rebuilding an unchanged library adds and removes nothing, and search goes on."""
    refresh = library.refresh(rebuild=True)

    assert not refresh
    assert _ids(library, "taiwan") == {"a.txt"}


def test_files_that_are_no_articles_are_listed_with_their_reason(library: Library, folder: Path) -> None:
    """A binary file is stepped over and named by refresh and check."""
    (folder / "picture.txt").write_bytes(b"\x89PNG\0\0\0\x0d" * 50)
    refresh = library.refresh()

    assert [item.path for item in refresh.skipped] == ["picture.txt"]
    assert [complaint.where for complaint in library.check()] == ["picture.txt"]


def test_a_line_repeated_across_an_outlet_folds_once_it_is_common(tmp_path: Path) -> None:
    """The third article with the line makes it furniture in all three, and search weighs it so."""
    folder = tmp_path / "articles"
    boiler = "Join our circle of friends and members today"
    for number in range(3):
        body = f"Story {number}\n\nText about matter {number} goes on for a while here.\n\n{boiler}\n"
        _write(folder / f"{number}.md", f"---\noutlet: Gazette\n---\n\n{body}")
    library = Library(folder, settings=settings(tmp_path))
    library.refresh()
    article = library.show("0.md")
    folded = [article.text[block.start : block.end] for block in article.blocks if block.folded]

    assert folded == [boiler]
    (folder / "2.md").unlink()
    library.refresh()
    assert not any(block.folded for block in library.show("0.md").blocks)
    library.close()


def test_a_library_of_files_holds_only_them(folder: Path, tmp_path: Path) -> None:
    """Several files open as the library of their common folder, restricted to them."""
    library = Library.of_paths([folder / "a.txt", folder / "sub" / "c.md"], settings(tmp_path))
    library.refresh()

    assert [row.id for row in library.list("id")] == ["a.txt", "sub/c.md"]
    library.close()


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    """The error names the folder and the cure."""
    with pytest.raises(NoLibraryError, match=r"no such folder.*variorum FOLDER"):
        Library(tmp_path / "nowhere")


def test_the_seeds_answer_the_first_question_anyone_asks(tmp_path: Path) -> None:
    """Four articles; the word Taiwan stands in all of them; nothing is stepped over."""
    library = Library(SEEDS, settings=settings(tmp_path))
    refresh = library.refresh()
    page = library.search("Taiwan")

    assert (len(refresh.added), refresh.skipped, page.total) == (4, (), 4)
    library.close()


def test_a_list_has_one_order_with_a_query_and_without(tmp_path: Path) -> None:
    """Letter case, accents, quotation marks and full stops count the same in the whole list and in what is found."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for number, (outlet, title, day) in enumerate(
        [
            ("Le Monde", "Éclair de paix", "2024-04-02"),
            ("le monde", "eclair à Pékin", "2024-04-03"),
            ("Die Zeit", "Österreich zögert", "2024-04"),
            ("Zeit, Die", "Zoo ohne Tiere", "2024-04-01"),
            ("U.S. News", "“Quoted” first", "2024-03-01"),
            ("US News", "Quoted second", "2024-03-02"),
            ("ΑΘΗΝΑ", "ÉCLAIR", "2023-01-01"),
        ]
    ):
        head = f"---\ntitle: {title}\noutlet: {outlet}\ndate: {day}\n---\n"
        (folder / f"{number}.md").write_text(f"{head}\nThe talks went on in Beijing for hours.\n", "utf-8")
    library = Library(folder, settings=settings(tmp_path))
    library.refresh()
    for sort in ("date", "oldest", "outlet", "title"):
        assert (
            list(library.find("beijing", sort).ids)
            == list(library.find("", sort).ids)
            == [row.id for row in library.list(sort)]
        )
    dates = [row.published for row in library.list("oldest")]
    assert dates == [*sorted(filter(None, dates)), *(date for date in dates if not date)]
    found, everything = library.find("beijing"), library.find("")
    assert {name: list(counts.items()) for name, counts in found.facets.items()} == {
        name: list(counts.items()) for name, counts in everything.facets.items()
    }
    library.close()


def test_all_articles_are_listed_once_as_long_as_nothing_changes(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The tables are asked for the list once for each order; a refresh that finds something asks anew."""
    asked: list[str] = []
    real = ArticleTable.ids

    def ids(table: ArticleTable, sort: str = "date") -> list[str]:
        asked.append(sort)
        return real(table, sort)

    monkeypatch.setattr(ArticleTable, "ids", ids)
    first, again, titles = library.find(""), library.find("  "), library.find("", "title")
    assert (first.ids == again.ids, again.query, titles.total, asked) == (True, "  ", 3, ["date", "title"])
    _write(folder / "d.txt", "Late news\n\nIt came by night.\n")
    library.refresh()
    assert (library.find("", "title").total, library.find("").facets["outlet"]) == (4, {"The Gazette": 1})


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        *(("agency:ap", ["ap.txt"]), ("agency:AP", ["ap.txt"]), ("agency:=AP", []), ("agency:美联社", ["ap.txt"])),
        *(('agency:"Associated Press"', ["ap.txt"]), ("agency:associated", ["ap.txt"]), ("agency:afp,ap", ["ap.txt"])),
        *(("agency:dpa", []), ("-agency:ap", ["none.txt"]), ("agency:ap nothing", [])),
    ],
)
def test_an_agency_is_found_by_its_short_name(tmp_path: Path, query: str, expected: list[str]) -> None:
    """As lists and credits name it, in any language; words of its name find it as before."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "ap.txt").write_text("Talks end\nBEIJING (AP) — Ministers met on Friday and spoke of trade.\n", "utf-8")
    (folder / "none.txt").write_text("Markets fall\nPrices fell on Friday, said the exchange.\n", "utf-8")
    with Library(folder, settings=settings(tmp_path)) as library:
        library.refresh()
        assert library.show("ap.txt").agency.credited == "Associated Press"
        assert sorted(library.find(query).ids) == expected
