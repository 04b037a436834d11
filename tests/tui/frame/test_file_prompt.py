"""Names of files to write: proposed from what is written, and asked for again when one is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from tests.tui.fakes import Bench, screen_text
from tui.frame.file_prompt import MOST, ask_file, file_name

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("names", "name"),
    [
        (("Los Angeles Times", "The Hindu"), "los-angeles-times-the-hindu"),
        (("Le Monde / Élysée", "../x"), "le-monde-élysée-x"),
        (("???",), "comparison"),
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
