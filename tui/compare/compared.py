"""Comparisons for the screen: short ones made on the search thread, long ones in a child process.

Nothing is rendered here.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from index import UnknownArticleError, one_line

from ..session.child_jobs import Listener
from ..session.session import nothing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from index import Article, Comparison, Library, Progress, SourceMap, StyledRun

    from ..session.child_jobs import Jobs
    from ..session.session import Session
    from .shown_rows import RowChoice, ShownRows

LONG: Final = 40_000
"""From this many characters in all accounts together a child process compares, so that keys don't wait.

They take .15 s, however many accounts there are; a child takes .5 s to start.
"""

PAIR: Final = 2


class Compared(NamedTuple):
    """A comparison with its articles in the order shown, and those set aside.

    ``how`` says how the nearest article was chosen. ``drawn`` maps each text to what is drawn of it, ``runs`` are the
    emphasised runs of each text; ``included`` are the ids that were not to be set aside.
    """

    comparison: Comparison
    articles: tuple[Article, ...]
    aside: tuple[Article, ...]
    drawn: tuple[SourceMap, ...]
    how: str = ""
    runs: tuple[tuple[StyledRun, ...], ...] = ()
    included: tuple[str, ...] = ()

    def rows(self, choice: RowChoice) -> ShownRows:
        """Return the rows that match a choice."""
        from .shown_rows import ShownRows  # noqa: PLC0415 the first screen does without comparison

        return ShownRows(self.comparison, [drawn.words for drawn in self.drawn], choice, self.drawn, self.runs)

    @property
    def asked(self) -> tuple[str, ...]:
        """The ids that were asked for."""
        return tuple(article.id for article in (*self.articles, *self.aside))


class Gathered(NamedTuple):
    """The articles to compare, in the order asked for; ``how`` says why one was chosen that was not asked for."""

    articles: tuple[Article, ...]
    how: str = ""

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the articles."""
        return tuple(article.id for article in self.articles)

    @property
    def long(self) -> bool:
        """Whether comparing them would take too long for the search thread."""
        return sum(len(article.text) for article in self.articles) >= LONG

    def compared(self, comparison: Comparison) -> Compared:
        """Combine a comparison of these articles with them."""
        from index import markup_of, shown_text  # noqa: PLC0415 as above

        by_id = {article.id: article for article in self.articles}
        shown = tuple(by_id[account.id] for account in comparison.accounts)
        aside = tuple(by_id[one.id] for one in comparison.aside)
        runs = tuple(tuple(markup_of(article).runs) for article in shown)
        return Compared(comparison, shown, aside, tuple(map(shown_text, shown)), self.how, runs)


def gathered(library: Library, ids: Sequence[str]) -> Gathered:
    """Fetch articles, on the search thread; a single one is paired with its nearest.

    Of three and more, missing ones are left out and named in ``how``.
    """
    wanted, how = list(dict.fromkeys(ids)), ""
    if len(wanted) == 1:
        near = library.nearest(wanted[0])
        wanted.append(near.id)
        how = near.reason
    found, gone = _fetched(library, wanted)
    return Gathered(found, how or (f"{one_line(', '.join(gone))}: gone, and left out." if gone else ""))


def _fetched(library: Library, ids: Sequence[str]) -> tuple[tuple[Article, ...], list[str]]:
    """Return the articles found and the ids of the others; raises `UnknownArticleError` if fewer than two are left."""
    found: list[Article] = []
    gone: list[str] = []
    for id in ids:
        try:
            found.append(library.show(id))
        except UnknownArticleError:
            gone.append(id)
            if len(ids) - len(gone) < PAIR:
                raise
    return tuple(found), gone


class Comparing:
    """Has accounts compared: short ones on the search thread, long ones in a child process."""

    def __init__(self, session: Session, jobs: Jobs) -> None:
        self._session, self._jobs = session, jobs
        self._awaited: Callable[[], object] | None = None

    def ask(
        self,
        articles: Sequence[str],
        include: Sequence[str],
        then: Callable[[Compared], None],
        undo: Callable[[], object] = nothing,
    ) -> None:
        """Compare articles (a single one with its nearest) and pass the result to ``then``; cancels an earlier request.

        ``include`` are ids that must not be set aside; ``undo`` is called if there is to be no result.
        """
        self._session.search_thread.drop("renewal")
        self._jobs.stop_comparing()
        self._awaited = undo
        self._ask("compare", articles, include, then, leads=True)

    def call_off(self) -> bool:
        """Cancel the comparison the reader is waiting for; return whether there was one."""
        if self._awaited is None:
            return False
        under_way = self._session.search_thread.drop("compare") or self._jobs.comparing
        self._jobs.stop_comparing()
        if under_way:
            self._session.say("The comparison was called off.")
            self._undone()
        self._awaited = None
        return under_way

    def ask_anew(self, shown: Compared, then: Callable[[Compared], None]) -> None:
        """Compare the shown accounts again, unless another comparison is running, and pass the result to ``then``."""
        if self._awaited is None and not self._jobs.comparing:
            kept = [article.id for article in shown.articles]
            self._ask("renewal", shown.asked, kept, lambda found: then(found._replace(included=shown.included)))

    def _undone(self) -> None:
        """Stop waiting for a comparison that does not come."""
        undo, self._awaited = self._awaited, None
        if undo is not None:
            undo()

    def _ask(
        self,
        slot: str,
        articles: Sequence[str],
        include: Sequence[str],
        then: Callable[[Compared], None],
        *,
        leads: bool = False,
    ) -> None:
        take = partial(self._take, include, then)
        lost = self._undone if leads else None
        self._session.look_up(
            slot, lambda library: self._compared(library, articles, include), take, leads=leads, lost=lost
        )

    def _compared(self, library: Library, articles: Sequence[str], include: Sequence[str]) -> Compared | Gathered:
        """Return a comparison, made on this thread, or only its articles when a child is to compare them."""
        found = gathered(library, articles)
        if found.long and self._jobs.possible:
            return found
        return found.compared(library.compare(*found.ids, include=include))

    def _take(self, include: Sequence[str], then: Callable[[Compared], None], found: Compared | Gathered) -> None:
        if isinstance(found, Gathered):
            self._ask_child(include, then, found)
        else:
            self._awaited = None
            then(found._replace(included=tuple(include)))

    def _ask_child(self, include: Sequence[str], then: Callable[[Compared], None], found: Gathered) -> None:
        def done(comparison: Comparison) -> None:
            self._awaited = None
            then(found.compared(comparison)._replace(included=tuple(include)))

        def failed(reason: str) -> None:
            again = f"{self._session.key_of('compare')} in the list compares again"
            cure = again if self._awaited is not None else f"the one shown is from before a change, {again}"
            self._session.say(f"{reason.rstrip('.')}; {cure}.", alarm=True)
            self._undone()

        self._jobs.compare(found.ids, include, Listener(self._tell_stage, done, failed))

    def _tell_stage(self, progress: Progress) -> None:
        """Show the child's progress and how to cancel it, if the reader is waiting for it."""
        if self._awaited is not None:
            count = f" {progress.done + 1:,} of {progress.total:,}" if progress.total > 1 else ""
            self._session.say(f"Comparing: {progress.stage}{count} · {self._session.key_of('leave')} calls it off")
