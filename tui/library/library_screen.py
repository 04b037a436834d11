"""The Library: panes side by side or stacked, moving among them, marks, sort.

Refuses to know how results come about.
"""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Container

from ..article.article_pane import PreviewPane
from ..frame.picker import Choice, Picker
from ..keymap import LIBRARY
from ..notes.note_actions import AnnotatingScreen
from ..session.jump_history import JumpPlace
from .facet_pane import Facets
from .result_list import ResultList
from .upkeep import UpkeepScreen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.events import Resize
    from textual.widget import Widget

    from ..app import VariorumApp

SORTS = (
    Choice("relevance", "relevance", after="best first; without a query, newest first"),
    Choice("date", "date", after="newest first, undated last"),
    Choice("outlet", "outlet", after="by outlet"),
    Choice("title", "title", after="by title"),
)
SIDE_LEAST, SIDE_MOST = 16, 100
NARROW = 100
"""Below this width the panes are stacked."""


class LibraryScreen(AnnotatingScreen, UpkeepScreen):
    """Everything in the library: search, facets, list, preview."""

    NAME: ClassVar[str] = LIBRARY

    def __init__(self, home: VariorumApp) -> None:
        super().__init__(home)
        self._facets_wanted: bool | None = None
        self._preview_wanted = True

    def middle(self) -> Iterable[Widget]:
        """Yield the box and the panes."""
        yield self.box
        with Container(id="panes"):
            yield self.facets
            yield self.list
            yield self.preview

    def on_mount(self) -> None:
        """Let keys go to the list."""
        self.list.set_empty("The library is being opened.")
        self.list.focus()

    def on_resize(self, event: Resize) -> None:
        """Put the panes where there is room."""
        super().on_resize(event)
        self._arrange(event.size.width)
        self._preview_again()

    def _arrange(self, width: int) -> None:
        narrow, zen = width < NARROW, self.has_class("-zen")
        self.facets.set_across(narrow)
        wanted = self._facets_wanted if self._facets_wanted is not None else not narrow
        self.facets.display = wanted and not zen
        self.preview.display = self._preview_wanted and not zen and not (narrow and self.facets.display)
        self.box.display = not zen

    @property
    def place(self) -> JumpPlace:
        """The article under the cursor."""
        return JumpPlace(LIBRARY, self.at_hand or "")

    def return_to(self, place: JumpPlace) -> None:
        """Put the cursor on an article the reader came from."""
        position = self.results.position(place.article)
        if position is not None:
            self.list.move_to(position)

    # Panes

    @property
    def _panes(self) -> list[Facets | ResultList | PreviewPane]:
        return [pane for pane in (self.facets, self.list, self.preview) if pane.display]

    @property
    def moving(self) -> Facets | ResultList | PreviewPane:
        """The pane that has the keys; the list when the box has them."""
        return next((pane for pane in self._panes if pane.has_focus), self.list)

    def _step_pane(self, step: int, *, around: bool) -> None:
        panes = self._panes
        if self.box.typing:
            self.list.focus()
            return
        here = panes.index(self.moving) if self.moving in panes else 0
        place = here + step
        if around:
            panes[place % len(panes)].focus()
        elif 0 <= place < len(panes):
            panes[place].focus()

    def step(self, count: int) -> None:
        """Go so many rows, values or lines down."""
        pane = self.moving
        if isinstance(pane, PreviewPane):
            pane.move("line", count)
        elif isinstance(pane, (Facets, ResultList)):
            pane.move(count)

    def action_pane_left(self) -> None:
        """Go to the pane on the left."""
        self._step_pane(-1, around=False)

    def action_pane_right(self) -> None:
        """Go to the pane on the right."""
        self._step_pane(1, around=False)

    def action_next_pane(self) -> None:
        """Go to the next pane."""
        self._step_pane(1, around=True)

    def action_previous_pane(self) -> None:
        """Go to the pane before."""
        self._step_pane(-1, around=True)

    def action_search(self) -> None:
        """Go to the search box."""
        self._set_zen(False)
        self.box.enter()

    def action_filter(self) -> None:
        """Go to the facets; again to put them away."""
        self._facets_wanted = not (self.facets.display and self.facets.has_focus)
        self._arrange(self.size.width)
        (self.facets if self._facets_wanted else self.list).focus()

    def action_preview(self) -> None:
        """Show or hide the preview."""
        self._preview_wanted = not self.preview.display
        if self._preview_wanted and self.size.width < NARROW:
            self._facets_wanted = False
        self._arrange(self.size.width)
        self._preview_again()
        if not self.moving.display:
            self.list.focus()

    def _preview_again(self) -> None:
        self.on_result_list_highlighted(ResultList.Highlighted(self.list, self.list.cursor_id))

    def action_zen(self) -> None:
        """Show the list alone, or bring all back."""
        self._set_zen(not self.has_class("-zen"))
        self.list.focus()

    def _set_zen(self, zen: bool) -> None:  # noqa: FBT001 - the value itself
        self.set_class(zen, "-zen")
        self._arrange(self.size.width)

    def action_pane_smaller(self) -> None:
        """Make the side panes smaller."""
        self._resize_side(-2)

    def action_pane_larger(self) -> None:
        """Make the side panes larger."""
        self._resize_side(2)

    def _resize_side(self, cells: int) -> None:
        narrow = self.size.width < NARROW
        if self.facets.has_focus and not narrow:
            width = min(SIDE_MOST, max(SIDE_LEAST, self.facets.outer_size.width + cells))
            self.facets.styles.width = width
        elif narrow:
            pane = self.facets if self.facets.display else self.preview
            pane.styles.height = min(self.size.height - 10, max(3, pane.outer_size.height + cells // 2))
        else:
            self.preview.styles.width = min(
                self.size.width - 50, max(SIDE_LEAST, self.preview.outer_size.width + cells)
            )

    # Actions

    def action_open(self) -> None:
        """Read the article, or filter by the value under the facets' cursor."""
        if self.facets.has_focus:
            self.facets.choose()
        else:
            self.list.open()

    def action_mark(self) -> None:
        """Mark the article or take its mark off, and go down."""
        self.list.toggle_mark()
        self.list.move(1)

    def action_clear_marks(self) -> None:
        """Take all marks off."""
        self.list.mark()

    def action_next_hit(self) -> None:
        """Go to the next hit in the preview."""
        self._hit(1)

    def action_previous_hit(self) -> None:
        """Go to the hit before in the preview."""
        self._hit(-1)

    def _hit(self, direction: int) -> None:
        hit = self.preview.next_hit(direction)
        self.say(f"Hit {hit[0]} of {hit[1]} in this article." if hit else "There are no hits in this article.")

    def action_sort(self) -> None:
        """Choose the order of the list."""
        self.app.push_screen(Picker("Sort by", SORTS, chosen=self.sorting), self._sort)

    def _sort(self, order: str | None) -> None:
        if order is not None and order != self.sorting:
            self.sorting = order
            self.ask()

    def action_copy_command(self) -> None:
        """Copy the search as a shell command."""
        command = ["variorum", "--library", self.home.folder]
        command += ["search", self.asked] if self.asked.strip() else ["list"]
        self.copy(shlex.join([*command, *(["--sort", self.sorting] if self.asked.strip() else [])]), "the command")

    def action_leave(self) -> None:
        """Leave the box, then clear the search, then put the facets away."""
        if self.box.typing:
            self.list.focus()
        elif self.asked:
            self.box.value = ""
            self.ask()
        elif self.facets.has_focus and self.size.width < NARROW:
            self.action_filter()
        else:
            self._set_zen(False)
            self.list.focus()
