"""The folders that libraries held in memory keep their notes in go with the test that made them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.tui.notebooks import remove_folders

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def _folders_of_notebooks() -> Iterator[None]:
    yield
    remove_folders()
