"""ProQuest: documents between lines of underscores, each with labels, its full text, and labels again.

A label inside the text is not a field: only the list at the end counts, from its first label on.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ....model.article import Role
from ...decoding import decode
from ..composition import Composition
from ..refusals import RefusedError
from ..stated_fields import StatedFields
from .labels import LABELS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..protocol import Opened, RawArticle

SOURCE: Final = "proquest"
_RULE: Final = re.compile(r"^_{50,}[ \t]*$", re.MULTILINE)
_LABEL: Final = re.compile(r"([A-Z][A-Za-z]*(?:[ /][A-Za-z()-]+){0,4}):[ \u00a0]*")
_FULL_TEXT: Final = "Full text"
_FIELDS: Final = {
    "Title": "title",
    "Author": "author",
    "Publication title": "outlet",
    "Publication date": "published",
    "Language of publication": "language",
    "Document URL": "url",
    "Dateline": "dateline",
}
_LISTED: Final = frozenset(LABELS["proquest", "label"])
# Values that may continue on a second line.
_LONG: Final = frozenset(
    {"Subject", "Location", "People", "Company / organization", "Copyright", "Publication subject"}
)
_NUMBER: Final = re.compile(r"Document \d+ of \d+")
_ADDRESS: Final = re.compile(r"https?://\S+$")
_MUST: Final = "ProQuest document ID"


def read(opened: Opened) -> Iterator[RawArticle]:
    """Yield the documents of a text export; raises `NotTextError` or `RefusedError`."""
    decoded = decode(opened.bytes())
    found = 0
    for part in _RULE.split(decoded.text):
        lines = [line.strip() for line in part.split("\n") if line.strip()]
        if any(line.startswith((_MUST, f"{_FULL_TEXT}:")) for line in lines):
            found += 1
            yield document(lines, decoded.encoding)
    if not found:
        raise RefusedError("It is an export of ProQuest without any document.")


def document(lines: Sequence[str], encoding: str = "utf-8", url: str = "", source_key: str = "") -> RawArticle:
    """Return the article of one document's lines; ``url`` and ``source_key`` if a link gave them."""
    composition, stated = Composition(), StatedFields(SOURCE)
    opened = next((at for at, line in enumerate(lines) if line.startswith(f"{_FULL_TEXT}:")), len(lines))
    closed = _closing(lines, opened)
    _labels(lines[closed:], Composition(), stated)
    title = next((line for line in lines[:opened] if not _NUMBER.match(line)), "")
    _head(lines[:opened], title, composition, stated)
    for position, line in enumerate(lines[opened:closed]):
        composition.add(line.removeprefix(f"{_FULL_TEXT}:") if not position else line, Role.BODY, f"{SOURCE}:Full text")
    key = source_key or next((value for name, value in stated.details if name == f"{SOURCE}:{_MUST}"), "")
    _labels(lines[closed:], composition, None)
    stated.say("url", url, "document link")
    return composition.article(stated, key=key, encoding=encoding, reader=SOURCE)


def _closing(lines: Sequence[str], opened: int) -> int:
    """Return where the closing list starts: the longest run of labelled lines at the end, each label once."""
    at = len(lines)
    seen: set[str] = set()
    while at > opened + 1:
        name = _label_of(lines[at - 1])
        if not name and _label_of(lines[at - 2]) in _LONG:
            at -= 1
            name = _label_of(lines[at - 1])
        if not name or name in seen:
            break
        seen.add(name)
        at -= 1
    return at


def _label_of(line: str) -> str:
    """Return the listed label that a line starts with, or an empty string."""
    label = _LABEL.match(line)
    return label[1] if label and label[1] in _LISTED else ""


def _head(lines: Sequence[str], title: str, composition: Composition, stated: StatedFields) -> None:
    for line in lines:
        label = _LABEL.match(line)
        if line == title:
            stated.say("title", line, "title line")
            composition.add(line, Role.TITLE, f"{SOURCE}:title line")
        elif label and label[1] in _LISTED:
            role = Role.BYLINE if label[1] == "Author" else Role.FRONTMATTER
            composition.add(line, role, f"{SOURCE}:{label[1]}")
            if label[1] in {"Author", "Publication date"}:
                stated.say(_FIELDS[label[1]], line[label.end() :], label[1])
            elif label[1] == "Publication info":
                _publication_info(line[label.end() :], stated)
        else:
            if _ADDRESS.match(line):
                stated.say("url", line, "address line")
            composition.add(line, Role.FRONTMATTER, f"{SOURCE}:head")


def _publication_info(value: str, stated: StatedFields) -> None:
    """Extract outlet and date from a line like ``The Post ; Lisse [Lisse]14 Mar 2025: A.1.``."""
    stated.say("outlet", re.split(r" ?;", value)[0].strip(), "Publication info")
    if found := re.search(r"\]? ?(\d{1,2} [A-Z][a-z]+ \d{4})", value):
        stated.say("published", found[1], "Publication info")


def _labels(lines: Sequence[str], composition: Composition, stated: StatedFields | None) -> None:
    for line in lines:
        label = _LABEL.match(line)
        name = label[1] if label else "more"
        composition.add(line, Role.FRONTMATTER, f"{SOURCE}:{name}")
        if stated and label:
            value = line[label.end() :]
            if name == "Publication title":
                value = value.split(";")[0]
            if name in _FIELDS:
                stated.say(_FIELDS[name], value, name)
            else:
                stated.detail(name, value)
