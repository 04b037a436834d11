"""Names of files to write: proposed from what is written, and asked for again when one is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from index import LibraryError
from tests.tui.fakes import Bench, screen_text
from tui.frame.file_prompt import MOST, ask_export, ask_file, export, file_name

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("names", "name"),
    [
        (("Los Angeles Times", "The Hindu"), "los-angeles-times-the-hindu"),
        (("Le Monde / Élysée", "../x"), "le-monde-élysée-x"),
        (("???",), "comparison"),
        (
            ("Minister warns her colleague of the dangers of misunderstanding", "Herald", "The Evening Post"),
            "minister-warns-her-colleague-herald-the-evening-post",
        ),
        (
            ("Harbour reopens after the storm and the long strike of the pilots",),
            "harbour-reopens-after-the-storm-and-the-long-strike",
        ),
        (("x" * 90, "Herald"), f"{'x' * 53}-herald"),
        (("word " * 40,), "word-word-word-word-word-word-word-word-word-word-word-word"),
    ],
)
def test_a_name_is_made_of_words(names: tuple[str, ...], name: str) -> None:
    """Whole words joined by dashes, no sign that means something to a file system, not too long."""
    assert (file_name(names), len(file_name(names)) <= MOST) == (name, True)


async def test_a_file_that_is_there_is_asked_for_again(tmp_path: Path) -> None:
    """The box stays with the name given, says what is wrong, and writes when the name is new."""
    (tmp_path / "old.md").write_text("mine")
    written: list[str] = []
    bench = Bench()
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        ask_file(
            bench.app.session,
            "Write to",
            str(tmp_path / "old.md"),
            "esc leaves",
            lambda path: written.append(path.name),
        )
        await bench.settle(pilot)
        await bench.press(pilot, "enter")
        assert (written, "old.md is there already" in screen_text(bench.app)) == ([], True)
        bench.app.screen.query_one(Input).value = str(tmp_path / "new.md")
        await bench.press(pilot, "enter")
        assert (written, (tmp_path / "old.md").read_text()) == (["new.md"], "mine")


FORMS = {".md": lambda: "# Talks\n", ".html": lambda: "<h1>Talks</h1>\r\n", ".json": lambda: "{}\n"}


async def test_a_name_that_can_not_be_written_is_asked_for_again(tmp_path: Path) -> None:
    """The box comes back with the name that was typed and the reason; what is typed behind it goes there."""
    bench = Bench()
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        ask_export(bench.app.session, "Write to", str(tmp_path / "talks.md"), FORMS)
        await bench.settle(pilot)
        for name, reason in (("talks.docx", "names no form"), ("none/talks.md", "there is no such folder")):
            bench.app.screen.query_one(Input).value = str(tmp_path / name)
            await bench.press(pilot, "enter")
            assert bench.app.screen.query_one(Input).value == str(tmp_path / name)
            assert reason in screen_text(bench.app)
        bench.send("end", "backspace", "backspace", "enter")
        await bench.settle(pilot)
        bench.app.screen.query_one(Input).value = str(tmp_path / "talks.md")
        await bench.press(pilot, "enter")
        assert (tmp_path / "talks.md").read_bytes() == b"# Talks\n"


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("~nobody-here/talks.md", "there is no such folder"),
        ("/", "/ is a folder; add a name"),
        ("..", ".. is a folder; add a name"),
        (f"{'x' * 300}.md", "its name is too long"),
    ],
)
async def test_what_is_no_name_of_a_file_is_asked_for_again(name: str, reason: str) -> None:
    """The home of a user who is not there, the root, a name too long for the disk: the box says what is wrong."""
    bench = Bench()
    async with bench.app.run_test(size=(200, 40)) as pilot:
        await bench.settle(pilot)
        ask_export(bench.app.session, "Write to", "talks.md", FORMS)
        await bench.settle(pilot)
        bench.app.screen.query_one(Input).value = name
        await bench.press(pilot, "enter")
        shown = " ".join(screen_text(bench.app).replace("│", " ").split())
        assert (bench.app.screen.query_one(Input).value, reason in shown) == (name, True)


@pytest.mark.parametrize(
    ("name", "held"),
    [("a.md", b"# Talks\n"), ("a.MARKDOWN", b"# Talks\n"), ("a.htm", b"<h1>Talks</h1>\r\n"), ("a.b.json", b"{}\n")],
)
def test_the_ending_names_the_form(tmp_path: Path, name: str, held: bytes) -> None:
    """In any letter case, long or short; line ends are the form's own on every system."""
    path = tmp_path / name
    assert (export(FORMS, path), path.read_bytes()) == (f"Written to {path}.", held)


@pytest.mark.parametrize(
    ("keys", "name"),
    [(("x", "y"), "xy.md"), ((*"x.html",), "x.html"), (("end", "x"), "talks.mdx"), (("ctrl+u", "x"), "x.md")],
)
async def test_what_is_typed_takes_the_place_of_the_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...], name: str
) -> None:
    """Without an ending of its own it gets the one proposed; a key that moves first leaves the name to be changed."""
    monkeypatch.chdir(tmp_path)
    asked: list[Path] = []
    bench = Bench()
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        ask_file(bench.app.session, "Write to", "talks.md", "", asked.append)
        await bench.settle(pilot)
        await bench.press(pilot, *keys, "enter")
        assert [str(path) for path in asked] == [name]


def test_another_ending_is_named_with_those_there_are(tmp_path: Path) -> None:
    """Nothing is written."""
    with pytest.raises(LibraryError) as told:
        export(FORMS, tmp_path / "a.doc")
    assert str(told.value) == "“a.doc” names no form; end it in .md, .html or .json."
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_came_meanwhile_is_kept(tmp_path: Path) -> None:
    """Another program may write the name between question and answer; what it wrote stands."""
    path = tmp_path / "a.md"
    path.write_text("theirs")
    with pytest.raises(LibraryError) as told:
        export(FORMS, path)
    reason = "a file of that name is there already; choose another name."
    assert str(told.value) == f"{path} could not be saved: {reason}"
    assert path.read_text() == "theirs"


async def test_an_export_asks_writes_and_says_so(tmp_path: Path) -> None:
    """The hint names the endings; a wrong one is told and writes nothing."""
    bench = Bench()
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        ask_export(bench.app.session, "Write to", str(tmp_path / "new.md"), FORMS)
        await bench.settle(pilot)
        assert "the ending chooses: .md, .html or .json; esc leaves" in screen_text(bench.app)
        await bench.press(pilot, "enter")
        assert (tmp_path / "new.md").read_text() == "# Talks\n"
        assert bench.app.navigator.library.status.message == f"Written to {tmp_path / 'new.md'}."
        ask_export(bench.app.session, "Write to", str(tmp_path / "new.doc"), FORMS)
        await bench.settle(pilot)
        await bench.press(pilot, "enter")
        assert "names no form" in screen_text(bench.app)
