"""How the stories are listed, as it is kept for the next session and restored there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..frame.list_pane import screen_line
from ..session.kept_screens import KeptList
from .story_rows import SORTS

if TYPE_CHECKING:
    from .stories_screen import StoriesScreen


def kept_stories(screen: StoriesScreen) -> KeptList:
    """Return how the stories are listed."""
    table = screen.table
    return KeptList(
        words=screen.search.words,
        sort=screen.search.sorting,
        at=table.row.id if table.row else "",
        line=screen_line(table),
        marked=tuple(table.marks),
        pane=screen.accounts_wanted,
        zen=screen.zen,
    )


def restore_stories(screen: StoriesScreen, kept: KeptList) -> None:
    """List the stories as it was kept, before any are listed."""
    search = screen.search
    search.words, search.sorting = kept.words, kept.sort if kept.sort in SORTS else search.sorting
    screen.find_box.value = kept.words
    screen.table.marks.set(*kept.marked)
    screen.table.seek(kept.at, kept.line)
    screen.accounts_wanted = kept.pane
    if kept.zen:
        screen.toggle_zen()
