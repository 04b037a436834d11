"""A JSON Schema from typed settings accepts what the settings accept."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 the schema reads the hints
from typing import Annotated, Any, Literal, NamedTuple

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from index.files.schema import schema


class _Inner(NamedTuple):
    """What is inside."""

    size: Annotated[int, {"least": 1, "most": 9}] = 3
    share: float = 0.5


class _Kind(NamedTuple):
    name: str
    sign: str = ""


class _Settings(NamedTuple):
    inner: _Inner = _Inner()
    mood: Literal["calm", "loud"] = "calm"
    on: bool = True
    kinds: tuple[_Kind, ...] = ()
    words: tuple[str, ...] = ()
    named: Mapping[str, str | tuple[str, ...]] = {}
    limit: int | None = None


MADE = schema("Settings", _Settings)


def _valid(document: Any) -> bool:
    return bool(Draft202012Validator(MADE).is_valid(document))


def test_it_is_a_schema() -> None:
    """By the rules of its own dialect, with what editors show."""
    Draft202012Validator.check_schema(MADE)
    assert MADE["title"] == "Settings"
    inner = MADE["properties"]["inner"]
    assert inner["description"] == "What is inside."
    assert inner["properties"]["size"] == {"type": "integer", "minimum": 1, "maximum": 9, "default": 3}


@pytest.mark.parametrize(
    ("document", "valid"),
    [
        ({}, True),
        ({"inner": {"size": 9, "share": 1}}, True),
        ({"inner": {"size": 10}}, False),
        ({"inner": {"size": 0}}, False),
        ({"inner": {"sise": 1}}, False),
        ({"mood": "loud"}, True),
        ({"mood": "sad"}, False),
        ({"on": "maybe"}, False),
        ({"kinds": [{"name": "a"}]}, True),
        ({"kinds": [{"sign": "a"}]}, False),
        ({"words": "one"}, True),
        ({"words": ["one", "two"]}, True),
        ({"words": [1]}, False),
        ({"named": {"a": "x", "b": ["x", "y"]}}, True),
        ({"named": {"a": 1}}, False),
        ({"limit": None}, True),
        ({"limit": 3}, True),
        ({"limit": "3"}, False),
        ({"other": 1}, False),
    ],
)
def test_documents(document: object, valid: bool) -> None:  # noqa: FBT001
    """Types, ranges, choices and names are checked, all the way down."""
    assert _valid(document) == valid
