"""What the Library knows beyond single articles: they are prepared for comparison out of sight, and fall into stories.

Refuses to prepare or to group by itself: a child process does, the cache keeps it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index import safe

from ..services import Listener
from .searching import SearchingScreen

if TYPE_CHECKING:
    from index import Progress, Story

    from ..app import VariorumApp


class PreparingScreen(SearchingScreen):
    """A searching screen that has stories to filter by."""

    def __init__(self, home: VariorumApp) -> None:
        super().__init__(home)
        self.preparing = ""
        self._story_of: dict[str, Story] = {}

    def prepare(self) -> None:
        """Have new and changed articles prepared for comparison, and the stories fetched that there are already."""
        self.fetch_stories()
        listener = Listener(self._preparing, self._prepared, self._not_prepared)
        if self.home.background.digest(listener):
            self.show_status()

    def _preparing(self, progress: Progress) -> None:
        self.preparing = f"preparing comparison {progress.done:,} of {progress.total:,}" if progress.total else ""
        self.show_status()

    def _prepared(self, count: int) -> None:
        self.preparing = ""
        if count:
            self.fetch_stories()
        self.show_status()

    def _not_prepared(self, reason: str) -> None:
        self.preparing = ""
        self.say(f"{safe(reason)}; {self.home.key_of('rescan')} begins anew and nothing is lost.", alarm=True)
        self.show_status()

    # Stories

    def fetch_stories(self) -> None:
        """Look up the stories behind the screen."""
        library = self.home.library
        if library is not None:
            self.home.desk.ask("stories", lambda _: library.stories(), self._stories_fetched)

    def _stories_fetched(self, stories: tuple[Story, ...]) -> None:
        self.stories = stories
        self._story_of = {id: story for story in stories for id in story.articles}
        self.show_facets()
        self.show_status()

    def story_line(self) -> str:
        """Return what there is to say of the story of the article under the cursor, with the key that compares it."""
        story = self._story_of.get(self.at_hand or "")
        if story is None or len(story.articles) < 2:
            return ""
        key = self.home.key_of("compare")
        return f"same story: {len(story.articles):,} accounts; {key} compares"
