"""Nexis Uni and Lexis+: turns the paragraphs of a Word or RTF export into articles.

Paragraphs are not counted: a line is recognised by its label, its bookmark or the line above the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from ....model.article import Role
from ....text.written_dates import parse
from ..composition import Composition
from ..stated_fields import StatedFields
from .labels import label_of, write_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..protocol import RawArticle

SOURCE: Final = "nexis"
_START: Final = re.compile(r"Bookmark_\d+$")
_END: Final = re.compile(r"end of document\W*$", re.IGNORECASE)
_BODY: Final = re.compile(r"(?:full[ -]text of article|body|corps|textkörper|text|cuerpo)\W*$", re.IGNORECASE)
_CLASSIFICATION: Final = re.compile(r"classification\W*$", re.IGNORECASE)
_RIGHTS: Final = re.compile(r"copyright\b|\(c\)|©|all rights reserved|tous droits|alle rechte", re.IGNORECASE)
_LONGEST_DATE: Final = 60


@dataclass(slots=True)
class NexisParagraph:
    """One paragraph of an export with the names of the bookmarks that start in it."""

    text: str
    bookmarks: list[str] = field(default_factory=list)


def is_export(paragraphs: Iterable[NexisParagraph]) -> bool:
    """Whether the paragraphs are those of a Nexis export."""
    return any(_END.match(paragraph.text.strip()) for paragraph in paragraphs)


def articles(paragraphs: Sequence[NexisParagraph]) -> Iterator[RawArticle]:
    """Yield the article that each “End of Document” closes."""
    held: list[NexisParagraph] = []
    for paragraph in paragraphs:
        if any(_START.match(name) for name in paragraph.bookmarks):
            held = []
        if _END.match(paragraph.text.strip()):
            if any(part.text.strip() for part in held):
                yield _article(held)
            held = []
        else:
            held.append(paragraph)


def _article(paragraphs: Sequence[NexisParagraph]) -> RawArticle:
    composition, stated = Composition(), StatedFields(SOURCE)
    start = _body(paragraphs)
    _head(paragraphs[: start + 1] if start >= 0 else paragraphs, composition, stated)
    if start >= 0:
        _text(paragraphs[start + 1 :], composition, stated)
    return composition.article(stated, reader=SOURCE)


def _body(paragraphs: Sequence[NexisParagraph]) -> int:
    """Return the index of the line above the text, or -1."""
    for position, paragraph in enumerate(paragraphs):
        if any(name.startswith("Body") for name in paragraph.bookmarks):
            return position
    return next((at for at, paragraph in enumerate(paragraphs) if _BODY.match(paragraph.text.strip())), -1)


def _head(paragraphs: Sequence[NexisParagraph], composition: Composition, stated: StatedFields) -> None:
    lines = [line for paragraph in paragraphs for line in paragraph.text.split("\n") if line.strip()]
    for line in map(str.strip, lines):
        if label := label_of(line, capitals=False):
            write_label(line, label, composition, stated)
        elif _BODY.match(line):
            composition.add(line, Role.FRONTMATTER, f"{SOURCE}:Body")
        elif _RIGHTS.search(line):
            composition.add(line, Role.LEGAL, f"{SOURCE}:Copyright")
        elif not stated.has("title"):
            stated.say("title", line, "title line")
            composition.add(line, Role.TITLE, f"{SOURCE}:title line")
        elif not stated.has("outlet"):
            stated.say("outlet", line, "outlet line")
            composition.add(line, Role.OUTLET, f"{SOURCE}:outlet line")
        elif not stated.has("published") and len(line) <= _LONGEST_DATE and parse(line):
            stated.say("published", line, "date line")
            composition.add(line, Role.DATE, f"{SOURCE}:date line")
        else:
            stated.detail("edition line", line)
            composition.add(line, Role.FRONTMATTER, f"{SOURCE}:edition line")


def _text(paragraphs: Sequence[NexisParagraph], composition: Composition, stated: StatedFields) -> None:
    """Write the text between “Body” and the first label below it, then the labels."""
    closed = False
    for paragraph in paragraphs:
        for line in filter(None, map(str.strip, paragraph.text.split("\n"))):
            label = label_of(line, capitals=False)
            closed = closed or bool(label and label.closes) or _CLASSIFICATION.match(line) is not None
            if not closed:
                composition.add(line, Role.BODY, f"{SOURCE}:Body")
            elif label:
                write_label(line, label, composition, stated)
            else:
                role = Role.LEGAL if _RIGHTS.search(line) else Role.FRONTMATTER
                composition.add(line, role, f"{SOURCE}:Classification")
