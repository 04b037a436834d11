"""Other accounts of the paragraph being read: named beside it, gone to with enter, come back from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index import Kind
from tests.tui.accounts import ACCOUNTS, CALM, GROWN
from tests.tui.compare_cases import reading
from tests.tui.fakes import Bench, FakeLibrary, screen_text
from tests.tui.samples import ARTICLES
from tui.frame.picker import Picker
from tui.keymap import READER
from tui.reader.related_lines import also_in, related_passages
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


async def test_other_accounts_stand_beside_the_paragraph() -> None:
    """The column follows the caret from paragraph to paragraph, and says nothing where nobody else tells it."""
    bench = Bench(FakeLibrary(ACCOUNTS))
    async with bench.app.run_test(size=(120, 40)) as pilot:
        assert "Other accounts" not in await opened(bench, pilot, "}")
        await bench.press(pilot, "}", "}")
        shown = screen_text(bench.app)
        assert "Other accounts of ¶3" in shown
        assert "¶2, edited: “growing” dropped" in shown


async def test_a_narrow_reader_says_it_on_the_status_line() -> None:
    """Without a column the line stands at the foot, with the key that goes there."""
    bench = Bench(FakeLibrary(ACCOUNTS))
    async with bench.app.run_test(size=(80, 24)) as pilot:
        shown = await opened(bench, pilot, "}", "}", "}")
        assert "also in The Hindu ¶2, edited: “growing” dro… ⏎" in shown.splitlines()[-2]


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
        await opened(bench, pilot, "}", "}", "}", "tab", "g", "enter")
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
