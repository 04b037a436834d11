"""Packing articles into the cache and unpacking them: compressed JSON.

SQLite is not known here.
"""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, Any

from ..model.article import FIELDS, Agency, Article, Block, DateHint, Field, Provenance, Role, Source, Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_PLAIN = tuple(name for name in FIELDS if name != "agency")
"""Fields stored as a plain value."""

_SOURCE = ("path", "reader", "member", "encoding", "key", "made_by")


def text_key(digest: str) -> int:
    """Return the first 64 bits of a text's hash as an SQLite integer, the key that joins lines and articles."""
    return int.from_bytes(bytes.fromhex(digest[:16]), "big", signed=True)


def to_record(article: Article) -> dict[str, Any]:
    """Return an article as a JSON object; `from_record` restores an equal value."""
    return {
        "id": article.id,
        "source": [getattr(article.source, part) for part in _SOURCE],
        "text": article.text,
        "hash": article.hash,
        "blocks": [[b.start, b.end, b.role, b.rule, b.sure] for b in article.blocks],
        "fields": [_field(getattr(article, name)) for name in _PLAIN],
        "agency": [*_field(article.agency), article.agency.relation],
        "pages": article.pages,
        "details": article.details,
        "tags": article.tags,
        "words": article.words,
        "hints": [[hint.span, hint.kind, hint.candidates] for hint in article.hints],
        "problems": article.problems,
    }


def pack(article: Article) -> bytes:
    """Return an article as bytes; `unpack` restores an equal value."""
    text = json.dumps(to_record(article), ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 1)


def unpack(data: bytes) -> Article:
    """Return the article packed in ``data``; raises ``ValueError`` or ``zlib.error`` for anything else."""
    return from_record(json.loads(zlib.decompress(data).decode("utf-8", "surrogatepass")))


def from_record(record: Mapping[str, Any]) -> Article:
    """Return the article of a `to_record`; raises ``ValueError``, ``KeyError`` or ``TypeError`` for anything else."""
    agency = _unpacked_field(record["agency"][:3])
    return Article(
        id=record["id"],
        source=Source(*record["source"]),
        text=record["text"],
        hash=record["hash"],
        blocks=tuple(Block(s, e, Role(role), rule, sure) for s, e, role, rule, sure in record["blocks"]),
        agency=Agency(agency.value, agency.provenance, agency.evidence, record["agency"][3]),
        pages=tuple(record["pages"]),
        details=tuple((name, value) for name, value in record["details"]),
        tags=tuple(record["tags"]),
        words=record["words"],
        hints=tuple(DateHint(Span(*span), kind, tuple(days)) for span, kind, days in record["hints"]),
        problems=tuple(record["problems"]),
        **{name: _unpacked_field(packed) for name, packed in zip(_PLAIN, record["fields"], strict=True)},
    )


def _field(value: Field[str]) -> list[Any]:
    return [value.value, value.provenance, value.evidence]


def _unpacked_field(packed: Sequence[Any]) -> Field[str]:
    value, provenance, evidence = packed
    known = None if provenance is None else Provenance(provenance)
    return Field(value, known, Span(*evidence) if isinstance(evidence, list) else evidence)
