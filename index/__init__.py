"""The public interface of the library: `Library`, its values and errors, and a few pure functions.

The names are listed in ``__init__.pyi`` beside this file, where type checkers find them, each with its module. A name
is imported on first access, so that ``import index`` is cheap and loads neither YAML nor Whoosh.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module

PROGRAM = "variorum"
"""Identifies this package: another package called ``index`` lacks it."""


def __getattr__(name: str) -> object:
    """Import a public name from its module; raises `AttributeError` with the names there are."""
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
