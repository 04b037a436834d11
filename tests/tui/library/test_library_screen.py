"""The Library: what is typed, listed, filtered, previewed and marked, at every size."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from textual.geometry import Size

from index import Complaint, IndexDamagedError, LibrarySettings, Progress, Refresh, SaveError, Skipped
from tests.tui.fakes import Bench, FakeLibrary, screen_text
from tests.tui.samples import article
from tui.article.article_pane import PreviewPane
from tui.frame.page import Page
from tui.frame.picker import Picker
from tui.library.previewer import LOW, Previewer
from tui.screen_settings import DisplaySettings, ScreenSettings

if TYPE_CHECKING:
    from textual.pilot import Pilot

TAIWAN = ("slash", *"taiwan")


def titles(bench: Bench) -> list[str]:
    listing = bench.app.navigator.library.list
    return [listing.rows.row(place).title for place in range(len(bench.app.navigator.library.search.results))]


async def started(bench: Bench, pilot: Pilot[None], *keys: str) -> str:
    await bench.settle(pilot)
    await bench.press(pilot, *keys)
    return screen_text(bench.app)


@pytest.mark.parametrize(("columns", "shown"), [(80, False), (159, False), (160, True)])
def test_the_first_frame_shows_the_panes_that_have_room(
    columns: int,
    shown: bool,  # noqa: FBT001
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """No pane is painted that is put away at once."""
    monkeypatch.setenv("COLUMNS", str(columns))

    assert Bench().app.navigator.library.facets.display is shown


async def test_results_come_while_typing_and_in_full_on_a_pause() -> None:
    """Each key asks the quick question; the pause after the last one asks the full one."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        shown = await started(bench, pilot, *TAIWAN)
        assert "2+ of 4" in shown
        assert bench.library.asked[-1] == ("taiwan", "relevance", True)
        bench.timers.pass_by()
        await bench.settle(pilot)
        assert bench.library.asked[-1] == ("taiwan", "relevance", False)
        assert "2 of 4 · 3 ms" in screen_text(bench.app)


async def test_what_is_found_is_never_more_than_there_is() -> None:
    """While the first index grows, the number of all articles is behind what a search finds."""
    bench = Bench()
    async with bench.app.run_test(size=(160, 48)) as pilot:
        await started(bench, pilot, *TAIWAN)
        bench.timers.pass_by()
        bench.app.session.count = 0
        await bench.settle(pilot)
        assert "2 of 2 · 3 ms" in screen_text(bench.app)


async def test_snippets_stand_under_their_rows() -> None:
    """Found rows show where they were found."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        shown = await started(bench, pilot, *TAIWAN, "enter")
        assert "wider rift over Taiwan" in shown
        assert bench.app.navigator.library.list.rows.row(0).snippet != ""


async def test_arrows_move_the_list_while_typing() -> None:
    """The box keeps the keys for text; up and down are the list's."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await started(bench, pilot, *TAIWAN, "down")
        assert bench.app.navigator.library.box.typing
        assert bench.app.navigator.library.list.cursor_id == "b.txt"


async def test_a_problem_is_read_whole_on_a_narrow_screen() -> None:
    """At 60 columns a sentence that has no room beside its word stands in lines of its own, to its last word."""
    bench = Bench()
    async with bench.app.run_test(size=(60, 16)) as pilot:
        shown = await started(bench, pilot, "slash", *"taiwan taiwan taiwan colour:red")
        lines = [line.strip() for line in shown.splitlines()]
        assert lines[2:4] == ["^^^^^^^^^^", "there is no field “colour”"]


async def test_a_problem_stands_under_its_word() -> None:
    """What could not be understood is marked where it was typed; the rest still searches."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        shown = await started(bench, pilot, "slash", *"taiwan colour:red")
        lines = shown.splitlines()
        line = next(line for line in lines if "^^^" in line)
        assert line.index("^") == lines[1].index("colour:red")
        assert line.endswith("there is no field “colour”")
        assert titles(bench) == ["Talks in Beijing end without agreement", "Ministers warn of wider rift over Taiwan"]


async def test_enter_takes_the_suggestion_when_nothing_is_found() -> None:
    """“Did you mean” is said in the list, and Enter in the box searches for it."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        shown = await started(bench, pilot, "slash", *"taiwam")
        assert "Did you mean “taiwan”?" in shown
        await bench.press(pilot, "enter")
        assert bench.app.navigator.library.search.asked == "taiwan"


async def test_a_facet_becomes_words_of_the_query_and_goes_again() -> None:
    """Enter on a value filters by it; the box says so; Enter again takes it out."""
    bench = Bench()
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await started(bench, pilot, "f", "enter")
        assert bench.app.navigator.library.search.asked == 'outlet:"LA Times"'
        assert titles(bench) == ["Talks in Beijing end without agreement"]
        await bench.press(pilot, "enter")
        assert bench.app.navigator.library.search.asked == ""
        assert len(titles(bench)) == 4


async def test_a_saved_search_replaces_the_query() -> None:
    """Saved searches stand above the facets."""
    library = FakeLibrary()
    library.settings = LibrarySettings(searches={"the strait": "taiwan"})
    bench = Bench(library)
    async with bench.app.run_test(size=(120, 40)) as pilot:
        shown = await started(bench, pilot, "f", "g", "g", "enter")
        assert "Saved searches" in shown
        assert bench.app.navigator.library.search.asked == "taiwan"


async def test_the_preview_follows_the_cursor_and_stands_at_the_hit() -> None:
    """The article under the cursor is shown, its hits marked."""
    bench = Bench()
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await started(bench, pilot, "j", "j")
        preview = bench.app.navigator.library.preview.made()
        assert preview.article is not None
        assert preview.article.id == "c.txt"
        await bench.press(pilot, *TAIWAN, "enter")
        assert preview.hit == (1, 8)


async def test_a_short_list_leaves_its_lines_to_the_preview() -> None:
    """At 80×24 two hits take four lines; with all articles listed again the preview has its share."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await started(bench, pilot)
        preview, panes = bench.app.navigator.library.preview, bench.app.navigator.library.panes
        heights = [preview.outer_size.height]
        for keys in ((*TAIWAN, "enter"), ("escape",), ("less_than_sign",), (*TAIWAN, "enter")):
            await bench.press(pilot, *keys)
            heights.append(preview.outer_size.height)
        room = panes.size.height
        assert heights == [room - 8, room - 4, room - 8, room - 9, room - 9]


async def test_a_low_preview_begins_with_the_text() -> None:
    """The headline stands in the list; three lines of head and none of text would say nothing."""
    bench = Bench()
    async with bench.app.run_test(size=(60, 16)) as pilot:
        shown = await started(bench, pilot)
        preview = bench.app.navigator.library.preview
        below = shown.splitlines()[preview.region.y + 1 :]
        assert any(line.strip().startswith("BEIJING — The two") for line in below)


async def test_a_preview_that_gets_low_begins_with_the_text() -> None:
    """The place follows the height of the box, up and down, unless the reader moved in the article."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 40)) as pilot:
        await started(bench, pilot)
        preview = bench.app.navigator.library.preview.made()
        assert preview.article is not None
        text = next(iter(preview.article.paragraphs)).start
        places = [preview.caret]
        for size in ((60, 16), (80, 40)):
            await bench.resize(pilot, *size)
            places.append(preview.caret)
        preview.move_caret("paragraph", 2)
        moved = preview.caret
        await bench.resize(pilot, 60, 16)
        assert (places, preview.caret, moved > text) == ([0, text, 0], moved, True)


async def test_a_preview_fits_its_box_also_before_it_is_laid_out() -> None:
    """The box may get its height after its first article and before its pane has a width."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 40)) as pilot:
        await started(bench, pilot)
        article, pane = bench.library.show("a.txt"), PreviewPane()
        box: Any = SimpleNamespace(size=Size(0, 0), display=True, pane=pane, made=lambda: pane)
        previewer = Previewer(bench.app.session, box, lambda _: lambda _: None)
        previewer._wanted = article.id
        previewer._fetched((article, None))
        places = [pane.caret]
        box.size = Size(80, LOW)
        box.resized()
        assert [*places, pane.caret] == [next(iter(article.paragraphs)).start, 0]


async def test_marks_are_counted() -> None:
    """The status line says how many are marked; a command takes the marks off."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        shown = await started(bench, pilot, "space", "space")
        assert "✓2 marked" in shown
        bench.app.navigator.library.act("clear_marks")
        await bench.settle(pilot)
        assert "marked" not in screen_text(bench.app)


async def test_the_order_said_is_the_one_in_which_articles_stand() -> None:
    """By relevance where a word ranks them; without one, or by a filter alone, the newest lead."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        assert "sort: newest first" in await started(bench, pilot)
        await bench.press(pilot, *TAIWAN, "enter")
        assert "sort: relevance" in screen_text(bench.app)


async def test_the_order_is_chosen_from_a_menu() -> None:
    """S opens the menu; the choice sorts the list and is said."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        shown = await started(bench, pilot, "S", *"title", "enter")
        assert "sort: title" in shown
        assert bench.library.asked[-1][1] == "title"
        assert titles(bench)[0] == "A quiet day at the port"


async def test_leaving_goes_from_the_box_to_the_list_and_then_clears() -> None:
    """Escape leaves the box first, then empties the query, and never quits."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await started(bench, pilot, *TAIWAN, "escape")
        assert (bench.app.navigator.library.box.typing, bench.app.navigator.library.search.asked) == (False, "taiwan")
        await bench.press(pilot, "escape", "escape", "escape")
        assert bench.app.navigator.library.search.asked == ""
        assert bench.app.is_running


async def test_tags_are_asked_for_and_undone() -> None:
    """The prompt holds the tags there are; the answer replaces them; u brings the old ones back."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await started(bench, pilot, "t", *"#framing, russia", "enter")
        assert bench.library.shelf.mark("a.txt").tags == ("framing", "russia")
        await bench.press(pilot, "u")
        assert bench.library.shelf.mark("a.txt").tags == ()


async def test_a_failed_write_is_said_and_taken_back() -> None:
    """A star that could not be kept does not stay on the screen."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        bench.library.shelf.fails = SaveError("a.txt.yaml", "the disk is full", "make room")
        await bench.press(pilot, "s")
        assert "could not be saved: the disk is full" in bench.app.navigator.library.status.message
        assert bench.app.session.shelf is not None
        assert bench.app.session.shelf.mark("a.txt").starred is False


async def test_a_first_indexing_shows_count_and_rate() -> None:
    """While nothing is listed yet, the list says how far the indexing is."""
    bench = Bench(FakeLibrary(()))
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        assert bench.job.requests == [{"verb": "refresh", "rebuild": False}]
        assert bench.job.listener is not None
        bench.now = 2.0
        bench.job.listener.progress(Progress("reading", 500, 4000))
        await bench.settle(pilot)
        assert "Indexing 500 of 4,000" in screen_text(bench.app)
        assert "/s" not in screen_text(bench.app)
        bench.now = 4.0
        bench.job.listener.progress(Progress("reading", 1_000, 4_000))
        await bench.settle(pilot)
        assert "Indexing 1,000 of 4,000 · 250/s" in screen_text(bench.app)
        bench.library.articles = {each.id: each for each in (article("x.txt", "New one", "Some text."),)}
        bench.job.end(Refresh(added=("x.txt",), skipped=(Skipped("y.bin", "it is binary"),)))
        await bench.settle(pilot)
        assert titles(bench) == ["New one"]
        assert "1 article found, 1 file stepped over; ? shows the keys." in bench.app.navigator.library.status.message


async def test_an_empty_folder_says_what_to_do() -> None:
    """Once it was looked through: where to put some, and which key looks again."""
    bench = Bench(FakeLibrary(()))
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        shown = screen_text(bench.app)
        assert ("There are no articles" in shown, "Looking through the folder" in shown) == (False, True)
        bench.job.end(Refresh())
        await bench.settle(pilot)
        shown = screen_text(bench.app)
        assert "There are no articles in /library/news." in shown
        assert "press R to re-scan" in shown


async def test_a_killed_indexing_is_said_and_begins_anew() -> None:
    """The reader hears of it, the index is not called fresh, and R starts again."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        assert bench.job.listener is not None
        listener, bench.job.listener = bench.job.listener, None
        listener.failed("The indexing process ended before its work did (signal 9)")
        await bench.settle(pilot)
        assert "(signal 9); R begins anew" in bench.app.navigator.library.status.message
        assert bench.app.navigator.library.upkeep.state == "index not fresh"
        await bench.press(pilot, "R")
        assert len(bench.job.requests) == 2
        bench.job.end(Refresh())
        await bench.settle(pilot)
        assert bench.app.navigator.library.upkeep.state == "index fresh"


@pytest.mark.parametrize(
    ("screen", "said"), [("1", ""), ("4", "Looking through the folder…"), ("5", "Looking through the folder…")]
)
async def test_a_look_through_the_folder_is_said_where_its_state_is_not_shown(screen: str, said: str) -> None:
    """The Library shows it beside the list; on other screens the key says that it begins, and then how it ended."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        bench.job.end(Refresh())
        await bench.press(pilot, screen, "R")
        page = bench.app.screen
        assert isinstance(page, Page)
        assert page.status.message == said
        bench.job.end(Refresh())
        await bench.settle(pilot)
        assert page.status.message == "Re-scanned: nothing new."


async def test_a_folder_that_is_another_is_not_looked_through() -> None:
    """The child would take it for the one that was opened; the reason is said, and R tries again."""
    bench = Bench()
    async with bench.app.run_test(size=(200, 24)) as pilot:
        await bench.settle(pilot)
        bench.job.end(Refresh())
        bench.library.held = SimpleNamespace(lost="/library/news: another folder is in its place now")
        await bench.press(pilot, "R")
        told = "/library/news: another folder is in its place now; R begins anew and nothing is lost."
        assert (bench.app.navigator.library.status.message, len(bench.job.requests)) == (told, 1)
        bench.library.held = SimpleNamespace(lost=None)
        await bench.press(pilot, "R")
        assert len(bench.job.requests) == 2


async def test_a_damaged_index_is_rebuilt() -> None:
    """A search that meets a damaged index asks for a new one and says so."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        bench.job.end(Refresh())
        bench.library.fails = IndexDamagedError("cache", "bad segment")
        await bench.press(pilot, *TAIWAN)
        assert bench.job.requests[-1]["rebuild"] is True
        assert "can't be read" in bench.app.navigator.library.status.message


async def test_a_growing_list_keeps_the_cursor_on_its_article() -> None:
    """What a refresh adds above does not move the reader."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await started(bench, pilot, "j", "j")
        bench.library.articles = {"0.txt": article("0.txt", "Newest", "Text."), **bench.library.articles}
        bench.job.end(Refresh(added=("0.txt",)))
        await bench.settle(pilot)
        assert bench.app.navigator.library.list.cursor_id == "c.txt"


async def test_problems_are_listed() -> None:
    """The command “problems” lists what `check` finds."""
    bench = Bench()
    bench.library.complaints = (Complaint("bad.txt", 3, "it is binary", "convert it"),)
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        bench.app.navigator.library.act("problems")
        await bench.settle(pilot)
        assert isinstance(bench.app.screen, Picker)
        assert "it is binary; convert it" in screen_text(bench.app)


@pytest.mark.parametrize(
    ("size", "panes"),
    [
        ((60, 16), ["list", "preview"]),
        ((80, 24), ["list", "preview"]),
        ((120, 40), ["list", "preview"]),
        ((159, 40), ["list", "preview"]),
        ((160, 40), ["facets", "list", "preview"]),
        ((200, 60), ["facets", "list", "preview"]),
    ],
)
async def test_each_size_has_its_panes(size: tuple[int, int], panes: list[str]) -> None:
    """Facets stand beside the list where there is room, and are a drawer where there is none."""
    bench = Bench()
    async with bench.app.run_test(size=size) as pilot:
        shown = await started(bench, pilot)
        screen = bench.app.navigator.library
        assert [pane.id for pane in (screen.facets, screen.list, screen.preview) if pane.display] == panes
        assert all(pane.size.height >= 3 for pane in (screen.list, screen.preview))
        assert shown.splitlines()[-1].endswith("? keys")


async def test_too_small_a_terminal_is_told_what_is_needed() -> None:
    """Below 60 × 16 one line says so; growing brings the screen back."""
    bench = Bench()
    async with bench.app.run_test(size=(50, 10)) as pilot:
        assert "Variorum needs 60 × 16 cells; this" in await started(bench, pilot)
        await bench.resize(pilot, 80, 24)
        assert "1 Library" in screen_text(bench.app)
        assert "Variorum needs" not in screen_text(bench.app)
        await bench.resize(pilot, 59, 24)
        assert "this terminal has 59 × 24." in " ".join(screen_text(bench.app).split())


async def test_a_resize_keeps_cursor_and_query() -> None:
    """Nothing is lost on the way from wide to narrow and back."""
    bench = Bench()
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await started(bench, pilot, *TAIWAN, "enter", "j")
        for width, height in ((60, 16), (200, 60), (80, 24)):
            await bench.resize(pilot, width, height)
        screen = bench.app.navigator.library
        assert (screen.search.asked, screen.list.cursor_id) == ("taiwan", "b.txt")


async def test_ascii_leaves_no_other_sign_in_the_frame() -> None:
    """With ``ascii`` the program's own signs are ASCII; only the articles' own words are not."""
    settings = ScreenSettings(display=DisplaySettings(ascii=True, counts=False))
    plain = article("a.txt", "Plain words", "Only ASCII here.", outlet="Times")
    bench = Bench(FakeLibrary((plain,)), settings)
    async with bench.app.run_test(size=(80, 24)) as pilot:
        shown = await started(bench, pilot)
        assert sorted({sign for sign in shown if not sign.isascii()}) == []


@pytest.mark.parametrize("keys", [("t",), ("S",), ("a",), ("a", "x", "escape"), ("|",)])
async def test_ascii_leaves_no_other_sign_around_a_box(keys: tuple[str, ...]) -> None:
    """Frames and hints of boxes are drawn with letters and dashes; a box's own sentences may hold curly quotes."""
    settings = ScreenSettings(display=DisplaySettings(ascii=True, counts=False))
    bench = Bench(FakeLibrary((article("a.txt", "Plain words", "Only ASCII here.", outlet="Times"),)), settings)
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await started(bench, pilot)
        await bench.press(pilot, *keys)
        shown = screen_text(bench.app)
        assert sorted({sign for sign in shown if not sign.isascii()} - {*"“”’"}) == []


@pytest.mark.parametrize(
    "keys", [("enter",), ("enter", "F"), ("space", "space", "c"), ("space", "space", "c", "/", "x", "enter")]
)
async def test_ascii_leaves_no_other_sign_on_other_screens(keys: tuple[str, ...]) -> None:
    """Scroll bars take whole cells, a long name in the top line ends in dots, what is found is framed in dashes."""
    settings = ScreenSettings(display=DisplaySettings(ascii=True, counts=False))
    long = "A headline that is longer than the top line has room for. "
    text = "\n\n".join(f"Paragraph {number} of the talks." for number in range(60))
    articles = (article("a.txt", long, text), article("b.txt", "Other words", f"{text}\n\nOne more."))
    bench = Bench(FakeLibrary(articles), settings)
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await started(bench, pilot, *keys)
        shown = screen_text(bench.app)
        assert sorted({sign for sign in shown if not sign.isascii()}) == []


async def test_the_pauses_are_used_to_warm_the_search() -> None:
    """After opening, and after a refresh that changed something, search as you type is made ready."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        bench.job.end(Refresh(added=("x.txt",)))
        await bench.settle(pilot)
    assert bench.library.warmed == 2


async def test_a_word_is_a_beginning_until_it_is_ended() -> None:
    """What half a word found stays in the full answer; a space or Enter ends the word."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await started(bench, pilot, "slash", *"taiw")
        bench.timers.pass_by()
        await bench.settle(pilot)
        assert "2 of 4" in screen_text(bench.app)
        await bench.press(pilot, "space")
        assert titles(bench) == []
        await bench.press(pilot, "backspace")
        assert len(titles(bench)) == 2
        await bench.press(pilot, "enter")
        assert "Did you mean “taiwan”?" in screen_text(bench.app)


async def test_a_facet_and_then_a_word_are_not_glued() -> None:
    """The box adds the space, and the word narrows what the facet found."""
    bench = Bench()
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await started(bench, pilot, "f", "enter", *TAIWAN)
        assert bench.app.navigator.library.search.asked == 'outlet:"LA Times" taiwan'
        assert titles(bench) == ["Talks in Beijing end without agreement"]


async def test_a_facet_leaves_a_word_being_typed_its_place() -> None:
    """Half a word goes on finding what begins so when a filter is set beside it."""
    bench = Bench()
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await started(bench, pilot, "slash", *"taiw", "escape", "f", "enter")
        assert bench.app.navigator.library.search.asked == 'outlet:"LA Times" taiw'
        assert titles(bench) == ["Talks in Beijing end without agreement"]


async def test_more_opens_a_group_of_facets() -> None:
    """Enter on “more” shows all values of the group, and on “fewer” the first ones again."""
    papers = [article(f"{number:02}.txt", "News", "Text.", outlet=f"Paper {number:02}") for number in range(12)]
    bench = Bench(FakeLibrary(papers))
    async with bench.app.run_test(size=(160, 40)) as pilot:
        shown = await started(bench, pilot, "f", "pagedown", *["j"] * 6)
        assert "more (6)" in shown
        await bench.press(pilot, "enter")
        assert "Paper 11" in screen_text(bench.app)
        await bench.press(pilot, *["j"] * 6, "enter")
        assert "more (6)" in screen_text(bench.app)


async def test_tags_and_accounts_are_seen_in_the_list() -> None:
    """What the reader called an article stands in its row."""
    bench = Bench()
    async with bench.app.run_test(size=(120, 40)) as pilot:
        shown = await started(bench, pilot, "t", *"framing", "enter")
        assert "LA Times ‹AP› · 26 Apr 2024 · #framing" in shown


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_drawer_of_facets_takes_the_room_of_the_preview(size: tuple[int, int]) -> None:
    """The key opens it beside the list, Escape puts it away and brings the preview back."""
    bench = Bench()
    async with bench.app.run_test(size=size) as pilot:
        await started(bench, pilot, "f")
        screen = bench.app.navigator.library
        assert [pane.display for pane in (screen.facets, screen.list, screen.preview)] == [True, True, False]
        assert screen.list.size.width >= 40
        await bench.press(pilot, "escape")
        assert [pane.display for pane in (screen.facets, screen.list, screen.preview)] == [False, True, True]


async def test_a_search_is_saved_and_forgotten() -> None:
    """W names the search in the box; it stands first among the filters until its name is emptied."""
    bench = Bench()
    async with bench.app.run_test(size=(160, 40)) as pilot:
        await started(bench, pilot, *TAIWAN, "enter", "W", *"strait", "enter")
        assert bench.library.shelf.searches == {"strait": "taiwan"}
        assert "Saved as “strait”" in bench.app.navigator.library.status.message
        await bench.press(pilot, "escape", "f", "g", "g", "enter")
        assert bench.app.navigator.library.search.asked == "taiwan"
        await bench.press(pilot, "W", *["backspace"] * 6, "enter")
        assert bench.library.shelf.searches == {}
        assert "Saved searches" not in screen_text(bench.app)


async def test_a_search_that_another_window_saved_is_shown() -> None:
    """A search saved in another window appears among the filters at the next periodic look."""
    bench = Bench()
    async with bench.app.run_test(size=(160, 40)) as pilot:
        await started(bench, pilot)
        outside = bench.app.notepad.outside
        outside.catch_up()
        await bench.settle(pilot)
        assert "boats" not in screen_text(bench.app)
        bench.library.shelf.searches = {"boats": "ship"}
        outside.catch_up()
        await bench.settle(pilot)
        assert "boats" in screen_text(bench.app)


async def test_nothing_is_saved_without_a_search() -> None:
    """With an empty box nothing is saved, and the status line names the key that begins a search."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        shown = await started(bench, pilot, "W")
        assert "There is no search to save; / begins one." in shown


async def test_a_search_that_can_not_be_saved_is_said() -> None:
    """The reader hears why, and the search is not listed."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        bench.library.shelf.fails = SaveError("_shelf.yaml", "the disk is full", "make room")
        await started(bench, pilot, *TAIWAN, "enter", "W", *"strait", "enter")
        assert "the disk is full" in bench.app.navigator.library.status.message


async def test_while_one_types_the_preview_waits_for_a_pause() -> None:
    """A letter lists what it finds; the article under the cursor is fetched when the typing pauses."""
    bench = Bench()
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        preview = bench.app.navigator.library.preview.made()
        before = preview.article
        await bench.press(pilot, "slash", *"port")
        assert bench.app.navigator.library.list.cursor_id != (before.id if before else None)
        assert preview.article is before
        bench.timers.pass_by()
        await bench.settle(pilot)
        assert preview.article is not None
        assert preview.article.id == bench.app.navigator.library.list.cursor_id


async def test_a_burst_of_letters_is_one_question() -> None:
    """Letters typed before the first answer lead to one further question, with all of them."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "slash")
        asked = len(bench.library.asked)
        bench.send(*"taiwan")
        await bench.settle(pilot)
        quick = [query for query, _, quick in bench.library.asked[asked:] if quick]
        assert quick[-1] == "taiwan"
        assert len(quick) < len("taiwan")


async def test_all_are_called_read_at_once_and_that_is_undone_at_once() -> None:
    """The command counts what it changed; one undo brings all back; when nothing is unread, that is said."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        library, mark = bench.app.navigator.library, bench.app.session.shelf.mark
        await bench.press(pilot, "r")
        library.act("read_all")
        await bench.settle(pilot)
        assert library.status.message == "Called 3 articles read; u undoes it."
        assert all(mark(id).read for id in bench.library.articles)
        await bench.press(pilot, "U")
        assert library.status.message == "All articles of this list are read."
        await bench.press(pilot, "u")
        assert [mark(id).read for id in bench.library.articles] == [True, False, False, False]
        await bench.press(pilot, "G", "U")
        assert library.at_hand == "b.txt"


async def test_hits_are_hinted_at_where_there_are_any() -> None:
    """Without a search no key is named that goes from hit to hit, in the list or in the reader."""
    bench = Bench()
    async with bench.app.run_test(size=(160, 40)) as pilot:
        assert "n next hit" not in await started(bench, pilot)
        await bench.press(pilot, "enter")
        assert "n next hit" not in screen_text(bench.app)
        await bench.press(pilot, "q", *TAIWAN, "enter")
        assert "n next hit" in screen_text(bench.app)
        await bench.press(pilot, "enter")
        assert "n next hit" in screen_text(bench.app)


async def test_an_answer_that_comes_while_the_reader_ends_paints_nothing() -> None:
    """A pane that was taken down has no styles any more; painting it ended the program with an error."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
    bench.app.navigator.library.list.set_empty("There is nothing here.")
    assert bench.app._exception is None


@pytest.mark.parametrize("hides", ["f", "p"])
async def test_without_a_preview_its_hits_are_not_denied(hides: str) -> None:
    """Covered by the filters or switched off: `n` says how the preview is shown, where the hits are."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "/", *"the", "enter", "n")
        assert bench.app.navigator.library.status.message.startswith("Hit ")
        await bench.press(pilot, hides, "n")
        told = "Hits are gone through in the preview; p shows it."
        assert bench.app.navigator.library.status.message == told
        await bench.press(pilot, "j", "k")
        assert "next hit" not in screen_text(bench.app)
        await bench.press(pilot, "p", "n")
        assert bench.app.navigator.library.status.message.startswith("Hit ")
