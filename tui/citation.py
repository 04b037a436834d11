"""How an article is named for people: its citation, the short line above it, dates and reading times.

Refuses to make up what is unknown: an article without an outlet is named by its title or id.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from index import Article, ArticleRow

WORDS_A_MINUTE: Final = 230
MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day(date: str | None, *, year: bool = True) -> str:
    """Return an ISO date as people write it, as far as it is known: ``26 Apr 2024``, ``Apr 2024``; else ``undated``."""
    if not date:
        return "undated"
    parts = date[:10].split("-")
    try:
        month = [MONTHS[int(parts[1]) - 1]] if len(parts) > 1 else []
        number = [str(int(parts[2]))] if len(parts) > 2 else []
    except (ValueError, IndexError):
        return date
    return " ".join([*number, *month, *([parts[0]] if year or not month else [])])


def name_of(article: Article | ArticleRow) -> str:
    """Return what an article is called in a list: its title, else the name of its file."""
    title = article.title if article.title is None or isinstance(article.title, str) else article.title.value
    return title or PurePosixPath(article.id).name


def citation(article: Article, quotation: str = "", paragraph: int = 0) -> str:
    """Return a citation ready to paste, after the quotation if there is one; unknown parts are left out."""
    title = f"“{name_of(article)}”"
    place = f"¶{paragraph}" if paragraph else ""
    agency = f"({article.agency.value})" if article.agency.value else ""
    published = day(article.published.value) if article.published.value else ""
    parts = (article.author.value, title, article.outlet.value, agency, published, place, article.url.value)
    source = ", ".join(part for part in parts if part)
    return f"“{quotation}”\n— {source}\n" if quotation else f"{source}\n"


def minutes(words: int) -> int:
    """Return how many minutes the words take to read, at least one."""
    return max(1, round(words / WORDS_A_MINUTE))


def byline(row: ArticleRow) -> str:
    """Return the short line above a preview: outlet, byline, agency, date, words, minutes."""
    author = f"{row.author} for {row.agency}" if row.author and row.agency else row.author or row.agency
    length = f"{row.words:,} words · {minutes(row.words)} min"
    return " · ".join(part for part in (row.outlet, author, day(row.published), length) if part)
