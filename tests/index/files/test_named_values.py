"""Settings given one by one as text."""

from __future__ import annotations

from typing import Literal, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.files.named_values import SettingSlot, slots, with_value
from index.files.typed import MisfitError


class Look(NamedTuple):
    """A section."""

    width: int = 80
    theme: Literal["dark", "light"] = "dark"


class Settings(NamedTuple):
    """Settings with a section between two of their own."""

    name: str = ""
    look: Look = Look()
    suffixes: tuple[str, ...] = ()


def slot(key: str) -> SettingSlot:
    """Return a setting by its dotted key."""
    return next(each for each in slots(Settings) if each.key == key)


def test_settings_have_dotted_keys_in_order() -> None:
    """Those of a section stand where the section does, under its name."""
    assert [each.key for each in slots(Settings)] == ["name", "look.width", "look.theme", "suffixes"]


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("name", "", ""),
        ("name", "[a, b]", "[a, b]"),
        ("name", "a: b # c", "a: b # c"),
        ("look.width", "66", 66),
        ("look.theme", "light", "light"),
        ("suffixes", "[.txt, .html]", (".txt", ".html")),
    ],
)
def test_text_becomes_a_value(key: str, text: str, value: object) -> None:
    """A single value is taken literally, a list is YAML."""
    assert slot(key).read(text, "--set") == (value, ())


@pytest.mark.parametrize(("key", "text"), [("look.width", "wide"), ("look.theme", "drak"), ("suffixes", "[.txt")])
def test_what_does_not_fit_names_its_setting(key: str, text: str) -> None:
    """The sentence says which setting is meant."""
    with pytest.raises(MisfitError, match=f"^{key} "):
        slot(key).read(text, "--set")


def test_what_is_stepped_over_in_a_list_has_no_line() -> None:
    """There is no file in which it could be looked up."""
    value, problems = slot("suffixes").read("[.txt, [nested]]", "--set")
    assert (value, [problem.line for problem in problems]) == ((".txt",), [0])


@given(st.integers(1, 200), st.sampled_from(["dark", "light"]), st.text())
def test_a_value_is_set_and_no_other_is_touched(width: int, theme: str, name: str) -> None:
    """In a section as at the top."""
    changed = with_value(with_value(with_value(Settings(), "look.width", width), "look.theme", theme), "name", name)
    assert changed == (name, (width, theme), ())
