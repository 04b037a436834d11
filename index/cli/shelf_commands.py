"""The command ``shelf``: read marks, stars, tags and bookmarks of articles.

It only queries the library and prints the result.
"""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import TYPE_CHECKING

from ..errors import LibraryError
from ..model.article import paragraph_at
from ..notes.anchors.followed_place import anchored
from ..text.safe import safe_line
from .command import FOUND, NOTHING, open_library
from .output import answer, say

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from typing import Any

    from ..library.library import Library
    from ..model.article import Article
    from ..model.note import Mark

_MOST_WORDS = 72
"""Characters of a paragraph shown to recognise a bookmark."""

_FLAGS = {
    ("read", True): "read",
    ("read", False): "unread",
    ("starred", True): "starred",
    ("starred", False): "star taken off",
}
"""What an act on a flag is called."""


def run_shelf(options: argparse.Namespace) -> int:
    """Change the marks of articles as the options say, then print them or the bookmarks."""
    library = open_library(options)
    if options.undo or options.redo:
        return _stepped(options, library)
    articles = list({article.id: article for article in map(library.show, options.articles)}.values())
    here = {each.id: anchored(library.shelf.mark(each.id), each.text) for each in articles}
    changes = {each.id: _changes(options, each, here[each.id]) for each in articles}
    library.shelf.update_all(changes, _label(options, len(articles)))
    if options.bookmarks:
        return _list_bookmarks(options, library, articles)
    marks = {article.id: anchored(library.shelf.mark(article.id), article.text) for article in articles}
    told = [{"id": id, **_plain(mark)} for id, mark in marks.items()]
    answer(options, told, lambda: [_line(id, mark) for id, mark in marks.items()])
    return FOUND


def _stepped(options: argparse.Namespace, library: Library) -> int:
    """Undo or redo the last act on marks, and print the marks it changed."""
    act = library.shelf.history.undo() if options.undo else library.shelf.history.redo()
    done, nothing = ("Undone", "undo") if options.undo else ("Done again", "do again")
    say(f"{done}: {safe_line(act.label)}." if act else f"There is nothing to {nothing}.")
    marks = {id: library.shelf.mark(id) for id in (act.articles if act else ())}
    told = [{"id": id, **_plain(mark)} for id, mark in marks.items()]
    answer(options, told, lambda: [_line(id, mark) for id, mark in marks.items()])
    return FOUND if act else NOTHING


def _label(options: argparse.Namespace, count: int) -> str:
    """Return what the options do, in a few words; on how many articles if there are several."""
    told = [_FLAGS.get((name, getattr(options, name)), "") for name in ("read", "starred")]
    told += [f"tag {tag}" for tag in options.tag] + [f"tag {tag} taken off" for tag in options.untag]
    told += ["bookmark set"] * bool(options.bookmark) + ["bookmark taken away"] * bool(options.unbookmark)
    return ", ".join(filter(None, told)) + (f": {count:,} articles" if count > 1 else "")


def _changes(options: argparse.Namespace, article: Article, mark: Mark) -> dict[str, Any]:
    """Return the new values of the mark's fields that the options change."""
    changes: dict[str, Any] = {}
    if options.read is not None:
        changes["read"] = options.read
    if options.starred is not None:
        changes["starred"] = options.starred
    if "" in options.tag:
        raise LibraryError("A tag has at least one letter; write --tag WORD.")
    if options.tag or options.untag:
        changes["tags"] = tuple(dict.fromkeys([*(tag for tag in mark.tags if tag not in options.untag), *options.tag]))
    if options.bookmark or options.unbookmark:
        now = anchored(_bookmarked(options, article, mark), article.text)
        changes |= {"bookmarks": now.bookmarks, "words": now.words}
    return changes


def _plain(mark: Mark) -> dict[str, Any]:
    """Return a mark for JSON, without the words that find its places again."""
    return {key: value for key, value in asdict(mark).items() if key != "words"}


def _bookmarked(options: argparse.Namespace, article: Article, mark: Mark) -> Mark:
    for written in options.unbookmark:
        offset = _offset(written, article)
        mark = mark.bookmarked(offset if offset in mark.bookmarks else _beginning(article, offset), kept=False)
    for written in options.bookmark:
        mark = mark.bookmarked(_beginning(article, _offset(written, article)))
    return mark


def _beginning(article: Article, offset: int) -> int:
    """Return where a bookmark for a position is set: at the start of its block, as on the screen."""
    block = article.block_at(offset)
    return block.start if block else 0


def _offset(written: str, article: Article) -> int:
    """Parse a position; raises `LibraryError` if it is not in the text."""
    place = re.fullmatch(r"([¶pP]?) ?([0-9]{1,9})", written.strip())
    if place is None:
        message = f"“{written}” is no place; write p3 for the third paragraph, or a number of characters."
        raise LibraryError(message)
    number, paragraphs = int(place[2]), article.paragraphs
    if place[1] and not 0 < number <= len(paragraphs):
        message = f"There is no paragraph {number} in {article.id}, which has {len(paragraphs)}; name one of them."
        raise LibraryError(message)
    if not place[1] and number >= len(article.text):
        message = f"The place {number} is behind the end of {article.id}, which has {len(article.text)} characters."
        raise LibraryError(message)
    return paragraphs[number - 1].start if place[1] else number


def _list_bookmarks(options: argparse.Namespace, library: Library, articles: Sequence[Article]) -> int:
    told: list[dict[str, Any]] = [
        {
            "id": article.id,
            "start": offset,
            "paragraph": paragraph_at(article.paragraphs, offset) or None,
            "text": article.text[offset : block.end if (block := article.block_at(offset)) else None],
        }
        for article in articles
        for offset in anchored(library.shelf.mark(article.id), article.text).bookmarks
    ]
    options.columns = ("id", "paragraph", "start", "text")
    answer(options, told, lambda: [_bookmark_line(**entry) for entry in told])
    return FOUND if told else NOTHING


def _bookmark_line(id: str, start: int, paragraph: int | None, text: str) -> str:
    words = " ".join(text.split())
    shown = words if len(words) <= _MOST_WORDS else f"{words[: _MOST_WORDS - 1]}…"
    return safe_line(f"{id}: {f'¶ {paragraph}' if paragraph else '—'}  {start}  {shown}")


def _line(id: str, mark: Mark) -> str:
    count = len(mark.bookmarks)
    states = ["read" if mark.read else "unread", *(["starred"] if mark.starred else [])]
    states += [f"{count} bookmark{'' if count == 1 else 's'}"] if count else []
    return safe_line(f"{id}: {', '.join(states)}{''.join(f' #{tag}' for tag in mark.tags)}")
