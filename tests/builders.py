"""Small worlds for tests: an article in a line, a library folder in a line."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index import Agency, Article, Block, Field, LibrarySettings, Provenance, Role, Source

if TYPE_CHECKING:
    from collections.abc import Mapping

SEEDS = Path(__file__).parent.parent / "seeds"


def article(text: str, id: str = "a.txt", *, roles: Mapping[int, Role] | None = None, **fields: Any) -> Article:
    """Return an article whose lines are body blocks; ``roles`` gives other roles by line, ``fields`` set fields.

    A field given as a plain string is explicit; ``agency`` and ``tags`` are understood.
    """
    blocks: list[Block] = []
    at = 0
    for number, line in enumerate(text.split("\n")):
        if line.strip():
            start = at + len(line) - len(line.lstrip())
            blocks.append(Block(start, at + len(line.rstrip()), (roles or {}).get(number, Role.BODY)))
        at += len(line) + 1
    values = {name: _field(name, value) for name, value in fields.items()}
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    values.setdefault("words", len(text.split()))
    return Article(
        id=id, source=Source(id.partition("#")[0], "text"), text=text, hash=digest, blocks=tuple(blocks), **values
    )


def settings(folder: Path, **more: Any) -> LibrarySettings:
    """Return settings that keep cache and notes below ``folder``, away from the user's own."""
    return LibrarySettings(cache=str(folder / "cache"), notes=str(folder / "kept-notes"), **more)


def _field(name: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return Agency(value, Provenance.EXPLICIT) if name == "agency" else Field(value, Provenance.EXPLICIT)
