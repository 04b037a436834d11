"""The origin of a captured file, as recorded in the account beside it.

Ignores an account written for other bytes, and does not know how captures are made.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Final

from ..errors import YamlError
from ..files.durable import read_file
from ..files.yaml.strict_yaml import load_mapping

if TYPE_CHECKING:
    from pathlib import Path

CAPTURES: Final = "captures/"
"""The folder of captures, as a prefix of ids."""

_LARGEST: Final = 1 << 16


def capture_account(path: Path) -> dict[str, str]:
    """Return ``url`` and ``captured`` for the file at ``path``; empty without an account that matches it."""
    try:
        written = read_file(path.with_name(f"{path.name}.yaml"))
        said = load_mapping(written[:_LARGEST], path.name)
        digest = sha256(read_file(path)).hexdigest()
    except (OSError, YamlError):
        return {}
    if said.get("sha256") != digest:
        return {}
    return {"url": str(said.get("final", "")), "captured": str(said.get("fetched", ""))}
