"""A comparison as JSON and back: the documented keys, plus all the evidence that a lossless copy needs.

Writes no files, and rejects a document of an unknown version.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from enum import Enum
from functools import cache
from types import UnionType
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin, get_type_hints

from ...errors import LibraryError
from ...model import article as article_model
from ...model import comparison_result as comparison_model
from ...model.comparison_result import Comparison

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ...model.article import Span
    from ...model.comparison_result import Account, Entity, Link, Pair, Quote, Row

Json = dict[str, Any]
KNOWN = frozenset({1})


class UnknownVersionError(LibraryError):
    """A comparison written by another version of the program."""

    def __init__(self, version: object) -> None:
        self.version, self.cure = version, "compare the articles anew"
        super().__init__(f"This comparison has version {version!r}, which is not known here; {self.cure}.")


def to_json(comparison: Comparison, *, evidence: bool = True) -> Json:
    """Return a comparison as plain dicts, lists, strings and numbers.

    The keys are those of ``variorum compare --json``; ``limits`` only if there are any. With ``evidence``, an
    additional key of that name holds what they leave out (tiles, cues, mentions), so that `from_json` restores the
    comparison.
    """
    places = {account.id: account for account in comparison.accounts}
    document: Json = {
        "version": comparison.version,
        "articles": [_article(account) for account in comparison.accounts],
        "aside": [{"id": entry.id, "reason": entry.reason} for entry in comparison.aside],
        "rows": [_row(row) for row in comparison.rows],
        "pairs": [_pair(pair, places) for pair in comparison.pairs],
        "quotes": [_quote(quote) for quote in comparison.quotes],
        "quote_links": [_plain(link) for link in comparison.quote_links],
        "entities": [_entity(entity, list(places)) for entity in comparison.entities],
        "quantities": [
            {"article": one.article, **_ends(one.span), "value": one.value, "unit": one.unit}
            for one in comparison.quantities
        ],
        "disagreements": [
            {
                "kind": one.kind,
                "tier": one.tier,
                "a": {"article": one.a_article, **_ends(one.a)},
                "b": {"article": one.b_article, **_ends(one.b)},
                "why": one.why,
            }
            for one in comparison.disagreements
        ],
    }
    if comparison.limits:
        document["limits"] = list(comparison.limits)
    return {**document, "evidence": _plain(comparison)} if evidence else document


def from_json(document: Mapping[str, Any]) -> Comparison:
    """Return the comparison that `to_json` wrote with its evidence.

    Raises `UnknownVersionError` for another version or a document without evidence.
    """
    version = document.get("version")
    if version not in KNOWN or "evidence" not in document:
        raise UnknownVersionError(version)
    found = _built(Comparison, document["evidence"])
    if not isinstance(found, Comparison):  # pragma: no cover - what _built makes of a dataclass
        raise UnknownVersionError(version)
    return found


def _ends(span: Span) -> Json:
    return {"start": span.start, "end": span.end}


def _article(account: Account) -> Json:
    return {
        "id": account.id,
        "title": account.title,
        "outlet": account.outlet,
        "published": account.published,
        "hash": account.hash,
        "agency": {
            "stated": account.agency.stated,
            "computed": account.agency.computed,
            "cited": account.agency.cited,
            "relation": account.agency.relation,
        },
    }


def _row(row: Row) -> Json:
    return {
        "cells": [
            cell and {"spans": [list(span) for span in cell.spans], "kind": cell.kind.value, "moved": cell.moved}
            for cell in row.cells
        ]
    }


def _pair(pair: Pair, accounts: Mapping[str, Account]) -> Json:
    a, b = accounts[pair.a].sentences, accounts[pair.b].sentences

    def linked(link: Link) -> Json:
        known = {"kind": link.kind.value, "score": link.score, "moved": link.moved}
        return {**known, "a": list(a[link.a].span), "b": list(b[link.b].span)}

    shares = {"a": pair.a, "b": pair.b, "shared_a": pair.shared_a, "shared_b": pair.shared_b}
    shares |= {"affinity": pair.affinity, "strangers": pair.strangers}
    return {**shares, "links": [linked(link) for link in pair.links]}


def _quote(quote: Quote) -> Json:
    known = {"speaker": quote.speaker, "certain": quote.certain, "rule": quote.rule}
    return {"article": quote.article, **_ends(quote.span), **known}


def _entity(entity: Entity, shown: Sequence[str]) -> Json:
    counts = Counter(mention.article for mention in entity.mentions)
    return {
        "name": entity.name,
        "variants": list(entity.variants),
        "counts": [counts[identity] for identity in shown],
    }


def _plain(value: object) -> Any:  # noqa: ANN401 - any JSON value
    """Return a model value as JSON, by its fields."""
    if isinstance(value, Enum):
        return value.value
    if dataclasses.is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    return [_plain(part) for part in value] if isinstance(value, tuple) else value


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    """Return the types of a model class's fields; their names are resolved in the two modules of the model."""
    return get_type_hints(kind, {**vars(comparison_model), **vars(article_model)})


def _built(kind: Any, value: Any) -> object:  # noqa: ANN401 - a type of the model, and any JSON value
    """Return the model value that `_plain` wrote; keys of a later version are ignored."""
    if value is None:
        return None
    if get_origin(kind) in {Union, UnionType}:
        kind = next(part for part in get_args(kind) if part is not type(None))
    if get_origin(kind) is tuple:
        return tuple(_built(get_args(kind)[0], part) for part in value)
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        hints = _hints(kind)
        return kind(**{name: _built(hints[name], part) for name, part in value.items() if name in hints})
    if isinstance(kind, type) and issubclass(kind, tuple):
        return kind(*value)
    return kind(value) if isinstance(kind, type) and issubclass(kind, Enum) else value
