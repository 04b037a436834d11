"""The Reader: landing on the hit, keeping the place, finding, bookmarks, the column beside the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index import Field, Mark, Provenance, Refresh, Span
from tests.tui.fakes import Bench, FakeLibrary, screen_text
from tests.tui.samples import ARTICLES, BODY, article
from tui.keymap import LIBRARY, READER
from tui.screen_settings import ReadingSettings, ScreenSettings

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from tui.reader.reader_screen import ReaderScreen

SIZES = [(60, 16), (80, 24), (120, 40), (200, 60)]


async def reading(bench: Bench, pilot: Pilot[None], *keys: str) -> ReaderScreen:
    await bench.settle(pilot)
    await bench.press(pilot, "enter", *keys)
    return bench.app.navigator.reader


async def searched(bench: Bench, pilot: Pilot[None], query: str) -> ReaderScreen:
    await bench.settle(pilot)
    await bench.press(pilot, "slash", *query, "enter", "enter")
    return bench.app.navigator.reader


@pytest.mark.parametrize("size", SIZES)
async def test_a_result_opens_at_its_hit(size: tuple[int, int]) -> None:
    """The caret stands on the first hit, and the status line counts the hits."""
    bench = Bench()
    async with bench.app.run_test(size=size) as pilot:
        reader = await searched(bench, pilot, "trade")
        first = ARTICLES[0].text.index("trade")
        assert reader.pane.caret == first
        assert "hit 1/8" in screen_text(bench.app)


async def test_an_article_opens_where_it_was_left() -> None:
    """Without a search the kept place counts."""
    library = FakeLibrary()
    library.shelf.marks["a.txt"] = Mark(place=200)
    bench = Bench(library)
    async with bench.app.run_test(size=(80, 24)) as pilot:
        reader = await reading(bench, pilot)
        assert reader.pane.caret == 200


async def test_the_place_is_kept_when_the_caret_rests() -> None:
    """A pause writes it; leaving and quitting write it at once."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        reader = await reading(bench, pilot, "}", "}")
        assert bench.library.shelf.mark("a.txt").place == 0
        bench.timers.pass_by()
        await bench.settle(pilot)
        assert bench.library.shelf.mark("a.txt").place == reader.pane.caret > 0
        await bench.press(pilot, "}", "q")
        assert bench.library.shelf.mark("a.txt").place == reader.pane.caret


async def test_quitting_keeps_the_place() -> None:
    """ctrl+q in the middle of an article loses nothing."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        reader = await reading(bench, pilot, "}", "}")
        await bench.press(pilot, "ctrl+q")
    assert bench.library.shelf.mark("a.txt").place == reader.pane.caret
    assert bench.library.closed


@pytest.mark.parametrize("select", ["v", "V"])
async def test_escape_drops_what_is_selected_first(select: str) -> None:
    """Only the next one leaves the article."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        reader = await reading(bench, pilot, "}", select, "l", "escape")
        assert (bench.app.screen.name, reader.pane.selection) == (READER, None)
        await bench.press(pilot, "escape")
        assert bench.app.screen.name == LIBRARY


async def test_the_place_survives_resizes() -> None:
    """The caret stays on its word at every width."""
    bench = Bench()
    async with bench.app.run_test(size=(120, 40)) as pilot:
        reader = await reading(bench, pilot, *"}}}}")
        before = reader.pane.caret
        for width, height in ((60, 16), (200, 60), (80, 24)):
            await bench.resize(pilot, width, height)
            assert reader.pane.caret == before


async def test_the_place_survives_a_changed_file() -> None:
    """A refresh that changed the article shows it anew, at the place of the caret."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        reader = await reading(bench, pilot, *"}}")
        before = reader.pane.caret
        bench.library.articles["a.txt"] = article("a.txt", "Talks in Beijing end without agreement", *BODY[:6])
        bench.job.end(Refresh(changed=("a.txt",)))
        await bench.settle(pilot)
        assert reader.pane.article is not None
        assert (len(reader.pane.article.blocks), reader.pane.caret) == (7, before)


async def test_opening_marks_an_article_read() -> None:
    """The dot in the list goes when the article is opened."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await reading(bench, pilot)
        assert bench.library.shelf.mark("a.txt").read is True


async def test_finding_in_the_article_marks_and_walks() -> None:
    """What is typed is counted at once; Enter goes to it; n and N walk; escape puts the box away."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        reader = await reading(bench, pilot, "slash", *"statement")
        assert "4 found" in screen_text(bench.app)
        await bench.press(pilot, "enter", "n", "N")
        assert reader.pane.hit == (1, 4)
        assert "hit 1/4 “statement”" in screen_text(bench.app)
        await bench.press(pilot, "escape")
        assert reader.find_box.display is False


async def test_leaving_the_box_twice_brings_the_searchs_hits_back() -> None:
    """First the box goes, then what was found in it; the hits of the search are there again."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        reader = await searched(bench, pilot, "taiwan")
        await bench.press(pilot, "slash", *"statement", "escape")
        assert reader.pane.hit is not None
        assert reader.pane.hit[1] == 4
        await bench.press(pilot, "escape")
        assert reader.pane.hit[1] == 8


async def test_next_article_walks_the_list_it_was_opened_from() -> None:
    """J and K stay inside the result list, land on hits, and say where it ends."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        reader = await searched(bench, pilot, "taiwan")
        await bench.press(pilot, "J")
        assert (reader.at_hand, reader.pane.hit) == ("b.txt", (1, 4))
        await bench.press(pilot, "J")
        assert reader.at_hand == "b.txt"
        assert reader.status.message == "This is the last article of the list."
        await bench.press(pilot, "1")
        assert bench.app.navigator.library.list.cursor_id == "b.txt"


async def test_bookmarks_are_set_listed_and_reached() -> None:
    """M sets one at the paragraph, ' lists it, Enter goes there."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        reader = await reading(bench, pilot, "}", "}", "m", "m", "g", "g", "'", "enter")
        offset = ARTICLES[0].text.index("“We are")
        assert bench.library.shelf.mark("a.txt").bookmarks == (offset,)
        assert reader.pane.caret == offset


async def test_the_history_goes_back_to_the_place_left() -> None:
    """ctrl+o returns to the paragraph a jump started from."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        reader = await reading(bench, pilot, *"}}}")
        before = reader.pane.caret
        await bench.press(pilot, "J", "ctrl+o")
        assert (reader.at_hand, reader.pane.caret) == ("a.txt", before)


async def test_the_column_tells_how_fields_are_known() -> None:
    """A derived outlet and a guessed author are never shown as facts."""
    known = article(
        "k.txt",
        "Head",
        "From the wire, they said so. " * 3,
        outlet=Field("The Wire", Provenance.DERIVED, "the name of the file"),
        author=Field("A. Writer", Provenance.GUESSED, Span(6, 19)),
    )
    bench = Bench(FakeLibrary((known,)))
    async with bench.app.run_test(size=(160, 40)) as pilot:
        await reading(bench, pilot)
        shown = screen_text(bench.app)
        assert "derived, from the name of the file" in shown
        assert "a guess, from “From the wire" in shown
        assert "published: unknown" in shown


async def test_an_entry_of_the_column_leads_into_the_text() -> None:
    """Tab goes to the column, Enter to the bookmark it names."""
    bench = Bench()
    async with bench.app.run_test(size=(120, 40)) as pilot:
        reader = await reading(bench, pilot, "}", "}", "}", "m", "m")
        marked = reader.pane.caret
        await bench.press(pilot, "g", "g", "tab", "g", "g", "j", "enter")
        assert marked == reader.pane.caret > 0
        assert bench.app.focused is reader.pane


async def test_a_fold_opens_at_the_caret() -> None:
    """Enter opens the folded furniture under the caret and closes it again."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await reading(bench, pilot, "G")
        assert "Subscribe now" not in screen_text(bench.app)
        await bench.press(pilot, "enter", "G")
        assert "Subscribe now" in screen_text(bench.app)


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        (("H",), "There is no passage here to highlight; ⏎ unfolds it."),
        (("y",), "There is no passage here to copy; ⏎ unfolds it."),
        (("Y",), "There is no passage here to copy; ⏎ unfolds it."),
        (("enter", "H"), "Saved"),
    ],
)
async def test_what_is_folded_is_neither_marked_nor_copied(keys: tuple[str, ...], told: str) -> None:
    """On a fold those keys refuse and say how to unfold it; once it is open they do what they say."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await reading(bench, pilot, "G", *keys)
        assert bench.app.navigator.reader.status.message.startswith(told)
        assert len(bench.library.notebook.all()) == (told == "Saved")


async def test_a_note_written_on_a_fold_is_on_the_article() -> None:
    """Its hidden words are not what the note is about."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await reading(bench, pilot, "G", "a", *"Hm", "f2")
        assert [target.exact for note in bench.library.notebook.all() for target in note.targets] == [""]


@pytest.mark.parametrize("key", ["v", "V"])
async def test_a_selection_begun_on_a_fold_opens_it(key: str) -> None:
    """What is selected is seen; a selection that reaches a fold ends before it."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await reading(bench, pilot, "G", key)
        pane = bench.app.navigator.reader.pane
        assert "Subscribe now" in screen_text(bench.app)
        assert pane.article is not None
        text = pane.article.text
        assert pane.selection is not None
        assert pane.selection.start == text.index("Subscribe now")
        await bench.press(pilot, "escape", "enter", "k", key, "G")
        assert "Subscribe now" not in screen_text(bench.app)
        assert "Subscribe" not in text[pane.selection.start : pane.selection.end]


async def test_a_bad_address_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    """An article whose URL is no web address says so."""
    opened: list[str] = []
    monkeypatch.setattr("tui.outside.browse", opened.append)
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "j", "j", "o")
        assert bench.app.navigator.library.status.message == "This article has no web address that a browser may open."
        assert opened == []


async def test_a_pipe_that_can_not_have_the_terminal_says_so() -> None:
    """Without a terminal to give away, the command is not run."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        reader = await reading(bench, pilot, "|", "enter")
        assert reader.status.message == "Other programs can't use this terminal."


async def test_settings_shape_the_page() -> None:
    """The measure of the configuration is the pane's; the keys change it."""
    settings = ScreenSettings(reading=ReadingSettings(measure=50, plain_quotes=True))
    bench = Bench(settings=settings)
    async with bench.app.run_test(size=(120, 40)) as pilot:
        reader = await reading(bench, pilot)
        assert reader.pane.measure == 50
        assert '"We are committed' in screen_text(bench.app)
        reader.act("plain_quotes")
        await bench.settle(pilot)
        assert "“We are committed" in screen_text(bench.app)


async def test_zen_leaves_only_the_text() -> None:
    """No tabs, no hints, no column; z brings them back."""
    bench = Bench()
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await reading(bench, pilot, "z", "e")
        assert "Library" not in screen_text(bench.app)
        await bench.press(pilot, "z", "e")
        assert "1 Library" in screen_text(bench.app)


async def test_a_text_wider_than_the_measure_is_centred_on_a_wide_screen() -> None:
    """At 200 columns the text does not hug the left edge."""
    bench = Bench()
    async with bench.app.run_test(size=(200, 60)) as pilot:
        reader = await reading(bench, pilot)
        assert reader.pane._page.column.start > 20
