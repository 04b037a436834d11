"""Tags on the line they are changed on."""

from __future__ import annotations

import pytest

from tui.text.tag_line import changed_tags, tags_to_change


@pytest.mark.parametrize("before", [(), ("framing",), ("a", "b"), ("two words",), ("two words", "one")])
def test_a_tag_typed_behind_others_is_one_of_its_own(before: tuple[str, ...]) -> None:
    """The line is open for it, and untouched it changes nothing."""
    line = tags_to_change(before)
    assert changed_tags(before, line) == before
    assert changed_tags(before, f"{line}new") == (*before, "new")
