"""The folder of an index: which engine keeps it, and whether its files are what was written, told without the engine.

Whoosh is an eighth of a second, and no list of articles needs it. Refuses to know what is in the files.
"""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

from ..files.sealed import intact, read_sealed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ..files.sealed import Seals
    from .engine import Engine

CONTENTS, INFLECTIONS = "contents.json", "inflections.tsv"


def engine(folder: Path, key: bytes = b"") -> Engine:
    """Return the engine of the index in ``folder``, whose table of contents is signed with ``key``."""
    # Python from 3.12 on warns of how Whoosh is written when it compiles it, which not every installer has done before.
    warnings.filterwarnings("ignore", category=SyntaxWarning, module=r".*[/\\]whoosh[/\\]")
    from .whoosh.whoosh_engine import WhooshEngine  # noqa: PLC0415 late, as said above

    return WhooshEngine(folder, key)


def index_damage(folder: Path, key: bytes = b"", *, thorough: bool = False) -> tuple[str, ...]:
    """Return the files of the index in ``folder`` that are not what was written, the table of contents if that is one.

    ``thorough`` reads each of them to its end. No index at all is no damage.
    """
    if not (folder / CONTENTS).exists():
        return ()
    try:
        _, files = read_sealed(folder / CONTENTS, key)
    except (OSError, ValueError):
        return (CONTENTS,)
    return tuple(differing(folder, files, thorough=thorough))


def differing(folder: Path, files: Seals, *, thorough: bool = False) -> Iterator[str]:
    """Yield the files that differ from their seals; a commit that was cut off may leave lines behind inflections."""
    for name, sealed in files.items():
        if not intact(folder / name, sealed, thorough=thorough, grown=name == INFLECTIONS):
            yield name
