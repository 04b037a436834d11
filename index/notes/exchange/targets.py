"""The targets of Web Annotations: articles, stories, passages, or another annotation.

An article is never guessed: the URL of one that is not here is kept in ``extra``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from ...model.note import Target
from .imported import mapping, position, remains, restored, settled, several, words
from .jsonld_notes import EXTRA, HASH, REPEATS
from .urns import URN, named

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from .destination import Destination

_KNOWN = ("type", "id", "source", "selector", "state", REPEATS, EXTRA)
_SELECTORS = {"TextQuoteSelector", "TextPositionSelector"}


def targets(value: object, destination: Destination, parent: str = "") -> tuple[Target, ...]:
    """Return the targets of an annotation, without the note ``parent`` it answers and our name for no target."""
    skipped = {parent, f"{URN}library"} if parent else {f"{URN}library"}
    found = ((target, _name(target)) for target in _flat(value))
    return tuple(
        _target(target, name, destination)
        for target, name in found
        if named("note", name) is None and (name not in skipped or destination.by_address(name))
    )


def mentions(value: object) -> Iterator[tuple[str, str, str]]:
    """Yield URL, headline and quotation of each target."""
    for target in _flat(value):
        whole = mapping(target)
        quotes = (words(one.get("exact")) for one in _selectors(whole.get("selector")))
        headline = _headline(mapping(whole.get("source")) or whole)
        yield _name(target), headline, next((quote for quote in quotes if quote), "")


def reply(value: object, motivations: list[object]) -> str:
    """Return the name of the annotation that is answered; empty if it is no reply."""
    names = [_name(target) for target in _flat(value)]
    ours = next((name for name in names if named("note", name) is not None), "")
    return ours or (names[0] if names and "replying" in motivations else "")


def _flat(value: object, depth: int = 0) -> Iterator[object]:
    for target in several(value):
        items = mapping(target).get("items")
        if items is not None and depth < 8:
            yield from _flat(items, depth + 1)
        elif isinstance(target, (str, dict)):
            yield target


def _name(target: object) -> str:
    """Return the IRI of a target's resource, or of the one it is part of."""
    whole = mapping(target)
    source = whole.get("source", target)
    return words(source) or words(mapping(source).get("id")) or words(whole.get("id"))


def _target(value: object, name: str, destination: Destination) -> Target:
    whole = mapping(value)
    source = mapping(whole.get("source")) or whole
    selectors = list(_selectors(whole.get("selector")))
    quote, span = _first(selectors, "TextQuoteSelector"), position(_first(selectors, "TextPositionSelector"))
    exact = words(quote.get("exact"))
    story = called if (called := named("story", name)) and destination.known(called) else ""
    article = "" if story else _article(source, name, exact, destination)
    others = [one for one in selectors if one.get("type") not in _SELECTORS]
    bits = remains(whole if "source" in whole else {}, _KNOWN)
    bits |= remains({"selectors": others, "source": "" if _plain(name, destination) or story else name}, ())
    extra = restored(whole.get(EXTRA)) | ({"w3c": bits} if bits else {})
    found = Target(
        article=article,
        story=story,
        exact=exact,
        prefix=words(quote.get("prefix")) if exact else "",
        suffix=words(quote.get("suffix")) if exact else "",
        start=span.start if exact else -1,
        end=span.end if exact else -1,
        text_hash=_hash(whole.get("state")),
        repeats=_repeats(whole.get(REPEATS)),
        extra=extra,
    )
    return settled(found, destination)


def _first(selectors: Sequence[Mapping[str, object]], kind: str) -> Mapping[str, object]:
    return next((one for one in selectors if one.get("type") == kind), {})


def _repeats(value: object) -> int:
    return value if type(value) is int and value > 0 else 1


def _plain(name: str, destination: Destination) -> bool:
    """Whether the name alone identifies the article, so that it need not be stored."""
    return destination.by_address(name) is not None or named("article", name) is not None


def _article(source: Mapping[str, object], name: str, exact: str, destination: Destination) -> str:
    """Return the id of a source's article, if that is in the library: an id is also a path."""
    own = named("article", name) or words(source.get("dcterms:identifier"))
    return own if own and destination.known(own) else destination.article(name, _headline(source), exact) or ""


def _headline(source: Mapping[str, object]) -> str:
    return words(source.get("dcterms:title")) or words(source.get("title"))


def _selectors(value: object, depth: int = 0) -> Iterator[Mapping[str, object]]:
    """Yield selectors and their refinements."""
    for selector in several(value):
        one = mapping(selector)
        if one:
            yield one
            if depth < 8:
                yield from _selectors(one.get("refinedBy"), depth + 1)
        elif isinstance(selector, str):
            yield {"id": selector}


def _hash(value: object) -> str:
    for state in several(value):
        name = words(state) or words(mapping(state).get("id"))
        if name.startswith(HASH):
            return unquote(name.removeprefix(HASH))
    return ""
