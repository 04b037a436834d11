"""Grouping by hand: joining articles into one story and taking them out, reported and undoable.

The library groups; it is called on the search thread.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from index import LibraryError

from ..session.shelf_changes import UndoStep

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from index import Library, StoryChange

    from ..session.session import Session


class StoryGrouping:
    """The reader's decisions on which articles form a story.

    ``changed`` is called when the stories may have changed, with an article of the one a decision made, if any.
    """

    def __init__(self, session: Session, changed: Callable[[str], None]) -> None:
        self._session, self._changed = session, changed

    def join(self, articles: Sequence[str]) -> None:
        """Join articles and the stories they belong to into one story."""

        def tell(change: StoryChange) -> str:
            count = max((len(story.articles) for story in change.stories), default=len(articles))
            return f"{count:,} accounts are one story now"

        self._decide("accounts joined into one story", lambda library: library.stories.join(*articles), tell)

    def take_out(self, articles: Sequence[str]) -> None:
        """Take articles out of their stories."""
        many = f"{len(articles):,} accounts" if len(articles) > 1 else "account"
        label = f"{many} taken out of {'their' if len(articles) > 1 else 'its'} story"
        told = label[:1].upper() + label[1:]
        self._decide(label, lambda library: library.stories.apart(*articles), lambda _: told)

    def forget(self, articles: Sequence[str]) -> None:
        """Discard the decisions on some articles."""
        label = "decisions on a story given up"
        self._decide(label, lambda library: library.stories.forget(*articles), lambda _: "The program groups it again")

    def _decide(self, label: str, work: Callable[[Library], StoryChange], tell: Callable[[StoryChange], str]) -> None:
        """Decide on the search thread, queued with other writes; a refusal is reported."""
        library, history = self._session.library, self._session.shelf.history
        if library is None:
            return
        made: list[StoryChange] = []
        step = UndoStep(label, partial(self._step, library, made, back=True), partial(self._step, library, made))
        history.did(step)

        def attempt() -> str:
            try:
                made.append(work(library))
            except (LibraryError, OSError) as error:
                return str(error)
            return ""

        def answer(refused: str) -> None:
            if refused:
                history.forget(step)
                self._session.say(refused, alarm=True)
                return
            self._session.say(f"{tell(made[0])}; {self._session.key_of('undo')} undoes it.")
            self._changed(made[0].stories[0].id if made[0].stories else "")

        self._session.search_thread.queue(attempt, answer)

    def _step(self, library: Library, made: Sequence[StoryChange], *, back: bool = False) -> None:
        """Undo the act or redo it; it may still be pending itself when this is called."""

        def go() -> None:
            for change in made[:1]:
                (library.stories.undo if back else library.stories.redo)(change.act)

        self._session.search_thread.queue(go, lambda _: self._changed(""))
