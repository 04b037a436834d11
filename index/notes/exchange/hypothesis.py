"""Reading Hypothesis annotations: the client's export, API responses, a list of rows or one row.

Positions there count UTF-16 units of a web page, so they are only hints; quotation and context anchor the note. An
unreadable entry is reported as a problem with its index.
"""

from __future__ import annotations

import json
from hashlib import blake2b
from typing import TYPE_CHECKING

from ...model.note import Note, Target
from .imported import (
    Imported,
    Problem,
    gathered,
    mapping,
    position,
    remains,
    settled,
    several,
    tidy,
    words,
)
from .urns import identifier, moment

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .destination import Destination

_KNOWN = ("id", "created", "updated", "text", "tags", "references")
_LISTS = ("annotations", "rows", "replies")


def rows(document: object) -> list[object] | None:
    """Return the annotations of a document in any of Hypothesis's shapes; ``None`` if it has none."""
    if isinstance(document, list):
        return document
    whole = mapping(document)
    if any(isinstance(whole.get(name), list) for name in _LISTS):
        return [row for name in _LISTS for row in several(whole.get(name))]
    return [document] if "uri" in whole or "target" in whole else None


def read_hypothesis(document: object, destination: Destination, *, now: str) -> Imported:
    """Return the notes of a Hypothesis export, given as parsed JSON; ``now`` is used for missing dates."""
    found = rows(document)
    if found is None:
        return Imported((), (Problem(-1, "The file holds no Hypothesis annotations; export them as JSON."),))
    ids = {_via(row): _id(row, now) for row in found if isinstance(row, dict)}
    known = destination.learnt(mention for row in found for mention in _mentions(mapping(row)))
    return gathered(found, lambda row: _note(row, ids, known, now))


def _mentions(row: Mapping[str, object]) -> Iterator[tuple[str, str, str]]:
    """Yield the URL, headline and quotation of an annotation's targets."""
    for value in several(row.get("target")):
        target = mapping(value)
        quotes = (words(mapping(selector).get("exact")) for selector in several(target.get("selector")))
        yield _address(row, target), _headline(row), next((quote for quote in quotes if quote), "")


def _via(row: Mapping[str, object]) -> str:
    """Return the annotation's own id, or a digest of its contents."""
    own = words(row.get("id"))
    said = json.dumps([row.get(name) for name in ("user", "created", "uri", "text", "target")], sort_keys=True)
    return own or f"hypothesis:{blake2b(said.encode('utf-8', 'replace'), digest_size=12).hexdigest()}"


def _id(row: Mapping[str, object], now: str) -> str:
    return identifier(moment(row.get("created")) or moment(row.get("updated")) or now, _via(row))


def _note(row: Mapping[str, object], ids: Mapping[str, str], destination: Destination, now: str) -> Note | str:
    """Return the note, or why there is none."""
    targets = tuple(_target(row, target, destination) for target in several(row.get("target")) or [{}])
    if not any(target.article for target in targets):
        return f"no one article here is {_address(row, {}) or '(no address)'}; it was left out."
    created = moment(row.get("created")) or moment(row.get("updated")) or now
    references = _said(row.get("references"))
    if references and references[-1] in ids:
        # A reply belongs to its note; naming the page again means nothing.
        targets = tuple(target for target in targets if target.exact)
    return Note(
        id=_id(row, now),
        kind="note",
        text=tidy(words(row.get("text"))),
        author=_author(row),
        created=created,
        modified=moment(row.get("updated")) or created,
        tags=tuple(dict.fromkeys(_said(row.get("tags")))),
        targets=targets,
        reply_to=ids.get(references[-1], references[-1]) if references else "",
        via=_via(row),
        extra={"hypothesis": bits} if (bits := remains(row, (*_KNOWN, "target"))) else {},
    )


def _said(value: object) -> list[str]:
    """Return the texts of a list, without blank ones."""
    return [*filter(None, (words(one).strip() for one in several(value)))]


def _author(row: Mapping[str, object]) -> str:
    shown = words(mapping(row.get("user_info")).get("display_name"))
    return shown or words(row.get("user")).removeprefix("acct:").partition("@")[0]


def _address(row: Mapping[str, object], target: Mapping[str, object]) -> str:
    return words(target.get("source")) or words(row.get("uri")) or words(row.get("url"))


def _headline(row: Mapping[str, object]) -> str:
    return next((words(title) for title in several(mapping(row.get("document")).get("title"))), "")


def _target(row: Mapping[str, object], value: object, destination: Destination) -> Target:
    target = mapping(value)
    selectors = [mapping(selector) for selector in several(target.get("selector"))]
    quote = next((one for one in selectors if one.get("type") == "TextQuoteSelector"), {})
    span = position(next((one for one in selectors if one.get("type") == "TextPositionSelector"), {}))
    others = [one for one in selectors if one.get("type") not in {"TextQuoteSelector", "TextPositionSelector"}]
    exact, source = words(quote.get("exact")), _address(row, target)
    article = destination.article(source, _headline(row), exact) or ""
    kept = remains({"selectors": others, "source": "" if article else source}, ())
    found = Target(
        article=article,
        exact=exact,
        prefix=words(quote.get("prefix")) if exact else "",
        suffix=words(quote.get("suffix")) if exact else "",
        start=span.start if exact else -1,
        end=span.end if exact else -1,
        extra={"hypothesis": kept} if kept else {},
    )
    return settled(found, destination, utf16=True)
