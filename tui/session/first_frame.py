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

    def release(self) -> None:
        """Show frames again."""


class FirstFrame:
    """The frames of a run, kept in ``store`` if there is one; ``settled`` tells that the screen left is in front."""

    def __init__(self, session: Session, store: FrameStore | None, settled: Callable[[], bool]) -> None:
        self._session, self._store, self._settled = session, store, settled
        self._release: Callable[[], None] | None = None

    @property
    def stands(self) -> bool:
        """Whether the frame of the last run is still what is seen."""
        return self._release is not None

    def stand(self, driver: Driver | None, app: App[None]) -> None:
        """Have the frame that a `SparingDriver` is holding stand until ``app`` has something as true to show."""
        if isinstance(driver, Holder) and driver.holding:
            self._release = driver.release
            driver.at_once = frozenset(self._session.keymap.action("quit").keys)
            self._look(app, self._session.clock() + PATIENCE, app.size, 0)

    def _look(self, app: App[None], end: float, size: tuple[int, int], calm: int) -> None:
        """Wait until nothing has been on its way for two looks: an answer may put the next question only when shown."""
        calm = calm + 1 if self._settled() and not self._session.search_thread.busy else 0
        if calm > 1 or app.size != size or self._session.clock() >= end:
            self._show(app)
        else:
            self._session.later(STEP, lambda: self._look(app, end, size, calm))

    def _show(self, app: App[None]) -> None:
        if self._release is not None:
            self._release()
            self._release = None
            app.refresh()

    def keep(self, page: Screen[None], app: App[None], kept: Mapping[str, object]) -> None:
        """Keep what ``page`` shows, without any box over it, for a run that goes on from what is ``kept``.

        A run that ends before its first frame keeps none: the one before may still be true.
        """
        if self._store is None or self.stands or self._session.library is None:
            return
        compositor = page._compositor  # noqa: SLF001 - there is no other way to a page that a box covers
        lines: list[list[Run]] = []
        if compositor.size == app.size:
            update = compositor.render_update(full=True, screen_stack=[])
            segments = getattr(update, "render_segments", None)
            lines = lines_of(segments(app.console)) if segments is not None else []
        self._store.keep(lines, app.size, kept)
