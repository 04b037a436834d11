"""Filters as words of the query: set, found again, dropped, everything else left alone."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Library, Refresh, Story
from tests.tui.fakes import Bench, FakeLibrary, screen_text
from tui.library.facet_rows import FIELDS, FacetMore, chosen, groups, parted, shortened, toggled

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from textual.pilot import Pilot


@pytest.mark.parametrize(
    ("query", "facet", "value", "after"),
    [
        ("", "outlet", "UNN", "outlet:UNN"),
        ("taiwan", "outlet", "LA Times", 'taiwan outlet:"LA Times"'),
        ("taiwan outlet:UNN", "outlet", "LA Times", 'taiwan outlet:UNN,"LA Times"'),
        ("outlet:unn talks", "outlet", "UNN", "talks"),
        ('a outlet:"LA Times",UNN b', "outlet", "la times", "a outlet:UNN b"),
        ("talks", "month", "2024-04", "talks date:2024-04"),
        ("-outlet:UNN", "outlet", "UNN", "-outlet:UNN outlet:UNN"),
        ("(outlet:UNN OR x)", "outlet", "UNN", "(outlet:UNN OR x) outlet:UNN"),
    ],
)
def test_a_filter_is_set_and_dropped(query: str, facet: str, value: str, after: str) -> None:
    """Values join the clause that is there, and the clause goes with its last value."""
    assert toggled(query, facet, value) == after


def test_the_filters_set_are_read_from_the_query() -> None:
    """What a reader typed counts as much as what was toggled."""
    assert chosen('taiwan OUTLET:unn,"LA Times" agency:AP', "outlet") == {"unn", "la times"}
    assert chosen("taiwan -outlet:unn", "outlet") == frozenset()


@given(
    st.from_regex(r"[a-z]{1,6}( [a-z]{1,6}){0,3}", fullmatch=True), st.sampled_from(sorted(FIELDS)), st.text(min_size=1)
)
def test_toggling_twice_changes_nothing(query: str, facet: str, value: str) -> None:
    """Any value is present once set and absent once dropped."""
    value = " ".join(value.replace('"', " ").split())
    if not value:
        return
    once = toggled(query, facet, value)
    assert value.casefold() in chosen(once, facet)
    assert toggled(once, facet, value) == query


@pytest.mark.parametrize(
    ("query", "parts"),
    [
        ("taiw", ("", "taiw")),
        ("trade taiw", ("trade", "taiw")),
        ("trade ", ("trade ", "")),
        ("outlet:fo", ("outlet:fo", "")),
        ('"trade ta', ('"trade', "ta")),
        ('outlet:"Fox News"', ('outlet:"Fox News"', "")),
    ],
)
def test_the_word_being_typed_is_told_from_what_stands_before(query: str, parts: tuple[str, str]) -> None:
    """A filter, a phrase and a blank end the query without a word."""
    assert parted(query) == parts


@pytest.mark.parametrize(
    ("query", "month", "after"),
    [
        ("date:2024-03", "2024-04", "date:2024-03..2024-04"),
        ("date:2023-12", "2024-01", "date:2023-12..2024-01"),
        ("date:2024-03", "2024-06", "date:2024-03,2024-06"),
        ("date:2024-03..2024-05 taiwan", "2024-04", "date:2024-03,2024-05 taiwan"),
        ("date:2024-03..2024-05", "2024-05", "date:2024-03..2024-04"),
        ("date:2024-04-26", "2024-05", "date:2024-05,2024-04-26"),
        ("date:2024..2025", "2024-05", "date:2024-05,2024..2025"),
    ],
)
def test_months_add_up_to_ranges(query: str, month: str, after: str) -> None:
    """Months in a row are written as a range, of which one can be taken out again; other dates stay as they are."""
    assert toggled(query, "month", month) == after


def test_marks_are_filters_too() -> None:
    """Unread, starred and articles with notes are words of the query of their own."""
    assert toggled("taiwan", "state", "is:unread") == "taiwan is:unread"
    assert toggled("is:unread taiwan", "state", "is:unread") == "taiwan"
    assert chosen("IS:unread has:note x", "state") == {"is:unread", "has:note"}


def test_groups_stand_in_their_order() -> None:
    """Saved searches and marks first; what nobody has is left out, what filters now is not."""
    counts = {"outlet": {"UNN": 2}, "author": {"Lee": 1}, "tag": {"law": 1}, "state": {"is:unread": 3}}
    shown = groups(counts, "agency:AP", {"strait": "taiwan"})
    assert [group.facet for group in shown] == ["saved", "state", "outlet", "agency", "author", "tag"]
    assert [(value.label, value.articles) for value in shown[1].values] == [("unread", 3)]


def test_a_long_group_opens() -> None:
    """Six values and what opens the rest; those that filter are always among them."""
    counts = {"outlet": {f"Outlet {number}": 20 - number for number in range(12)}}
    (group,) = groups(counts, 'outlet:"Outlet 11"')
    _, short = shortened(group, opened=False)
    _, whole = shortened(group, opened=True)
    assert [row.place[1] for row in short][:2] == ["Outlet 11", "Outlet 0"]
    assert (len(short), short[-1]) == (7, FacetMore("outlet", 6))
    assert (len(whole), whole[-1]) == (13, FacetMore("outlet", 0))


def test_a_filter_that_finds_nothing_stands_as_it_was_written() -> None:
    """The filter's value stays in the list as it was written, so that it can be removed."""
    (group,) = groups({}, 'outlet:"Los Angeles Times" immigration')
    assert [(value.value, value.articles, value.active) for value in group.values] == [("Los Angeles Times", 0, True)]


def test_stories_narrow_with_the_query() -> None:
    """Stories without a found account are left out; a filter by one story keeps the others available."""
    told = [Story(ids[0], f"story {ids[0]}", tuple(ids), ()) for ids in ("abc", "de", "f")]

    def counted(query: str, found: str) -> list[tuple[str, int, bool]]:
        shown = groups({}, query, None, told, found)
        return [(value.value, value.articles, value.active) for group in shown for value in group.values]

    assert counted("", "abcdef") == [("a", 3, False), ("d", 2, False)]
    assert counted("taiwan", "cdef") == [("d", 2, False), ("a", 1, False)]
    assert counted("taiwan", "f") == []
    assert counted('story:"d"', "de") == [("d", 2, True), ("a", 3, False)]


async def test_marks_are_counted_anew_while_the_facets_are_seen() -> None:
    """After a pause, behind the screen; the list stays as it is. Hidden facets are counted when they are opened."""
    library = FakeLibrary()
    counted = library._facets

    def with_marks(ids: Sequence[str]) -> dict[str, dict[str, int]]:
        starred = sum(library.mark(id).starred for id in ids)
        return {**counted(ids), "state": {"is:starred": starred}}

    library._facets = with_marks  # type: ignore[method-assign]
    bench = Bench(library)
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        asked = len(library.asked)
        await bench.press(pilot, "s")
        bench.timers.pass_by()
        await bench.settle(pilot)
        assert len(library.asked) == asked
        await bench.press(pilot, "f")
        assert re.search(r"starred +1", screen_text(bench.app))
        asked = len(library.asked)
        await bench.press(pilot, "l", "j", "s", "j", "s")
        assert re.search(r"starred +1", screen_text(bench.app))
        bench.timers.pass_by()
        await bench.settle(pilot)
        assert re.search(r"starred +3", screen_text(bench.app))
        assert (len(library.asked), bench.app.navigator.library.at_hand) == (asked + 1, "c.txt")


async def test_stories_are_called_by_the_headline_of_the_longest_account() -> None:
    """As on the Stories screen; the words the program groups them by are no name."""
    library = FakeLibrary()
    library.grouped = (Story("a.txt", "strait, wider, rift", ("a.txt", "b.txt"), ()),)
    bench = Bench(library)
    async with bench.app.run_test(size=(200, 60)) as pilot:
        await bench.settle(pilot)
        bench.job.end(Refresh())
        await bench.settle(pilot)
        longest = max((library.articles[id] for id in ("a.txt", "b.txt")), key=lambda article: article.words)
        assert str(longest.title.value)[:20] in screen_text(bench.app).partition("Stories ")[2]


async def test_facets_of_nothing_say_so() -> None:
    """An empty library has nothing to filter by; the drawer is not left blank."""
    bench = Bench(FakeLibrary(()))
    async with bench.app.run_test(size=(60, 16)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "f")
        assert "There is nothing to" in screen_text(bench.app)


def test_values_that_differ_in_case_are_one() -> None:
    """A query finds them together: they are counted together, under the spelling used most."""
    counts = {"tag": {"War": 1, "peace": 2, "war": 3}}
    (tags,) = groups(counts, "tag:war")
    assert [(each.value, each.articles, each.active) for each in tags.values] == [("war", 4, True), ("peace", 2, False)]


def test_a_value_with_quotation_marks_is_found_again() -> None:
    """The language can't write them inside a value: set, it is known as chosen, and choosing it again drops it."""
    name = 'Nan "Nana" Ray'
    query = toggled("", "author", name)
    (authors,) = groups({"author": {name: 1}}, query)
    assert [(each.value, each.active) for each in authors.values] == [(name, True)]
    assert toggled(query, "author", name) == ""


ARTICLES = (
    ("a", "Anne O'Neil", ["war", "middle east"], "2024-01"),
    ("b", "Smith, John", ["C++"], "2024-02"),
    ("c", 'Nan "Nana" Ray', ["War"], "2024-03"),
    ("d", "李明", ["中国"], "2024-05"),
    *((f"e{number}", f"Writer {number}", [f"t{number}"], "2024-06") for number in range(8)),
)


def made(folder: Path) -> Library:
    """Return a library of articles with bylines and tags."""
    for name, author, tags, month in ARTICLES:
        fields = {"title": f"Headline {name}", "author": author, "tags": tags, "date": f"{month}-12"}
        told = "\n".join(f"{field}: {json.dumps(value, ensure_ascii=False)}" for field, value in fields.items())
        (folder / f"{name}.md").write_text(f"---\n{told}\n---\n\nThe harbour of {name} was closed for a day.\n")
    library = Library(folder)
    library.refresh()
    return library


async def choose(bench: Bench, pilot: Pilot[None], facet: str, value: str) -> None:
    """Walk down to a row among the facets and press Enter there."""
    pane = bench.app.navigator.library.facets
    await bench.press(pilot, "g", "g")
    for _ in range(60):
        if pane.chosen is not None and pane.chosen.place == (facet, value):
            break
        await bench.press(pilot, "j")
    await bench.press(pilot, "enter")


@pytest.mark.parametrize("width", [60, 80, 160], ids=["drawer-60", "drawer-80", "pane-160"])
async def test_authors_tags_and_months_are_chosen_by_keys(tmp_path: Path, width: int) -> None:
    """Two of a kind add up, another kind narrows, months in a row are a range, and “more” opens what is not shown."""
    bench = Bench(cast("FakeLibrary", made(tmp_path)))
    async with bench.app.run_test(size=(width, 24)) as pilot:
        await bench.settle(pilot)
        search = bench.app.navigator.library.search
        tags = [value for value in search.results.found.facets["tag"] if value.casefold() == "war"]

        def listed() -> list[str]:
            return sorted(id.partition(".")[0] for id in search.results.ids)

        await bench.press(pilot, "f")
        await choose(bench, pilot, "author", "Anne O'Neil")
        assert listed() == ["a"]
        await choose(bench, pilot, "author", 'Nan "Nana" Ray')
        assert (listed(), search.asked) == (["a", "c"], 'author:"Anne O\'Neil","Nan  Nana  Ray"')
        await choose(bench, pilot, "tag", "middle east")
        assert listed() == ["a"]
        shown = [line for line in screen_text(bench.app).splitlines() if "middle east" in line[:28]]
        assert [line[:15] for line in shown] == [" ▸✓ middle east"]
        await bench.press(pilot, "enter")
        await choose(bench, pilot, "author", 'Nan "Nana" Ray')
        await choose(bench, pilot, "author", "Anne O'Neil")
        assert (listed(), search.asked) == (sorted(name for name, *_ in ARTICLES), "")
        await choose(bench, pilot, "author", "")
        await choose(bench, pilot, "author", "李明")
        assert listed() == ["d"]
        await bench.press(pilot, "enter")
        await choose(bench, pilot, "tag", tags[0])
        assert (listed(), search.asked) == (["a", "c"], f"tag:{tags[0]}")
        await bench.press(pilot, "enter")
        for month in ("2024-02", "2024-03", "2024-01"):
            await choose(bench, pilot, "month", month)
        assert (listed(), search.asked) == (["a", "b", "c"], "date:2024-01..2024-03")


async def test_space_chooses_among_the_filters_and_marks_in_the_list() -> None:
    """A filter looks like a box to tick: space ticks it, and marks no article that is not in focus."""
    bench = Bench()
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, "f", "space")
        screen = bench.app.navigator.library
        assert (screen.search.asked.strip(), tuple(screen.list.marks)) == ('outlet:"LA Times"', ())
        assert screen.facets.has_focus
        await bench.press(pilot, "space")
        assert screen.search.asked == ""
        await bench.press(pilot, "escape", "space")
        assert len(tuple(screen.list.marks)) == 1
