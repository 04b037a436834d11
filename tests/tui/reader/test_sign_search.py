"""Going to a character typed next and to it again, and finding the word at the caret, as vim does."""

from __future__ import annotations

import pytest

from tests.tui.fakes import Bench
from tui.screen_settings import ScreenSettings

ENTRY = ("enter", "}")
"""To the paragraph that begins with “BEIJING — The two ministers met on Friday and spoke for five …”."""

WAYS = {
    ("f", "m"): "ministers",
    ("f", "m", ";"): "met on",
    ("2", "f", "m"): "met on",
    ("f", "m", ";", "comma"): "ministers",
    ("f", "space"): " — The",
    ("f", "m", "f", "escape"): "ministers",
    ("f", "q"): "BEIJING",
    ("9", "9", "f", "m"): "BEIJING",
    (";",): "BEIJING",
}


@pytest.mark.parametrize("keys", WAYS)
async def test_the_caret_goes_to_a_character_of_the_paragraph(keys: tuple[str, ...]) -> None:
    """The caret goes so many of that character on or back, and stays if there are fewer."""
    bench = Bench(settings=ScreenSettings())
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, *ENTRY, *keys)
        pane = bench.app.navigator.reader.pane
        assert pane.article is not None
        assert bench.app.screen is bench.app.navigator.reader
        assert pane.article.text[pane.caret :].startswith(WAYS[keys])


SAID = {
    ("f", "q"): "There is no “q” further on in this paragraph.",
    ("f", "m", "comma"): "There is no “m” before in this paragraph.",
    (";",): "No character was looked for yet; f does.",
    ("g", "g", "w", "w", "w", "*"): "“end” occurs only here in this article.",
    ("g", "g", "w", "w", "w", "#"): "“end” occurs only here in this article.",
    ("*",): "",
}


@pytest.mark.parametrize("keys", SAID)
async def test_what_is_not_there_is_said(keys: tuple[str, ...]) -> None:
    """The sentence names the character and the way."""
    bench = Bench()
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, *ENTRY, *keys)
        assert bench.app.navigator.reader.status.message == SAID[keys]


async def test_the_letter_typed_does_nothing_else() -> None:
    """`fs` puts no star, `fa` writes no note, `fq` leaves no article."""
    bench = Bench()
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        for letter in "saqDur":
            await bench.press(pilot, *ENTRY, "f", letter)
            assert bench.app.screen is bench.app.navigator.reader
            await bench.press(pilot, "1")
        assert (bench.library.mark("a.txt").starred, bench.library.mark("a.txt").read) == (False, True)


async def test_the_word_at_the_caret_is_found() -> None:
    """`*` goes to the next place that has it, also from between words; `n` and `N` walk on, esc looks for nothing."""
    bench = Bench()
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, *ENTRY, "f", "M", "w", "*")
        reader = bench.app.navigator.reader
        assert (reader.finding.word, reader.pane.hit) == ("The", (2, 8))
        await bench.press(pilot, "n", "n", "N")
        assert reader.pane.hit == (3, 8)
        await bench.press(pilot, "escape")
        assert bench.app.screen is reader
        assert reader.pane.hit is None
