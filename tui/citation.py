"""How an article is named outside the program: its citation, its name, its plain text.

Refuses to make up what is unknown: an article without a title is named by its file.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from index import safe

from .text.dates import long_date

if TYPE_CHECKING:
    from index import Article, ArticleRow

_SHORT = {
    "Associated Press": "AP",
    "Canadian Press": "CP",
    "Interfax-Ukraine": "Interfax-U",
    "Jiji Press": "Jiji",
    "Keystone-SDA": "SDA",
    "PA Media": "PA",
    "RIA Novosti": "RIA",
}


def listed_agency(name: str) -> str:
    """Return the short name of an agency, else the name itself."""
    return _SHORT.get(name, name)


def name_of(article: Article | ArticleRow) -> str:
    """Return what an article is called in a list: its title, else the name of its file."""
    title = article.title if article.title is None or isinstance(article.title, str) else article.title.value
    return title or PurePosixPath(article.id).name


def citation(article: Article, quotation: str = "", paragraph: int = 0) -> str:
    """Return a citation ready to paste, after the quotation if there is one; unknown parts are left out."""
    title = f"“{name_of(article)}”"
    place = f"¶{paragraph}" if paragraph else ""
    agency = f"({article.agency.value})" if article.agency.value else ""
    published = long_date(article.published.value) if article.published.value else ""
    parts = (article.author.value, title, article.outlet.value, agency, published, place, article.url.value)
    source = ", ".join(part for part in parts if part)
    return f"“{quotation}”\n— {source}\n" if quotation else f"{source}\n"


def short_agency(agency: str | None) -> str | None:
    """Return an agency as bylines abbreviate it: AP for Associated Press; a name of one word stays whole."""
    if not agency:
        return agency
    initials = "".join(word[0] for word in agency.replace("-", " ").split() if word[0].isupper())
    return initials if 2 <= len(initials) <= 4 else agency


def plain_text(article: Article) -> str:
    """Return the article for a pager: its citation and its text without what is folded, fit for a terminal."""
    shown = (article.text[block.start : block.end] for block in article.blocks if not block.folded)
    paragraphs = ["\n".join(safe(line) for line in text.split("\n")) for text in shown]
    return "\n\n".join([safe(citation(article).strip()), *paragraphs]) + "\n"


def tag_list(answer: str) -> tuple[str, ...]:
    """Return the tags in a line of them, each once, in the order given; commas and ``#`` are only punctuation."""
    words = (word.strip("#,") for word in answer.replace(",", " ").split())
    return tuple(dict.fromkeys(word for word in words if word))
