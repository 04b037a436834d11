"""The stories of the library to choose from: newest first, each by the headline of its longest account.

Refuses to group articles and to compare them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from index import long_date, safe

from ..frame.picker import Choice, Picker

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from index import ArticleRow, Library, Story

    from ..session.navigation import Navigation
    from ..session.session import Session, Verbs

OUTLETS: Final = 3
"""Outlets of a story that are named; the others are counted."""


class StoryList:
    """Asks for a story and lays its accounts side by side."""

    def __init__(self, session: Session, navigation: Navigation) -> None:
        self._session, self._navigation = session, navigation
        self.verbs: Verbs = {"stories": self.ask}

    def ask(self) -> None:
        """List the stories that several articles tell; the one chosen is compared."""
        library = self._session.library
        if library is not None:
            self._session.search_thread.ask("list", lambda _: told_stories(library), self._show)

    def _show(self, told: Sequence[tuple[Story, Sequence[ArticleRow]]]) -> None:
        articles = {story.id: story.articles for story, _ in told}
        choices = [story_choice(story, rows, self._session.glyphs.dot) for story, rows in told]

        def compare(story: str | None) -> None:
            if story is not None:
                self._navigation.compare(articles[story])

        nothing = "No two articles tell of one matter, or they are still being prepared; esc goes back."
        self._session.ask(Picker("Stories", choices, nothing=nothing), compare)


def told_stories(library: Library) -> list[tuple[Story, Sequence[ArticleRow]]]:
    """Return the stories of several accounts with their rows, newest first, the undated last."""
    stories = [story for story in library.stories() if len(story.articles) > 1]
    rows = {row.id: row for row in library.rows([id for story in stories for id in story.articles])}
    told = [(story, _known(story, rows)) for story in stories]
    return sorted((each for each in told if each[1]), key=lambda each: _newest(each[1]), reverse=True)


def _known(story: Story, rows: Mapping[str, ArticleRow]) -> list[ArticleRow]:
    return [rows[id] for id in story.articles if id in rows]


def _newest(rows: Sequence[ArticleRow]) -> str:
    return max(row.published or "" for row in rows)


def story_choice(story: Story, rows: Sequence[ArticleRow], dot: str) -> Choice:
    """Return a story as a choice: the headline of its longest account, its last day, its accounts, its outlets."""
    titled = [row for row in rows if row.title] or rows
    outlets = list(dict.fromkeys(row.outlet for row in rows if row.outlet))
    more = f" +{len(outlets) - OUTLETS}" if len(outlets) > OUTLETS else ""
    day, named = _newest(rows), ", ".join(outlets[:OUTLETS]) + more
    facts = (long_date(day) if day else "undated", f"{len(rows):,} accounts", named)
    name = max(titled, key=lambda row: row.words).name
    return Choice(story.id, safe(name), after=safe(f" {dot} ".join(fact for fact in facts if fact)))
