"""One row for one text and one for one page: copies and older versions stand behind the article that leads."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

from index import Library
from tests.builders import settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

QUARRY = "The quarry of Hillton closed on Thursday after ninety years of work, people said.\n\nNobody spoke of it."
BRIDGE = "The bridge of Hillton opens to traffic in May, the mayor said on Friday.\n\nIt took eleven years."
needs_html = pytest.mark.skipif(find_spec("trafilatura") is None, reason="the extra [html] is not installed")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    for name, text in (("b.txt", QUARRY), ("a.txt", QUARRY), ("other.txt", BRIDGE)):
        (made / name).write_text(text)
    return made


@pytest.fixture
def library(folder: Path, tmp_path: Path) -> Iterator[Library]:
    opened = Library(folder, settings=settings(tmp_path))
    opened.refresh()
    yield opened
    opened.close()


def _page(text: str, day: int, url: str = "https://hill.example/quarry") -> str:
    comment = (
        f"<!--\n Page saved with SingleFile \n url: {url} \n saved date: Thu May {day:02} 2024 12:00:00 GMT+0000\n-->"
    )
    paragraphs = "".join(f"<p>{part}</p>" for part in text.split("\n\n"))
    head = f"{comment}<head><title>Quarry</title></head>"
    return f"<!DOCTYPE html><html>{head}<body><article>{paragraphs}</article></body></html>"


def test_a_text_is_one_row_with_its_places(library: Library) -> None:
    """List, search, counts and facets have it once; the row says where else it stands."""
    rows = {row.id: row.copies for row in library.list()}
    page = library.search("quarry")
    assert rows == {"a.txt": ("b.txt",), "other.txt": ()}
    assert ([(hit.id, hit.copies) for hit in page.hits], page.total) == ([("a.txt", ("b.txt",))], 1)
    assert (library.find("").total, library.find("is:unread").total, library.find("hillton").total) == (2, 2, 2)
    assert [row.copies for row in library.rows(["a.txt", "b.txt"])] == [("b.txt",), ()]


def test_copies_are_found_when_asked_for(library: Library) -> None:
    """By what they are and by their id; a part of a headline that two copies share is not ambiguous."""
    assert (list(library.find("is:copy").ids), library.show("b.txt").id) == (["b.txt"], "b.txt")
    assert list(library.find("quarry is:copy").ids) == ["b.txt"]
    assert list(library.find("quarry -is:copy").ids) == ["a.txt"]
    assert library.resolve("b.t") == "b.txt"


def test_the_copy_of_which_most_is_told_leads(folder: Path, library: Library) -> None:
    """A copy with a day and an outlet beside its text stands in front, whatever its name."""
    (folder / "a.txt").unlink()
    (folder / "z.txt").write_text(BRIDGE)
    library.refresh()
    assert [(row.id, row.copies) for row in library.list("id")] == [("b.txt", ()), ("other.txt", ("z.txt",))]


def test_copies_take_no_part_in_stories(library: Library) -> None:
    """A text that stands twice is one account, and its passages are traced to one place."""
    assert library.digest() == 2
    assert [trace.id for trace in library.trace("closed on Thursday after ninety years of work")] == ["a.txt"]
    assert all("b.txt" not in story.articles for story in library.stories())


def test_what_becomes_a_copy_leaves_the_stories(folder: Path, library: Library) -> None:
    """An article that turns out to be a copy is taken out of what was prepared of it."""
    (folder / "b.txt").write_text(f"{QUARRY}\n\nA word more.")
    library.refresh()
    library.digest()
    both = {trace.id for trace in library.trace("closed on Thursday after ninety years of work")}
    (folder / "b.txt").write_text(QUARRY)
    library.refresh()
    library.digest()
    one = {trace.id for trace in library.trace("closed on Thursday after ninety years of work")}
    assert (both, one) == ({"a.txt", "b.txt"}, {"a.txt"})


def _keep(library: Library, article: str) -> None:
    library.annotate(article, "look this up", quote="years")
    library.shelf.update(article, starred=True, tags=("later",), place=30, bookmarks=(12,))


def _kept(library: Library, article: str) -> tuple[object, ...]:
    mark = library.shelf.mark(article)
    states = [place.state for note in library.notes(article) for place in note.places]
    return states, mark.starred, mark.tags, mark.place, mark.bookmarks


EVERYTHING = (["here"], True, ("later",), 30, (12,))
NOTHING: tuple[object, ...] = ([], False, (), 0, ())


def test_notes_and_marks_go_with_the_row(folder: Path, library: Library) -> None:
    """What was kept of a text that becomes a copy is kept of the one that leads."""
    _keep(library, "other.txt")
    (folder / "first.txt").write_text(BRIDGE)
    refresh = library.refresh()
    assert [row.id for row in library.list("id")] == ["a.txt", "first.txt"]
    assert (refresh.added, refresh.moved) == (("first.txt",), ())
    assert (_kept(library, "first.txt"), _kept(library, "other.txt")) == (EVERYTHING, NOTHING)


def _leave(folder: Path) -> None:
    (folder / "a.txt").unlink()


def _change(folder: Path) -> None:
    (folder / "a.txt").write_text(BRIDGE.replace("bridge", "tunnel"))


@pytest.mark.parametrize("go", [_leave, _change])
@pytest.mark.parametrize("rebuild", [False, True])
def test_when_the_lead_goes_its_copy_takes_over(
    folder: Path, library: Library, go: Callable[[Path], None], *, rebuild: bool
) -> None:
    """Notes, stars, tags, places and bookmarks follow the text to where it still stands."""
    _keep(library, "a.txt")
    go(folder)
    refresh = library.refresh(rebuild=rebuild)
    assert dict(refresh.moved) == {"a.txt": "b.txt"}
    assert (_kept(library, "b.txt"), _kept(library, "a.txt") if (folder / "a.txt").exists() else NOTHING) == (
        EVERYTHING,
        NOTHING,
    )


def test_a_copy_that_goes_takes_nothing_along(folder: Path, library: Library) -> None:
    """A removed copy is reported, and marks and notes of the text stay."""
    _keep(library, "a.txt")
    (folder / "b.txt").unlink()
    refresh = library.refresh()
    assert (refresh.moved, refresh.removed, _kept(library, "a.txt")) == ((), ("b.txt",), EVERYTHING)
    assert [row.copies for row in library.list("id")] == [(), ()]


def test_of_two_marked_copies_the_lead_keeps_its_mark(folder: Path, library: Library) -> None:
    """Nothing is laid over a mark."""
    (folder / "b.txt").write_text(f"{QUARRY} ")
    library.refresh()
    library.shelf.update("a.txt", place=5)
    library.shelf.update("b.txt", place=50)
    (folder / "b.txt").write_text(QUARRY)
    library.refresh()
    assert library.shelf.mark("a.txt").place == 5


@needs_html
def test_older_versions_of_a_page_are_out_of_the_lists(folder: Path, library: Library) -> None:
    """The newest is listed with those before it; `is:version` lists these, and no words of them are found else."""
    for day in (2, 9, 5):
        (folder / f"v{day}.html").write_text(_page(f"{QUARRY}\n\nThe paper of day {day} says a little more.", day))
    (folder / "else.html").write_text(_page(f"{BRIDGE}\n\nA page of its own.", 3, "https://hill.example/bridge"))
    library.refresh()
    rows = {row.id: row.versions for row in library.list("id") if row.id.endswith("html")}
    assert rows == {"else.html": (), "v9.html": ("v2.html", "v5.html")}
    assert sorted(library.find("is:version").ids) == ["v2.html", "v5.html"]
    assert (library.find("“day 2”").total, list(library.find("“day 2” is:version").ids)) == (0, ["v2.html"])
    versions = ("v2.html", "v5.html", "v9.html")
    assert tuple(library.versions("https://hill.example/quarry")) == versions
    assert [library.page_versions(id) for id in (*versions, "else.html")] == [versions, versions, versions, ()]


@needs_html
def test_without_a_time_of_the_copy_nothing_is_a_version(folder: Path, library: Library) -> None:
    """Two pages of one address without a time of fetching are two rows."""
    for name in ("x", "y"):
        page = _page(f"{QUARRY}\n\nA word of {name}.", 2)
        (folder / f"{name}.html").write_text(page.replace("saved date: Thu", "saved date: some"))
    library.refresh()
    assert {"x.html", "y.html"} <= {row.id for row in library.list()}
