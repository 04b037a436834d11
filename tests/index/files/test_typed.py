"""Typed settings: what fits is taken, what does not is listed with line, name and cure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

import pytest

from index.files.typed import UNKNOWN, Built, build, flatten
from index.files.yaml.strict_yaml import load_mapping

if TYPE_CHECKING:
    from collections.abc import Mapping


class Kind(NamedTuple):
    name: str
    key: str


class Part(NamedTuple):
    width: Annotated[int, {"least": 30, "most": 160}] = 72
    weight: float = 1.5
    plain: bool = False
    theme: Annotated[str, {"choices": ("auto", "dark")}] = "auto"
    side: Literal["left", "right"] = "left"


class Whole(NamedTuple):
    name: str = ""
    part: Part = Part()
    suffixes: tuple[str, ...] = (".txt",)
    kinds: tuple[Kind, ...] = (Kind("note", "n"),)
    keys: Mapping[str, str | tuple[str, ...]] = {}
    limit: int | None = 5


def read(text: str) -> Built[Whole]:
    return build(Whole, load_mapping(text.encode(), "c.yaml"), "c.yaml")


def test_takes_what_fits() -> None:
    """Every kind of value is read from its text."""
    text = """
name: 'no'
part: {width: 80, weight: 2, plain: yes, theme: dark, side: right}
suffixes: [.md, .txt]
kinds:
  - {name: fact, key: f}
keys: {quit: q, next: [n, f3]}
limit:
"""
    expected = Whole(
        "no",
        Part(80, 2.0, plain=True, theme="dark", side="right"),
        (".md", ".txt"),
        (Kind("fact", "f"),),
        {"quit": "q", "next": ("n", "f3")},
        None,
    )
    assert (read(text).value, read(text).problems) == (expected, ())


WRONG = [
    ("nmae: x", 1, "at the top there is no setting “nmae”", "did you mean “name”?"),
    ("part:\n  widht: 80", 2, "under part there is no setting “widht”", "did you mean “width”?"),
    ("part:\n  width: wide", 2, "part.width must be a whole number, not “wide”", "write from 30 to 160"),
    ("part:\n  width: 80.5", 2, "part.width must be a whole number, not “80.5”", "write from 30 to 160"),
    ("part:\n  width: 8_0", 2, "part.width must be a whole number, not “8_0”", "write from 30 to 160"),
    ("part:\n  width: 20", 2, "part.width is out of range: 20", "write from 30 to 160"),
    ("part:\n  width: 161", 2, "part.width is out of range: 161", "write from 30 to 160"),
    ("part:\n  width: true", 2, "part.width must be a whole number, not “true”", "write from 30 to 160"),
    ("part:\n  width:", 2, "part.width must be a whole number, not “”", "write from 30 to 160"),
    ("part:\n  weight: nan", 2, "part.weight must be a number, not “nan”", "write a number"),
    ("part:\n  plain: maybe", 2, "part.plain can't be “maybe”", "write true or false"),
    ("part:\n  theme: drak", 2, "part.theme can't be “drak”", "did you mean “dark”?"),
    ("part:\n  theme: sepia", 2, "part.theme can't be “sepia”", "choose one of: auto, dark"),
    ("part:\n  side: up", 2, "part.side can't be “up”", "choose one of: left, right"),
    ("part: 3", 1, "part must hold settings", "write them below it, indented, as `key: value`"),
    ("part: [1]", 1, "part must hold settings", "write them below it, indented, as `key: value`"),
    ("name: [a, b]", 1, "name must be one value, not several", "write it as `key: value`"),
    ("name: {a: b}", 1, "name must be one value, not several", "write it as `key: value`"),
    ("suffixes: {a: b}", 1, "suffixes must be a list", "begin each item with “- ”"),
    ("keys: [a]", 1, "keys must hold settings", "write them below it, indented, as `key: value`"),
    ("zzz: 1", 1, "at the top there is no setting “zzz”", "known here: keys, kinds, limit, name, part, suffixes"),
]


@pytest.mark.parametrize(("text", "line", "message", "cure"), WRONG)
def test_lists_what_does_not_fit(text: str, line: int, message: str, cure: str) -> None:
    """A misfit is listed with its line, and its key keeps the default."""
    built = read(text)
    assert [(problem.where, problem.line, problem.message, problem.cure) for problem in built.problems] == [
        ("c.yaml", line, message, cure)
    ]
    assert built.value == Whole()


def test_steps_over_bad_items() -> None:
    """One bad item of a list or mapping costs itself alone."""
    built = read("kinds:\n  - {name: fact, key: f}\n  - {name: claim}\n  - [x]\nkeys:\n  quit: q\n  next: {a: b}\n")
    assert (built.value.kinds, dict(built.value.keys)) == ((Kind("fact", "f"),), {"quit": "q"})
    assert [(problem.line, problem.message) for problem in built.problems] == [
        (3, "kinds[2] lacks key"),
        (4, "kinds[3] must hold settings"),
        (7, "keys.next must be a list"),
    ]


def test_a_wrong_part_of_an_item_is_told_once() -> None:
    """What an item lacks leaves out what is there and wrong; an item that is no value is shown how to be one."""
    built = read("kinds:\n  - {key: [f]}\nsuffixes:\n  - [.txt]\n")
    assert [(problem.line, problem.message, problem.cure) for problem in built.problems] == [
        (2, "kinds[1].key must be one value, not several", "write it as `key: value`"),
        (2, "kinds[1] lacks name", "add the missing lines"),
        (4, "suffixes[1] must be one value, not several", "write it as `- value`"),
    ]


def test_lists_every_problem_in_order_of_lines() -> None:
    """A file with many mistakes tells them all, top to bottom."""
    built = read("limit: x\npart:\n  width: y\nsufixes: a\n")
    assert [problem.line for problem in built.problems] == [1, 3, 4]


def test_empty_sections_are_defaults() -> None:
    """A section with nothing but comments below it stands for its defaults."""
    built = read("part:\n  # width: 80\nkeys:\n")
    assert (built.value, built.problems) == (Whole(), ())


def test_one_value_is_a_list_of_one() -> None:
    """A single value serves where a list is asked for."""
    assert read("suffixes: .md").value.suffixes == (".md",)


def test_remembers_lines() -> None:
    """Every value that came from the file is known by its line."""
    assert read("name: x\npart:\n  width: 80\n").lines == {"name": 1, "part": 2, "part.width": 3}


def test_others_keys_are_left_alone() -> None:
    """Keys that belong to somebody else are no mistakes."""
    node = load_mapping(b"other: 1\nname: x\n", "c.yaml")
    assert (build(Whole, node, "c.yaml", {"other"}).problems, build(Whole, node, "c.yaml", None).problems) == ((), ())


def test_flattens_in_order() -> None:
    """A value's parts are told by dotted key in the order of its fields."""
    assert list(flatten(Whole())) == [
        "name",
        *(f"part.{name}" for name in ("width", "weight", "plain", "theme", "side")),
        "suffixes",
        "kinds",
        "keys",
        "limit",
    ]


def test_of_very_many_keys_that_are_none_the_first_are_told_and_the_rest_counted() -> None:
    """A file of something else has an answer at once: to look for what each key may mean takes time."""
    text = "name: a\n" + "".join(f"width{number}: 1\n" for number in range(UNKNOWN + 7))
    built = build(Whole, load_mapping(text.encode(), "c.yaml"), "c.yaml")

    assert (built.value.name, len(built.problems)) == ("a", UNKNOWN + 1)
    assert (built.problems[-1].line, built.problems[-1].message) == (
        UNKNOWN + 2,
        "at the top 7 more keys from here on are no settings",
    )


def test_a_key_in_the_wrong_place_is_told_where_it_belongs() -> None:
    """A name of the place itself comes first, then one from elsewhere, then all that are known here."""
    node = load_mapping(b"width: 80\npart:\n  limit: 3\n  widht: 70\n  xyzzy: 1\n", "x.yaml")
    built = build(Whole, node, "x.yaml", elsewhere=lambda: ["part.width", "search.limit"])
    assert [problem.cure for problem in built.problems] == [
        "did you mean “part.width”?",
        "did you mean “search.limit”?",
        "did you mean “width”?",
        "known here: plain, side, theme, weight, width",
    ]
