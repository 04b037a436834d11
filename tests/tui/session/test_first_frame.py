"""The frame of the last run stands until something as true can be shown; the one kept holds the page, not its boxes."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

from tests.tui.fakes import Bench, FakeLibrary, screen_text
from tui.keymap import Keymap
from tui.output.frame_store import FrameStore
from tui.output.kept_frame import decoded
from tui.screen_settings import DisplaySettings, ScreenSettings
from tui.session.first_frame import PATIENCE, FirstFrame
from tui.session.kept_screens import KeptScreens

if TYPE_CHECKING:
    from collections.abc import Callable


class Holding:
    """A driver that is holding a frame, on an app of some size."""

    def __init__(self, *, holding: bool = True) -> None:
        self.holding, self.at_once = holding, frozenset[str]()
        self.size, self.painted, self.handed_on = (80, 24), 0, 0
        self.now, self.busy, self.settled = 0.0, True, False
        self.later: list[Callable[[], None]] = []
        thread = SimpleNamespace(busy=True)
        session = SimpleNamespace(
            keymap=Keymap(),
            clock=lambda: self.now,
            later=lambda _, call: self.later.append(call),
            search_thread=thread,
            library=object(),
        )
        self.thread, self.store = thread, SimpleNamespace(keep=None)
        self.first = FirstFrame(cast("Any", session), cast("Any", self.store), lambda: self.settled)
        driver, app = cast("Any", self), cast("Any", self)
        self.first.stand(driver, app)

    def show(self) -> None:
        """Show frames again."""
        self.holding = False

    def hand_on(self) -> None:
        """Hand on what was typed."""
        assert not self.holding
        self.handed_on += 1

    def refresh(self) -> None:
        """Paint all."""
        assert not self.holding
        self.painted += 1

    def look(self, times: int = 1) -> None:
        """Let the pauses pass."""
        for _ in range(times):
            later, self.later = self.later, []
            for call in later:
                call()


def test_it_stands_until_all_is_there() -> None:
    """The screen left is in front, and nothing has been on its way for two looks."""
    bench = Holding()
    bench.look(9)
    bench.settled = True
    bench.look(9)
    bench.thread.busy = False
    bench.look()
    bench.thread.busy = True  # what was shown put another question
    bench.look(9)
    bench.thread.busy = False
    bench.look()
    assert (bench.holding, bench.painted) == (True, 0)
    bench.look()
    assert (bench.holding, bench.painted, bench.handed_on, bench.later) == (False, 1, 1, [])
    assert bench.first.stands is False


def test_another_screen_than_the_one_left_is_waited_out() -> None:
    """A comparison is made by a child: nothing is asked meanwhile, and it is not there."""
    bench = Holding()
    bench.thread.busy = False
    bench.look(9)
    assert bench.holding is True


def test_it_stands_for_a_while_at_most() -> None:
    """What takes longer is shown as it is; what was typed waits for the screen while questions are open."""
    bench = Holding()
    bench.now = PATIENCE - 0.01
    bench.look()
    assert bench.holding is True
    bench.now = PATIENCE
    bench.look(9)
    assert (bench.holding, bench.painted, bench.handed_on, bench.first.stands) == (False, 1, 0, True)
    bench.thread.busy = False
    bench.look()
    assert (bench.painted, bench.handed_on, bench.first.stands) == (1, 1, False)


def test_another_size_ends_it() -> None:
    """The kept frame ends when the terminal gets another size."""
    bench = Holding()
    bench.size = (100, 24)
    bench.look(9)
    assert (bench.holding, bench.painted, bench.handed_on) == (False, 1, 0)


def test_where_none_stands_nothing_is_waited_for() -> None:
    """On a first day, and under another driver."""
    bench = Holding(holding=False)
    assert (bench.later, bench.painted, bench.first.stands) == ([], 0, False)


def test_only_quitting_does_not_wait() -> None:
    """The keys that quit, as the reader has them, act while it stands."""
    bench = Holding()
    assert (bench.first.stands, bench.at_once) == (True, frozenset(Keymap().action("quit").keys))


def test_a_run_that_ends_before_its_first_frame_keeps_none() -> None:
    """The one that stands may still be true."""
    bench = Holding()
    bench.first.keep(cast("Any", None), cast("Any", None), {})  # a store that can't keep, a page that can't be read
    assert bench.holding is True


async def left(
    *keys: str, begin: KeptScreens | None = None, library: FakeLibrary | None = None, **options: Any
) -> tuple[list[str], str, FakeLibrary]:
    """Open a library, press keys and end; return the lines of the frame kept, and what the screen showed."""
    library = library or FakeLibrary()
    store = FrameStore(library.last_session, "settings", {})  # type: ignore[arg-type]
    bench = Bench(library, frames=store, begin=begin, **options)
    async with bench.app.run_test(size=(100, 30)) as pilot:
        await bench.settle(pilot)
        await bench.press(pilot, *keys)
        shown = screen_text(bench.app)
        bench.app.exit()
    frame = decoded(library.last_session.frame)
    lines = ["".join(text for text, _ in line).rstrip() for line in frame.lines] if frame else []
    if frame:
        assert frame.facts["session"] == library.last_session.kept
        assert frame.facts["size"] == [100, 30]
    return lines, shown, library


async def test_the_frame_kept_is_the_one_shown() -> None:
    """In the list and in the reader, line by line."""
    for keys in ((), ("enter",), ("4",)):
        lines, shown, _ = await left(*keys)
        assert lines == shown.split("\n")


async def test_a_note_being_written_is_not_in_it() -> None:
    """What a box shows is gone with it: the page below is kept."""
    lines, shown, _ = await left("a", *"halfway")
    assert "halfway" in shown
    assert "halfway" not in "\n".join(lines)
    assert len(lines) == 30
    assert "1 Library" in lines[0]


async def test_where_no_articles_are_known_none_is_kept() -> None:
    """An index that is not there yet will be at the next start."""
    assert (await left(library=FakeLibrary(())))[0] == []


async def test_a_run_that_goes_on_from_nothing_keeps_none() -> None:
    """No frame is kept for a run that was given files or does not resume."""
    assert (await left(begin=KeptScreens()))[0] == []
    settings = ScreenSettings(display=DisplaySettings(resume=False))
    assert (await left(settings=settings))[0] == []
