"""What a Web Annotation says: the text, kind, tags and links of its bodies.

Refuses to fetch a body that stands elsewhere: its address becomes a line of the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING

from .imported import mapping, several, words
from .names import named

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_BREAKS = re.compile(r"<(?:br|/p|/div|/li|/h\d)\b[^>]*>", re.IGNORECASE)
_MARKUP = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True)
class Body:
    """All bodies of one annotation together."""

    text: str = ""
    kind: str = ""
    tags: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


@dataclass(slots=True)
class _Gathered:
    texts: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)


def bodies(entry: Mapping[str, object], *, ours: bool) -> Body:
    """Gather the bodies of an annotation; only in our own does a classifying body name the kind of note."""
    gathered = _Gathered()
    motivations = [words(value) for value in several(entry.get("motivation"))]
    lone = motivations[0] if len(motivations) == 1 else ""
    for body in _flat(entry.get("body")):
        _gather(body, gathered, lone, ours=ours)
    if words(entry.get("bodyValue")):
        gathered.texts.append(words(entry["bodyValue"]))
    return Body(
        text="\n\n".join(gathered.texts),
        kind=gathered.kinds[0] if gathered.kinds else "",
        tags=tuple(dict.fromkeys(gathered.tags)),
        links=tuple(dict.fromkeys(gathered.links)),
    )


def _flat(value: object, depth: int = 0) -> Iterator[object]:
    """Yield the bodies of lists and choices one by one."""
    for body in several(value):
        items = mapping(body).get("items")
        if items is not None and depth < 8:
            yield from _flat(items, depth + 1)
        else:
            yield body


def _gather(value: object, into: _Gathered, lone: str, *, ours: bool) -> None:
    body = mapping(value)
    source = body.get("source", value if isinstance(value, str) else body.get("id"))
    name = words(source) or words(mapping(source).get("id"))
    purposes = [words(purpose) for purpose in several(body.get("purpose"))] or [lone]
    said = _said(body)
    if said and ours and "classifying" in purposes:
        into.kinds.append(said)
    elif said and {"tagging", "classifying"} & set(purposes):
        into.tags.append(" ".join(said.split()))
    elif said:
        into.texts.append(said)
    elif name and (named("note", name) is not None or "linking" in purposes):
        into.links.append(name)
    elif name:
        into.texts.append(name)


def _said(body: Mapping[str, object]) -> str:
    value = words(body.get("value")) or words(body.get("chars"))
    if "html" not in words(body.get("format")):
        return value
    return unescape(_MARKUP.sub("", _BREAKS.sub("\n", value))).strip()
