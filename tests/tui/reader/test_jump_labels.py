"""Letters beside the paragraphs on the screen, one of which takes the caret there."""

from __future__ import annotations

import pytest

from tests.tui.fakes import Bench, screen_text
from tests.tui.samples import article
from tui.reader.jump_labels import LETTERS

LABELLED = (("a", "Talks in Beijing"), ("s", "BEIJING — "))
"""Paragraphs that the smallest screen shows, with their letters."""


def first_words(bench: Bench) -> str:
    """The first word at the caret."""
    pane = bench.app.navigator.reader.pane
    assert pane.article is not None
    return pane.article.text[pane.caret :].split(maxsplit=1)[0]


@pytest.mark.parametrize(
    ("keys", "word", "told"),
    [
        ("a", "Talks", ""),
        ("s", "BEIJING", ""),
        ("d", "“We", ""),
        ("?", "Talks", "No paragraph here has the label “?”."),
        (["escape"], "Talks", ""),
        (["escape", "j"], "BEIJING", ""),
    ],
)
async def test_a_letter_takes_the_caret_to_its_paragraph(keys: str, word: str, told: str) -> None:
    """Any other key says that no paragraph has it, and runs nothing; Escape leaves the labels."""
    bench = Bench()
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "enter", "g", "w", *keys)
        reader = bench.app.navigator.reader
        assert bench.app.screen is reader
        assert (first_words(bench), reader.status.message) == (word, told)


@pytest.mark.parametrize("size", [(120, 40), (60, 16)])
async def test_the_letters_stand_in_the_margin_until_the_next_key(size: tuple[int, int]) -> None:
    """Beside the first line of each paragraph, whatever the width; afterwards all is as it was."""
    bench = Bench()
    async with bench.app.run_test(size=size) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "enter")
        before = screen_text(bench.app)
        await bench.press(pilot, "g", "w")
        lines = screen_text(bench.app).splitlines()
        assert [any(f"{label} {words}" in line for line in lines) for label, words in LABELLED] == [True, True]
        await bench.press(pilot, "escape")
        assert screen_text(bench.app) == before


async def test_no_more_paragraphs_are_labelled_than_there_are_letters() -> None:
    """On a high screen of short lines the first ones are; the headline has the first letter."""
    bench = Bench()
    many = [f"Line {number}." for number in range(80)]
    bench.library.articles["many.txt"] = article("many.txt", "Many", *many)
    async with bench.app.run_test(size=(100, 200)) as pilot:
        await bench.settle(pilot)
        bench.app.navigator.read("many.txt")
        await bench.settle(pilot)
        await bench.press(pilot, "g", "w", "Z")
        assert bench.app.navigator.reader.status.message == ""
        assert bench.app.navigator.reader.pane.paragraph[0] == len(LETTERS) - 1
