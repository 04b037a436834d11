"""Changes made to note files elsewhere, by hand or by another window, and waiting changes: found and reported.

The files are read by the notebook.
"""

from __future__ import annotations

from collections import deque
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from .note_answers import waiting_for_reader

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from index import Complaint, Library

    from ..session.session import Session


class _Found(NamedTuple):
    """What a check found: ids of notes changed elsewhere, and of waiting notes that are ``made`` now.

    ``written`` tells whether waiting marks or decisions on stories are in their files now; ``marked`` are the articles
    whose marks another window changed, ``searches`` the saved searches; ``lost`` says why a folder is not the one that
    was opened.
    """

    others: frozenset[str]
    made: AbstractSet[str]
    written: bool
    marked: frozenset[str]
    searches: Mapping[str, str]
    lost: str


class OutsideNotes:
    """Checks for notes and marks changed elsewhere; ``changed`` is called with the ids of changed notes."""

    def __init__(self, session: Session, changed: Callable[[frozenset[str]], None]) -> None:
        self._session, self._changed = session, changed
        self._found: deque[_Found] = deque()
        self._unread: frozenset[Complaint] = frozenset()
        self._lost = ""
        self._searches: Mapping[str, str] | None = None

    def look(self, articles: Sequence[str]) -> None:
        """Check the note files of these articles, and the marks of all."""
        self._ask(lambda library: frozenset().union(*map(library.notebook.look, articles)))

    def refresh(self) -> None:
        """Check all note files."""
        self._ask(lambda library: library.notebook.refresh())

    def catch_up(self) -> None:
        """Write what is waiting, if anything is, and check the marks."""
        library = self._session.library
        if library is not None and (library.notebook.waiting or library.shelf.waits or library.decisions.waits):
            self.refresh()
        else:
            self.look(())

    def _ask(self, find: Callable[[Library], frozenset[str]]) -> None:
        """Run a check. Each change is found once, so results are kept: a stale answer's are told by the next one."""
        library = self._session.library
        if library is None:
            return

        def look(_: Callable[[], bool]) -> Sequence[Complaint]:
            waited = frozenset(library.notebook.waiting)
            others = find(library)
            written = (library.shelf.catch_up(), library.decisions.catch_up())
            made = waited - library.notebook.waiting.keys()
            marked, searches = library.shelf.look(), library.shelf.searches
            self._found.append(_Found(others, made, any(written), marked, searches, str(library.held.lost or "")))
            return library.notebook.problems

        self._session.search_thread.ask("look", look, self._looked)

    def _looked(self, problems: Sequence[Complaint]) -> None:
        found = [self._found.popleft() for _ in range(len(self._found))]
        others = frozenset().union(*(one.others for one in found))
        made = frozenset().union(*(one.made for one in found))
        if others:
            self._session.tell_news("Notes were changed outside and are shown anew.")
        elif made or any(one.written for one in found):
            self._session.tell_news("What had to wait is in its file now.")
        if others or made:
            self._changed(others | made)
        if marked := frozenset[str]().union(*(one.marked for one in found)):
            self._session.shelf.changed(marked)
        self._tell_unread(problems)
        if found:
            self._take_searches(found[-1].searches)
            self._tell_lost(found[-1].lost)

    def announce(self, library: Library) -> None:
        """Report note files that can't be read, and unsaved drafts."""
        self._session.search_thread.queue(partial(waiting_for_reader, library), self._announced)

    def _announced(self, found: tuple[tuple[Complaint, ...], tuple[str, ...]]) -> None:
        problems, names = found
        if names:
            told = "A note typed before is" if len(names) == 1 else f"{len(names)} notes typed before are"
            self._session.tell_news(f"{told} not saved yet; the text waits beside “{names[0]}”.")
        self._tell_unread(problems)

    def _tell_unread(self, problems: Sequence[Complaint]) -> None:
        """Report each unreadable note file once, with where to mend it."""
        unread, before = frozenset(each for each in problems if each.line), self._unread
        self._unread = unread
        if unread != before:
            self._changed(frozenset())
        fresh = _in_order(unread - before)
        if fresh:
            more = f" ({len(fresh) - 1} more: the command “problems”)" if len(fresh) > 1 else ""
            self._session.say(f"{fresh[0].short_place}: {fresh[0].message}; {fresh[0].cure}{more}.", alarm=True)

    def _take_searches(self, searches: Mapping[str, str]) -> None:
        """Have saved searches shown that are others than those of the last look, also with a change of one's own."""
        before, self._searches = self._searches, searches
        if before is not None and searches != before:
            self._session.shelf.searches_changed()

    def _tell_lost(self, lost: str) -> None:
        """Report once that a folder is another or gone, and once that it is back."""
        before, self._lost = self._lost, lost
        if lost and lost != before:
            self._session.say(lost, alarm=True)
        elif before and not lost:
            # As an alarm too, since a plain message does not replace one.
            self._session.say("The folder is back, and what had to wait is in its file now.", alarm=True)

    @property
    def unread(self) -> str:
        """Which note file can't be read now, with its line, and how many more; empty if all can."""
        told = _in_order(self._unread)
        more = f" and {len(told) - 1} more" if len(told) > 1 else ""
        return f"{told[0].short_place}{more} can’t be read" if told else ""


def _in_order(complaints: AbstractSet[Complaint]) -> list[Complaint]:
    return sorted(complaints, key=lambda each: (each.where, each.line))
