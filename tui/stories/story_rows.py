"""Stories as table rows: headline, day, outlets, share, notes; and their sort orders.

Nothing is painted or grouped here.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from index import headline_of, one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from index import ArticleRow, Library, Note, Story

SORTS: Final = {
    "newest": "newest first, undated last",
    "accounts": "most accounts first",
    "shared": "most shared first, unknown last",
    "headline": "by headline",
}
"""The sort orders, with their descriptions."""


LEAST_TOLD: Final = 0.005
"""From this share on a percentage is shown as 1 or more."""


@dataclass(frozen=True, slots=True)
class StoryRow:
    """One story: ``accounts`` are its articles in id order, ``day`` the latest day of publication, empty if unknown.

    ``headline`` is that of the longest account with one, ``outlets`` are those of the accounts, ``own`` the notes on
    the story itself, ``noted`` counts them and those on its accounts, ``words`` is the text it is found by, casefolded.
    """

    story: Story
    accounts: tuple[ArticleRow, ...]
    headline: str
    day: str
    outlets: tuple[str, ...]
    words: str
    own: tuple[Note, ...] = ()
    noted: int = 0

    @property
    def id(self) -> str:
        """The story's id."""
        return self.story.id

    @property
    def keys(self) -> tuple[str, ...]:
        """The ids of its articles: a story is found again by any of them."""
        return self.story.articles

    def holds(self, words: Iterable[str]) -> bool:
        """Return whether the story contains all the words, which must be casefolded."""
        return all(word in self.words for word in words)


def told_stories(library: Library, stories: Iterable[Story]) -> list[StoryRow]:
    """Return the stories with several accounts as rows, newest first; for the search thread."""
    several = [story for story in stories if len(story.articles) > 1]
    facts = {row.id: row for row in library.rows([id for story in several for id in story.articles])}
    on_story, on_article = _noted(library.notebook.all())
    rows = (story_row(story, facts, on_story, on_article) for story in several)
    return in_order([row for row in rows if len(row.accounts) > 1], "newest")


def _noted(notes: Iterable[Note]) -> tuple[dict[str, list[Note]], dict[str, list[str]]]:
    """Return the notes on each story, and the ids of those on each article."""
    on_story: dict[str, list[Note]] = defaultdict(list)
    on_article: dict[str, list[str]] = defaultdict(list)
    for note in notes:
        for target in note.targets:
            if target.story:
                on_story[target.story].append(note)
            if target.article:
                on_article[target.article].append(note.id)
    return on_story, on_article


def story_row(
    story: Story,
    facts: Mapping[str, ArticleRow],
    on_story: Mapping[str, Sequence[Note]] | None = None,
    on_article: Mapping[str, Sequence[str]] | None = None,
) -> StoryRow:
    """Return a story as a row; ``facts`` are rows by article id, notes and ids of notes are given by what they are on.

    A note on several accounts counts once.
    """
    accounts = tuple(facts[id] for id in story.articles if id in facts)
    outlets = tuple(dict.fromkeys(one_line(row.outlet) for row in accounts if row.outlet))
    words = "\n".join([story.label, *outlets, *(row.name for row in accounts)]).casefold()
    day = max((row.published or "" for row in accounts), default="")
    own = {note.id: note for id in story.articles for note in (on_story or {}).get(id, ())}
    noted = {id for article in story.articles for id in (on_article or {}).get(article, ())} | own.keys()
    headline = headline_of(accounts) or story.id
    return StoryRow(story, accounts, headline, day, outlets, words, tuple(own.values()), len(noted))


_ORDERS: Final[Mapping[str, Callable[[StoryRow], object]]] = {
    "newest": lambda row: row.day,
    "accounts": lambda row: len(row.accounts),
    "shared": lambda row: -1.0 if row.story.shared is None else row.story.shared,
}


def in_order(rows: Iterable[StoryRow], order: str) -> list[StoryRow]:
    """Return rows in an order of `SORTS`; equal ones by headline."""
    by_headline = sorted(rows, key=lambda row: (row.headline.casefold(), row.id))
    if order not in _ORDERS:
        return by_headline
    key: Callable[[StoryRow], str] = _ORDERS[order]  # type: ignore[assignment] # one order compares one kind of value
    return sorted(by_headline, key=key, reverse=True)


def percent(share: float) -> str:
    """Format a share (0…1) as a percentage; one above zero never shows as 0%."""
    return "<1%" if 0 < share < LEAST_TOLD else f"{share:.0%}"
