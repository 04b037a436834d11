"""Complaints are lines that read as sentences."""

from __future__ import annotations

from index.cli.output import complaint_lines
from index.model.results import Complaint


def test_a_cure_that_asks_ends_with_its_question_mark() -> None:
    """Other cures end with a full stop; a line number stands behind the file."""
    asking = Complaint("config.yaml", 4, "there is no setting “serach”", "did you mean “search”?")
    telling = Complaint("bad.txt", 0, "It is empty.", "fill it")

    assert complaint_lines([asking, telling]) == [
        "config.yaml:4: there is no setting “serach”; did you mean “search”?",
        "bad.txt: It is empty; fill it.",
    ]
