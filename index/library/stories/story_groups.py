"""Which articles stand together in a library by now: as computed, with what the reader decided laid over it.

Does not compute groups or read articles.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from ...cache.generation import Generation
    from ...compare.stories.decided_stories import Decided, Groups
    from ...model.comparison_result import StoryDecision
    from ...notes.grouping.story_decisions import StoryDecisions


class StoryGroups:
    """The groups of the cache as it is now, and ``decisions`` in force."""

    def __init__(self, store: Callable[[], Generation], decisions: StoryDecisions) -> None:
        self._store, self._decisions = store, decisions

    @property
    def decisions(self) -> tuple[StoryDecision, ...]:
        """What the reader decided, the latest last."""
        return self._decisions.decisions

    def __call__(self) -> Groups:
        """Return the groups of ids, those of one article among them."""
        decisions = self.decisions
        return self.decided(decisions).groups if decisions else self._store().groups.load()

    def decided(self, decisions: tuple[StoryDecision, ...]) -> Decided:
        """Return the groups with decisions laid over them; articles that no group has yet stand in them too."""
        from ...compare.stories.decided_stories import decided  # noqa: PLC0415 a library without decisions needs none of it

        store = self._store()
        named = {id for one in decisions for id in (*one.articles, *one.apart_from)}
        return decided(store.groups.load(), decisions, [row.id for row in store.catalogue.rows(sorted(named))])
