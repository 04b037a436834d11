"""Other accounts of the paragraph being read: named beside it, gone to with enter, come back from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index import Kind
from tests.builders import article
from tests.stage import lines
from tests.tui.accounts import ACCOUNTS, CALM, GROWN
from tests.tui.compare_cases import reading
from tests.tui.fakes import Bench, FakeLibrary, screen_text
from tests.tui.samples import ARTICLES
from tui.frame.picker import Picker
from tui.keymap import READER
from tui.reader.related_lines import also_in, related_passages
from tui.screen_settings import ReadingSettings, ScreenSettings
from tui.text.glyphs import ASCII, TYPOGRAPHIC

if TYPE_CHECKING:
    from textual.pilot import Pilot

HERE, *OTHERS = ACCOUNTS[:3]
LIBRARY = FakeLibrary(ACCOUNTS[:3])
FOUND = related_passages(HERE, LIBRARY.related(HERE.id), LIBRARY.show)


async def opened(bench: Bench, pilot: Pilot[None], *keys: str) -> str:
    await bench.settle(pilot)
    await bench.press(pilot, "enter", *keys)
    return screen_text(bench.app)


def test_an_edit_says_what_the_other_account_dropped() -> None:
    """The line names outlet, paragraph, class and the changed words."""
    assert also_in(FOUND[3], TYPOGRAPHIC) == "also in The Hindu ¶2, edited: “growing” dropped"
    assert also_in(FOUND[3], ASCII).startswith("also in The Hindu P2, edited")


def test_a_paragraph_told_by_several_says_how_many() -> None:
    """The most telling account stands first, the others are counted."""
    assert [(related.label, related.kind) for related in FOUND[2]] == [
        ("The Hindu", Kind.VERBATIM),
        ("UNN", Kind.VERBATIM),
    ]
    assert also_in(FOUND[2], TYPOGRAPHIC) == "also in The Hindu ¶1, word for word (+1)"
    assert also_in((), TYPOGRAPHIC) == ""


def test_kin_lead_into_the_other_text() -> None:
    """Each offset is where the other account's sentence begins."""
    texts = {article.id: article.text for article in OTHERS}
    assert texts["b.txt"].startswith(CALM, FOUND[3][0].offset)
    assert all(texts[related.article].startswith(GROWN, related.offset) for related in FOUND[2])


async def test_other_accounts_stand_beside_the_text() -> None:
    """The column has each account with how much it shares, and how it tells the paragraph at the caret."""
    bench = Bench(FakeLibrary(ACCOUNTS))
    async with bench.app.run_test(size=(120, 40)) as pilot:
        shown = await opened(bench, pilot, "}")
        assert "Other accounts" in shown
        assert "2 paragraphs in common" in shown
        await bench.press(pilot, "}", "}")
        assert "¶2, edited: “growing” dropped" in screen_text(bench.app)


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (120, 40), (200, 60)])
async def test_where_else_a_paragraph_is_told_stands_below_it_and_moves_nothing(size: tuple[int, int]) -> None:
    """The line stands in the blank row below the paragraph at the caret; every other row stays as it is."""
    bench = Bench(FakeLibrary(ACCOUNTS))
    async with bench.app.run_test(size=size) as pilot:
        await opened(bench, pilot, "}")
        pane = bench.app.navigator.reader.pane
        view = pane.view
        assert view is not None
        before = lines(pane)
        assert not any("also in" in line for line in before)
        for block in (1, 2):
            await bench.press(pilot, "}")
            row = view.row_below(block + 1) - pane.top
            after = lines(pane)
            assert "also in" in after[row]
            assert "⏎" in after[row]
            assert [line for place, line in enumerate(after) if place != row] == [
                line for place, line in enumerate(before) if place != row
            ]


async def test_the_last_paragraph_has_its_line_too() -> None:
    """Below the last row there is a blank one, which the line takes."""
    bench = Bench(FakeLibrary(ACCOUNTS))
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await opened(bench, pilot, "G")
        pane = bench.app.navigator.reader.pane
        assert pane.view is not None
        last = len(pane.view.article.blocks) - 1
        assert pane.view.row_below(last) == len(pane.view)
        assert pane.virtual_size.height == len(pane.view) + 1


async def test_book_style_says_it_on_the_status_line() -> None:
    """Where no blank row stands between paragraphs the line stands at the foot, with the key that goes there."""
    settings = ScreenSettings(reading=ReadingSettings(spacing=0))
    bench = Bench(FakeLibrary(ACCOUNTS), settings=settings)
    async with bench.app.run_test(size=(80, 24)) as pilot:
        shown = await opened(bench, pilot, "}", "}", "}")
        assert "also in The Hindu ¶2, edited: “growing” d… ⏎" in shown.splitlines()[-2]


@pytest.mark.parametrize(("times", "seen"), [(1, True), (30, False)])
async def test_below_a_long_paragraph_it_is_said_on_the_status_line(times: int, *, seen: bool) -> None:
    """A paragraph that ends below the screen has its line there; the status line has it meanwhile, and only then."""
    told = " ".join(f"{CALM} Dockers on pier {number} went home." for number in range(times))
    pair = tuple(article(f"Head {id}\n\n{told}", id) for id in ("a.txt", "b.txt"))
    bench = Bench(FakeLibrary(pair))
    async with bench.app.run_test(size=(80, 24)) as pilot:
        shown = (await opened(bench, pilot, "}")).splitlines()
    assert [("also in" in line) for line in ("\n".join(shown[:-2]), shown[-2])] == [seen, not seen]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_enter_goes_to_the_only_other_account_and_back(size: tuple[int, int]) -> None:
    """The account opens at the passage, and the jump history leads back to the paragraph."""
    bench = Bench(FakeLibrary(ACCOUNTS))
    async with bench.app.run_test(size=size) as pilot:
        await opened(bench, pilot, "}", "}", "}", "enter")
        assert (bench.app.navigator.reader.at_hand, reading(bench)) == ("b.txt", (READER, CALM[:10]))
        await bench.press(pilot, "ctrl+o")
        assert (bench.app.navigator.reader.at_hand, bench.app.navigator.reader.pane.paragraph[0]) == ("a.txt", 3)


async def test_of_several_other_accounts_one_is_chosen() -> None:
    """A list of them opens; the one chosen is read at its passage."""
    bench = Bench(FakeLibrary(ACCOUNTS))
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await opened(bench, pilot, "}", "}", "enter")
        assert isinstance(bench.app.screen, Picker)
        await bench.press(pilot, "down", "enter")
        assert (bench.app.navigator.reader.at_hand, reading(bench)[1]) == ("c.txt", GROWN[:10])


async def test_an_entry_of_the_column_leads_there_too() -> None:
    """Tab, then enter on the first entry, opens the other account."""
    bench = Bench(FakeLibrary(ACCOUNTS))
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await opened(bench, pilot, "}", "}", "}", "tab", "g", "g", "enter")
        assert (bench.app.navigator.reader.at_hand, reading(bench)[1]) == ("b.txt", CALM[:10])


async def test_a_paragraph_nobody_else_tells_says_so() -> None:
    """Enter where there is neither fold nor other account explains itself."""
    bench = Bench(FakeLibrary(ARTICLES[3:]))
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await opened(bench, pilot, "}", "enter")
        assert (
            bench.app.navigator.reader.status.message
            == "There is no fold here, and no other account of this paragraph is known."
        )
