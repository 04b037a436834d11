"""How the reader shows its article, as it is kept for the next session and restored there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ..session.kept_screens import KeptReading

if TYPE_CHECKING:
    from .reader_screen import ReaderScreen


SWITCHES: Final = ("justify", "plain_quotes")
"""The switches of the reading style that a key or command changes."""


def kept_reading(screen: ReaderScreen) -> KeptReading:
    """Return how an article is shown."""
    pane, view = screen.pane, screen.pane.view
    column, drawer, cells = screen.side.wishes
    configured = screen.session.settings.reading
    return KeptReading(
        line=max(0, view.row_of(pane.caret) - pane.top) if view is not None and len(view) else 0,
        words=screen.find_box.value,
        unfolded=view is not None and view.folds.unfolded,
        opened=view.folds.opened if view is not None else (),
        column=column,
        drawer=drawer,
        side_cells=cells,
        measure=pane.measure if pane.measure != screen.session.settings.reading.measure else 0,
        zen=screen.zen,
        toggled=tuple(name for name in SWITCHES if getattr(pane.reading, name) != getattr(configured, name)),
    )


def restore_reading(screen: ReaderScreen, kept: KeptReading) -> None:
    """Show the article as it was kept, once it has been shown; its caret is where it was left."""
    pane, view = screen.pane, screen.pane.view
    if view is None:
        return
    view.folds.restore(kept.opened, unfolded=kept.unfolded)
    screen.side.wish(kept.column, kept.drawer, kept.side_cells)
    pane.set_measure(kept.measure or pane.measure)
    if toggled := {name for name in kept.toggled if name in SWITCHES}:
        configured = screen.session.settings.reading
        pane.reading = replace(pane.reading, **{name: not getattr(configured, name) for name in toggled})
    if kept.zen != screen.zen:
        screen.toggle_zen()
    if kept.words:
        screen.find_box.value = kept.words
        screen.find_box.display = True
    pane.hold_line(kept.line)
