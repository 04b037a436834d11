"""A place is written in one way, wherever it is told."""

from __future__ import annotations

import pytest

from index import Complaint
from index.errors import YamlError


@pytest.mark.parametrize(
    ("complaint", "place", "short"),
    [
        (Complaint("/a/notes/x.yaml", 3, "wrong", "mend it", 7), "/a/notes/x.yaml:3:7", "notes/x.yaml:3:7"),
        (Complaint("config.yaml", 3, "wrong", "mend it"), "config.yaml:3", "config.yaml:3"),
        (Complaint("VARIORUM_CACHE", 0, "wrong", "mend it"), "VARIORUM_CACHE", "VARIORUM_CACHE"),
        (Complaint("/a/b/c", 0, "wrong", "mend it", 4), "/a/b/c", "b/c"),
    ],
)
def test_a_place_is_what_editors_understand(complaint: Complaint, place: str, short: str) -> None:
    """File, line and column with colons between them, as far as each is known."""
    assert (complaint.place, complaint.short_place) == (place, short)


def test_an_error_of_yaml_tells_its_place_in_the_same_form() -> None:
    """What stops a command and what `check` lists are read alike by an editor."""
    error = YamlError("a.yaml", 3, 7, "this is odd")
    assert str(error) == f"{Complaint('a.yaml', 3, '', '', 7).place}: this is odd; mend that line."
