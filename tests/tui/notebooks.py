"""A notebook in a folder of its own for a library held in memory, with ids and times that tests can foresee."""

from __future__ import annotations

import itertools
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final, cast

from index.compare.stories.decided_stories import as_decided, bonds_of, decided
from index.library.library_notes import LibraryNotes
from index.library.stories.library_stories import LibraryStories
from index.model.comparison_result import Event, Story
from index.notes.book.notebook import Notebook
from tests.tui.samples import row

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from index import Article, ArticleRow
    from index.library.article_lookup import ArticleLookup
    from index.notes.grouping.story_decisions import StoryDecisions

NOW = "2026-11-22T14:02:00Z"
_FOLDERS: Final[list[TemporaryDirectory[str]]] = []


class Answers:
    """What the notes ask of a library: its articles."""

    def __init__(self, articles: Mapping[str, Article]) -> None:
        self._articles = articles

    def article(self, id: str) -> Article | None:
        """Return an article."""
        return self._articles.get(id)

    def opened(self, id: str) -> Article | None:
        """Return an article that is to be shown."""
        return self.article(id)

    def resolve(self, reference: str) -> str:
        """Return the id itself."""
        return reference

    def rows(self, ids: Sequence[str]) -> tuple[ArticleRow, ...]:
        """Return rows by id."""
        return tuple(row(self._articles[id]) for id in ids if id in self._articles)

    def ids(self) -> Sequence[str]:
        """Return all ids."""
        return list(self._articles)


def notebook_of(articles: Mapping[str, Article]) -> tuple[Notebook, LibraryNotes]:
    """Return a notebook and its meeting with the articles; its folder is there until `remove_folders`."""
    folder = TemporaryDirectory(prefix="variorum-notes-")
    _FOLDERS.append(folder)
    numbers = itertools.count(1)
    notebook = Notebook(
        Path(folder.name), author="Mira", new_id=lambda: f"01HQZ000000000000000000{next(numbers):03d}", now=lambda: NOW
    )
    return notebook, LibraryNotes(notebook, cast("ArticleLookup", Answers(articles)))


def stories_of(
    articles: Mapping[str, Article], decisions: StoryDecisions, grouped: Callable[[], tuple[Story, ...]]
) -> LibraryStories:
    """Return stories as ``grouped`` and as decided."""

    def told() -> tuple[Story, ...]:
        bonds = bonds_of(decisions.decisions)
        computed = {story.articles: story for story in grouped()}
        alone = [(id,) for id in set(articles).difference(*computed)]
        groups = decided((*computed, *alone), decisions.decisions).groups
        made = [Story(group[0], "", group, (Event(group, ""),)) for group in groups if len(group) > 1]
        stories = [
            as_decided(computed.get(one.articles, one), bonds, decided=one.articles not in computed) for one in made
        ]
        return tuple(sorted(stories, key=lambda story: -len(story.articles)))

    return LibraryStories(decisions, told, cast("ArticleLookup", Answers(articles)), archive=False)


def remove_folders() -> None:
    """Remove the folders of all notebooks there have been."""
    while _FOLDERS:
        _FOLDERS.pop().cleanup()
