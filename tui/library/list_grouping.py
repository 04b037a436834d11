"""Joining and splitting stories in the list: the marked articles, or the one under the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..stories.story_grouping import StoryGrouping

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..session.session import Session, Verbs
    from .result_list import ResultList


class ListGrouping:
    """The reader's grouping of listed articles into stories; ``changed`` is called when it may have changed."""

    def __init__(
        self, session: Session, listing: ResultList, at_hand: Callable[[], str | None], changed: Callable[[], None]
    ) -> None:
        self._session, self._list, self._at_hand = session, listing, at_hand
        self._grouping = StoryGrouping(session, lambda _: changed())
        self.verbs: Verbs = {"join": self.join, "take_out": self.take_out}

    def join(self) -> None:
        """Join the stories of the marked articles."""
        marked = tuple(self._list.marks)
        if len(marked) < 2:
            mark = self._session.key_of("mark")
            self._session.refuse(f"Mark two articles or more with {mark}, to join their stories.")
            return
        self._list.marks.set()
        self._grouping.join(marked)

    def take_out(self) -> None:
        """Take the marked articles, else the one under the cursor, out of their stories."""
        at_hand = self._at_hand()
        articles = tuple(self._list.marks) or ((at_hand,) if at_hand is not None else ())
        if not articles:
            self._session.refuse("There is no article here.")
            return
        self._list.marks.set()
        self._grouping.take_out(articles)
