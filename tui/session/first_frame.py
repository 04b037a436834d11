"""The first and last frame of a run: the last one is kept, and shown at the next start until the screens are restored.

It does not know what the screens show.
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
"""Seconds after which the kept frame is replaced, whatever is still pending."""

STEP: Final = 0.02
"""Seconds between two checks whether everything is there."""


@runtime_checkable
class Holder(Protocol):
    """A driver that can hold a frame, see `SparingDriver`."""

    holding: bool
    at_once: frozenset[str]

    def show(self) -> None:
        """Show frames again; the next one has to be complete."""

    def hand_on(self) -> None:
        """Deliver the input held so far, and stop holding it."""


class FirstFrame:
    """The frames of a run, kept in ``store`` if any; ``settled`` tells whether the restored screen is in front."""

    def __init__(self, session: Session, store: FrameStore | None, settled: Callable[[], bool]) -> None:
        self._session, self._store, self._settled = session, store, settled
        self._driver: Holder | None = None

    @property
    def stands(self) -> bool:
        """Whether the kept frame still stands, because the screens are not restored yet."""
        return self._driver is not None

    def stand(self, driver: Driver | None, app: App[None]) -> None:
        """Keep showing the frame that a `SparingDriver` holds until ``app`` has the restored screens to show."""
        if isinstance(driver, Holder) and driver.holding:
            self._driver = driver
            driver.at_once = frozenset(self._session.keymap.action("quit").keys)
            self._look(app, driver, self._session.clock() + PATIENCE, app.size, 0)

    def _look(self, app: App[None], driver: Holder, end: float, size: tuple[int, int], calm: int) -> None:
        """Check until two checks in a row find nothing pending: showing an answer may ask the next question.

        Input waits for the screen it is meant for, even if the frame has to be replaced before.
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
        """Keep what ``page`` shows, without any box over it, as the first frame of a run that restores ``kept``.

        A run that ends before its first frame keeps none: the stored one may still be right. With no articles known yet
        the screen would soon be wrong.
        """
        if self._store is None or self.stands or self._session.library is None or not self._session.count:
            return
        compositor = page._compositor  # noqa: SLF001 - there is no other way to render a page that a box covers
        lines: list[list[Run]] = []
        if compositor.size == app.size:
            update = compositor.render_update(full=True, screen_stack=[])
            segments = getattr(update, "render_segments", None)
            lines = lines_of(segments(app.console)) if segments is not None else []
        self._store.keep(lines, app.size, kept)
