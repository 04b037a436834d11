"""What is shown of an open article beside its text: facts with their provenance, bookmarks, outline.

Nothing is painted here, and a guess is never shown as a fact.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from index import Provenance, Role, Span, long_date, one_line, quoted, shown_text

from ..frame.entry_pane import PaneEntry
from ..text.cells import broken, clip, width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index import Article, Field, Mark

    from ..frame.entry_pane import Pieces

_HOW = {
    Provenance.EXPLICIT: "as it stands",
    Provenance.DERIVED: "derived",
    Provenance.GUESSED: "a guess",
    Provenance.USER: "set by you",
}


@dataclass(frozen=True, slots=True)
class AsideLine:
    """One line: a heading, or an entry with what is shown before it (``before``) and after it (``note``).

    ``offset`` is where it leads in the text, or in that of another ``article`` if one is named.
    """

    text: str
    note: str = ""
    before: str = ""
    offset: int | None = None
    heading: bool = False
    article: str = ""


def aside(article: Article, mark: Mark, paragraphs: Sequence[int]) -> list[AsideLine]:
    """Return the lines; ``paragraphs`` holds each block's paragraph number, 0 for blocks that have none."""
    parts = (
        ("Bookmarks", list(_bookmarks(article, mark))),
        ("Outline", list(_outline(article, paragraphs))),
        ("About this article", list(_facts(article, mark))),
    )
    return [line for title, lines in parts if lines for line in (AsideLine(title, heading=True), *lines)]


def laid_out(lines: Sequence[AsideLine], cells: int) -> list[PaneEntry]:
    """Return the lines as pane entries, ``cells`` wide; the key of an entry is its index in ``lines``."""
    return [_entry(place, line, cells) for place, line in enumerate(lines)]


def _entry(place: int, line: AsideLine, cells: int) -> PaneEntry:
    if line.heading:
        gap: tuple[Pieces, ...] = ((),) if place else ()
        return PaneEntry(str(place), (*gap, ((line.text, "heading"),)), way=False)
    before = f"{line.before:<4}" if line.before else ""
    if width(before) + width(line.text) + width(line.note) + 5 > cells:
        indent = " " * (max(2, width(before)) + 2)
        first, *more = broken(line.text, max(1, cells - width(before) - 3))
        texts = [((f"  {before}{first}", "text"),), *(((f"{indent}{part}", "text"),) for part in more)]
        notes = [((f"{indent}{part}", "place"),) for part in broken(line.note, max(1, cells - len(indent) - 1)) if part]
        shown: tuple[Pieces, ...] = (*texts, *notes)
    else:
        note = f"  {line.note}" if line.note else ""
        shown = (((f"  {before}{line.text}", "text"), (note, "place")),)
    return PaneEntry(str(place), shown, way=line.offset is not None)


def _bookmarks(article: Article, mark: Mark) -> Iterator[AsideLine]:
    for offset in mark.bookmarks:
        yield AsideLine(_words(article, offset, len(article.text)), offset=offset)


def _outline(article: Article, paragraphs: Sequence[int]) -> Iterator[AsideLine]:
    """Yield the subheadings, each with the number of the following paragraph."""
    shown = shown_text(article)
    for place, block in enumerate(article.blocks):
        if block.role is Role.HEADING:
            number = next((number for number in paragraphs[place:] if number), 0)
            words = clip(one_line(shown.cut(block.start, block.end)), 60)
            yield AsideLine(words, "", f"¶{number}" if number else "", block.start)


def _facts(article: Article, mark: Mark) -> Iterator[AsideLine]:
    named: tuple[tuple[str, Field[str]], ...] = (
        ("headline", article.title),
        ("outlet", article.outlet),
        ("byline", article.author),
        ("agency", article.agency),
        ("dateline", article.dateline),
        ("published", article.published),
        ("updated", article.updated),
        ("language", article.language),
        ("URL", article.url),
    )
    for name, field in named:
        if field.value is not None:
            value = long_date(field.value) if name in {"published", "updated"} else field.value
            yield AsideLine(f"{name}: {one_line(value)}", _how(article.text, field), offset=_evidence(field))
        elif name in {"outlet", "published"}:
            yield AsideLine(f"{name}: unknown", _guessed(article, name))
    tags = (*article.tags, *mark.tags)
    if tags:
        yield AsideLine(f"tags: {one_line(' '.join(dict.fromkeys(tags)))}")
    yield AsideLine(f"file: {one_line(article.source.path)}", one_line(article.source.encoding))
    for problem in article.problems:
        yield AsideLine(f"problem: {one_line(problem)}")


def _guessed(article: Article, name: str) -> str:
    """Return who guesses what for an unknown field, from the article's details."""
    for told, value in article.details:
        who, _, what = told.partition(":")
        if what == f"{name}, a guess":
            return f"{one_line(who)} guesses {long_date(value)}"
    return ""


def _how(text: str, field: Field[str]) -> str:
    how = _HOW[field.provenance] if field.provenance else ""
    if isinstance(field.evidence, str) and field.evidence:
        return f"{how}, from {one_line(field.evidence)}"
    if isinstance(field.evidence, Span) and field.provenance is not Provenance.EXPLICIT:
        return f"{how}, from {quoted(clip(one_line(text[field.evidence.start : field.evidence.end]), 60))}"
    return how


def _evidence(field: Field[str]) -> int | None:
    return field.evidence.start if isinstance(field.evidence, Span) else None


def _words(article: Article, start: int, end: int) -> str:
    return clip(one_line(article.text[start : min(end, start + 120)]), 60)
