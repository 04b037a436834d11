"""Feeding a list: what is fetched, in which order, and what is not fetched again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

import pytest

from index import Found
from tests.tui.fakes import FakeLibrary
from tests.tui.samples import article
from tui.library.result_source import AHEAD, CHUNK, Feeder, Results

if TYPE_CHECKING:
    from collections.abc import Callable

    from index import Library
    from tui.session.search_thread import SearchThread

IDS = tuple(f"{number:03}.txt" for number in range(CHUNK * 8))


class Questions:
    """A search thread that works when the test says so; a newer question replaces one of its kind."""

    def __init__(self) -> None:
        self.waiting: dict[str, tuple[Callable[[Any], Any], Callable[[Any], None]]] = {}

    def ask(self, slot: str, work: Callable[[Any], Any], then: Callable[[Any], None]) -> None:
        """Take a question."""
        self.waiting[slot] = work, then

    def answer(self, slot: str) -> None:
        """Work on the question of a kind and show its answer."""
        work, then = self.waiting.pop(slot)
        then(work(lambda: False))


class World:
    """A list of eight chunks of articles, a cursor in it, and what was fetched."""

    def __init__(self, query: str = "taiwan", cursor: int = 0) -> None:
        library = FakeLibrary([article(id, f"Taiwan {id}") for id in IDS])
        self.cursor, self.news, self.questions = cursor, 0, Questions()
        self.fetched: list[tuple[int, int]] = []
        self.rows: list[int] = []
        hits, rows = library.hits, library.rows

        def told_hits(found: Found, start: int = 0, stop: int | None = None) -> Any:
            self.fetched.append((start, stop or 0))
            return hits(found, start, stop)

        def told_rows(ids: Any) -> Any:
            self.rows.append(len(ids))
            return rows(ids)

        library.hits, library.rows = told_hits, told_rows  # type: ignore[method-assign]
        self.feeder = Feeder(
            cast("SearchThread", self.questions), cast("Library", library), lambda: self.cursor, self._row_arrived
        )
        self.results = self.new(query)

    def _row_arrived(self) -> None:
        self.news += 1

    def new(self, query: str) -> Results:
        """Feed the answer to another query from now on."""
        found = Found(query, IDS, (1.0,) * len(IDS), len(IDS), total_exact=True, elapsed_ms=1.0)
        results = Results(found, want=self.feeder.want)
        self.feeder.feed(results)
        return results

    def snippets(self) -> list[int]:
        """Answer until nothing is asked any more, and return the chunks in the order they were fetched."""
        while "page" in self.questions.waiting:
            self.questions.answer("page")
        return [start // CHUNK for start, _ in self.fetched]


@pytest.mark.parametrize(
    ("cursor", "order"),
    [(0, [0, 1, 2, 3, 4]), (4 * CHUNK, [4, 3, 2, 1, 0]), (2 * CHUNK + 3, [2, 1, 3, 0, 4])],
)
def test_snippets_nearest_to_the_cursor_come_first(cursor: int, order: list[int]) -> None:
    """Chunks are fetched by their distance from the cursor's; of two as near, the upper one."""
    world = World(cursor=cursor)
    world.feeder.want(world.results, 0, 5 * CHUNK)
    assert order == world.snippets()


def test_the_cursor_counts_where_it_is_when_a_chunk_is_due() -> None:
    """A reader who went to the end while the first chunk was fetched gets the end next."""
    world = World()
    world.feeder.want(world.results, 0, 5 * CHUNK)
    world.cursor = 5 * CHUNK - 1
    assert world.snippets() == [0, 4, 3, 2, 1]


def test_one_chunk_is_fetched_at_a_time_and_each_is_told() -> None:
    """A screen of snippets is asked for as one question of `CHUNK` rows, and the list hears of every answer."""
    world = World()
    world.feeder.want(world.results, CHUNK - 1, CHUNK + 1)
    world.questions.answer("rows")
    assert (world.fetched, world.news) == ([], 1)
    world.questions.answer("page")
    assert (world.fetched, world.news) == ([(0, CHUNK)], 2)
    world.questions.answer("page")
    assert (world.fetched, world.news) == ([(0, CHUNK), (CHUNK, 2 * CHUNK)], 3)
    assert not world.results.lacking_hits(0, 2 * CHUNK)


def test_nothing_is_asked_for_twice() -> None:
    """Rows and snippets that were asked for once are not asked for again, even where no answer names them."""
    world = World()
    for _ in range(2):
        world.feeder.want(world.results, 0, CHUNK)
        world.snippets()
        while "rows" in world.questions.waiting:
            world.questions.answer("rows")
    assert (world.rows, world.fetched) == ([CHUNK + AHEAD], [(0, CHUNK)])


def test_the_rows_below_come_along() -> None:
    """The rows below those on screen are fetched with them."""
    world = World(query="")
    world.feeder.want(world.results, 0, 2)
    world.questions.answer("rows")
    assert not any(row.pending for row in world.results.page(0, 2 + AHEAD))
    world.feeder.want(world.results, len(world.results) - 1, len(world.results))
    world.questions.answer("rows")
    assert sum(world.rows) == 2 + AHEAD + 1


def test_a_newer_question_for_rows_holds_those_that_still_wait() -> None:
    """Scrolling on before an answer is here loses no row."""
    world = World(query="")
    world.feeder.want(world.results, 0, 10)
    world.feeder.want(world.results, 10, 15)
    world.questions.answer("rows")
    assert (world.rows, [row.pending for row in world.results.page(0, 15)]) == ([15 + AHEAD], [False] * 15)


def test_without_a_query_there_are_no_snippets() -> None:
    """A plain list asks for facts alone."""
    world = World(query="")
    world.feeder.want(world.results, 0, CHUNK)
    assert list(world.questions.waiting) == ["rows"]


def test_answers_for_an_older_query_go_on_nothing() -> None:
    """What was asked for other results is not fetched, and its late answer does not paint these."""
    world = World()
    old = world.results
    world.feeder.want(old, 0, 2 * CHUNK)
    late = world.questions.waiting.pop("page")
    world.new("wider")
    world.feeder.want(old, 3 * CHUNK, 4 * CHUNK)
    late[1](late[0](lambda: False))
    assert (world.news, "page" in world.questions.waiting) == (0, False)


@pytest.mark.parametrize(("query", "snippets"), [("taiwan", True), ("wider", False)])
def test_a_new_answer_takes_over_what_is_known(query: str, snippets: bool) -> None:  # noqa: FBT001
    """Rows shown before don't go blank; snippets come along only for the same query, whose words they mark."""
    world = World()
    old = world.results
    world.feeder.want(old, 0, 2)
    world.questions.answer("rows")
    world.questions.answer("page")
    new = world.new(query)
    new.inherit(old)
    (was,), (now,) = old.page(0, 1), new.page(0, 1)
    assert (now.pending, now.title, now.snippet) == (False, was.title, was.snippet if snippets else "")
    assert was.snippet
    assert (new.position(IDS[3]), new.position("gone.txt")) == (3, None)


@pytest.mark.parametrize(
    ("query", "typing", "rows", "told"),
    [
        ("taiwan", False, 2, True),
        ("taiwan", True, 2, False),
        ("wider", False, 2, False),
        ("taiwan", False, 99, False),
    ],
)
def test_snippets_are_made_once(query: str, typing: bool, rows: int, told: bool) -> None:  # noqa: FBT001
    """Those of an answer to the same words are known already, if all are and the last word is of the same kind."""
    world = World()
    old = world.results
    world.feeder.want(old, 0, 2)
    world.questions.answer("rows")
    world.questions.answer("page")
    other = replace(old.found, query=query, typing=typing)
    assert old.tell_hits_of(other, rows) == told
