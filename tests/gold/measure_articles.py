"""Measures roles, fields and folding of the articles room; refuses to hold any text of others."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

MEASURES: dict[str, Callable[[Path], Mapping[str, float | int | str]]] = {}
