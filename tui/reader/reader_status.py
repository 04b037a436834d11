"""The reader's status line: progress, current hit, other accounts of the paragraph, minutes left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index import safe

if TYPE_CHECKING:
    from ..article.article_pane import ArticlePane
    from ..frame.hint_line import HintLine
    from ..frame.status_line import StatusLine
    from ..notes.notepad import Notepad
    from ..session.session import Session
    from ..text.segments import Part
    from .finding import Finding
    from .notes_beside import NotesBeside
    from .page_versions import PageVersions
    from .related_column import RelatedAccounts
    from .side_column import SideColumn


class ReaderStatus:
    """Shows the state of the reader's parts on ``line``."""

    def __init__(
        self,
        session: Session,
        notepad: Notepad,
        line: StatusLine,
        hints: HintLine,
        *,
        pane: ArticlePane,
        side: SideColumn,
        finding: Finding,
        related: RelatedAccounts,
        versions: PageVersions,
        notes: NotesBeside,
    ) -> None:
        self._session, self._notepad, self._line, self._hints = session, notepad, line, hints
        self._pane, self._side, self._finding, self._related, self._notes = pane, side, finding, related, notes
        self._versions = versions

    def show(self) -> None:
        """Update the line."""
        article, pane, signs, cells = self._pane.article, self._pane, self._session.glyphs, self._session.size.width
        if article is None:
            return
        self._hints.leave_out(*(() if pane.hit else ("next_hit",)))
        bar = max(6, min(30, cells // 4 - 8))
        done = round(pane.progress * bar)
        here, count = pane.paragraph
        gauge: list[Part] = [(signs.filled * done, "strong"), (signs.empty * (bar - done), "dim")]
        beside = not self._side.narrow and bool(self._side.display)
        related = "" if beside or pane.hit else self._related.status(cells)
        left = [*([] if related else gauge), f" {round(100 * pane.progress)} %  {signs.paragraph}{here}/{count}"]
        middle: list[Part] = [self._hit(*pane.hit)] if pane.hit else [(related, "dim")]
        right = [self._versions.status(), self._signs_of(article.id), self._noted(), f"{pane.minutes_left} min left"]
        self._line.show(left, middle, right)

    def _hit(self, number: int, count: int) -> str:
        word = f" “{safe(self._finding.word)}”" if self._finding.word else ""
        return f"hit {number or self._session.glyphs.dash}/{count}{word}"

    def _noted(self) -> str:
        count = len(self._notes.page.notes)
        saved = f"saved {self._notepad.saved}  " if self._notepad.saved else ""
        waiting = len(self._notes.page.unsaved)
        unsaved = f"{waiting:,} unsaved  " if waiting else ""
        return f"{self._session.glyphs.note}{count}  {unsaved}{saved}" if count else unsaved + saved

    def _signs_of(self, article: str) -> str:
        signs, mark = self._session.glyphs, self._session.shelf.mark(article)
        star = f"{signs.starred} " if mark.starred else ""
        unread = "" if mark.read else f"{signs.unread} "
        return star + unread + "".join(f"#{safe(tag)} " for tag in mark.tags)
