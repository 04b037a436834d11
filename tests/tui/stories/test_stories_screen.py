"""The screen of stories: listed, found, sorted, compared, joined, parted, annotated, by keys alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from index import Event, Progress, Refresh, SaveError, Story
from tests.tui.accounts import ACCOUNTS
from tests.tui.fakes import Bench, FakeLibrary, screen_text
from tests.tui.samples import article
from tui.keymap import COMPARE, LIBRARY, READER, STORIES
from tui.stories.story_search import StorySearch

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from tui.stories.stories_screen import StoriesScreen

OLD = [article(f"old-{letter}.txt", f"Old talks {letter}", "Text.", published="2023-01-02") for letter in "ab"]
ALONE = article("x.txt", "A quiet day", "Ships came and went.", published="2024-05-01", outlet="UNN")
TALKS = tuple(each.id for each in ACCOUNTS)


def story(*ids: str, shared: float | None = None) -> Story:
    return Story(ids[0], "words, that", ids, (Event(ids, "shared passages"),), shared)


def library() -> FakeLibrary:
    made = FakeLibrary((*OLD, ALONE, *ACCOUNTS))
    made.grouped = (story(*TALKS, shared=0.62), story("old-a.txt", "old-b.txt"))
    return made


async def listing(bench: Bench, pilot: Pilot[None], *keys: str) -> StoriesScreen:
    await bench.settle(pilot)
    await bench.press(pilot, "5", *keys)
    return bench.app.navigator.stories_screen


def listed(screen: StoriesScreen) -> list[tuple[str, ...]]:
    return [row.story.articles for row in screen.search.shown]


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (120, 40), (200, 60)])
async def test_stories_are_listed_newest_first(size: tuple[int, int]) -> None:
    """With headline, accounts, what is shared and the day; columns at 120 cells, two lines a story below."""
    bench = Bench(library())
    async with bench.app.run_test(size=size) as pilot:
        screen = await listing(bench, pilot)
        shown = screen_text(bench.app)
        assert listed(screen) == [TALKS, ("old-a.txt", "old-b.txt")]
        assert all(words in shown for words in ("62%", "2024", "Old talks"))
        assert ("2 stor" in shown) == (size[0] >= 80)  # what has no room beside the tabs is left out
        assert ("Accounts" in shown) is (size[0] >= 120)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_last_of_many_stories_is_seen(size: tuple[int, int]) -> None:
    """The line with the names of the columns takes none of the rows away, whichever way one comes."""
    made = [
        article(f"{number:02}-{letter}.txt", f"Talks {number:02}", "Text.") for number in range(30) for letter in "ab"
    ]
    bench = Bench(FakeLibrary(made))
    bench.library.grouped = tuple(story(f"{number:02}-a.txt", f"{number:02}-b.txt") for number in range(30))
    async with bench.app.run_test(size=size) as pilot:
        screen = await listing(bench, pilot, "p", "G") if size[0] < 100 else await listing(bench, pilot, "G")
        assert "Talks 29" in in_table(screen)
        await bench.press(pilot, "g", "g")
        assert "Talks 00" in in_table(screen)
        await bench.press(pilot, "G", "k", "pageup")
        assert screen.table.row is not None
        assert screen.table.row.headline in in_table(screen)


def in_table(screen: StoriesScreen) -> str:
    """What the table shows, without the accounts below it."""
    return "\n".join(screen.table.render_line(line).text for line in range(screen.table.rows_shown + 1))


async def test_the_accounts_of_the_story_are_shown_below() -> None:
    """Outlet, day, words and headline of each; p hides them and brings them back, in a small terminal the other way."""
    bench = Bench(library())
    async with bench.app.run_test(size=(120, 40)) as pilot:
        screen = await listing(bench, pilot)
        assert "62% of their words stand in another of them too" in screen_text(bench.app)
        assert screen.accounts.display
        await bench.press(pilot, "p")
        assert not screen.accounts.display
        await bench.resize(pilot, 80, 24)
        assert not screen.accounts.display
        await bench.press(pilot, "p")
        assert screen.accounts.display


async def test_enter_lays_the_story_side_by_side_and_q_comes_back() -> None:
    """The accounts are those of the story; the cursor is where it was."""
    bench = Bench(library())
    async with bench.app.run_test(size=(120, 40)) as pilot:
        screen = await listing(bench, pilot, "j", "enter")
        compared = bench.app.navigator.compared_last
        assert (bench.app.session.front, compared) == (COMPARE, ("old-a.txt", "old-b.txt"))
        await bench.press(pilot, "q")
        assert bench.app.session.front == STORIES
        assert screen.table.row is not None
        assert screen.table.row.id == "old-a.txt"


async def test_an_account_is_read_from_the_pane() -> None:
    """Tab goes there, j to the next one, enter reads it."""
    bench = Bench(library())
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await listing(bench, pilot, "tab", "j", "enter")
        assert (bench.app.session.front, bench.app.navigator.reading) == (READER, TALKS[1])


async def test_the_command_of_that_name_goes_to_the_screen() -> None:
    """From any screen, by typing."""
    bench = Bench(library())
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "colon", *"stories", "enter")
        assert bench.app.session.front == STORIES


async def test_stories_are_found_as_one_types() -> None:
    """By words of headlines, outlets and labels; esc leaves the box, then clears it, then goes back."""
    bench = Bench(library())
    async with bench.app.run_test(size=(120, 40)) as pilot:
        screen = await listing(bench, pilot, "slash", *"old b")
        assert (listed(screen), "1 of 2" in screen_text(bench.app)) == ([("old-a.txt", "old-b.txt")], True)
        await bench.press(pilot, *"zzz")
        assert "No story holds these words; esc clears the search." in screen_text(bench.app)
        await bench.press(pilot, "enter", "escape")
        assert len(listed(screen)) == 2
        await bench.press(pilot, "escape")
        assert bench.app.session.front == LIBRARY


async def test_stories_are_sorted() -> None:
    """S chooses the order."""
    bench = Bench(library())
    async with bench.app.run_test(size=(120, 40)) as pilot:
        screen = await listing(bench, pilot, "S", *"headline", "enter")
        assert screen.search.sorting == "headline"
        assert [row.headline for row in screen.search.shown] == sorted(row.headline for row in screen.search.shown)


async def test_marked_stories_are_joined_and_u_parts_them_again() -> None:
    """The cursor goes to the story made, which bears the sign of a decision; the status line says what u undoes."""
    bench = Bench(library())
    async with bench.app.run_test(size=(120, 40)) as pilot:
        screen = await listing(bench, pilot, "space", "space", "J")
        assert screen.status.message == f"{len(TALKS) + 2} accounts are one story now; u undoes it."
        assert [set(ids) for ids in listed(screen)] == [{*TALKS, "old-a.txt", "old-b.txt"}]
        assert "◆ joined or parted by you" in screen_text(bench.app)
        assert screen.table.marked == []
        await bench.press(pilot, "k")
        assert "u undoes: accounts joined into one story" in screen_text(bench.app)
        await bench.press(pilot, "u")
        assert listed(screen) == [TALKS, ("old-a.txt", "old-b.txt")]
        await bench.press(pilot, "ctrl+r")
        assert len(listed(screen)) == 1


async def test_a_decision_of_an_earlier_session_is_undone() -> None:
    """After the acts of this session; u says what it was, ctrl+r does it again, and both screens follow."""
    bench = Bench(library())
    bench.library.stories.join(TALKS[0], "old-a.txt")
    async with bench.app.run_test(size=(120, 40)) as pilot:
        screen = await listing(bench, pilot)
        assert len(listed(screen)) == 1
        await bench.press(pilot, "u")
        told = "u again undoes, of an earlier session: accounts joined into one story."
        assert (screen.status.message, len(listed(screen))) == (told, 1)
        await bench.press(pilot, "u")
        assert screen.status.message == "Undone, of an earlier session: accounts joined into one story."
        assert listed(screen) == [TALKS, ("old-a.txt", "old-b.txt")]
        await bench.press(pilot, "ctrl+r")
        assert len(listed(screen)) == 1
        await bench.press(pilot, "u", "u")
        assert screen.status.message == "There is nothing to undo."
        assert bench.library.stories.decisions.decisions == ()


async def test_articles_marked_in_the_library_are_joined_to_the_story_here() -> None:
    """Articles marked in the Library are joined to the story at the cursor, and their marks are taken off."""
    bench = Bench(library())
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        bench.app.navigator.library.list.marks.set("x.txt")
        screen = await listing(bench, pilot, "j")
        assert "1 article marked" in screen_text(bench.app)
        await bench.press(pilot, "J")
        assert ("old-a.txt", "old-b.txt", "x.txt") in listed(screen)
        assert screen.table.row is not None
        assert screen.table.row.id == "old-a.txt"
        assert bench.app.navigator.marked == ()


async def test_joining_one_alone_says_how_to_mark() -> None:
    """Nothing is decided."""
    bench = Bench(library())
    async with bench.app.run_test(size=(120, 40)) as pilot:
        screen = await listing(bench, pilot, "J")
        assert screen.status.message == "Mark two stories or more with ␣, or articles in the Library (1)."
        await bench.press(pilot, "space", "J")
        assert screen.status.message.startswith("Mark two stories")
        assert bench.library.stories.decisions.decisions == ()


async def test_an_account_is_taken_out_by_choosing_it() -> None:
    """From the table x asks which; in the pane it takes the one under the cursor. u puts it back."""
    bench = Bench(library())
    async with bench.app.run_test(size=(120, 40)) as pilot:
        screen = await listing(bench, pilot, "x", "down", "enter")
        assert screen.status.message == "Account taken out of its story; u undoes it."
        assert listed(screen)[0] == (TALKS[0], *TALKS[2:])
        await bench.press(pilot, "tab", "x")
        assert TALKS[0] not in listed(screen)[0]
        await bench.press(pilot, "u", "u")
        assert listed(screen)[0] == TALKS


async def test_what_was_decided_can_be_given_up() -> None:
    """From the palette; where nothing was decided, that is said."""
    bench = Bench(library())
    async with bench.app.run_test(size=(120, 40)) as pilot:
        screen = await listing(bench, pilot, "space", "space", "J", "colon", *"regroup", "enter")
        assert listed(screen) == [TALKS, ("old-a.txt", "old-b.txt")]
        await bench.press(pilot, "colon", *"regroup", "enter")
        assert screen.status.message.startswith("Nothing was decided of")


async def test_a_decision_that_can_not_be_kept_is_told_and_u_undoes_nothing_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The stories stay as they were."""
    bench = Bench(library())

    def full(*_: object) -> None:
        raise SaveError("_stories.yaml", "the disk is full", "make room")

    monkeypatch.setattr(bench.library.stories.decisions, "add", full)
    async with bench.app.run_test(size=(120, 40)) as pilot:
        screen = await listing(bench, pilot, "space", "space", "J")
        assert "the disk is full" in screen.status.message
        assert (len(listed(screen)), bench.app.session.shelf.history.next_label) == (2, None)


async def test_a_note_is_written_on_the_story_or_on_an_account() -> None:
    """In the table it is on the story and shown with it; in the pane on the account."""
    bench = Bench(library())
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await listing(bench, pilot, "a", *"All from AP", "f2")
        (note,) = bench.library.notebook.all()
        assert (note.targets[0].story, note.text) == (TALKS[0], "All from AP")
        assert "All from AP" in screen_text(bench.app)
        assert "✎1" in screen_text(bench.app)
        await bench.press(pilot, "tab", "a", *"This one", "f2")
        assert bench.library.notebook.all()[-1].targets[0].article == TALKS[0]


async def test_a_note_on_a_story_leads_to_its_comparison() -> None:
    """Enter in the list of notes lays the story's accounts side by side."""
    bench = Bench(library())
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await listing(bench, pilot, "a", *"All from AP", "f2", "4", "enter")
        assert bench.app.session.front == COMPARE
        assert set(bench.app.navigator.compared_last) <= set(TALKS)


async def test_a_library_without_stories_says_what_to_do() -> None:
    """Without stories the screen says how far the work is and what will be here, then how to join two by hand."""
    bench = Bench()
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await listing(bench, pilot)
        told = " ".join(screen_text(bench.app).split())
        assert "looking through the folder. Articles that tell of one matter will stand here as stories" in told
        assert bench.job.listener is not None
        bench.job.listener.progress(Progress("indexing", 40, 150))
        await bench.settle(pilot)
        assert "There are no stories yet: indexing 40 of 150" in screen_text(bench.app)
        bench.job.end(Refresh())
        await bench.settle(pilot)
        assert "No two articles tell of one matter." in screen_text(bench.app)
        assert "join them there with J" in " ".join(screen_text(bench.app).split())


async def test_keys_that_need_a_story_say_so_where_there_is_none() -> None:
    """None of them fails."""
    bench = Bench()
    async with bench.app.run_test(size=(120, 40)) as pilot:
        screen = await listing(bench, pilot)
        for key in ("a", "x", "y"):
            await bench.press(pilot, key)
            assert screen.status.message == "There are no stories yet: looking through the folder."
        await bench.press(pilot, "enter", "space", "J", "tab", "p", "z", "e", "z", "e")
        assert bench.app.session.front == STORIES


async def test_the_library_joins_and_parts_marked_articles() -> None:
    """J joins the marked ones and takes their marks off, x takes them or the one here out; the list follows."""
    bench = Bench(library())
    async with bench.app.run_test(size=(160, 40)) as pilot:
        await bench.settle(pilot)
        screen = bench.app.navigator.library
        await bench.press(pilot, "J")
        assert screen.status.message == "Mark two articles or more with ␣, to join their stories."
        screen.list.marks.set("x.txt", "old-a.txt")
        await bench.press(pilot, "J")
        assert (screen.stories.accounts("x.txt"), tuple(screen.list.marks)) == (("x.txt", "old-a.txt", "old-b.txt"), ())
        assert "accounts joined into one story" in screen_text(bench.app) or screen.status.message
        screen.list.marks.set("x.txt")
        await bench.press(pilot, "x")
        assert screen.stories.accounts("x.txt") == ()
        await bench.press(pilot, "g", "g", "x")
        assert screen.stories.accounts("old-b.txt") == ()
        await bench.press(pilot, "u", "u", "u")
        assert screen.stories.accounts("old-b.txt") == ("old-b.txt", "old-a.txt")


async def test_hostile_words_show_stand_ins_and_no_markup() -> None:
    """Headlines, outlets and ids come from files that anyone may have written."""
    bad = [article(f"{letter}\x1b].txt", "\x1b]52;c;x\x07[red]no[/red]", "Text.", outlet="[b]\x9b") for letter in "ab"]
    made = FakeLibrary(bad)
    made.grouped = (Story(bad[0].id, "\x1b[2J", tuple(each.id for each in bad), ()),)
    bench = Bench(made)
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await listing(bench, pilot)
        shown = screen_text(bench.app)
        assert "[red]no[/red]" in shown
        assert not {"\x1b", "\x07", "\x9b"} & set(shown)


async def test_stories_are_not_counted_before_they_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Until the answer is there the screen does not say 0."""
    bench = Bench()
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        monkeypatch.setattr(StorySearch, "read", lambda _: None)
        await bench.press(pilot, "5")
        assert (bench.app.screen.name, "0 stories" in screen_text(bench.app)) == (STORIES, False)
        monkeypatch.undo()
        bench.app.navigator.stories_screen.search.read()
        await bench.settle(pilot)
        assert re.search(r"\d+ stor(y|ies)", screen_text(bench.app))
