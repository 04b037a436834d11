"""Old LexisNexis exports, text and HTML: outlet, date and headline above labels in capitals, the text, more labels.

Lines are not counted: the text starts below the last label of the head and ends at the first one of the foot.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ....model.article import Role
from ....text.written_dates import parse
from ...decoding import decode
from ..composition import Composition
from ..stated_fields import StatedFields
from .labels import label_of, write_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..protocol import Opened, RawArticle

SOURCE: Final = "lexis"
COUNT: Final = re.compile(r"\s*(\d+) (?:of|de|von) \d+ (?:DOCUMENTS?|DOKUMENTEN?)\s*", re.IGNORECASE)
_COUNT_LINE: Final = re.compile(rf"^{COUNT.pattern}$", re.IGNORECASE | re.MULTILINE)
_RIGHTS: Final = re.compile(r"copyright\b|\(c\) \d{4}|©|all rights reserved|tous droits|alle rechte", re.IGNORECASE)
_EDITION: Final = re.compile(r"\b(?:edition|édition|ausgabe|edición|final|correction appended)\b", re.IGNORECASE)
_LONGEST_DATE: Final = 60
_HEAD_PARAGRAPHS: Final = 25


def read(opened: Opened) -> Iterator[RawArticle]:
    """Yield the articles of a text export; raises `NotTextError`."""
    decoded = decode(opened.bytes())
    places = [found.end() for found in _COUNT_LINE.finditer(decoded.text)]
    ends = [found.start() for found in _COUNT_LINE.finditer(decoded.text)][1:]
    for start, end in zip(places, [*ends, len(decoded.text)], strict=True):
        yield article(_paragraphs(decoded.text[start:end]), decoded.encoding)


def article(paragraphs: Sequence[str], encoding: str = "utf-8") -> RawArticle:
    """Return the article of some paragraphs."""
    composition, stated = Composition(), StatedFields(SOURCE)
    start = _text_begins(paragraphs)
    _head(paragraphs[:start], composition, stated)
    closed = False
    for line in paragraphs[start:]:
        label = label_of(line, capitals=True)
        closed = closed or bool(label and label.closes)
        if label and closed:
            write_label(line, label, composition, stated)
        elif closed or (_RIGHTS.match(line) and len(line) < 200):
            composition.add(line, Role.LEGAL if _RIGHTS.search(line) else Role.FRONTMATTER, f"{SOURCE}:foot")
        else:
            composition.add(line, Role.BODY, f"{SOURCE}:text")
    return composition.article(stated, encoding=encoding, reader=SOURCE)


def _paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a hard-wrapped text, separated by blank lines, labels by themselves."""
    found: list[str] = []
    for part in re.split(r"\n\s*\n", text):
        open_line = ""
        for line in part.split("\n"):
            if label_of(line.strip(), capitals=True) and open_line:
                found.append(open_line)
                open_line = ""
            open_line = f"{open_line}\n{line.strip()}" if open_line else line.strip()
        found.append(open_line)
    return [part for part in found if part.strip()]


def _text_begins(paragraphs: Sequence[str]) -> int:
    """Return the index below the last label of the head; without labels, below the first date."""
    last = dated = 0
    for position, line in enumerate(paragraphs[:_HEAD_PARAGRAPHS], 1):
        label = label_of(line, capitals=True)
        if label and label.closes:
            break
        if label:
            last = position
        elif not dated and _is_date(line):
            dated = position
    return last or min(dated + 1, len(paragraphs))


def _head(paragraphs: Iterable[str], composition: Composition, stated: StatedFields) -> None:
    for line in paragraphs:
        if label := label_of(line, capitals=True):
            write_label(line, label, composition, stated)
        elif _RIGHTS.search(line):
            composition.add(line, Role.LEGAL, f"{SOURCE}:Copyright")
        elif not stated.has("outlet"):
            stated.say("outlet", line, "outlet line")
            composition.add(line, Role.OUTLET, f"{SOURCE}:outlet line")
        elif not stated.has("published"):
            stated.say("published", line, "date line")
            composition.add(line, Role.DATE, f"{SOURCE}:date line")
        elif stated.has("title") or (len(line) < 60 and _EDITION.search(line)):
            stated.detail("edition line", line)
            composition.add(line, Role.FRONTMATTER, f"{SOURCE}:edition line")
        else:
            stated.say("title", line, "title line")
            composition.add(line, Role.TITLE, f"{SOURCE}:title line")


def _is_date(line: str) -> bool:
    return len(line) <= _LONGEST_DATE and parse(line) is not None
