"""Third-party readers: whether any are installed, and loading them.

Avoids the cost of package metadata when no package has a reader, which is nearly always.
"""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .protocol import Reader

GROUP: Final = "variorum.readers"
_NEEDED: Final = ("name", "version", "suffixes", "sniff", "read")


def other_readers() -> tuple[tuple[Reader, ...], tuple[tuple[str, str], ...]]:
    """Return the readers that can be loaded, and name and error of each of the others."""
    if not _any_installed():
        return (), ()
    from importlib.metadata import entry_points  # noqa: PLC0415 - forty milliseconds

    readers, broken = [], []
    for point in entry_points(group=GROUP):
        try:
            loaded = point.load()
            reader = loaded() if isinstance(loaded, type) else loaded
            missing = next((name for name in _NEEDED if not hasattr(reader, name)), "")
        except Exception as error:  # noqa: BLE001 - another's code must not stop the library
            broken.append((point.name, f"it can't be loaded: {said(error)}"))
            continue
        if missing:
            broken.append((point.name, f"it has no “{missing}”"))
        else:
            readers.append(cast("Reader", reader))
    return tuple(readers), tuple(broken)


def other_versions() -> tuple[str, ...]:
    """Return name and version of each third-party reader."""
    return tuple(sorted(f"{reader.name} {reader.version}" for reader in other_readers()[0]))


def other_suffixes() -> tuple[str, ...]:
    """Return the suffixes of files that other people's readers read; what is no suffix is left out."""
    # Other people's code: whatever a reader calls its suffixes.
    named: list[object] = [reader.suffixes for reader in other_readers()[0]]
    told = [one for suffixes in named if isinstance(suffixes, (tuple, list)) for one in suffixes]
    return tuple(one for one in told if isinstance(one, str) and one[:1] == "." != one)


def said(error: Exception) -> str:
    """Return an error on one line: its kind and first sentence."""
    first = str(error).strip().split("\n")[0][:160].rstrip(".")
    return f"{type(error).__name__}: {first}" if first else type(error).__name__


@cache
def _any_installed() -> bool:
    """Whether any installed package names the group; takes a twentieth of the time of `importlib.metadata`."""
    wanted = f"[{GROUP}]".encode()
    return any(wanted in path.read_bytes() for folder in sys.path for path in _entry_points(folder or "."))


def _entry_points(folder: str) -> Iterator[Path]:
    try:
        with os.scandir(folder) as entries:
            names = [entry.path for entry in entries if entry.name.endswith((".dist-info", ".egg-info"))]
    except OSError:
        return
    for name in names:
        path = Path(name, "entry_points.txt")
        if path.is_file():
            yield path
