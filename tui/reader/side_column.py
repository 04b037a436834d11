"""The side of the reader: notes above what is said about the article, beside the text or in a drawer below it.

Refuses to know what the panes show.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical

from ..frame.page import cycle

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.widget import Widget

    from ..article.article_pane import ArticlePane
    from ..frame.entry_pane import EntryPane
    from ..frame.moving import MovingPane
    from ..session.session import Verbs

NARROW, ROOMY, WIDE = 100, 112, 160
"""Below the first width the side lies under the text; from the second on it is shown unasked; from the third on the
text stands in the middle of what is left."""

SIDE_LEAST, SIDE_MOST = 20, 80
NOTES_SHARE = 0.7
"""How much of a column the notes may take where what is said about the article needs the rest."""


class SideColumn(Vertical):
    """Two panes beside ``text``, each of which may be hidden. ``has_notes`` says whether the upper one has any.

    ``refuse`` says a sentence when there is no pane whose width could be changed.
    """

    def __init__(self, text: ArticlePane, notes: EntryPane, about: EntryPane, refuse: Callable[[str], None]) -> None:
        super().__init__(notes, about, id="side")
        self._text, self._notes, self._about, self._refuse = text, notes, about, refuse
        self.has_notes = False
        self._own_width = 0
        self._wanted: bool | None = None
        self._drawer_wanted = ""
        self._cells, self._lines, self._zen = 0, 0, False
        self.verbs: Verbs = {
            "aside": self.toggle,
            "next_pane": lambda: cycle(self.open_panes, 1),
            "previous_pane": lambda: cycle(self.open_panes, -1),
            "pane_smaller": lambda: self._widen(-4),
            "pane_larger": lambda: self._widen(4),
        }

    @property
    def narrow(self) -> bool:
        """Whether the side lies under the text."""
        return self._cells < NARROW

    @property
    def with_keys(self) -> MovingPane:
        """The pane that has the keys."""
        return next((pane for pane in (self._about, self._notes) if pane.has_focus), self._text)

    @property
    def open_panes(self) -> list[ArticlePane | EntryPane]:
        """The panes on screen that tab goes through."""
        return [self._text, *(pane for pane in (self._notes, self._about) if self.display and pane.display)]

    def toggle(self) -> None:
        """Show or hide the side; where there is little room, notes and details one after the other."""
        if self.narrow:
            order = ["", *(["notes"] if self.has_notes else []), "details"]
            here = order.index(self._drawer_wanted) if self._drawer_wanted in order else 0
            self._drawer_wanted = order[(here + 1) % len(order)]
        else:
            self._wanted = not self.display
        self.arrange_panes()
        (self.open_panes[-1] if self.narrow else self._text).focus()

    def _widen(self, cells: int) -> None:
        if self.narrow or not self.display:
            self._refuse("No pane stands beside the text, whose width could be changed.")
            return
        self._own_width = min(SIDE_MOST, max(SIDE_LEAST, (self._own_width or self.outer_size.width) + cells))
        self.arrange_panes()

    def fit(self, cells: int, lines: int, *, zen: bool) -> None:
        """Show what is wanted and has room on a screen of so many cells and lines; ``zen`` leaves the text alone."""
        self._cells, self._lines, self._zen = cells, lines, zen
        self.arrange_panes()

    def arrange_panes(self) -> None:
        """Show what is wanted and has room."""
        if self.narrow:
            notes, about = self._drawer_wanted == "notes" and self.has_notes, self._drawer_wanted == "details"
        else:
            about = self._cells >= ROOMY if self._wanted is None else self._wanted
            notes = about and self.has_notes
        for pane, wanted in ((self._notes, notes), (self._about, about), (self, notes or about)):
            _show(pane, wanted=wanted and not self._zen)
        self.styles.width = None if self.narrow or not self._own_width else self._own_width
        self._fit_notes()
        self._text.set_centred(centred=self._zen or self._cells >= WIDE)
        if any(pane.has_focus and pane not in self.open_panes for pane in (self._notes, self._about)):
            self._text.focus()

    def on_entry_pane_laid_out(self, message: EntryPane.LaidOut) -> None:
        """Give the notes the lines they turn out to take: a pane knows them only once it has a width."""
        message.stop()
        self._fit_notes()

    def _fit_notes(self) -> None:
        """Give the notes the lines they take, and the rest to what stands below them."""
        most = max(int(self._lines * NOTES_SHARE), self._lines - self._about.virtual_size.height)
        self._notes.styles.height = "1fr" if self.narrow else max(3, min(self._notes.virtual_size.height + 1, most))


def _show(pane: Widget, *, wanted: bool) -> None:
    if pane.display != wanted:
        pane.display = wanted
