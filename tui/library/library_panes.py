"""The panes of the Library: three side by side, or two and the facets in a drawer, and the focus among them.

Refuses to fill them: it is given facets, list and preview.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Container

from ..frame.page import cycle

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..article.article_pane import PreviewPane
    from ..frame.line_box import LineBox
    from ..frame.moving import MovingPane
    from ..session.session import Verbs
    from .facet_pane import Facets
    from .previewer import PreviewBox
    from .result_list import ResultList

SIDE_LEAST, SIDE_MOST = 16, 100
NARROW, WIDE = 100, 160
"""Below the one width the preview stands below the list; from the other on all three panes stand side by side."""


class LibraryPanes(Container):
    """Facets, list and preview; the search box above them is theirs to hide. Without a wish the width decides.

    ``cells`` is the width at first, so that the first frame shows what has room.

    Where the facets are a drawer they take the room of the preview while they are open. ``arranged`` hears that other
    panes may be shown.
    """

    def __init__(
        self,
        box: LineBox,
        facets: Facets,
        listing: ResultList,
        preview: PreviewBox,
        cells: int,
        arranged: Callable[[], None],
    ) -> None:
        super().__init__(facets, listing, preview, id="panes")
        self._box, self.facets, self.list, self.preview = box, facets, listing, preview
        self._arranged = arranged
        self._facets_wanted: bool | None = None
        self._preview_wanted = True
        self.arrange_panes(cells, zen=False)
        self.verbs: Verbs = {
            "filter": self.toggle_facets,
            "preview": self.toggle_preview,
            "pane_left": lambda: self._step(-1),
            "pane_right": lambda: self._step(1),
            "next_pane": lambda: self._cycle(1),
            "previous_pane": lambda: self._cycle(-1),
            "pane_smaller": lambda: self._enlarge(-2),
            "pane_larger": lambda: self._enlarge(2),
        }

    @property
    def narrow(self) -> bool:
        """Whether the preview stands below the list."""
        return self._cells < NARROW

    @property
    def drawer(self) -> bool:
        """Whether the facets are a drawer."""
        return self._cells < WIDE

    def arrange_panes(self, cells: int, *, zen: bool) -> None:
        """Show what is wanted and has room in so many cells; ``zen`` leaves the list alone."""
        self._cells, self._zen = cells, zen
        wanted = self._facets_wanted if self._facets_wanted is not None else not self.drawer
        self.facets.display = wanted and not zen
        self.preview.display = self._preview_wanted and not zen and not (self.drawer and self.facets.display)
        self._box.display = not zen
        self._arranged()

    @property
    def wishes(self) -> tuple[bool | None, bool]:
        """Whether the reader wants the facets (none: the width decides) and the preview."""
        return self._facets_wanted, self._preview_wanted

    def wish(self, *, facets: bool | None, preview: bool) -> None:
        """Want these panes from now on."""
        self._facets_wanted, self._preview_wanted = facets, preview
        self.arrange_panes(self._cells, zen=self._zen)

    def toggle_facets(self) -> None:
        """Go to the facets; again to put them away."""
        self._facets_wanted = not (self.facets.display and self.facets.has_focus)
        self.arrange_panes(self._cells, zen=self._zen)
        (self.facets if self._facets_wanted else self.list).focus()

    def toggle_preview(self) -> None:
        """Show or hide the preview; it closes the drawer of the facets."""
        self._preview_wanted = not self.preview.display
        if self._preview_wanted and self.drawer:
            self._facets_wanted = False
        self.arrange_panes(self._cells, zen=self._zen)
        if not any(pane.has_focus for pane in self._shown):
            self.list.focus()

    def _enlarge(self, cells: int) -> None:
        """Make the side pane in focus, else the preview, larger by so many cells."""
        if self.facets.has_focus:
            self.facets.styles.width = min(SIDE_MOST, max(SIDE_LEAST, self.facets.outer_size.width + cells))
        elif self.narrow:
            most = self.outer_size.height + self._box.outer_size.height - 7
            self.preview.styles.height = min(most, max(3, self.preview.outer_size.height + cells // 2))
        else:
            width = max(SIDE_LEAST, self.preview.outer_size.width + cells)
            self.preview.styles.width = min(self._cells - 50, width)

    # The focus

    @property
    def _shown(self) -> list[Facets | ResultList | PreviewPane]:
        preview = [self.preview.made()] if self.preview.display else []
        return [*(pane for pane in (self.facets, self.list) if pane.display), *preview]

    @property
    def moving(self) -> MovingPane:
        """The pane that has the keys; the list when the box has them."""
        return next((pane for pane in (self.facets, self.preview.pane) if pane and pane.has_focus), self.list)

    def _step(self, step: int) -> None:
        panes = self._shown
        here = next((place for place, pane in enumerate(panes) if pane.has_focus), panes.index(self.list))
        if self._box.typing:
            self.list.focus()
        elif 0 <= here + step < len(panes):
            panes[here + step].focus()

    def _cycle(self, step: int) -> None:
        if self._box.typing:
            self.list.focus()
        else:
            cycle(self._shown, step)
