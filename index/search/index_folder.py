"""The folder of an index: returns its engine, and checks its files without loading the engine.

Importing Whoosh takes an eighth of a second, and no list of articles needs it. Does not know what is in the files.
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
    # Since Python 3.12 compiling Whoosh prints syntax warnings, and not every installer has compiled it before.
    warnings.filterwarnings("ignore", category=SyntaxWarning, module=r".*[/\\]whoosh[/\\]")
    from .whoosh.whoosh_engine import WhooshEngine  # noqa: PLC0415 lazy, see the module docstring

    return WhooshEngine(folder, key)


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
