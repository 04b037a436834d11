"""Notes as W3C Web Annotations in JSON-LD (Recommendation of 23 February 2017), in one collection.

Everything in a note is expressed in the model's vocabulary if possible; positions count code points. Ids that are not
IRIs are not published.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from .urns import URN, address, moment, urn

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ...model.note import Note, Target
    from ..citation import Cited

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
HASH = "urn:blake2b-128:"
REPEATS = f"{URN}repeats"
EXTRA = f"{URN}extra"
COMPARED = f"{URN}compared"
"""Properties that the model lacks; an IRI as a name needs no context of ours."""

MOTIVATIONS = {
    "fact": "describing",
    "claim": "assessing",
    "question": "questioning",
    "quote-check": "assessing",
    "missing": "assessing",
}
"""Our kinds in the model's closed list of motivations; all others are `commenting`."""

Json = dict[str, object]


def linked(notes: Iterable[Note], cited: Mapping[str, Cited]) -> str:
    """Return one AnnotationCollection with all notes, as JSON text."""
    items = [annotation(note, cited) for note in notes]
    collection: Json = {
        "@context": CONTEXT,
        "id": f"{URN}notes",
        "type": "AnnotationCollection",
        "label": "Notes",
        "total": len(items),
        "first": {"id": f"{URN}notes:1", "type": "AnnotationPage", "startIndex": 0, "items": items},
    }
    return json.dumps(collection, ensure_ascii=False, indent=2) + "\n"


def annotation(note: Note, cited: Mapping[str, Cited]) -> Json:
    """Return one note as an Annotation."""
    facts: Json = {"@context": CONTEXT, "id": urn("note", note.id), "type": "Annotation"}
    facts["motivation"] = _motivations(note)
    if note.author:
        facts["creator"] = {"type": "Person", "name": note.author}
    for name, time in (("created", note.created), ("modified", note.modified)):
        if moment(time):
            facts[name] = moment(time)
    if note.via:
        facts["via"] = note.via if _iri(note.via) else urn("via", note.via)
    facts["body"] = _bodies(note)
    targets: list[object] = [_target(target, cited) for target in note.targets]
    if note.reply_to:
        targets.append(urn("note", note.reply_to))
    # The W3C's assertions accept a single IRI, but not a list of one.
    facts["target"] = targets if len(targets) > 1 else targets[0] if targets else f"{URN}library"
    compared: Json = {COMPARED: list(note.compared)} if note.compared else {}
    return facts | compared | _kept(note.extra)


def _motivations(note: Note) -> list[str]:
    marked = any(target.exact for target in note.targets)
    own = MOTIVATIONS.get(note.kind, "commenting" if note.text or not marked else "highlighting")
    others = (("replying", note.reply_to), ("tagging", note.tags), ("linking", note.links))
    return [own, *(name for name, present in others if present)]


def _bodies(note: Note) -> list[Json]:
    text: list[Json] = [_textual(note.text, "commenting", "text/markdown")] if note.text else []
    kind = [_textual(note.kind, "classifying")] if note.kind else []
    tags = [_textual(tag, "tagging") for tag in note.tags]
    links: list[Json] = [
        {"type": "SpecificResource", "source": urn("note", link), "purpose": "linking"} for link in note.links
    ]
    return [*text, *kind, *tags, *links]


def _textual(value: str, purpose: str, form: str = "text/plain") -> Json:
    return {"type": "TextualBody", "value": value, "format": form, "purpose": purpose}


def _target(target: Target, cited: Mapping[str, Cited]) -> Json:
    source = _source(target, cited)
    extent: Json = {}
    if target.exact:
        extent["selector"] = _selectors(target)
    if target.text_hash:
        # The state of the source that position and quotation refer to.
        extent["state"] = f"{HASH}{quote(target.text_hash, safe='')}"
    if target.extra:
        extent |= _kept(target.extra)
    if not extent:
        return source
    if target.repeats != 1:
        extent[REPEATS] = target.repeats
    return {"type": "SpecificResource", "source": source, **extent}


def _selectors(target: Target) -> list[Json]:
    words: Json = {"type": "TextQuoteSelector", "exact": target.exact}
    words |= {name: text for name, text in (("prefix", target.prefix), ("suffix", target.suffix)) if text}
    if not 0 <= target.start <= target.end:
        return [words]
    return [words, {"type": "TextPositionSelector", "start": target.start, "end": target.end}]


def _source(target: Target, cited: Mapping[str, Cited]) -> Json:
    if target.story:
        return {"id": urn("story", target.story), "type": "Dataset"}
    known = cited.get(target.article)
    facts: Json = {
        "id": (address(known.url) if known else "") or urn("article", target.article),
        "type": "Text",
        "dcterms:identifier": target.article,
    }
    if known:
        said = {
            "dcterms:title": known.title,
            "dcterms:creator": known.author,
            "dcterms:publisher": known.outlet,
            "dcterms:date": known.published,
        }
        facts |= {name: value for name, value in said.items() if value}
    return facts


def _kept(extra: Mapping[str, object]) -> Json:
    """Return unknown keys of the file as JSON text, so that they survive a round trip."""
    return {EXTRA: json.dumps(dict(extra), ensure_ascii=False, default=str)} if extra else {}


def _iri(text: str) -> bool:
    return bool(re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[!-~]+", text)) and not re.search(r"[<>\"{}|\\^`]", text)
