"""The panes of the Library: three side by side, or two with the facets in a drawer; and the focus among them.

It does not fill them: facets, list and preview are given.
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
    from ..session.session import Session, Verbs
    from .facet_pane import Facets
    from .previewer import PreviewBox
    from .result_list import ResultList

SIDE_LEAST, SIDE_MOST = 16, 100
NARROW, WIDE = 100, 160
"""Below NARROW cells the preview goes below the list; from WIDE on all three panes are side by side."""
LOW, SHARE = 30, 0.4
"""Below LOW lines a preview below the list takes what a short list leaves, at least SHARE (as in the CSS)."""
ROW = 2
"""The lines of a row in a low list."""


class LibraryPanes(Container):
    """Facets, list and preview, and the search box above them. The width decides what the reader has not decided.

    The first frame is laid out for the width there is. An open drawer of facets hides the preview. ``arranged`` is
    called after every layout.
    """

    BLANK = True  # covered by its panes

    def __init__(
        self,
        session: Session,
        box: LineBox,
        facets: Facets,
        listing: ResultList,
        preview: PreviewBox,
        arranged: Callable[[], None],
    ) -> None:
        super().__init__(facets, listing, preview, id="panes")
        self._box, self.facets, self.list, self.preview = box, facets, listing, preview
        self._arranged, self._refuse = arranged, session.refuse
        self._facets_wanted: bool | None = None
        self._spare: int | None = None
        self._preview_wanted = True
        self._sizes: tuple[int, ...] = (0, 0, 0)
        self.arrange_panes(session.size.width, zen=False)
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
        """Whether the preview is below the list."""
        return self._cells < NARROW

    @property
    def drawer(self) -> bool:
        """Whether the facets are a drawer."""
        return self._cells < WIDE

    def arrange_panes(self, cells: int, *, zen: bool) -> None:
        """Show the wanted panes that fit in ``cells``; ``zen`` shows the list alone."""
        self._cells, self._zen = cells, zen
        wanted = self._facets_wanted if self._facets_wanted is not None else not self.drawer
        self.facets.display = wanted and not zen
        self.preview.display = self._preview_wanted and not zen and not (self.drawer and self.facets.display)
        self._box.display = not zen
        self._size_panes()
        self._arranged()

    def fit_preview(self) -> None:
        """Give a preview below a short list the lines the list leaves, unless the reader chose its size."""
        height = self.size.height
        if self._sizes[-1] or not height:
            return
        rows = len(self.list.rows) if self.narrow and height < LOW else 0
        spare = height - ROW * rows
        wanted = spare if rows and spare > height * SHARE else None
        if wanted != self._spare:
            self._spare = self.preview.styles.height = wanted

    def on_resize(self) -> None:
        """Fit the preview to the new height."""
        self.fit_preview()

    def on_result_list_highlighted(self) -> None:
        """Fit the preview to what is listed now."""
        self.fit_preview()

    @property
    def wishes(self) -> tuple[bool | None, bool]:
        """Whether the reader wants the facets (`None`: the width decides) and the preview."""
        return self._facets_wanted, self._preview_wanted

    @property
    def sizes(self) -> tuple[int, ...]:
        """The widths of facets and preview, and the preview's height below the list, as the reader set them; else 0."""
        return self._sizes

    def wish(self, *, facets: bool | None, preview: bool, sizes: tuple[int, ...] = ()) -> None:
        """Set which panes the reader wants, and their `sizes`."""
        self._facets_wanted, self._preview_wanted = facets, preview
        self._sizes = sizes if len(sizes) == len(self._sizes) else self._sizes
        self.arrange_panes(self._cells, zen=self._zen)

    def toggle_facets(self) -> None:
        """Show and focus the facets; hide them if they have the focus."""
        self._facets_wanted = not (self.facets.display and self.facets.has_focus)
        self.arrange_panes(self._cells, zen=self._zen)
        (self.facets if self._facets_wanted else self.list).focus()

    def toggle_preview(self) -> None:
        """Show or hide the preview; showing it closes the facet drawer."""
        self._preview_wanted = not self.preview.display
        if self._preview_wanted and self.drawer:
            self._facets_wanted = False
        self.arrange_panes(self._cells, zen=self._zen)
        if not any(pane.has_focus for pane in self._shown):
            self.list.focus()

    def _enlarge(self, cells: int) -> None:
        """Enlarge the focused side pane, else the preview, by ``cells``, or say that it can't be."""
        facets, across, down = self._sizes
        if self.facets.has_focus:
            now = self.facets.outer_size.width
            new = facets = min(SIDE_MOST, max(SIDE_LEAST, now + cells))
        elif self.narrow:
            now = self.preview.outer_size.height
            most = max(now, self.outer_size.height + self._box.outer_size.height - 7)
            new = down = min(most, max(3, now + cells // 2))
        else:
            now = self.preview.outer_size.width
            new = across = min(self._cells - 50, max(SIDE_LEAST, now + cells))
        if new == now:
            self._refuse(f"The pane is as {'large' if cells > 0 else 'small'} as it can be.")
        self._sizes = facets, across, down
        self._size_panes()

    def _size_panes(self) -> None:
        """Give facets and preview the sizes the reader set; across and down are sizes of different layouts."""
        facets, across, down = self._sizes
        self.facets.styles.width = facets or None
        self.preview.styles.width = across if across and not self.narrow else None
        self.preview.styles.height = down if down and self.narrow else self._spare

    # The focus

    def unless_choosing(self, act: Callable[[], None]) -> Callable[[], None]:
        """Return what chooses the facet under the cursor while the facets have the focus, and else acts."""
        return lambda: self.facets.choose() if self.facets.has_focus else act()

    @property
    def _shown(self) -> list[Facets | ResultList | PreviewPane]:
        preview = [self.preview.made()] if self.preview.display else []
        return [*(pane for pane in (self.facets, self.list) if pane.display), *preview]

    @property
    def moving(self) -> MovingPane:
        """The focused pane for the movement keys; the list while the search box has the focus."""
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
