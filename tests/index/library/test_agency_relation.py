"""An agency that is only cited is no label of the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index.library.library import Library

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CREDITED = "GENEVA (AFP) — The envoys met on Tuesday.\n\nThey talked for five hours about fish and left at night.\n"
CITED = "Envoys meet\n\nThe envoys met on Tuesday, according to AFP.\n\nThey talked for five hours about fish.\n"


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    home = tmp_path / "library"
    home.mkdir()
    (home / "cited.txt").write_text(CITED, encoding="utf-8")
    (home / "credited.txt").write_text(CREDITED, encoding="utf-8")
    made = Library(home)
    made.refresh()
    yield made
    made.close()


def test_the_relation_is_kept_apart(library: Library) -> None:
    """List, facet and comparison show only a credited agency; a cited one is shown as cited."""
    assert [(row.id, bool(row.agency)) for row in library.list()] == [("cited.txt", False), ("credited.txt", True)]
    assert library.show("cited.txt").agency.relation == "cited"
    assert [hit.id for hit in library.search("agency:afp").hits] == ["credited.txt"]
    told = {one.id: one.agency for one in library.compare("cited.txt", "credited.txt").accounts}
    assert (told["cited.txt"].stated, told["cited.txt"].relation) == (None, "cited")
    assert told["cited.txt"].cited == told["credited.txt"].stated
