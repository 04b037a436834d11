"""The side of the reader: notes above what is said about the article, beside the text or in a drawer below it.

Refuses to know what the panes show.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical

from ..frame.aside_pane import AsidePane
from ..frame.entry_pane import EntryPane
from ..notes.note_actions import AnnotatingScreen
from .finding import FindingScreen

if TYPE_CHECKING:
    from textual.events import Resize
    from textual.widget import Widget

    from ..app import VariorumApp
    from ..article.article_pane import ArticlePane

NARROW, ROOMY, WIDE = 100, 112, 160
"""Below the first width the side lies under the text; from the second on it is shown unasked; from the third on the
text stands in the middle of what is left."""

SIDE_LEAST, SIDE_MOST = 20, 80
NOTES_SHARE = 0.6
"""How much of a column the notes may take from what is said about the article."""


class ReaderSide(AnnotatingScreen, FindingScreen):
    """A reader with two panes at its side, each of which may be hidden."""

    def __init__(self, home: VariorumApp) -> None:
        super().__init__(home)
        self.aside = AsidePane(home.glyphs, id="aside")
        self.notes = EntryPane(home.glyphs, id="notes")
        self.side = Vertical(self.notes, self.aside, id="side")
        self._side_width = 0
        self._side_wanted: bool | None = None
        self._drawer_wanted = ""

    @property
    def has_notes(self) -> bool:
        """Whether there is anything to show in the pane of notes."""
        return False

    @property
    def open_panes(self) -> list[ArticlePane | EntryPane | AsidePane]:
        """The panes on screen that tab goes through."""
        shown: list[ArticlePane | EntryPane | AsidePane] = [self.pane]
        return shown + [pane for pane in (self.notes, self.aside) if self.side.display and pane.display]

    def action_next_pane(self) -> None:
        """Go to the next pane."""
        self._other_pane(1)

    def action_previous_pane(self) -> None:
        """Go to the pane before."""
        self._other_pane(-1)

    def _other_pane(self, step: int) -> None:
        panes = self.open_panes
        here = next((place for place, pane in enumerate(panes) if pane.has_focus), 0)
        panes[(here + step) % len(panes)].focus()

    def action_aside(self) -> None:
        """Show or hide the side; where there is little room, notes and details one after the other."""
        if self.size.width >= NARROW:
            self._side_wanted = not self.side.display
        else:
            order = ["", *(["notes"] if self.has_notes else []), "details"]
            here = order.index(self._drawer_wanted) if self._drawer_wanted in order else 0
            self._drawer_wanted = order[(here + 1) % len(order)]
        self.arrange_panes()
        panes = self.open_panes
        (panes[-1] if self.size.width < NARROW else self.pane).focus()

    def action_pane_smaller(self) -> None:
        """Make the side narrower."""
        self._resize_side(-4)

    def action_pane_larger(self) -> None:
        """Make the side wider."""
        self._resize_side(4)

    def _resize_side(self, cells: int) -> None:
        self._side_width = min(SIDE_MOST, max(SIDE_LEAST, (self._side_width or self.side.outer_size.width) + cells))
        self.arrange_panes()

    def action_zen(self) -> None:
        """Show nothing but the text, or bring all back."""
        self.toggle_class("-zen")
        self.arrange_panes()
        self.pane.focus()

    def on_resize(self, event: Resize) -> None:
        """Put the side where there is room."""
        super().on_resize(event)
        self.arrange_panes(event.size.width)

    def arrange_panes(self, width: int = 0) -> None:
        """Show what is wanted and has room."""
        width = width or self.size.width
        zen, narrow = self.has_class("-zen"), width < NARROW
        if narrow:
            notes, details = self._drawer_wanted == "notes" and self.has_notes, self._drawer_wanted == "details"
        else:
            details = width >= ROOMY if self._side_wanted is None else self._side_wanted
            notes = details and self.has_notes
        for pane, wanted in ((self.notes, notes), (self.aside, details), (self.side, notes or details)):
            _show(pane, wanted=wanted and not zen)
        self.side.styles.width = None if narrow or not self._side_width else self._side_width
        self.notes.styles.height = "1fr" if narrow else self._notes_height()
        self.pane.set_centred(centred=zen or width >= WIDE)
        if self.focused in (self.notes, self.aside) and self.focused not in self.open_panes:
            self.pane.focus()

    def _notes_height(self) -> int:
        """Return how many lines the notes take, so that the rest is left to what stands below."""
        return max(3, min(self.notes.virtual_size.height + 1, int(self.size.height * NOTES_SHARE)))


def _show(pane: Widget, *, wanted: bool) -> None:
    if pane.display != wanted:
        pane.display = wanted
