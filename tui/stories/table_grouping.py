"""Joining and splitting from the story table: marked stories and articles, or an account of the current story.

It decides nothing itself: it passes on which articles are meant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..frame.picker import Choice, Picker
from .story_grouping import StoryGrouping

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..frame.entry_pane import EntryPane
    from ..frame.headed_table import HeadedTable
    from ..session.navigation import Navigation
    from ..session.session import Session, Verbs
    from .story_rows import StoryRow


class TableGrouping:
    """The reader's grouping on the Stories screen; ``fetch`` fetches the stories again."""

    def __init__(
        self,
        session: Session,
        navigation: Navigation,
        table: HeadedTable[StoryRow],
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
        """Fetch the stories again, with the cursor on the one that was made."""
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
        """Join the marked stories and articles; if only articles are marked, with the story under the cursor."""
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
        """Take the chosen account out of its story, or ask for one."""
        if self._accounts.has_focus and self._accounts.key:
            self._grouping.take_out([self._accounts.key])
            return
        choices = [Choice(each.id, each.name, after=each.outlet or "") for each in row.accounts]
        self._session.ask(Picker("Take out of this story", choices), self._take_out)

    def _take_out(self, account: str | None) -> None:
        if account is not None:
            self._grouping.take_out([account])
