"""References as CSL-JSON, which Zotero, pandoc and citeproc read.

After the schema of the Citation Style Language 1.0.2 (csl-data.json). Names are literal, see `reference`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ...text.safe import one_line
from .reference import date_parts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .reference import Reference


def csl(references: Sequence[Reference]) -> str:
    """Return a JSON document: a list of items of type ``article-newspaper``, without unknown fields."""
    return json.dumps([_item(reference) for reference in references], ensure_ascii=False, indent=2) + "\n"


def _item(reference: Reference) -> dict[str, Any]:
    cited = reference.cited
    told: dict[str, Any] = {
        "id": cited.id,
        "type": "article-newspaper",
        "title": reference.title,
        "author": [{"literal": name} for name in reference.people if name],
        "container-title": one_line(cited.outlet),
        "issued": _date(cited.published),
        "accessed": _date(cited.captured),
        "URL": one_line(cited.url),
        "language": cited.language,
        "note": "\n".join(reference.notes),
    }
    return {name: value for name, value in told.items() if value}


def _date(date: str) -> dict[str, list[list[int]]] | None:
    parts = date_parts(date)
    return {"date-parts": [list(parts)]} if parts else None
