"""A comparison on its way to the screen: which accounts, asked of the search thread or of the child, and its report.

Refuses to draw.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from index import LibraryError, to_html, to_json, to_markdown

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from index import Article, Comparison, Library


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison with its articles in the order shown, and those set aside."""

    comparison: Comparison
    articles: tuple[Article, ...]
    aside: tuple[Article, ...]

    @property
    def asked(self) -> tuple[str, ...]:
        """The ids that were asked for."""
        return tuple(article.id for article in (*self.articles, *self.aside))


def comparing(
    library: Library, ids: Sequence[str], include: Sequence[str] = ()
) -> Callable[[Callable[[], bool]], Compared]:
    """Return work for the search thread: compare articles; with one only, it and the one nearest to it."""

    def compare(_: Callable[[], bool]) -> Compared:
        wanted = list(dict.fromkeys(ids))
        if len(wanted) == 1:
            wanted.append(nearest(library, wanted[0]))
        articles = {id: library.show(id) for id in wanted}
        comparison = library.compare(*wanted, include=include)
        shown = tuple(articles[account.id] for account in comparison.accounts)
        return Compared(comparison, shown, tuple(articles[one.id] for one in comparison.aside))

    return compare


def nearest(library: Library, id: str) -> str:
    """Return the article that shares most with another: passages first, else its story; raises `LibraryError`."""
    article = library.show(id)
    lead = " ".join(article.text[block.start : block.end] for block in list(article.body())[:6])
    traces = library.trace(lead, without=id)
    if traces:
        return traces[0].id
    for story in library.stories():
        if id in story.articles:
            return next(other for other in story.articles if other != id)
    message = "No other article here shares passages or a story with this one; mark two with space, then compare."
    raise LibraryError(message)


def export(compared: Compared, path: Path) -> str:
    """Write a comparison to a new file in the form its ending names; return a sentence that says so.

    Raises `LibraryError` for another ending and for a file that is there already, `OSError` when it can't be written.
    """
    form = path.suffix.lower()
    if form not in FORMS:
        message = f"“{path.name}” names no form; end it in .md, .html or .json."
        raise LibraryError(message)
    text = FORMS[form](compared)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError as error:
        message = f"{path} is there already; choose another name."
        raise LibraryError(message) from error
    return f"Written to {path}."


FORMS: Final[dict[str, Callable[[Compared], str]]] = {
    ".md": lambda compared: to_markdown(compared.comparison, compared.articles),
    ".html": lambda compared: to_html(compared.comparison, compared.articles),
    ".json": lambda compared: json.dumps(to_json(compared.comparison), ensure_ascii=False, indent=2) + "\n",
}
"""The forms a comparison is exported in, by the ending of the file."""
