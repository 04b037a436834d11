"""A shared archive as a library: read offline, annotated, compared, traced and grouped like a folder, never written."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from index import ArchiveError, Library, State, UnknownArticleError
from index.cli.main import run
from index.config.loading import load_settings
from index.library.archives.archive_lookup import CHANGED
from tests.builders import settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.archive_servers import Server

STRIKE = (
    "Dockers walk out in Marseille",
    "Dockers in Marseille walked out on Tuesday over a plan to cut the night shift at the eastern basin.",
    "The union said that four hundred workers had joined the strike by noon.",
)
RAIN = ("Rain over Lisbon", "It rained for hours, and the river rose by a metre in the night, officials said.")


def _write(folder: Path, name: str, *paragraphs: str, date: str = "2024-04-26") -> None:
    folder.mkdir(exist_ok=True)
    head = f"---\ntitle: {paragraphs[0]}\ndate: {date}\nlanguage: en\n---\n\n"
    (folder / name).write_text(head + "\n\n".join(paragraphs[1:]) + "\n", "utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Library]:
    """Three accounts in a folder, two of them on one strike."""
    articles = tmp_path / "articles"
    _write(articles, "a.md", *STRIKE)
    _write(articles, "b.md", *STRIKE[:2], "The port said that one crane in two stood still.", date="2024-04-27")
    _write(articles, "c.md", *RAIN)
    library = Library(articles, settings=settings(tmp_path / "here"))
    library.refresh()
    yield library
    library.close()


@pytest.fixture
def address(folder: Library, new_index: Callable[[], str]) -> str:
    """An archive of these accounts."""
    made = new_index()
    folder.push(made, replicas=0)
    return made


@pytest.fixture
def archive(address: str, tmp_path: Path) -> Iterator[Library]:
    """The archive, opened by a reader who has nothing of it."""
    library = Library(address, settings=settings(tmp_path / "there"))
    yield library
    library.close()


def _gone(archive: Library, monkeypatch: pytest.MonkeyPatch) -> Library:
    """Return the archive as it is opened when its server does not answer."""
    opened = Library(archive.name, settings=archive.settings)

    def refuse(*_: object) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr("http.client.HTTPConnection.connect", refuse)
    return opened


def test_what_was_opened_is_read_offline(archive: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a server the articles that were opened are listed, shown and annotated; the reader is told why so few."""
    opened = archive.show("a.md")
    archive.hits(archive.find("rained"))
    offline = _gone(archive, monkeypatch)
    found = offline.find("")

    assert list(found.ids) == ["a.md"]
    assert "nobody answers" in found.problems[0].message
    assert [row.title for row in offline.rows(["a.md", "c.md"])] == [STRIKE[0]]
    assert offline.show("a.md") == opened
    assert offline.annotate("a.md", "Who says so?", quote="four hundred workers").text == "Who says so?"
    with pytest.raises(ArchiveError, match="nobody answers"):
        offline.show("c.md")
    with pytest.raises(ArchiveError, match="nobody answers"):
        offline.find("rained")
    offline.close()


def test_a_text_that_changed_is_said(folder: Library, address: str, archive: Library) -> None:
    """When the archive has another text than was kept, the article and each note on it say so."""
    here = archive.annotate("a.md", "Check.", quote="four hundred workers")
    gone = archive.annotate("a.md", "Which basin?", quote="the night shift at the eastern basin")
    _write(folder.places.folder, "a.md", STRIKE[0], "Dockers in Marseille walked out on Tuesday.", STRIKE[2])
    folder.refresh()
    folder.push(address)
    archive.refresh()
    again = archive.show("a.md")
    states = {placed.note.id: placed.places[0].state for placed in archive.notes("a.md")}

    assert CHANGED in again.problems
    assert "eastern basin" not in again.text
    assert states[here.id] is State.MOVED
    assert states[gone.id] in {State.CHANGED, State.LOST}
    assert CHANGED in archive.show("a.md").problems


def test_notes_stand_in_the_readers_own_folder(archive: Library, tmp_path: Path) -> None:
    """A note on an archive's article is YAML below the notes of the configuration, in a folder of the archive's own."""
    archive.annotate("a.md", "Check.", quote="four hundred workers")
    (written,) = (tmp_path / "there" / "kept-notes").rglob("a.md.yaml")

    assert "Check." in written.read_text("utf-8")
    assert archive.notes()[0].places[0].state is State.HERE
    assert list(archive.find("has:note").ids) == ["a.md"]
    archive.shelf.update("c.md", read=True)
    assert sorted(archive.find("is:unread").ids) == ["a.md", "b.md"]
    assert sorted(archive.find("-is:unread").ids) == ["c.md"]


def test_accounts_are_compared(archive: Library, folder: Library) -> None:
    """A comparison of two articles of the archive is that of the folder."""
    ours, theirs = archive.compare("a.md", "b.md"), folder.compare("a.md", "b.md")

    assert [pair.shared_a for pair in ours.pairs] == [pair.shared_a for pair in theirs.pairs]
    assert ours.pairs[0].shared_a > 0.3


def test_a_trace_asks_the_whole_archive(archive: Library) -> None:
    """A passage is found by fingerprints in articles that were never opened."""
    places = archive.trace(STRIKE[1], without="a.md")

    assert [(place.id, place.kind.value) for place in places] == [("b.md", "verbatim")]


def test_stories_are_made_over_the_results_at_hand(archive: Library) -> None:
    """The results of the last search are fetched and grouped; without a search nothing is."""
    archive.digest()
    before = archive.stories()
    archive.find("dockers OR rained")
    archive.digest()

    assert before == ()
    assert [sorted(story.articles) for story in archive.stories() if len(story.articles) > 1] == [["a.md", "b.md"]]


def test_stories_of_an_archive_are_joined_and_parted_here(archive: Library) -> None:
    """An article that was never opened can be named; what is decided is kept with the notes and believed."""
    archive.find("dockers")
    archive.digest()
    archive.stories.join("c.md", "a.md")
    joined = [sorted(story.articles) for story in archive.stories()]
    archive.stories.apart("b.md")
    parted = [sorted(story.articles) for story in archive.stories()]

    assert (joined, parted, archive.stories.check()) == ([["a.md", "b.md", "c.md"]], [["a.md", "c.md"]], ())
    assert archive.places.notes.joinpath("_stories.yaml").is_file()


def test_who_is_quoted_is_asked_of_the_archive(folder: Library, archive: Library) -> None:
    """``said:`` finds what the folder finds, though nothing was prepared here."""
    folder.digest()

    assert sorted(archive.find("said:union").ids) == sorted(folder.find("said:union").ids)


def test_what_is_not_there_is_told(archive: Library) -> None:
    """An unknown id is answered as in a folder."""
    with pytest.raises(UnknownArticleError):
        archive.show("nothing-like-it")


def test_an_archive_is_only_read(archive: Library, server: Server) -> None:
    """Reading, annotating and grouping change nothing on the server; pages can't be added."""
    path = f"/{archive.name.rpartition('/')[2]}"
    before = server.ask("GET", f"{path}/_count"), server.ask("GET", f"{path}/_mapping")
    archive.find("dockers")
    archive.digest()
    archive.annotate("a.md", "Check.")
    with pytest.raises(ArchiveError, match="only read"):
        _ = archive.adding

    assert (server.ask("GET", f"{path}/_count"), server.ask("GET", f"{path}/_mapping")) == before


def test_commands_take_the_address(address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``list``, ``search``, ``show``, ``compare`` and ``trace`` answer for an archive as for a folder."""
    (tmp_path / "config.yaml").write_text(f"cache: {tmp_path / 'cache'}\nlibrary: {address}\n", "utf-8")
    configured = ["--config", str(tmp_path / "config.yaml")]

    def told(*arguments: str) -> object:
        assert run([*configured, *arguments, "--json"]) == 0
        return json.loads(capsys.readouterr().out)

    assert [row["id"] for row in told("list")] == ["b.md", "a.md", "c.md"]  # type: ignore[attr-defined]
    assert told("search", "dockers")["total"] == 2  # type: ignore[index]
    assert told("show", "c.md")["title"]["value"] == RAIN[0]  # type: ignore[index]
    assert [each["id"] for each in told("compare", "a.md", "b.md")["articles"]] == ["a.md", "b.md"]  # type: ignore[index]
    assert {each["id"] for each in told("trace", STRIKE[1])} == {"a.md", "b.md"}  # type: ignore[attr-defined]


def test_push_is_a_command(tmp_path: Path, new_index: Callable[[], str], capsys: pytest.CaptureFixture[str]) -> None:
    """``archive push`` tells what it sent, and the second time that it was there."""
    _write(tmp_path / "articles", "a.md", *STRIKE)
    (tmp_path / "config.yaml").write_text(f"cache: {tmp_path / 'cache'}\n", "utf-8")
    command = ["--config", str(tmp_path / "config.yaml"), "archive", "push", str(tmp_path / "articles"), new_index()]

    assert run([*command, "--replicas", "0"]) == 0
    assert capsys.readouterr().out == "1 sent, 0 there already\n"
    assert run([*command, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"sent": 0, "same": 1, "refused": []}


@pytest.mark.parametrize("index", ["no-server", "somebody-elses"])
def test_push_asks_the_archive_before_it_reads_the_folder(
    tmp_path: Path, new_index: Callable[[], str], server: Server, capsys: pytest.CaptureFixture[str], index: str
) -> None:
    """An archive that can't take the articles is told at once: nothing was read, and nothing stands in the cache."""
    _write(tmp_path / "articles", "a.md", *STRIKE)
    (tmp_path / "config.yaml").write_text(f"cache: {tmp_path / 'cache'}\n", "utf-8")
    url = new_index()
    if index == "no-server":
        url = "http://127.0.0.1:9/news"
    else:
        server.ask("PUT", f"/{url.rpartition('/')[2]}", {"mappings": {"properties": {"text": {"type": "text"}}}})

    assert run(["--config", str(tmp_path / "config.yaml"), "archive", "push", str(tmp_path / "articles"), url]) == 2
    told = capsys.readouterr()
    assert (told.out, url.removeprefix("http://") in told.err) == ("", True)
    assert not (tmp_path / "cache").exists()


def test_the_configuration_of_a_strange_folder_opens_no_archive(tmp_path: Path) -> None:
    """An address in the ``config.yaml`` of a folder that is not trusted is left out, and so is leave for http://."""
    written = "library: https://archive.example/news\narchive: {plain_http: true}\n"
    (tmp_path / "config.yaml").write_text(written, "utf-8")
    strange = load_settings(folder=tmp_path, environment={})
    own = load_settings(tmp_path / "config.yaml", environment={})

    assert (strange.settings.library, strange.settings.archive.plain_http) == ("", False)
    assert len(strange.problems) == 2
    assert (own.settings.library, own.settings.archive.plain_http) == ("https://archive.example/news", True)
