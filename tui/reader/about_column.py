"""The lower side pane: other accounts of the paragraph, page versions, bookmarks, outline, facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index import Span

from .article_facts import AsideLine, aside, laid_out

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index import Article

    from ..article.article_pane import ArticlePane
    from ..frame.entry_pane import EntryPane
    from ..session.navigation import Navigation
    from ..session.session import Session, Verbs
    from .page_versions import PageVersions
    from .reading_place import ReadingPlace
    from .related_column import RelatedAccounts


class AboutColumn:
    """Fills ``pane`` with what is known of the article in ``text``, and marks its bookmarks in the text.

    The lines of the parts ``beside`` come first.
    """

    def __init__(
        self,
        session: Session,
        navigation: Navigation,
        text: ArticlePane,
        pane: EntryPane,
        *,
        place: ReadingPlace,
        beside: Sequence[RelatedAccounts | PageVersions],
    ) -> None:
        self._session, self._navigation, self._place = session, navigation, place
        self._text, self._pane, self._beside = text, pane, beside
        self._lines: Sequence[AsideLine] = ()
        self.verbs: Verbs = {"bookmark": self.toggle_bookmark}

    def begin(self, article: Article) -> None:
        """Show what is known of another article, or of its changed text, and start looking up the rest."""
        for part in self._beside:
            part.find(article)
        self.show()

    def show(self) -> None:
        """Update the pane."""
        article, view = self._text.article, self._text.view
        if article is None:
            return
        mark = self._session.shelf.mark(article.id)
        above = [line for part in self._beside for line in part.lines()]
        lines = [*above, *aside(article, mark, view.numbers if view is not None else ())]
        self._lines = lines
        self._pane.show(lambda cells: laid_out(lines, cells))
        self._text.set_layer("bookmark", [Span(offset, offset + 1) for offset in mark.bookmarks])

    def follow(self) -> None:
        """Follow the line under the cursor: within this article, or to another account."""
        line = self._lines[int(self._pane.key)] if self._pane.key else None
        if line is not None and line.article:
            self._navigation.read(line.article, offset=line.offset)
        elif line is not None and line.offset is not None:
            self._place.jump(line.offset)

    def toggle_bookmark(self) -> None:
        """Set or remove a bookmark at the caret's paragraph."""
        article = self._text.article
        if article is None:
            return
        block = article.block_at(self._text.caret)
        offset = block.start if block else 0
        places, undo = self._session.key_of("places"), self._session.key_of("undo")
        if self._session.shelf.toggle_bookmark(article, offset):
            self._session.say(f"Bookmark set; {places} lists them.")
        else:
            self._session.say(f"Bookmark taken away; {undo} brings it back.")
