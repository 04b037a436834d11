"""Reading W3C Web Annotations in JSON-LD: one, a list, a page, a collection or a graph.

Our own export survives a round trip; from others text, tags, quotations and replies are used and the rest is stored. No
input raises, and nothing is resolved over the network.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TYPE_CHECKING

from ...model.note import Note
from ...text.numerals import resolved
from .imported import (
    Imported,
    Problem,
    gathered,
    mapping,
    remains,
    restored,
    several,
    tidy,
    words,
)
from .jsonld_notes import COMPARED, EXTRA
from .targets import mentions, reply, targets
from .urns import identifier, moment, named

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .destination import Destination

_BREAKS = re.compile(r"<(?:br|/p|/div|/li|/h\d)\b[^>]*>", re.IGNORECASE)
_MARKUP = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True)
class Body:
    """All bodies of one annotation combined."""

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
    """Combine the bodies of an annotation; only in our own does a classifying body name the kind of note."""
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
    """Yield bodies, including those inside lists and choices."""
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
    return resolved(_MARKUP.sub("", _BREAKS.sub("\n", value))).strip()


_KNOWN = ("@context", "id", "@id", "type", "@type", "motivation", "creator", "created", "modified", "body", "bodyValue")
_QUESTION = "questioning"


def entries(document: object) -> list[object] | None:
    """Return the annotations of a document, ``None`` if it has none."""
    if isinstance(document, list):
        return document
    whole = mapping(document)
    for name in ("items", "@graph"):
        if isinstance(whole.get(name), list):
            return several(whole[name])
    if isinstance(whole.get("first"), dict):
        return entries(whole["first"])
    return [document] if "target" in whole or "body" in whole else None


def read_web_annotations(document: object, destination: Destination, *, now: str) -> Imported:
    """Return the notes of a JSON-LD document, given as parsed JSON; ``now`` is used for missing dates."""
    found = entries(document)
    if found is None:
        return Imported((), (Problem(-1, "The file holds no Web Annotations; it needs a “target” or “items”."),))
    ids = {_name(entry): _id(entry, now) for entry in found if isinstance(entry, dict)}
    known = destination.learnt(mention for entry in found for mention in mentions(mapping(entry).get("target")))
    return gathered(found, lambda entry: _note(entry, ids, known, now))


def _name(entry: Mapping[str, object]) -> str:
    """Return the annotation's IRI, or a URN with a digest of its contents."""
    own = words(entry.get("id")) or words(entry.get("@id"))
    said = json.dumps([entry.get(name) for name in ("body", "bodyValue", "target", "created")], sort_keys=True)
    return own or f"urn:blake2b:{blake2b(said.encode('utf-8', 'replace'), digest_size=12).hexdigest()}"


def _id(entry: Mapping[str, object], now: str) -> str:
    name = _name(entry)
    return named("note", name) or identifier(moment(entry.get("created")) or now, name)


def _note(entry: Mapping[str, object], ids: Mapping[str, str], destination: Destination, now: str) -> Note | str:
    """Return the note, or why there is none."""
    name = _name(entry)
    ours = named("note", name) is not None
    parent = reply(entry.get("target"), several(entry.get("motivation")))
    places = targets(entry.get("target"), destination, parent)
    if not parent and not any(place.article or place.story for place in places):
        return f"no one article here is {_about(entry)}; it was left out."
    said = bodies(entry, ours=ours)
    created = moment(entry.get("created")) or moment(entry.get("modified")) or now
    bits = remains(entry, (*_KNOWN, "target", EXTRA, COMPARED, *(("via",) if ours else ())))
    return Note(
        id=_id(entry, now),
        kind=said.kind if ours else _kind(entry),
        text=said.text if ours else tidy(said.text),
        author=_author(entry.get("creator")),
        created=created,
        modified=moment(entry.get("modified")) or created,
        tags=said.tags,
        targets=places,
        reply_to=_called(parent, ids),
        links=tuple(_called(link, ids) for link in said.links),
        via=_via(entry) if ours else name,
        compared=tuple(filter(None, map(words, several(entry.get(COMPARED))))),
        extra=restored(entry.get(EXTRA)) | ({"w3c": bits} if bits else {}),
    )


def _kind(entry: Mapping[str, object]) -> str:
    return "question" if _QUESTION in several(entry.get("motivation")) else "note"


def _called(name: str, ids: Mapping[str, str]) -> str:
    """Return our id of the note with this name in the file."""
    return ids.get(name) or named("note", name) or name


def _via(entry: Mapping[str, object]) -> str:
    via = words(next(iter(several(entry.get("via"))), ""))
    return named("via", via) or via


def _author(value: object) -> str:
    for agent in several(value):
        if isinstance(agent, str):
            return words(agent)
        for key in ("name", "nickname", "id"):
            for name in several(mapping(agent).get(key)):
                if words(name):
                    return words(name)
    return ""


def _about(entry: Mapping[str, object]) -> str:
    """Return the first target in a few words."""
    first = next(iter(several(entry.get("target"))), "")
    source = mapping(first).get("source", first)
    return words(source) or words(mapping(source).get("id")) or "no target"
