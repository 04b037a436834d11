"""Keeps the stories up to date: articles are prepared for comparison in the background and grouped into stories.

The work itself is done by a child process.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index import safe

from ..session.child_jobs import Listener
from ..session.watchers import Watchers

if TYPE_CHECKING:
    from collections.abc import Callable

    from index import Library, Progress, Story

    from ..session.child_jobs import Jobs
    from ..session.session import Session

NAMED, PAIR = 1_000, 2
"""Stories are given headlines until they have this many accounts together; with fewer than PAIR accounts never."""


class StoryWatch:
    """The stories of the library; ``changed`` is called whenever they or the progress of preparation changed.

    ``progressed`` is called whenever the progress of indexing changed. ``told`` is the progress of preparation, empty
    when idle; ``settled`` whether it has finished once; ``progress`` also covers what is done to the library before.
    """

    def __init__(self, session: Session, jobs: Jobs, changed: Callable[[], None]) -> None:
        self._session, self._jobs = session, jobs
        self.changed: Watchers[[]] = Watchers(changed)
        self.progressed: Watchers[[]] = Watchers()
        self.stories: tuple[Story, ...] = ()
        self.told, self.settled = "", False
        self._taking_in = ""
        self._story_of: dict[str, Story] = {}

    def take_in(self, doing: str) -> None:
        """Set what is being done to the library, empty when nothing is."""
        if doing != self._taking_in:
            self._taking_in = doing
            self.progressed()

    @property
    def progress(self) -> str:
        """What is being done, and how far it is; empty when nothing is."""
        opening = "" if self._session.library is not None else "the library is being opened"
        return opening or self._taking_in or self.told

    def prepare(self) -> None:
        """Have new and changed articles prepared for comparison, and then fetch the stories; else those there are."""
        if self._jobs.digest(Listener(self._preparing, self._prepared, self._not_prepared)):
            self.changed()
            return
        self.fetch()
        if not self._jobs.possible:
            self.settled = True
            self.changed()

    def _preparing(self, progress: Progress) -> None:
        self.told = f"preparing comparison {progress.done:,} of {progress.total:,}" if progress.total else ""
        self.changed()

    def _prepared(self, _count: int) -> None:
        # Nothing new to prepare may change stories all the same: an article went, or grouping was called off before.
        self.told, self.settled = "", True
        self.fetch()
        self.changed()

    def _not_prepared(self, reason: str) -> None:
        self.told, self.settled = "", True
        key = self._session.key_of("rescan")
        self._session.say(f"{safe(reason).rstrip('.')}; {key} begins anew and nothing is lost.", alarm=True)
        self.changed()

    def fetch(self) -> None:
        """Fetch the stories on the search thread."""
        self._session.look_up("stories", _called, self._fetched)

    def _fetched(self, stories: tuple[Story, ...]) -> None:
        self.stories = stories
        self._story_of = {id: story for story in stories for id in story.articles}
        self.changed()

    def accounts(self, article: str) -> tuple[str, ...]:
        """Return the articles of an article's story, that one first; none if it has no other."""
        story = self._story_of.get(article)
        if story is None or len(story.articles) < 2:
            return ()
        return (article, *(id for id in story.articles if id != article))

    def line(self, article: str | None) -> str:
        """Describe an article's story, with the key that compares it."""
        accounts = self.accounts(article or "")
        if not accounts:
            return ""
        return f"same story: {len(accounts):,} accounts; {self._session.key_of('compare')} compares"


def _called(library: Library) -> tuple[Story, ...]:
    """Return all stories; the largest ones are labelled by a headline, up to `NAMED` accounts in all."""
    from index import headed  # noqa: PLC0415 stories are looked up behind the first screen

    stories = library.stories()
    left, named = NAMED, set[str]()
    for story in sorted(stories, key=lambda story: -len(story.articles)):
        left -= len(story.articles)
        if left < 0 or len(story.articles) < PAIR:
            break
        named.add(story.id)
    told = {story.id: story for story in headed((story for story in stories if story.id in named), library.rows)}
    return tuple(told.get(story.id, story) for story in stories)
