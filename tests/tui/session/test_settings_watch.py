"""An edit of the configuration counts while the program runs; one with a mistake changes nothing and is told of."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

from tests.tui.fakes import Bench
from tui.configuration import read_configuration, stamp
from tui.launch import _followed
from tui.session.settings_watch import WATCH

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

SEPIA = 'background: "#f4ecd8"\nforeground: "#4b3826"\nprimary: "#7a4b1e"\n'

_NO_FILE = ("no such file or directory", "a named pipe stands in its place", "a folder stands in its place")


class Desk:
    """An app whose configuration lies in a folder, with a person who edits it."""

    def __init__(self, folder: Path) -> None:
        self.file, self.themes = folder / "config.yaml", folder / "variorum" / "themes"
        self.themes.mkdir(parents=True)
        self.file.write_text("display: {counts: false}\n", "utf-8")
        found = read_configuration(self.file)
        self.bench = Bench(
            settings=found.screen, keymap=found.keymap, themes=found.themes, files=lambda: _followed(self.file, {})
        )

    async def edit(self, pilot: Pilot[Any], text: str) -> str:
        """Write the configuration and wait until it was looked at; return what the status line says then."""
        self.file.write_text("display:\n  counts: false\n" + text, "utf-8")
        return await self.look(pilot)

    async def look(self, pilot: Pilot[Any]) -> str:
        """Let the time pass until the next look."""
        self.bench.timers.pass_by()
        await self.bench.settle(pilot)
        return self.bench.app.navigator.library.status.message


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr("index.config.places._user_folder", lambda: tmp_path / "variorum")
    return Desk(tmp_path)


def test_a_look_comes_within_two_seconds() -> None:
    """Files are looked at as often as notes are."""
    assert WATCH <= 2


async def test_keys_count_at_once(desk: Desk) -> None:
    """A key that was given to an action does it, its old one no longer, and the line of hints shows it."""
    async with desk.bench.app.run_test(size=(120, 40)) as pilot:
        await desk.bench.settle(pilot)
        told = await desk.edit(pilot, "keys: {facts: Z, go_notes: '9'}\n")
        library = desk.bench.app.navigator.library
        assert told == "The configuration was read anew."
        await desk.bench.press(pilot, "4")
        assert desk.bench.app.screen is library
        await desk.bench.press(pilot, "9")
        assert desk.bench.app.session.front == "notes"


async def test_how_pages_look_counts_at_once(desk: Desk) -> None:
    """Measure and style of the preview are the new ones, also for screens that are made later."""
    async with desk.bench.app.run_test(size=(120, 40)) as pilot:
        await desk.bench.settle(pilot)
        await desk.edit(pilot, "reading: {measure: 41, spacing: 0}\n")
        panes = (desk.bench.app.navigator.library.preview.made(), desk.bench.app.navigator.reader.pane)
        assert [(pane.measure, pane.reading.spacing) for pane in panes] == [(41, 0)] * 2


async def test_a_theme_of_ones_own_counts_and_follows_its_file(desk: Desk) -> None:
    """It is chosen by the name of its file; editing its colours colours the screen anew."""
    async with desk.bench.app.run_test(size=(80, 24)) as pilot:
        await desk.bench.settle(pilot)
        (desk.themes / "sepia.yaml").write_text(SEPIA, "utf-8")
        await desk.edit(pilot, "  theme: sepia\n")
        assert (desk.bench.app.theme, desk.bench.app.current_theme.background) == ("sepia", "#f4ecd8")
        (desk.themes / "sepia.yaml").write_text(SEPIA.replace("f4ecd8", "fff0e0"), "utf-8")
        await desk.look(pilot)
        assert desk.bench.app.get_css_variables()["background"].lower() == "#fff0e0"
        assert desk.bench.app.navigator.library.background_colors[1].hex.lower() == "#fff0e0"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("reading: {measure: 7}\n", "config.yaml:3: reading.measure is out of range"),
        ("reading: [\n", "config.yaml:4:1: did not find"),
        ("  theme: spia\n", "there is no theme “spia”"),
        ("keys: {star: t}\n", "already means tag"),
    ],
)
async def test_a_bad_edit_keeps_what_was_and_says_what_is_wrong(desk: Desk, text: str, said: str) -> None:
    """Neither the mistaken value nor the good ones beside it count until the file is mended."""
    async with desk.bench.app.run_test(size=(200, 30)) as pilot:
        await desk.bench.settle(pilot)
        await desk.edit(pilot, "reading: {measure: 50}\n")
        told = await desk.edit(pilot, text)
        assert told.startswith("Nothing was changed. ")
        assert said in told
        assert desk.bench.app.session.settings.reading.measure == 50
        assert desk.bench.app.theme == "variorum-dark"
        await desk.edit(pilot, "reading: {measure: 51}\n")
        assert desk.bench.app.session.settings.reading.measure == 51


async def test_several_mistakes_are_counted(desk: Desk) -> None:
    """Of several mistakes the first is shown in full, with the command that lists all."""
    async with desk.bench.app.run_test(size=(200, 30)) as pilot:
        await desk.bench.settle(pilot)
        told = await desk.edit(pilot, "reading: {measure: 7, spacing: 9}\n")
        assert told.endswith("(1 more: `variorum config check`)")


async def test_what_counts_from_the_next_start_is_named(desk: Desk) -> None:
    """Saved searches count at once; notes, mouse and glyphs do not, and are not named once they are as at the start."""
    async with desk.bench.app.run_test(size=(200, 30)) as pilot:
        await desk.bench.settle(pilot)
        told = await desk.edit(pilot, "  ascii: true\nsearches: {week: 'after:2024'}\nnotes: elsewhere\n")
        assert told == "The configuration was read anew; from the next start: notes, display.ascii."
        told = await desk.edit(pilot, "searches: {week: 'after:2024'}\nnotes: other\n")
        assert told == "The configuration was read anew; from the next start: notes."
        told = await desk.edit(pilot, "searches: {week: 'after:2024'}\n")
        assert told == "The configuration was read anew."
        assert desk.bench.library.settings.searches == {"week": "after:2024"}
        assert desk.bench.app.session.settings.display.ascii is False


async def test_nothing_is_said_while_nothing_changes(desk: Desk) -> None:
    """A look at files that are as they were is silent, and so is a save that changes nothing."""
    async with desk.bench.app.run_test(size=(80, 24)) as pilot:
        await desk.bench.settle(pilot)
        before = desk.bench.app.navigator.library.status.message
        assert await desk.look(pilot) == before
        desk.file.write_text("display: {counts: false}\n# a comment\n", "utf-8")
        assert await desk.look(pilot) == before


def test_every_file_that_may_count_is_watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that appears, changes or goes changes the stamp: the named one, else those of folder, user and themes."""
    monkeypatch.setattr("index.config.places._user_folder", lambda: tmp_path / "variorum")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("VARIORUM_CONFIG", raising=False)
    themes = tmp_path / "variorum" / "themes"
    themes.mkdir(parents=True)
    stamps = [stamp()]
    for path in (tmp_path / "config.yaml", themes.parent / "config.yaml", themes / "a.yaml"):
        path.write_text("display: {}\n", "utf-8")
        stamps.append(stamp())
    (themes / "a.yaml").write_text("background: '#000'\n", "utf-8")
    stamps.append(stamp())
    (tmp_path / "config.yaml").unlink()
    stamps.append(stamp())
    assert len(set(stamps)) == 6
    named = stamp(tmp_path / "named.yaml")
    (tmp_path / "config.yaml").write_text("", "utf-8")
    assert stamp(tmp_path / "named.yaml") == named


async def test_a_file_that_goes_is_told_and_followed_again_once_it_is_back(desk: Desk) -> None:
    """What stands in the file's place is named once; a file that comes back counts at once."""
    async with desk.bench.app.run_test(size=(120, 40)) as pilot:
        await desk.bench.settle(pilot)
        desk.file.unlink()
        told = [await desk.look(pilot)]
        os.mkfifo(desk.file)
        told.append(await desk.look(pilot))
        desk.file.unlink()
        desk.file.mkdir()
        told.append(await desk.look(pilot))
        desk.file.rmdir()
        beginnings = [f"Nothing was changed. {desk.file}: {what};" for what in _NO_FILE]
        assert [each[: len(begins)] for each, begins in zip(told, beginnings, strict=True)] == beginnings
        assert await desk.edit(pilot, "reading: {measure: 41}\n") == "The configuration was read anew."
        assert desk.bench.app.navigator.reader.pane.measure == 41


async def test_an_alarm_goes_once_the_file_is_as_it_was(desk: Desk) -> None:
    """A complaint about the configuration goes once the file is mended."""
    async with desk.bench.app.run_test(size=(120, 40)) as pilot:
        await desk.bench.settle(pilot)
        before = desk.file.read_bytes()
        assert (await desk.edit(pilot, "display: {counts: perhaps}\n")).startswith("Nothing was changed.")
        desk.file.write_bytes(before)
        assert await desk.look(pilot) == ""
