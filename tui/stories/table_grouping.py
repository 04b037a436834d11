"""Joining and parting from the table of stories: marked stories and articles, or an account of the story here.

Refuses to decide by itself: it says which articles are meant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..frame.picker import Choice, Picker
from .story_grouping import StoryGrouping

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..frame.entry_pane import EntryPane
    from ..session.navigation import Navigation
    from ..session.session import Session, Verbs
    from .story_rows import StoryRow
    from .story_table import StoryTable


class TableGrouping:
    """What the reader decides on the screen of stories; ``fetch`` has the stories looked up anew."""

    def __init__(
        self,
        session: Session,
        navigation: Navigation,
        table: StoryTable,
        accounts: EntryPane,
        fetch: Callable[[], None],
    ) -> None:
        self._session, self._navigation, self._table, self._accounts = session, navigation, table, accounts
        self._fetch = fetch
        self._grouping = StoryGrouping(session, self._decided)
        self.verbs: Verbs = {
            "join_stories": self.join,
            "take_account_out": lambda: self._with_story(self._choose_account),
            "forget_decisions": lambda: self._with_story(lambda row: self._grouping.forget(row.story.articles)),
        }

    def _decided(self, article: str) -> None:
        """Look the stories up anew, with the cursor on the one that was made."""
        if article:
            self._table.seek(article)
        self._fetch()

    def _with_story(self, act: Callable[[StoryRow], None]) -> None:
        row = self._table.row
        if row is None:
            self._session.refuse("There is no story here.")
        else:
            act(row)

    def join(self) -> None:
        """Make one story of the marked stories and articles; of marked articles alone, with the story here."""
        row, marked, articles = self._table.row, self._table.marked, self._navigation.marked
        stories = marked or ([row] if row is not None and articles else [])
        if len(stories) + len(articles) < 2:
            mark, library = self._session.key_of("mark_story"), self._session.key_of("go_library")
            self._session.refuse(f"Mark two stories or more with {mark}, or articles in the Library ({library}).")
            return
        self._table.marks.set()
        self._navigation.clear_marks()
        self._grouping.join([*(story.id for story in stories), *articles])

    def _choose_account(self, row: StoryRow) -> None:
        """Take the account chosen in the pane out of its story, else let the reader choose one."""
        if self._accounts.has_focus and self._accounts.key:
            self._grouping.take_out([self._accounts.key])
            return
        choices = [Choice(each.id, each.name, after=each.outlet or "") for each in row.accounts]
        self._session.ask(Picker("Take out of this story", choices), self._take_out)

    def _take_out(self, account: str | None) -> None:
        if account is not None:
            self._grouping.take_out([account])
