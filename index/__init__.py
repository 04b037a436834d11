"""The door of the library, for outsiders only: `Library`, the values, the errors, and a few pure functions.

The names stand in ``__init__.pyi`` beside this file, where type checkers look for them, each with its module. One is
fetched when it is first asked for, so that ``import index`` costs next to nothing and loads no YAML, no Whoosh.
Refuses to hold behaviour.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module

PROGRAM = "variorum"
"""Whose package this is: another one of this name has no such mark."""


def __getattr__(name: str) -> object:
    """Fetch a public name from the module that defines it, or list the names there are."""
    homes = _homes()
    if name == "__all__":
        return sorted(homes)
    if name not in homes:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    value: object = getattr(import_module(homes[name], __name__), name)
    globals()[name] = value
    return value


@cache
def _homes() -> dict[str, str]:
    """Return the module of each public name."""
    from pathlib import Path  # noqa: PLC0415 `--help` does without

    stub = Path(__file__).with_suffix(".pyi").read_text("utf-8")
    imports = (line.split() for line in stub.splitlines() if line.startswith("from "))
    return {words[-1]: words[1] for words in imports}
