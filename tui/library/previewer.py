"""The preview: the article under the list's cursor, at the first hit of the search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Container

if TYPE_CHECKING:
    from collections.abc import Callable

    from index import Article, Hit, Library

    from ..article.article_pane import PreviewPane
    from ..session.session import Session, Verbs
    from .result_source import Results


LOW, LOWEST = 10, 6
"""A box below LOW lines shows the text and not a head of several lines; one below LOWEST no head at all."""


class PreviewBox(Container):
    """The container of the preview. Its pane is made with the first article, not before the first paint."""

    def __init__(self, session: Session) -> None:
        super().__init__(id="preview")
        self._session = session
        self.pane: PreviewPane | None = None
        self.resized: Callable[[], None] = lambda: None

    def on_resize(self) -> None:
        """Tell whoever fills the box."""
        self.resized()

    def made(self) -> PreviewPane:
        """Return the pane, making it on first use."""
        if self.pane is None:
            from ..article.article_pane import PreviewPane, following  # noqa: PLC0415 not before the first paint

            self.pane = following(PreviewPane, self._session, "previewed")
            self.pane.can_focus = True
            self.mount(self.pane)
        return self.pane


class Previewer:
    """Fills ``box``; ``hit_finder`` returns work for the search thread that finds the hits in an article."""

    def __init__(
        self, session: Session, box: PreviewBox, hit_finder: Callable[[str], Callable[[Library], Hit | None]]
    ) -> None:
        self._session, self._box, self._hit_finder = session, box, hit_finder
        self._wanted: str | None = None
        self._shown: tuple[Article, Hit | None] | None = None
        self._beginning, box.resized = 0, self._fit
        self.verbs: Verbs = {"next_hit": lambda: self._go_to_hit(1), "previous_hit": lambda: self._go_to_hit(-1)}

    def show(self, article: str | None) -> None:
        """Preview an article, or clear the preview."""
        self._wanted = article
        if article is None:
            self._shown = None
            if self._box.pane is not None:
                self._box.pane.show(None)
        elif self._box.display:
            find_hit = self._hit_finder(article)
            self._session.look_up("preview", lambda library: (library.show(article), find_hit(library)), self._fetched)

    def _fetched(self, fetched: tuple[Article, Hit | None]) -> None:
        article, hit = fetched
        if article.id == self._wanted and (article, hit) != self._shown:
            from ..article.visible_text import hits_in_sight  # noqa: PLC0415 as the pane

            self._shown = article, hit
            spans = hits_in_sight(article, hit.spans) if hit else ()
            self._beginning = _beginning(article, self._box.size.height)
            self._box.made().show(article, offset=spans[0].start if spans else self._beginning, hits=spans)

    def vain(self, results: Results) -> tuple[str, ...]:
        """Return the actions that find nothing now: no hit without a preview, rows and words searched for."""
        return () if self._box.display and results.searched and len(results) else ("next_hit",)

    def _fit(self) -> None:
        """Begin where a box of this height should, unless the reader has moved on."""
        pane = self._box.pane
        if self._shown is None or pane is None or pane.article is None:
            return
        before, self._beginning = self._beginning, _beginning(pane.article, self._box.size.height)
        if self._shown[1] is None and pane.caret == before != self._beginning:
            pane.show(pane.article, offset=self._beginning)

    def _go_to_hit(self, direction: int) -> None:
        hit = self._box.made().next_hit(direction) if self._box.display else None
        if not self._box.display:
            self._session.refuse(f"Hits are gone through in the preview; {self._session.key_of('preview')} shows it.")
        elif hit is None:
            self._session.refuse(f"There are no hits in this article; {self._session.key_of('search')} finds words.")
        else:
            self._session.say(f"Hit {hit[0]} of {hit[1]} in this article.")


def _beginning(article: Article, lines: int) -> int:
    """Return where a preview of so many lines begins: at the first paragraph if the head would leave it no room.

    The headline stands in the list.
    """
    first = next(iter(article.paragraphs), None)
    if first is None or lines >= LOW:
        return 0
    head = sum(block.start < first.start and not block.folded for block in article.blocks)
    return first.start if head > 1 or lines < LOWEST else 0
