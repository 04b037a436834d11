"""The search thread: the newest question wins, what is queued is never dropped, failures are told."""

from __future__ import annotations

from queue import SimpleQueue
from threading import Event
from typing import TYPE_CHECKING

import pytest

from tui.session.search_thread import SearchThread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Counter:
    """A search_thread with the screen's end of it in the test's hands."""

    def __init__(self) -> None:
        self.answers: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self.errors: list[str] = []
        self.shown: list[object] = []
        self.search_thread = SearchThread(self.answers.put, lambda error: self.errors.append(str(error)))
        self.search_thread.start()

    def settle(self) -> None:
        """Show answers until none is owed."""
        while self.search_thread.busy:
            self.answers.get(timeout=60)()

    def hold(self) -> Event:
        """Keep the thread at work until the event is set."""
        begun, gate = Event(), Event()

        def wait() -> None:
            begun.set()
            gate.wait(60)

        self.search_thread.queue(wait)
        begun.wait(60)
        return gate


@pytest.fixture
def counter() -> Iterator[Counter]:
    """Return a search_thread that is stopped after the test."""
    made = Counter()
    yield made
    made.search_thread.stop()


def test_an_answer_comes_back(counter: Counter) -> None:
    """What the thread worked out is shown on the screen's side."""
    counter.search_thread.ask("find", lambda _: 6 * 7, counter.shown.append)
    counter.settle()
    assert counter.shown == [42]


def test_only_the_newest_question_of_a_slot_is_answered(counter: Counter) -> None:
    """Questions that were overtaken while waiting are never worked on."""
    worked: list[int] = []

    def work(number: int) -> Callable[[Callable[[], bool]], int]:
        def note(_: Callable[[], bool]) -> int:
            worked.append(number)
            return number

        return note

    gate = counter.hold()
    for number in range(5):
        counter.search_thread.ask("find", work(number), counter.shown.append)
    gate.set()
    counter.settle()
    assert (worked, counter.shown) == ([4], [4])


def test_running_work_is_told_that_it_was_overtaken(counter: Counter) -> None:
    """A newer question cancels the one being worked on, and the late answer is not shown."""
    begun, overtaken = Event(), Event()
    seen: list[bool] = []

    def slow(cancelled: Callable[[], bool]) -> str:
        begun.set()
        overtaken.wait(60)
        seen.append(cancelled())
        return "old"

    counter.search_thread.ask("find", slow, counter.shown.append)
    begun.wait(60)
    counter.search_thread.ask("find", lambda _: "new", counter.shown.append)
    overtaken.set()
    counter.settle()
    assert (seen, counter.shown) == ([True], ["new"])


def test_what_was_dropped_is_not_shown(counter: Counter) -> None:
    """Whether it waits or is being worked on; only an answer still to come was awaited."""
    begun, dropped = Event(), Event()
    seen: list[bool] = []

    def slow(cancelled: Callable[[], bool]) -> str:
        begun.set()
        dropped.wait(60)
        seen.append(cancelled())
        return "under way"

    assert not counter.search_thread.drop("find")
    counter.search_thread.ask("find", slow, counter.shown.append, leads=True)
    begun.wait(60)
    counter.search_thread.ask("rows", lambda _: "waiting", counter.shown.append, leads=True)
    assert [counter.search_thread.drop(slot) for slot in ("find", "rows", "find", "rows")] == [True, True, False, False]
    dropped.set()
    counter.settle()
    assert (seen, counter.shown, counter.search_thread.leading) == ([True], [], False)
    counter.search_thread.ask("find", lambda _: "new", counter.shown.append)
    counter.settle()
    assert (counter.shown, counter.search_thread.drop("find")) == (["new"], False)


def test_slots_do_not_overtake_each_other(counter: Counter) -> None:
    """A question of another kind is answered too, the more urgent kind first."""
    gate = counter.hold()
    counter.search_thread.ask("article", lambda _: "article", counter.shown.append)
    counter.search_thread.ask("find", lambda _: "find", counter.shown.append)
    gate.set()
    counter.settle()
    assert counter.shown == ["find", "article"]


def test_what_is_queued_is_done_before_the_end() -> None:
    """Stopping drops questions and keeps what writes."""
    counter, written = Counter(), []
    gate = counter.hold()
    counter.search_thread.ask("find", lambda _: written.append("find"), counter.shown.append)
    counter.search_thread.queue(lambda: written.append("kept"))
    gate.set()
    counter.search_thread.stop()
    assert "kept" in written


def test_a_failure_is_told_and_the_thread_lives(counter: Counter) -> None:
    """An exception becomes a message; the next question is answered."""

    def fail(_: Callable[[], bool]) -> None:
        raise RuntimeError("no luck")

    counter.search_thread.ask("find", fail, counter.shown.append)
    counter.settle()
    counter.search_thread.ask("find", lambda _: "again", counter.shown.append)
    counter.settle()
    assert (counter.errors, counter.shown) == (["no luck"], ["again"])


def test_idle_work_gives_way_and_begins_again(counter: Counter) -> None:
    """A question interrupts what fills the pauses, which is taken up once more afterwards."""
    begun, go, finished = Event(), Event(), Event()
    runs: list[int] = []

    def fill(cancelled: Callable[[], bool]) -> None:
        runs.append(len(runs))
        begun.set()
        go.wait(60)
        if not cancelled():
            finished.set()

    counter.search_thread.when_idle(fill)
    begun.wait(60)
    counter.search_thread.ask("find", lambda _: "answer", counter.shown.append)
    go.set()
    counter.settle()
    assert finished.wait(60)
    assert (runs, counter.shown) == ([0, 1], ["answer"])


@pytest.mark.parametrize("slot", ["watch", "look"])
def test_idle_work_is_not_held_up_by_what_is_asked_again_and_again(slot: str, counter: Counter) -> None:
    """A look at files of articles and notes waits for it, and is answered afterwards."""
    begun, go = Event(), Event()
    runs: list[bool] = []

    def fill(cancelled: Callable[[], bool]) -> None:
        begun.set()
        go.wait(60)
        runs.append(cancelled())

    counter.search_thread.when_idle(fill)
    begun.wait(60)
    counter.search_thread.ask(slot, lambda _: "seen", counter.shown.append)
    go.set()
    counter.settle()
    assert (runs, counter.shown) == ([False], ["seen"])
