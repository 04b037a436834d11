"""The side of the reader: notes above facts about the article, beside the text or in a drawer below it.

What the panes show is not known here.
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
"""Widths in cells: below NARROW the side is under the text, from ROOMY on shown by default, from WIDE text centred."""

SIDE_LEAST, SIDE_MOST = 20, 80
NOTES_SHARE = 0.7
"""The greatest share of the height for the notes when the pane below needs the rest."""


class SideColumn(Vertical):
    """Two panes beside ``text``, each of which may be hidden. ``has_notes`` tells whether there are notes to show.

    ``refuse`` shows why the width can't be changed when no pane is beside the text.
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
        """Whether the side is below the text."""
        return self._cells < NARROW

    @property
    def with_keys(self) -> MovingPane:
        """The pane with the focus."""
        return next((pane for pane in (self._about, self._notes) if pane.has_focus), self._text)

    @property
    def open_panes(self) -> list[ArticlePane | EntryPane]:
        """The visible panes, in the order of the Tab key."""
        return [self._text, *(pane for pane in (self._notes, self._about) if self.display and pane.display)]

    def toggle(self) -> None:
        """Show or hide the side; on a narrow screen show notes, details and neither in turn."""
        if self.narrow:
            order = ["", *(["notes"] if self.has_notes else []), "details"]
            here = order.index(self._drawer_wanted) if self._drawer_wanted in order else 0
            self._drawer_wanted = order[(here + 1) % len(order)]
        else:
            self._wanted = not self.display
        self.arrange_panes()
        (self.open_panes[-1] if self.narrow else self._text).focus()

    @property
    def wishes(self) -> tuple[bool | None, str, int]:
        """Whether the reader wants the side (`None`: the width decides), what below the text, and how wide."""
        return self._wanted, self._drawer_wanted, self._own_width

    def wish(self, wanted: bool | None, drawer: str, cells: int) -> None:  # noqa: FBT001 as `wishes` has them
        """Set what the reader wants beside the text, below it, and how wide."""
        self._wanted, self._drawer_wanted = wanted, drawer
        self._own_width = min(SIDE_MOST, max(SIDE_LEAST, cells)) if cells else 0
        self.arrange_panes()

    def _widen(self, cells: int) -> None:
        if self.narrow or not self.display:
            self._refuse("No pane stands beside the text, whose width could be changed.")
            return
        self._own_width = min(SIDE_MOST, max(SIDE_LEAST, (self._own_width or self.outer_size.width) + cells))
        self.arrange_panes()

    def fit(self, cells: int, lines: int, *, zen: bool) -> None:
        """Show the wanted panes that fit a screen of ``cells`` by ``lines``; ``zen`` shows the text alone."""
        self._cells, self._lines, self._zen = cells, lines, zen
        self.arrange_panes()

    def arrange_panes(self) -> None:
        """Show the wanted panes that fit."""
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
        """Fit the notes to their number of lines, known only after layout."""
        message.stop()
        self._fit_notes()

    def _fit_notes(self) -> None:
        """Give the notes the lines they need, and the rest to the pane below."""
        most = max(int(self._lines * NOTES_SHARE), self._lines - self._about.virtual_size.height)
        self._notes.styles.height = "1fr" if self.narrow else max(3, min(self._notes.virtual_size.height + 1, most))


def _show(pane: Widget, *, wanted: bool) -> None:
    if pane.display != wanted:
        pane.display = wanted
