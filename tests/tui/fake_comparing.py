"""The part of a library held in memory that compares, with the program's own pure functions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.compare.comparison import compare
from index.compare.stories.tracing import trace
from index.library.related_accounts import lead, nearest, neighbours, related

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from index import Article, Comparison, Nearest, Progress, Related, Story, Trace


class FakeComparing:
    """Comparisons and traces of articles in memory, and stories as a test gives them."""

    articles: dict[str, Article]
    grouped: tuple[Story, ...] = ()
    digested = 0

    def compare(
        self,
        *references: str,
        include: Collection[str] = (),
        progress: Callable[[Progress], None] | None = None,
    ) -> Comparison:
        """Compare articles."""
        return compare([self.articles[reference] for reference in references], include=include, progress=progress)

    def trace(self, passage: str, *, without: str = "") -> tuple[Trace, ...]:
        """Return the places that share a passage."""
        others = [each for id, each in self.articles.items() if id != without]
        return trace(passage, others, without=without)

    def nearest(self, reference: str) -> Nearest:
        """Return the nearest account, by the library's own rule."""
        traces = self.trace(lead(self.articles[reference]), without=reference)
        return nearest(reference, traces, self.grouped)

    def related(self, reference: str, cancelled: Callable[[], bool] | None = None) -> tuple[Related, ...]:
        """Return where else paragraphs are told, by the library's own rules."""
        here = self.articles[reference]
        near = neighbours(reference, self.trace(lead(here), without=reference), self.grouped)
        return related(here, near, self.compare, cancelled)

    def digest(
        self, progress: Callable[[Progress], None] | None = None, cancelled: Callable[[], bool] | None = None
    ) -> int:
        """Count that it was asked for."""
        del progress, cancelled
        self.digested += 1
        return len(self.articles)
