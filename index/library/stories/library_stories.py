"""The stories of a library, and the reader's hand in them: joining, parting, and giving that up again.

Does not group by itself or know YAML.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ...compare.stories.decided_stories import bonds_of
from ...errors import LibraryError
from ...model.comparison_result import Story, StoryDecision
from ...model.complaint import Complaint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ...notes.grouping.decision_journal import JournalEntry
    from ...notes.grouping.story_decisions import DecisionAct, StoryDecisions
    from ..answers.lookup import Lookup


class SteppedAct(NamedTuple):
    """An act that was undone or done again, in a few words, and the stories that now hold the articles it is on."""

    label: str
    stories: tuple[Story, ...]


class StoryChange(NamedTuple):
    """What a decision came to: the stories that now hold the articles it names, and the act, which can be undone."""

    stories: tuple[Story, ...]
    act: DecisionAct


class LibraryStories:
    """The stories; called, it returns them. ``grouped`` returns them as computed and decided, the largest first.

    ``leads`` gives the article that stands for each copy of a text. What is decided is kept beside the notes and stands
    above what is computed, wherever stories are told of.
    """

    def __init__(
        self,
        decisions: StoryDecisions,
        grouped: Callable[[], tuple[Story, ...]],
        lookup: Lookup,
        leads: Callable[[], Mapping[str, str]] = dict,
        *,
        archive: bool,
    ) -> None:
        self.decisions, self._grouped, self._lookup, self._archive = decisions, grouped, lookup, archive
        self._leads = leads

    def __call__(self) -> tuple[Story, ...]:
        """Return the stories of two and more articles, the largest first; `Library.digest` keeps them up to date."""
        return self._grouped()

    def join(self, *references: str) -> StoryChange:
        """Make one story of articles and of the whole stories they stand in, and return it.

        Of articles of one story already it makes one event. Raises `LibraryError` for fewer than two articles,
        `UnknownArticleError` or `AmbiguousArticleError` for a reference, `SaveError` when it can be kept nowhere.
        """
        named = self._ids(references)
        if len(named) < 2:
            raise LibraryError("Joining takes two different articles or more; `variorum list` shows their ids.")
        homes = {id: story.articles for story in self() for id in story.articles}
        joined = {home: None for id in named for home in homes.get(id, (id,))}
        one_story = len({homes.get(id, (id,)) for id in named}) == 1
        return self._decide(StoryDecision(tuple(sorted(named if one_story else joined))))

    def apart(self, *references: str) -> StoryChange:
        """Take articles out of the stories they stand in, and return what is left of these and what they make.

        Articles of one story that are taken out together stay together. Raises `LibraryError` when nothing would be
        left of a story, or an article stands in none; else as `join`.
        """
        named = self._ids(references)
        stories = [story for story in self() if not named.isdisjoint(story.articles)]
        lone = named.difference(*(story.articles for story in stories))
        if lone:
            raise LibraryError(f"{min(lone)} stands in no story with other articles; `variorum stories` lists them.")
        decisions = []
        for story in stories:
            out = tuple(id for id in story.articles if id in named)
            rest = tuple(id for id in story.articles if id not in named)
            if not rest:
                raise LibraryError(f"Nothing would be left of the story of {story.id}; name fewer of its articles.")
            decisions.append(StoryDecision(out, rest))
        return self._decide(*decisions)

    def forget(self, *references: str) -> StoryChange:
        """Give up what was decided of articles, so that they stand where the program puts them.

        An id of which a decision speaks is known though its article is gone. Raises `LibraryError` when nothing was
        decided of any of them; else as `join`.
        """
        decided = {id for one in self.decisions.decisions for id in (*one.articles, *one.apart_from)}
        named = {reference if reference in decided else self._lookup.resolve(reference) for reference in references}
        if decided.isdisjoint(named):
            raise LibraryError(f"Nothing was decided of {' or '.join(sorted(named))}.")
        return self._told(named, self.decisions.forget(named))

    def undo(self, act: DecisionAct) -> None:
        """Take a decision back, also when others were made since."""
        self.decisions.undo(act)

    def redo(self, act: DecisionAct) -> None:
        """Decide again what was undone."""
        self.decisions.redo(act)

    @property
    def newest(self) -> tuple[str, str]:
        """Id and label of the act that `undo_last` would undo, both empty if there is none; ids increase with time."""
        act = self.decisions.last
        return (act.id, act.label) if act else ("", "")

    def undo_last(self) -> SteppedAct | None:
        """Undo the last decision, even days later; ``None`` if there is nothing."""
        return self._stepped(self.decisions.undo_last())

    def redo_last(self) -> SteppedAct | None:
        """Decide again what was undone last; ``None`` if there is nothing."""
        return self._stepped(self.decisions.redo_last())

    def apart_from(self, id: str) -> Callable[[str], bool]:
        """Return what tells whether an article was parted from ``id`` by the reader."""
        bonds = bonds_of(self.decisions.decisions)
        return lambda other: bonds.apart(id, other)

    def check(self) -> tuple[Complaint, ...]:
        """Return what is wrong with the decisions: what can't be read, contradicts, or names what is not there."""
        return (*self.decisions.problems, *self._contradictions(), *self._gone())

    def _contradictions(self) -> Iterator[Complaint]:
        placed = self.decisions.placed
        for place in bonds_of([one.decision for one in placed]).overruled:
            one = placed[place]
            told = f"a later entry contradicts this one on {_named(one.decision)} and wins"
            yield Complaint(one.path, one.line, told, "remove one of the two")

    def _gone(self) -> Iterator[Complaint]:
        """Yield the articles that decisions name and a folder does not hold; an archive has more than is at hand."""
        placed = () if self._archive else self.decisions.placed
        named = sorted({id for one in placed for id in (*one.decision.articles, *one.decision.apart_from)})
        here = {row.id for row in self._lookup.rows(named)}
        for one in placed:
            for id in (*one.decision.articles, *one.decision.apart_from):
                if id not in here:
                    told = f"there is no article {id}, of which this entry decides"
                    yield Complaint(one.path, one.line, told, f"bring it back, or `variorum stories --forget '{id}'`")

    def _ids(self, references: Sequence[str]) -> set[str]:
        """Return the ids that references mean; an archive's articles are kept, so that they can be grouped."""
        leads = self._leads()
        named = {leads.get(id, id) for id in map(self._lookup.resolve, references)}
        for id in sorted(named) if self._archive else ():
            self._lookup.opened(id)
        return named

    def _decide(self, *decisions: StoryDecision) -> StoryChange:
        act = self.decisions.add(*decisions)
        return self._told({id for one in decisions for id in (*one.articles, *one.apart_from)}, act)

    def _stepped(self, entry: JournalEntry | None) -> SteppedAct | None:
        if entry is None:
            return None
        named = {id for one in (*entry.added, *entry.removed) for id in (*one.articles, *one.apart_from)}
        return SteppedAct(entry.label, self._holding(named))

    def _holding(self, named: set[str]) -> tuple[Story, ...]:
        return tuple(story for story in self() if not named.isdisjoint(story.articles))

    def _told(self, named: set[str], act: DecisionAct) -> StoryChange:
        return StoryChange(self._holding(named), act)


def _named(decision: StoryDecision) -> str:
    ids = (*decision.articles, *decision.apart_from)
    return ", ".join(ids[:3]) + (" …" if len(ids) > 3 else "")
