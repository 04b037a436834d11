"""The frame a run begins with, which stands until the screens are as they were left, and the one it leaves.

Refuses to know what the screens show.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol, runtime_checkable

from ..output.shown_cells import lines_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual.app import App
    from textual.driver import Driver
    from textual.screen import Screen

    from ..output.cell_writer import Run
    from ..output.frame_store import FrameStore
    from .session import Session

PATIENCE: Final = 10.0
"""Seconds after which the frame of the last run gives way, whatever is still on its way."""

STEP: Final = 0.02
"""Seconds between two looks whether all is there."""


@runtime_checkable
class Holder(Protocol):
    """What a driver can do that holds a frame, see `SparingDriver`."""

    holding: bool
    at_once: frozenset[str]

    def show(self) -> None:
        """Show frames again, the next of which has to be a whole one."""

    def hand_on(self) -> None:
        """Hand on what was typed meanwhile, and what is typed from now on."""


class FirstFrame:
    """The frames of a run, kept in ``store`` if there is one; ``settled`` tells that the screen left is in front."""

    def __init__(self, session: Session, store: FrameStore | None, settled: Callable[[], bool]) -> None:
        self._session, self._store, self._settled = session, store, settled
        self._driver: Holder | None = None

    @property
    def stands(self) -> bool:
        """Whether the screens are not yet as they were left."""
        return self._driver is not None

    def stand(self, driver: Driver | None, app: App[None]) -> None:
        """Have the frame that a `SparingDriver` is holding stand until ``app`` has something as true to show."""
        if isinstance(driver, Holder) and driver.holding:
            self._driver = driver
            driver.at_once = frozenset(self._session.keymap.action("quit").keys)
            self._look(app, driver, self._session.clock() + PATIENCE, app.size, 0)

    def _look(self, app: App[None], driver: Holder, end: float, size: tuple[int, int], calm: int) -> None:
        """Wait until nothing has been on its way for two looks: an answer may put the next question only when shown.

        What was typed waits for the screen it is meant for, also where the frame has to give way before.
        """
        busy, late = self._session.search_thread.busy, self._session.clock() >= end
        calm = calm + 1 if self._settled() and not busy else 0
        if driver.holding and (calm > 1 or late or app.size != size):
            driver.show()
            app.refresh()
        if calm > 1 or (late and not busy):
            driver.hand_on()
            self._driver = None
        else:
            self._session.later(STEP, lambda: self._look(app, driver, end, size, calm))

    def keep(self, page: Screen[None], app: App[None], kept: Mapping[str, object]) -> None:
        """Keep what ``page`` shows, without any box over it, for a run that goes on from what is ``kept``.

        A run that ends before its first frame keeps none: the one before may still be true. Where no articles are known
        yet, what is said of them soon won't be.
        """
        if self._store is None or self.stands or self._session.library is None or not self._session.count:
            return
        compositor = page._compositor  # noqa: SLF001 - there is no other way to a page that a box covers
        lines: list[list[Run]] = []
        if compositor.size == app.size:
            update = compositor.render_update(full=True, screen_stack=[])
            segments = getattr(update, "render_segments", None)
            lines = lines_of(segments(app.console)) if segments is not None else []
        self._store.keep(lines, app.size, kept)
