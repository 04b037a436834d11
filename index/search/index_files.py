"""The files of an index: their names, and which of them are damaged.

Does not know what is in them, and loads no engine: no list of articles needs Whoosh, which takes an eighth of a second.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..files.sealed import intact, read_sealed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ..files.sealed import Seals

CONTENTS, INFLECTIONS = "contents.json", "inflections.tsv"


def index_damage(folder: Path, key: bytes = b"", *, thorough: bool = False) -> tuple[str, ...]:
    """Return the damaged files of the index in ``folder``; only the table of contents if that is damaged.

    ``thorough`` reads each file to its end. A missing index is not damaged.
    """
    if not (folder / CONTENTS).exists():
        return ()
    try:
        _, files = read_sealed(folder / CONTENTS, key)
    except (OSError, ValueError):
        return (CONTENTS,)
    return tuple(differing(folder, files, thorough=thorough))


def differing(folder: Path, files: Seals, *, thorough: bool = False) -> Iterator[str]:
    """Yield the files that differ from their seals; an interrupted commit may leave extra lines in `INFLECTIONS`."""
    for name, sealed in files.items():
        if not intact(folder / name, sealed, thorough=thorough, grown=name == INFLECTIONS):
            yield name
