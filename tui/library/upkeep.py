"""The library's upkeep as the reader sees it: opening, indexing with count and rate, re-scanning, problems.

Refuses to index by itself: the child process does.
"""

from __future__ import annotations

from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING

from index import safe

from ..frame.picker import Choice, Picker
from ..session.child_jobs import Listener, rate
from .list_search import SearchingScreen

if TYPE_CHECKING:
    from index import Complaint, Library, Progress, Refresh, Story

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
            self.home.search_thread.ask("stories", lambda _: library.stories(), self._stories_fetched)

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


RELIST = 2.0
"""Seconds between two looks at a list that is growing."""


class UpkeepScreen(PreparingScreen):
    """A searching screen that knows how fresh its library is."""

    def __init__(self, home: VariorumApp) -> None:
        super().__init__(home)
        self._doing = ""
        self._begun = self._listed = 0.0
        self._skipped = 0

    def library_opened(self, library: Library) -> None:
        """List what the index has; all else waits until that stands on the screen."""
        self.feed_from(library, partial(self._settle_in, library))

    def _settle_in(self, library: Library) -> None:
        """Look through the folder, and make ready what will be wanted."""
        self.rescan()
        self._count()
        self.fetch_stories()
        self.home.search_thread.when_idle(library.prewarm)

    def _count(self) -> None:
        """Count the articles; what is in the box may be a query."""
        library = self.home.library
        if library is not None:
            self.home.search_thread.ask("list", lambda _: library.find("", "id").total, self._counted)

    def _counted(self, total: int) -> None:
        self.home.count = total
        self.tell_counts()
        self.show_status()

    def rescan(self, *, rebuild: bool = False) -> None:
        """Look through the folder; ``rebuild`` makes the whole index anew."""
        job = self.home.job
        if job.running:
            self.say("The folder is being looked through already.")
            return
        self.home.background.stop_digesting()
        self._doing = "looking through the folder"
        self._begun = self._listed = self.home.clock()
        listener = Listener(self._progressed, self._refreshed, self._not_refreshed)
        job.start({**self.home.request, "verb": "refresh", "rebuild": rebuild}, listener)
        self.show_status()

    def rebuild(self, reason: str) -> None:
        """Make the index anew because it can't be read."""
        self.say(safe(reason), alarm=True)
        if not self.home.job.running:
            self.rescan(rebuild=True)

    def _progressed(self, progress: Progress) -> None:
        now = self.home.clock()
        if progress.total:
            self._doing = f"indexing {rate(progress, now - self._begun)}"
        if progress.done and (not len(self.results) or now - self._listed >= RELIST):
            self._listed = now
            self._count()
            self.ask()
        self.list.set_empty(self.empty_text())
        self.show_status()

    def _refreshed(self, refresh: Refresh) -> None:
        self._doing, self._skipped = "", len(refresh.skipped)
        if refresh and self.home.library is not None:
            self.home.search_thread.when_idle(self.home.library.prewarm)
        if refresh or not len(self.results):
            self._count()
            self.ask()
            self.say(_summary(refresh))
        self.home.refreshed(refresh)
        self.prepare()
        self.list.set_empty(self.empty_text())
        self.show_status()

    def _not_refreshed(self, reason: str) -> None:
        self._doing = ""
        key = self.home.key_of("rescan")
        self.say(f"{safe(reason)}; {key} begins anew and nothing is lost.", alarm=True)
        self.list.set_empty(self.empty_text())
        self.show_status()

    def empty_text(self) -> str:
        """Return what stands in an empty list, and what the reader can do next."""
        if self.results.searched:
            return super().empty_text()
        if self.home.library is None:
            return "The library is being opened."
        if self._doing:
            return f"The library is being indexed for the first time.\n{self._doing.capitalize()}"
        folder = safe(self.home.folder)
        lines = [
            f"There are no articles in {folder}.",
            f"Put texts there (.txt, .md) and press {self.home.key_of('rescan')} to re-scan,",
            "or start the program with another folder: variorum FOLDER",
        ]
        if self._skipped:
            lines.append(f"{self._skipped:,} files were stepped over; the command “problems” says why.")
        return "\n".join(lines)

    def show_status(self) -> None:
        """Show marks and order on the left, upkeep on the right."""
        signs = self.home.glyphs
        marked = len(self.list.marked)
        left = [(f"{signs.marked}{marked} marked   ", "good")] if marked else []
        undo = self.home.shelf.history.next_label if self.home.shelf else None
        middle = [(f"{self.home.key_of('undo')} undoes: {undo}", "dim")] if undo else []
        story = [(self.story_line(), "dim")] if not middle else []
        self.status.show(
            [*left, f"sort: {self.sorting}"], middle or story, [self._doing or self.preparing or self._freshness()]
        )
        count = self.home.count
        folder = PurePath(self.home.folder).name
        articles = f"{count:,} article{'' if count == 1 else 's'}"
        self.title_line.tell(safe(f"{folder} {signs.dot} {articles}" if folder else articles))

    def _freshness(self) -> str:
        if not self._skipped:
            return "index fresh"
        return f"{self._skipped:,} file{'' if self._skipped == 1 else 's'} stepped over"

    # Actions

    def action_rescan(self) -> None:
        """Look through the folder for new and changed files."""
        self.rescan()

    def action_rebuild(self) -> None:
        """Build the index anew."""
        self.rescan(rebuild=True)

    def action_problems(self) -> None:
        """List what is wrong with files, settings and the cache."""
        library = self.home.library
        if library is not None:
            self.home.search_thread.ask("list", lambda _: library.check(), self._show_problems)

    def _show_problems(self, complaints: tuple[Complaint, ...]) -> None:
        told = [f"{each.where}:{each.line}" if each.line else each.where for each in complaints]
        choices = [
            Choice(str(number), where, after=f"{each.message}; {each.cure}")
            for number, (where, each) in enumerate(zip(told, complaints, strict=True))
        ]
        choices += [Choice(f"start {number}", problem) for number, problem in enumerate(self.home.problems)]
        self.app.push_screen(Picker("Problems", choices, nothing="Nothing is wrong; esc goes back."))


def _summary(refresh: Refresh) -> str:
    counts = (
        (len(refresh.added), "new"),
        (len(refresh.changed), "changed"),
        (len(refresh.moved), "moved"),
        (len(refresh.removed), "gone"),
        (len(refresh.skipped), "stepped over"),
    )
    told = ", ".join(f"{count:,} {what}" for count, what in counts if count)
    return f"Re-scanned: {told or 'nothing new'}."
