"""A file that ends in a long list is cut into items that read alone as they read in it, or is not cut at all."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.errors import YamlError
from index.files.yaml import yaml_items
from index.files.yaml.strict_yaml import load_mapping
from index.files.yaml.yaml_items import ItemReader, ListedItems, cut
from index.files.yaml.yaml_nodes import YamlList

HEAD = "schema: 1\nnotes:\n"
FRAGMENTS = (
    *("- id: a\n", "- id: b\n  text: |-\n    one\n    - two\n", "  - id: c\n", "  text: x\n", "    more\n", "- \n"),
    *("- text: |+\n    kept\n\n", "- text: 'open\n", '- text: "open\n', "  shut'\n", '  shut"\n', "- [a,\n", "  b]\n"),
    *(
        "# said\n",
        "\n",
        "other: x\n",
        "notes:\n",
        "---\n",
        "...\n",
        "- - deep\n",
        "-\n  id: d\n",
        "- id: e\r\n",
        "-x\n",
    ),
    *("  tags:\n", "  - t\n", "- text: >2\n     deep\n", "- &a b\n", "- {id: f}\n", "\t- id: g\n", "? q\n", "- a\rb\n"),
)


def read_alone(listed: ListedItems) -> list[object]:
    """Return each item as it reads without the others."""
    found: list[object] = []
    for at in range(len(listed.items)):
        nodes = load_mapping(listed.part(at, at + 1).encode(), "a.yaml")["notes"]
        assert isinstance(nodes, YamlList)
        assert len(nodes) == 1
        found.append(nodes[0])
    return found


@pytest.fixture(autouse=True)
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a list of one be long, and all of it be new."""
    monkeypatch.setattr(yaml_items, "MANY", 1)
    monkeypatch.setattr(yaml_items, "NEW", 1.0)


@given(st.sampled_from(["", "# mine\n", "a: 'x\n"]), st.lists(st.sampled_from(FRAGMENTS), max_size=9))
@example("", ["- text: 'open\n", "- id: a\n", "  shut'\n"])
@example("", ["- id: a\n", "other: x\n"])
@example("", ["- id: a\n", "---\n", "- id: b\n"])
@example("", ["- [a,\n", "- id: b\n", "  b]\n"])
@example("", ["- text: |+\n    kept\n\n", "\n", "- id: a\n"])
def test_what_is_read_item_by_item_is_what_the_whole_says(before: str, fragments: list[str]) -> None:
    """Any file read item by item gives what reading it whole gives, or is read whole."""
    data = (before + HEAD + "".join(fragments)).encode()
    listed = ItemReader("notes").read(data, "a.yaml")
    if listed is None:
        return
    whole = load_mapping(data, "a.yaml")

    assert listed.head + "".join(listed.items) == data.decode()
    assert read_alone(listed) == whole["notes"]
    begun = [line.lstrip(" ")[:1] for line in data.decode().split("\n")]
    assert [begun[line - 1] for line in listed.lines()] == ["-"] * len(listed.items)


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=9))
def test_what_is_learnt_of_a_whole_is_what_is_read_in_parts(fragments: list[str]) -> None:
    """Where the whole was read first, its items are those that reading in parts finds, or none are known."""
    data = (HEAD + "".join(fragments)).encode()
    try:
        document = load_mapping(data, "a.yaml")
    except YamlError:
        return
    learnt = ItemReader("notes").learn(data, "a.yaml", document)

    assert learnt is None or learnt == ItemReader("notes").read(data, "a.yaml")


@pytest.mark.parametrize(
    "text",
    [
        "notes: [a, b]\n",
        "notes:\n  a: 1\n",
        "notes:\n- id: a\nother: x\n",
        "notes:\n- id: a\n---\n- id: b\n",
        "notes:\n- text: a\rb\n",
        "notes:\n- text: 'a\n- b'\n",
        "notes:\n- &a b\n",
        "notes: x\nnotes:\n- a\n",
        "notes:\n- id: a # x\r# y\n",
        "notes:\n" + "- " * 17 + "a\n",
    ],
)
def test_what_lines_do_not_tell_for_certain_is_read_as_a_whole(text: str) -> None:
    """Lists in brackets, keys behind the list, a second document, quotations over items, and what is refused."""
    data = text.encode()
    assert ItemReader("notes").read(data, "a.yaml") is None
    with suppress(YamlError):  # what can't be read at all is learnt by nobody
        assert ItemReader("notes").learn(data, "a.yaml", load_mapping(data, "a.yaml")) is None


def test_a_part_is_replaced_and_everything_else_stays() -> None:
    """The head, its comments and the other items come back byte for byte."""
    text = "# mine\nnotes:  # all\n# first\n\n- a\n- b\n# of c\n- c\n"
    listed = cut(text, "notes")

    assert listed is not None
    assert (listed.part(0, 1), listed.part(1, 3)) == (
        "notes:  # all\n# first\n\n- a\n",
        "notes:  # all\n- b\n# of c\n- c\n",
    )
    assert listed.replaced(1, 2, "notes:  # all\n- B\n- BB\n") == text.replace("- b\n# of c\n", "- B\n- BB\n")
    assert listed.replaced(0, 1, "notes:  # all\n# first\n\n- A\n") == text.replace("- a\n", "- A\n")
    assert listed.replaced(1, 2, "notes:\n- B\n") is None
    assert [listed.first_line(at) for at in range(3)] == [2, 5, 7]


def test_few_items_and_many_new_ones_are_read_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading one by one is slower where there are few, or most are new."""
    monkeypatch.setattr(yaml_items, "MANY", 20)
    monkeypatch.setattr(yaml_items, "NEW", 0.1)
    reader, items = ItemReader("notes"), [f"- id: n{number}\n" for number in range(40)]
    whole = ("notes:\n" + "".join(items)).encode()
    assert reader.read(whole, "a.yaml") is None
    assert reader.learn(whole, "a.yaml", load_mapping(whole, "a.yaml")) is not None

    one = ("notes:\n" + "".join([*items, "- id: new\n"])).encode()
    many = ("notes:\n" + "".join([*items, *(f"- id: m{number}\n" for number in range(40))])).encode()
    few, enough = (("notes:\n" + "".join(items[:count])).encode() for count in (19, 20))

    assert reader.read(one, "a.yaml") is not None
    assert (reader.read(many, "a.yaml"), reader.read(few, "a.yaml")) == (None, None)
    assert reader.learn(few, "a.yaml", load_mapping(few, "a.yaml")) is None
    assert reader.learn(enough, "a.yaml", load_mapping(enough, "a.yaml")) is not None
