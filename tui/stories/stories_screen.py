"""The Stories screen: a search box, a table, and the accounts of the story under the cursor.

Its parts do what the keys do; the screen lays them out and leads to comparisons and articles.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Container

from index import Target, quoted, safe

from ..article.article_actions import ArticleActions
from ..frame.entry_pane import EntryPane
from ..frame.headed_table import HeadedTable
from ..frame.line_box import LineBox
from ..frame.list_pane import clearing
from ..frame.page import Page, cycle
from ..keymap import STORIES
from ..notes.note_actions import NoteActions
from ..session.jump_history import JumpPlace
from .story_accounts import entries
from .story_layout import StoryLayout
from .story_rows import StoryRow
from .story_search import StorySearch
from .table_grouping import TableGrouping

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.events import Resize

    from ..frame.entry_pane import PaneEntry
    from ..notes.notepad import Notepad
    from ..session.navigation import Navigation
    from ..session.session import Session
    from .story_watch import StoryWatch

NARROW = 100
"""Below this width, in cells, the accounts are shown only on request."""


class StoriesScreen(Page):
    """All stories of the library with several accounts."""

    def __init__(self, session: Session, navigation: Navigation, notepad: Notepad, watch: StoryWatch) -> None:
        super().__init__(STORIES, session, navigation)
        self._watching = watch
        self.accounts_wanted: bool | None = None
        articles = ArticleActions(session, navigation, lambda: self.at_hand)
        self._notes = NoteActions(session, notepad, lambda: None)
        self._with_article = articles.with_article
        self.find_box = LineBox("/", "find stories: words of headlines, outlets", id="search")
        self.table = HeadedTable[StoryRow](
            session.glyphs, lambda _, cells: StoryLayout(session.glyphs, cells), id="list"
        )
        self.accounts = EntryPane(session.glyphs, id="detail", enter="read")
        self.search = StorySearch(session, watch, self.find_box, self.table, self.show_status)
        grouping = TableGrouping(session, navigation, self.table, self.accounts, watch.fetch)
        watch.changed.add(self._stories_changed)
        watch.progressed.add(self._tell_progress)
        notepad.watchers.add(lambda _: self._stories_changed())
        self.offer_moving(lambda: self.accounts if self.accounts.has_focus else self.table)
        self.keys.offer_listing(self.table, ())
        self.offer(
            articles.verbs,
            self._notes.verbs,
            self.search.verbs,
            grouping.verbs,
            {
                "open_story": self.open,
                "mark_story": self.mark,
                "clear_marks": clearing(self.table.marks, session.refuse),
                "annotate": self.annotate,
                "copy_command": self.copy_command,
                "story_accounts": self.toggle_accounts,
                "next_pane": lambda: cycle(self._panes, 1),
                "previous_pane": lambda: cycle(self._panes, -1),
                "zen": self.toggle_zen,
                "leave": self.leave,
            },
        )

    def compose(self) -> ComposeResult:
        """Compose search box, table and accounts."""
        yield from self.framed(self.find_box, Container(self.table, self.accounts, id="panes"))

    def on_mount(self) -> None:
        """Focus the table."""
        self.search.show()
        self.table.focus()

    def on_screen_resume(self) -> None:
        """Fetch what changed while another screen was in front."""
        self._watching.fetch()

    def _stories_changed(self) -> None:
        """Rebuild the rows if the screen is on the stack; otherwise it does so when resumed."""
        if self.is_attached and self in self.app.screen_stack:
            self.search.read()

    def _tell_progress(self) -> None:
        """Show the library's progress, in the empty table too."""
        if self.is_attached and self in self.app.screen_stack:
            self.search.show_progress()

    @property
    def place(self) -> JumpPlace:
        """This screen; the cursor is not part of the place."""
        return JumpPlace(STORIES)

    def return_to(self, place: JumpPlace) -> None:
        """Do nothing: the cursor stays where it is."""

    # What is shown

    def show_status(self) -> None:
        """Show the number of stories, their order, the next undo, and the progress of preparation."""
        session, rows = self.session, self.search.rows
        accounts = sum(len(row.accounts) for row in rows)
        stories = f"{len(rows):,} stor{'y' if len(rows) == 1 else 'ies'}" if self.search.known else ""
        self.title_line.tell(safe(f"{stories} {session.glyphs.dot} {accounts:,} accounts" if rows else stories))
        marked, articles = len(self.table.marked), len(self.navigation.marked)
        left = [(f"{session.glyphs.marked}{marked} marked   ", "good")] if marked else []
        also = f"   {articles:,} article{'' if articles == 1 else 's'} marked" if articles else ""
        undo = session.shelf.history.next_label
        undoes = f"{session.key_of('undo')} undoes: {undo}" if undo else ""
        self.status.show([*left, f"sort: {self.search.sorting}{also}"], [(undoes, "dim")], [self._watching.progress])

    def on_row_moved(self) -> None:
        """Show the accounts of the story under the cursor."""
        self.accounts.show(self._entries)
        self.show_status()

    def _entries(self, cells: int) -> list[PaneEntry]:
        return entries(self.table.row, cells, self.session.glyphs)

    @property
    def at_hand(self) -> str | None:
        """The account under the cursor if its pane has the focus, else the story's longest one."""
        row = self.table.row
        if self.accounts.has_focus and self.accounts.key:
            return self.accounts.key
        return max(row.accounts, key=lambda account: account.words).id if row else None

    # Panes

    @property
    def _panes(self) -> list[HeadedTable[StoryRow] | EntryPane]:
        return [self.table, self.accounts] if self.accounts.display else [self.table]

    def on_resize(self, event: Resize) -> None:
        """Show the accounts if there is room or the reader wants them, and update the status line."""
        wide = event.size.width >= NARROW
        self.accounts.display = not self.zen and (wide if self.accounts_wanted is None else self.accounts_wanted)
        self.show_status()

    def toggle_accounts(self) -> None:
        """Show or hide the accounts of the story."""
        self.accounts_wanted = self.accounts.display = not self.accounts.display
        self.table.focus()

    def toggle_zen(self) -> None:
        """Show only the table, or everything again."""
        self.set_zen(zen=not self.zen)
        self.find_box.display = self.accounts.display = not self.zen
        self.table.focus()

    def on_line_box_typed(self, message: LineBox.Typed) -> None:
        """Show the stories that match what is typed."""
        message.stop()
        self.search.typed(message.value)

    def on_line_box_entered(self, message: LineBox.Entered) -> None:
        """Focus the table."""
        message.stop()
        self.table.focus()

    def leave(self) -> None:
        """Leave the box or the accounts, else clear the search, else leave the screen."""
        if self.find_box.typing or not self.table.has_focus:
            self.table.focus()
        elif not self.search.clear():
            self.navigation.leave_screen()

    # Actions

    def mark(self) -> None:
        """Mark or unmark the story, and move down."""
        self.table.mark_row()
        self.show_status()

    def on_row_opened(self) -> None:
        """Compare the story that was double-clicked."""
        self.open()

    def on_entry_pane_chosen(self, message: EntryPane.Chosen) -> None:
        """Read the account that was double-clicked."""
        message.stop()
        self.navigation.read(message.key)

    def open(self) -> None:
        """Compare the accounts of the story, or read the chosen one."""
        if self.accounts.has_focus and self.accounts.key:
            self.navigation.read(self.accounts.key)
        elif self.table.row is not None:
            self.navigation.compare(self.table.row.story.articles)

    def annotate(self) -> None:
        """Write a note on the story, or on the chosen account."""
        row = self.table.row
        if row is not None and self.accounts.has_focus and self.accounts.key:
            self._with_article(self._notes.annotate_article)
        elif row is not None:
            self._notes.write([Target(story=row.id)], about=f" on the story {quoted(row.headline)}")
        else:
            self.session.refuse("There is no story here.")

    def copy_command(self) -> None:
        """Copy the command that lists the stories."""
        self.session.copy_command("stories")
