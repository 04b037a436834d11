"""All that accounts do not agree about, beside or below their rows on wide screens, by keys and with the mouse."""

from __future__ import annotations

import pytest

from tests.tui.accounts import ACCOUNTS
from tests.tui.compare_cases import ENTRY, compare
from tests.tui.fakes import Bench, FakeLibrary, screen_text
from tests.tui.samples import article
from tui.frame.entry_pane import EntryPane

HEAD = "Where they do not agree"


@pytest.mark.parametrize(
    ("size", "shown"), [((200, 60), True), ((180, 40), True), ((179, 40), False), ((160, 40), False), ((80, 24), False)]
)
async def test_it_is_shown_where_two_columns_of_full_measure_leave_room(size: tuple[int, int], shown: bool) -> None:  # noqa: FBT001
    """Elsewhere the flags stand under their rows alone."""
    bench = Bench(FakeLibrary(ACCOUNTS))
    async with bench.app.run_test(size=size) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, *ENTRY)
        assert (HEAD in screen_text(bench.app)) is shown


async def test_one_matter_in_two_rows_is_counted_listed_and_walked_twice() -> None:
    """The head, the column and the rows with a sign are as many as the stops of the key that walks them."""
    hours = ("The talks went on for {0} in Beijing on Friday.", "After {0} of talks the ministers flew home on Friday.")
    told = [
        article(f"{name}.txt", name, *(line.format(length) for line in hours), outlet=name, language="en")
        for name, length in (("One", "5½ hours"), ("Two", "six hours"))
    ]
    bench = Bench(FakeLibrary(told))
    async with bench.app.run_test(size=(200, 60)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, *ENTRY)
        text = screen_text(bench.app)
        signs = [line.rpartition("│")[0].count("⚠ number") for line in text.splitlines()]
        assert ("⚠ 2 flagged" in text, f"{HEAD} (2)" in text, sum(signs)) == (True, True, 2)
        rows = [compare(bench).view.row]
        for _ in range(2):
            await bench.press(pilot, "!")
            rows.append(compare(bench).view.row)
        assert rows == [0, 1, 1]
        assert "no flag further on" in screen_text(bench.app)


async def test_each_flag_stands_with_names_and_words() -> None:
    """Those of the row under the cursor are lit; the head counts as many."""
    bench = Bench(FakeLibrary(ACCOUNTS))
    async with bench.app.run_test(size=(200, 60)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, *ENTRY)
        column = [line.rpartition("│")[2].strip() for line in screen_text(bench.app).splitlines()]
        assert f"{HEAD} (1)" in column
        assert "⚠ 1 flagged" in screen_text(bench.app)
        at = column.index("⚠ number")
        assert column[at + 1 : at + 3] == ["LA Times: 5½ hours", "The Hindu: six hours"]
        await bench.press(pilot, "!")
        lit = [line.rpartition("│")[2] for line in screen_text(bench.app).splitlines() if "│▌" in line]
        assert [line.strip("▌ ") for line in lit][:1] == ["⚠ number"]


@pytest.mark.parametrize(
    ("keys", "shown"), [("p", False), ("pp", True), ("ze", False), ("zeze", True), ("F", False), ("FF", True)]
)
async def test_it_makes_room_for_notes_and_for_the_text(keys: str, shown: bool) -> None:  # noqa: FBT001
    """Notes of the row take its place; with nothing but the rows, or the facts, it is not there."""
    bench = Bench(FakeLibrary(ACCOUNTS))
    async with bench.app.run_test(size=(200, 60)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, *ENTRY, *keys)
        assert (HEAD in screen_text(bench.app)) is shown


@pytest.mark.parametrize(
    ("size", "keys", "shown"),
    [
        ((200, 60), "", True),
        ((160, 36), "", True),
        ((159, 60), "", False),
        ((200, 24), "", False),
        ((200, 60), "ze", False),
        ((200, 60), "p", True),
    ],
)
async def test_below_the_rows_of_a_matrix_all_flags_stand_at_once(
    size: tuple[int, int],
    keys: str,
    shown: bool,  # noqa: FBT001
) -> None:
    """On a wide and high screen who says what is read without going to the row, in the lines it needs."""
    bench = Bench(FakeLibrary(ACCOUNTS))
    async with bench.app.run_test(size=size) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "space", "space", "space", "c", *keys)
        lines = [line.partition("│")[0].rstrip() for line in screen_text(bench.app).splitlines()]
        heads = [place for place, line in enumerate(lines) if line.strip().startswith(HEAD)]
        assert (bool(heads), compare(bench).view.as_matrix) == (shown, True)
        if shown:
            rows = compare(bench).view.passages.flagged_rows  # type: ignore[union-attr] # shown above
            assert lines[heads[0] :] == [
                f" {HEAD} ({rows})",
                " ⚠ number  LA Times, UNN: 5½ hours  The Hindu: six hours",
                *lines[-2:],
            ]


async def test_the_keys_of_panes_do_not_lead_there() -> None:
    """The rows keep them: `!` walks flags."""
    bench = Bench(FakeLibrary(ACCOUNTS))
    async with bench.app.run_test(size=(200, 60)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, *ENTRY, "tab")
        assert compare(bench).table.has_focus


async def test_a_flag_that_is_clicked_twice_leads_to_its_row() -> None:
    """The cursor stands on the row whose accounts say so."""
    bench = Bench(FakeLibrary(ACCOUNTS))
    async with bench.app.run_test(size=(200, 60)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, *ENTRY)
        lines = screen_text(bench.app).splitlines()
        pane = compare(bench).query_one("#flags", EntryPane)
        line = next(number for number, text in enumerate(lines) if "⚠ number" in text.rpartition("│")[2])
        await pilot.click(pane, offset=(6, line - pane.region.y), times=2)
        await bench.settle(pilot)
        assert any(flag.kind == "number" for flag in compare(bench).view.passages.flags(compare(bench).view.row or 0))  # type: ignore[union-attr]
