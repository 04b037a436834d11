"""Complaints are lines that read as sentences."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from index.cli.command import COLLECTED
from index.cli.main import run
from index.cli.output import complaint_lines
from index.model.results import Complaint

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_a_cure_that_asks_ends_with_its_question_mark() -> None:
    """Other cures end with a full stop; a line number stands behind the file."""
    asking = Complaint("config.yaml", 4, "there is no setting “serach”", "did you mean “search”?")
    telling = Complaint("bad.txt", 0, "It is empty.", "fill it")

    assert complaint_lines([asking, telling]) == [
        "config.yaml:4: there is no setting “serach”; did you mean “search”?",
        "bad.txt: It is empty; fill it.",
    ]


def test_a_command_looks_for_dead_circles_seldom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By default the collector takes a fifth of the time of a comparison, in a process that makes few circles."""
    (tmp_path / "a.txt").write_text("Cod feeds Hull.")
    monkeypatch.chdir(tmp_path)
    before = gc.get_threshold()
    try:
        run(["list", "--json"])
        assert gc.get_threshold()[0] == COLLECTED
    finally:
        gc.set_threshold(*before)
