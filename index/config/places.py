"""Where configuration files are looked for, and which one is in effect; what else is kept in the user's folders."""

from __future__ import annotations

import os
import re
from difflib import get_close_matches
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import ConfigError
from ..files.durable import read_file, unreadable
from ..files.user_folders import expanded, user_folder
from ..model.settings import LibrarySettings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Final

    from ..files.kept_values import KeptValues
    from ..files.trusted_folders import TrustedFolders


NAME: Final = "config.yaml"
SCREEN: Final = ("reading", "display", "keys")
"""Sections of the screen, which reads them with `Loaded.read`."""
_LOOKED_AT: Final = 200
"""Keys of a config file in the working folder that are examined to decide whether it is ours."""


def candidates(
    named: Path | None = None, folder: Path = Path(), environment: Mapping[str, str] | None = None
) -> tuple[Path, ...]:
    """Return the possible configuration files, whether they exist or not, the one that takes precedence first.

    A file that is named, here or in the ``environment``, is the only one.
    """
    told = (os.environ if environment is None else environment).get("VARIORUM_CONFIG")
    if named is None and told:
        named = expanded(told)
    return (named,) if named is not None else (folder / NAME, _user_folder() / NAME)


def theme_folder() -> Path:
    """Return the folder of the user's own themes."""
    return _user_folder() / "themes"


def own_values(name: str) -> KeptValues:
    """Return the values stored under ``name`` in the user's data folder."""
    from ..files.kept_values import KeptValues  # noqa: PLC0415 most commands ask for none

    return KeptValues(user_folder("data") / f"{name}.json", durable=True)


def trusted_folders() -> TrustedFolders:
    """Return the folders whose own ``config.yaml`` the user trusts."""
    from ..files.trusted_folders import TrustedFolders  # noqa: PLC0415 few working folders have a configuration

    return TrustedFolders(user_folder("data") / "trusted-folders")


def find(named: Path | None, environment: Mapping[str, str], folder: Path) -> tuple[Path | None, bytes]:
    """Return the configuration file in effect and its contents.

    Raises `ConfigError` for a named file that can't be read.
    """
    possible = candidates(named, folder, environment)
    for candidate in possible:
        try:
            data = read_file(candidate)
        except OSError as error:
            if len(possible) == 1:
                other = "unset VARIORUM_CONFIG" if named is None else "leave --config out"
                cure = f"name a file that can be read, or {other}"
                raise ConfigError([f"{candidate}: {unreadable(error)}; {cure}."]) from error
            continue
        if len(possible) == 1 or candidate.parent != folder or _ours(data):
            return candidate, data
    return None, b""


def _ours(data: bytes) -> bool:
    """Whether a ``config.yaml`` in the working folder is ours: it has one of our sections, even misspelt, or none."""
    text = data.decode("utf-8", "replace").removeprefix("\ufeff")
    names = [*LibrarySettings._fields, *SCREEN]
    keys = islice(re.finditer(r"(?m)^['\"]?([A-Za-z_][\w-]*)['\"]?[ \t]*:", text), _LOOKED_AT)
    return re.search(r"(?m)^\s*[^\s#]", text) is None or any(get_close_matches(key[1], names, 1, 0.8) for key in keys)


def _user_folder() -> Path:
    return user_folder("config")
