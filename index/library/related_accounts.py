"""Which accounts are nearest to an article, and where else a paragraph of it is told.

Does not read the cache: articles, traces, stories and comparisons are asked of the library.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..errors import LibraryError
from ..model.comparison_result import Kind, Nearest, Related

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from ..model.article import Article
    from ..model.comparison_result import Comparison, Link, Sentence, Story, Trace

LEAD: Final = 6
"""Paragraphs by whose passages the nearest account is found."""

NEIGHBOURS: Final = 5
"""Accounts a paragraph is looked for in: each comparison takes some milliseconds."""

TELLING: Final = (Kind.EDITED, Kind.PARTIAL, Kind.VERBATIM, Kind.SIMILAR)
"""The most telling class first: of a paragraph with several links, an edit is what one looks for."""


def nearest(id: str, traces: Sequence[Trace], stories: Sequence[Story], undigested: Callable[[], int] = int) -> Nearest:
    """Return the account nearest to an article: by passages of its beginning, else by event, else by story.

    ``traces`` are the places that share the beginning, best first; ``undigested`` tells how many articles are not
    known yet. Raises `LibraryError` when there is none.
    """
    trace = next((trace for trace in traces if not trace.common), None)
    if trace is not None:
        return Nearest(trace.id, "The nearest account: it shares passages with the beginning of this one.")
    for ids, why in _together(id, stories):
        other = next((each for each in ids if each != id), None)
        if other is not None:
            return Nearest(other, f"No passages of its beginning are shared; this account is of the same {why}.")
    if unknown := undigested():
        raise LibraryError(
            f"No account near to this one is known yet: {unknown:,} articles are still to be prepared for comparison; "
            "wait for it, or choose the other account yourself."
        )
    raise LibraryError(
        "No other article here shares passages or a story with this one; choose the other account yourself."
    )


def neighbours(id: str, traces: Sequence[Trace], stories: Sequence[Story]) -> tuple[str, ...]:
    """Return the ids of the nearest accounts: those that share passages, then those of the same event."""
    told = [other for ids, why in _together(id, stories) if why == "event" for other in ids]
    near = dict.fromkeys([*(trace.id for trace in traces if not trace.common), *told])
    return tuple(other for other in near if other != id)[:NEIGHBOURS]


def lead(article: Article) -> str:
    """Return the beginning of an article, by which its nearest account is found."""
    return " ".join(article.text[block.start : block.end] for block in list(article.body())[:LEAD])


def related(
    here: Article,
    others: Collection[str],
    compare: Callable[[str, str], Comparison],
    cancelled: Callable[[], bool] | None = None,
) -> tuple[Related, ...]:
    """Return where else each paragraph is told, in order: of each other account the most telling sentence.

    Stops with what it has when ``cancelled`` says so.
    """
    found: list[Related] = []
    for other in others:
        if cancelled is not None and cancelled():
            break
        found.extend(_of_one(here.id, other, compare(here.id, other)))
    return tuple(sorted(found, key=lambda one: (one.block, TELLING.index(one.kind))))


def _together(id: str, stories: Sequence[Story]) -> Iterator[tuple[Sequence[str], str]]:
    """Yield the articles of the events, then of the stories that hold an article, each with the word for it."""
    holding = [story for story in stories if id in story.articles]
    yield from ((event.articles, "event") for story in holding for event in story.events if id in event.articles)
    yield from ((story.articles, "story") for story in holding)


def _of_one(id: str, other: str, comparison: Comparison) -> Iterator[Related]:
    """Yield the most telling link of each paragraph."""
    sentences = {account.id: account.sentences for account in comparison.accounts}
    seen: set[int] = set()
    for pair in comparison.pairs:
        for link in sorted(pair.links, key=lambda link: (TELLING.index(link.kind), link.a)):
            mine, theirs = _ends(link, sentences[pair.a], sentences[pair.b], turned=pair.a != id)
            if mine.block not in seen:
                seen.add(mine.block)
                yield Related(other, mine.block, mine.span, theirs.span, link.kind, link.score)


def _ends(link: Link, a: Sequence[Sentence], b: Sequence[Sentence], *, turned: bool) -> tuple[Sentence, Sentence]:
    first, second = a[link.a], b[link.b]
    return (second, first) if turned else (first, second)
