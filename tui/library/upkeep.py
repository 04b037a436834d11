"""The library's upkeep as the reader sees it: opening, indexing progress, re-scanning, problems.

It does not index: a child process does.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from index import safe

from ..keymap import LIBRARY
from ..session.child_jobs import Listener, rate

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from index import Complaint, Library, Progress, Refresh

    from ..session.child_jobs import Jobs
    from ..session.session import Session, Verbs
    from ..stories.story_watch import StoryWatch
    from .list_search import ListSearch

AGAIN = 0.1
"""Seconds to wait for a child process that is about to end."""

LOOKING = "looking through the folder"
INDEXING = "The library is being indexed for the first time"

RELIST = 2.0
"""Seconds between updates of a list that grows while indexing."""


class Upkeep:
    """Keeps the library's index fresh; ``changed`` is called whenever its state changes.

    ``refreshed`` is called with the ids of articles whose files changed; ``problems`` are sentences about the start.
    """

    def __init__(
        self,
        session: Session,
        jobs: Jobs,
        search: ListSearch,
        stories: StoryWatch,
        *,
        problems: Sequence[str],
        changed: Callable[[], None],
        refreshed: Callable[[Sequence[str]], None],
    ) -> None:
        self._session, self._jobs, self._search, self._stories = session, jobs, search, stories
        self._problems, self._changed, self._refreshed_ids = problems, changed, refreshed
        self._doing, self._was_empty, self._asked = "", False, False
        self._failed, self._indexing = "", False
        self._begun = self._listed = 0.0
        self._first: Progress | None = None
        self.settled = False
        self._skipped = self._unread = 0
        self.verbs: Verbs = {
            "rescan": self.rescan_asked,
            "rebuild": partial(self.rescan, rebuild=True),
            "problems": self.ask_problems,
        }

    def library_opened(self, library: Library, listed: Callable[[], None]) -> None:
        """List what the index has; everything else waits until it is on the screen and ``listed`` was called."""
        self._search.feed_from(library, partial(self._settle_in, listed))

    def _settle_in(self, listed: Callable[[], None]) -> None:
        """Scan the folder, and prepare what will be needed next."""
        listed()
        if not self._jobs.refreshing:  # an index that can't be read is being rebuilt by now
            self.rescan()
        self._count()
        self._stories.fetch()
        self._prewarm()

    def _prewarm(self) -> None:
        """Read ahead what search needs, but not while articles are indexed: each commit would have it read anew."""
        library = self._session.library
        if library is not None and not self._indexing:
            self._session.search_thread.when_idle(
                lambda cancelled: library.prewarm(lambda: self._indexing or cancelled())
            )

    def _count(self) -> None:
        """Count the articles of the library, which a query does not."""
        self._session.look_up("count", lambda library: library.count(), self._counted)

    def _counted(self, total: int) -> None:
        self._session.count = total
        self._search.tell_counts()
        self._changed()

    def rescan_asked(self) -> None:
        """Scan the folder at the reader's request, and report even if nothing is new.

        Screens other than the Library do not show its state, so there the beginning is reported as well.
        """
        self._asked, under_way = True, bool(self._doing)
        self.rescan()
        if self._doing and not under_way and self._session.front != LIBRARY:
            self._session.say(f"{self._doing.capitalize()}…")

    def take_in(self) -> bool:
        """Scan the folder because a file changed; return whether a scan was started."""
        free = not self._jobs.refreshing
        if free:
            self.rescan()
        return free

    def rescan(self, *, rebuild: bool = False) -> None:
        """Scan the folder; ``rebuild`` rebuilds the whole index."""
        if self._jobs.refreshing:
            if self._doing:
                self._session.say("The folder is being looked through already.")
            else:
                # The child has sent its outcome and is about to end.
                self._session.later(AGAIN, partial(self.rescan, rebuild=rebuild))
            return
        library = self._session.library
        lost = library.held.lost if library is not None and not self._about else None
        if lost is not None:  # the child would take the folder that is there now for the one that was opened
            self._not_refreshed(str(lost))
            return
        looked = "looking at the archive" if self._about else LOOKING
        self._doing, self._was_empty, self._failed = looked, not len(self._search.results), ""
        self._begun = self._listed = self._session.clock()
        self._first = None
        self._jobs.refresh(Listener(self._progressed, self._refreshed, self._not_refreshed), rebuild=rebuild)
        self._announce()

    def rebuild(self, reason: str) -> None:
        """Rebuild the index because it can't be read."""
        self._session.say(safe(reason), alarm=True)
        if not self._jobs.refreshing:
            self.rescan(rebuild=True)

    def _progressed(self, progress: Progress) -> None:
        now = self._session.clock()
        if progress.total:
            self._indexing = True
            if self._first is None and (progress.done or progress.articles):
                self._first, self._begun = progress, now
            self._doing = f"indexing {rate(progress, now - self._begun if self._first else 0.0, self._first)}"
        if (progress.done or progress.articles) and (not len(self._search.results) or now - self._listed >= RELIST):
            self._listed = now
            self._count()
            self._search.ask()
        self._announce()

    def _refreshed(self, refresh: Refresh) -> None:
        self.settled = True
        self._doing, self._skipped, self._unread = "", len(refresh.skipped), sum(refresh.unread.values())
        indexed, self._indexing = self._indexing, False
        if refresh or indexed:
            self._prewarm()
        if refresh or not len(self._search.results):
            self._count()
            self._search.ask()
            told = self._welcome(refresh) if self._was_empty else _summary(refresh, asked=self._asked)
            (self._session.say if self._asked else self._session.tell_news)(told)
        elif self._asked and self._about:
            self._count()
            self._search.ask()
            self._session.say("The archive was looked at anew.")
        elif self._asked:
            self._session.say(_summary(refresh, asked=True))
        self._asked = False
        if refresh.moved:
            self._session.shelf.forget()
        self._refreshed_ids(refresh.changed)
        self._stories.prepare()
        self._announce()

    def _welcome(self, refresh: Refresh) -> str:
        """Return the message for a newly indexed library."""
        count = len(refresh.added)
        if not count:
            return _summary(refresh, asked=self._asked)
        articles = f"{count:,} article{'' if count == 1 else 's'} found"
        passed = len(refresh.skipped)
        skipped = f", {passed:,} file{'' if passed == 1 else 's'} stepped over" if passed else ""
        return f"{articles}{skipped}; {self._session.key_of('help')} shows the keys."

    def _not_refreshed(self, reason: str) -> None:
        self.settled, self._doing, self._failed, self._indexing = True, "", safe(reason), False
        self._prewarm()
        key = self._session.key_of("rescan")
        self._session.say(f"{safe(reason).rstrip('.')}; {key} begins anew and nothing is lost.", alarm=True)
        self._announce()

    def _announce(self) -> None:
        self._search.show_empty()
        self._stories.take_in(self._doing)
        self._changed()

    # Texts

    @property
    def state(self) -> str:
        """What is being done to the library, else how fresh its index is."""
        return self._doing or self._stories.told or self._freshness()

    def _freshness(self) -> str:
        parts = [f"{self._skipped:,} file{'' if self._skipped == 1 else 's'} stepped over"] if self._skipped else []
        if self._unread:
            parts.append(f"{self._unread:,} of kinds not read")
        return ", ".join(parts) or self._about or ("index not fresh" if self._failed else "index fresh")

    @property
    def _about(self) -> str:
        """The description of a shared archive; empty for a folder."""
        return self._session.library.about if self._session.library is not None else ""

    @property
    def growing(self) -> str:
        """What is being done to a folder that had no articles before; else empty: an archive answers for all it has."""
        return self._doing if self._was_empty and not self._about else ""

    def empty_text(self) -> str:
        """Return the text of a library without articles: its state, and what the reader can do."""
        if self._session.library is None:
            return "The library is being opened; its articles are listed in a moment."
        if self._about:
            again = f"{self._session.key_of('rescan')} asks it again."
            why = self._failed or f"Nothing of {safe(self._session.folder)} is here."
            return self._doing.capitalize() or f"{why}\n{again}"
        if self._doing or not self.settled:
            doing = self._doing or LOOKING
            return f"{INDEXING}; articles are listed as they are read.\n{doing.capitalize()}"
        lines = [
            f"There are no articles in {safe(self._session.folder)}.",
            f"Put texts there (.txt, .md) and press {self._session.key_of('rescan')} to re-scan,",
            "or start the program with another folder: variorum FOLDER",
        ]
        if self._skipped:
            lines.append(f"{self._skipped:,} files were stepped over; the command “problems” says why.")
        if self._unread:
            lines.append(f"{self._unread:,} files are of kinds that are not read; “problems” says which.")
        return "\n".join(lines)

    def ask_problems(self) -> None:
        """List the problems of files, settings and cache."""
        self._session.look_up("list", lambda library: library.check(), self._show_problems)

    def _show_problems(self, complaints: tuple[Complaint, ...]) -> None:
        from ..frame.picker import Choice, Picker  # noqa: PLC0415 no box stands on the first screen

        choices = [Choice(str(number), *_columns(each)) for number, each in enumerate(complaints)]
        choices += [
            Choice(f"start {number}", "said at the start", after=problem)
            for number, problem in enumerate(self._problems)
        ]
        nothing = "Nothing is wrong; esc goes back."
        self._session.ask(Picker("Problems", choices, nothing=nothing, whole=True), lambda _: None)


def _columns(complaint: Complaint) -> tuple[str, str, str]:
    """Format a complaint for the picker: a short path with the line, nothing, and the sentence with the full path."""
    sentence = f"{complaint.message}; {complaint.cure}"
    if not complaint.line or complaint.short_place == complaint.place:
        return complaint.place, "", sentence
    return complaint.short_place, "", f"{sentence}. {complaint.where}"


def _summary(refresh: Refresh, *, asked: bool) -> str:
    """Return what a scan found; ``asked`` tells whether the reader asked for it."""
    counts = (
        (len(refresh.added), "new"),
        (len(refresh.changed), "changed"),
        (len(refresh.moved), "moved"),
        (len(refresh.removed), "gone"),
        (len(refresh.skipped), "stepped over"),
    )
    told = ", ".join(f"{count:,} {what}" for count, what in counts if count)
    return f"{'Re-scanned' if asked else 'In the folder'}: {told or 'nothing new'}."
