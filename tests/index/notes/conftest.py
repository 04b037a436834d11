"""Notebooks for tests: a clock of minutes, ids that rise, a folder of their own."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest

from index.notes.book.identifiers import Identifiers
from index.notes.book.notebook import Notebook

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class Clock:
    """A clock that goes on by a minute each time it is asked."""

    def __init__(self) -> None:
        self.minutes = itertools.count()

    def __call__(self) -> str:
        minute = next(self.minutes)
        return f"2026-11-22T{10 + minute // 60:02}:{minute % 60:02}:00Z"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "notes"


@pytest.fixture
def open_book(folder: Path, tmp_path: Path) -> Callable[[], Notebook]:
    """Return a way to open the same notes again and again, as windows and restarts do."""
    clock, times = Clock(), itertools.count(1_795_000_000_000)
    return lambda: Notebook(
        folder, tmp_path / "spare", author="ana", now=clock, new_id=Identifiers(lambda: next(times))
    )


@pytest.fixture
def book(open_book: Callable[[], Notebook]) -> Notebook:
    return open_book()
