"""What a story is called: the headline of the longest account that has one.

Does not group or fetch.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ...text.safe import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ...model.article import ArticleRow
    from ...model.comparison_result import Story


def headline_of(accounts: Sequence[ArticleRow]) -> str:
    """Return the headline of the longest account, of one that has a headline if any does; empty without accounts."""
    titled = [row for row in accounts if row.title] or accounts
    return one_line(max(titled, key=lambda row: row.words).shown_title) if titled else ""


def headed(stories: Iterable[Story], rows: Callable[[Sequence[str]], Sequence[ArticleRow]]) -> tuple[Story, ...]:
    """Return stories called by their headline; ``rows`` gives the facts of articles. One without keeps its own."""
    told = tuple(stories)
    facts = {row.id: row for row in rows([id for story in told for id in story.articles])}
    accounts = {story.id: [facts[id] for id in story.articles if id in facts] for story in told}
    return tuple(replace(story, label=headline_of(accounts[story.id]) or story.label) for story in told)
