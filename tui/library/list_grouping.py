"""Joining and splitting stories in the list: the marked articles, or the one under the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..stories.story_grouping import StoryGrouping

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..session.session import Session, Verbs
    from .result_list import ResultList


class ListGrouping:
    """The reader's grouping of listed articles into stories; ``changed`` is called when it may have changed."""

    def __init__(
        self,
        session: Session,
        listing: ResultList,
        at_hand: Callable[[], str | None],
        several: Callable[[], Sequence[str]],
        changed: Callable[[], None],
    ) -> None:
        self._session, self._list, self._at_hand, self._several = session, listing, at_hand, several
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
        """Take several articles, else the one under the cursor, out of their stories; marks are cleared after use."""
        at_hand, several = self._at_hand(), tuple(self._several())
        articles = several or ((at_hand,) if at_hand is not None else ())
        if not articles:
            self._session.refuse("There is no article here.")
            return
        if several == tuple(self._list.marks):
            self._list.marks.set()
        self._grouping.take_out(articles)
