"""Reading made-up files through the worker, as a library does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index.articles.file_reader import ArticleReader
from index.model.settings import ArticleSettings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from index.articles.file_reading import FileReading


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., FileReading]:
    """Write bytes or text under a name and read it."""

    def reading(name: str, data: bytes | str, **fields: str) -> FileReading:
        (tmp_path / name).write_bytes(data.encode() if isinstance(data, str) else data)
        return ArticleReader(tmp_path, ArticleSettings(fields=fields)).read(name)

    return reading
