"""The engine of an index, loaded only when it is asked for: importing Whoosh takes an eighth of a second."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from .engine import Engine


def engine(folder: Path, key: bytes = b"") -> Engine:
    """Return the engine of the index in ``folder``, whose table of contents is signed with ``key``."""
    # Since Python 3.12 compiling Whoosh prints syntax warnings, and not every installer has compiled it before.
    warnings.filterwarnings("ignore", category=SyntaxWarning, module=r".*[/\\]whoosh[/\\]")
    from .whoosh.whoosh_engine import WhooshEngine  # noqa: PLC0415 lazy, see the module docstring

    return WhooshEngine(folder, key)
