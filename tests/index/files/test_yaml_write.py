"""Written YAML: one style, and the same texts to our reader, to PyYAML and to a reader of YAML 1.2."""

from __future__ import annotations

import io

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from index.files.yaml import yaml_events
from index.files.yaml.strict_yaml import load
from index.files.yaml.yaml_nodes import Node, YamlList, YamlMapping
from index.files.yaml.yaml_write import BlockText, Inline, Spaced, Tree, dump, same, scalar

NASTY = list(
    "ab: #-|>'\"\\\n\t\r [],{}&*!%@`?~<=0123_.+\x00\x07\x1b\x7f\x80\x85\xa0\u2028\u2029\ufeff\ufffe\ud7ff\ue000"
)
NASTY += [
    "é",
    "😀",
    "\U0010ffff",
    "no",
    "true",
    "0x1f",
    "1e5",
    "2026-11-22",
    "12:30:45",
    "<<",
    "---",
    "...",
    "|+",
    "  ",
]
texts = st.text(st.characters(exclude_categories=["Cs"])) | st.lists(st.sampled_from(NASTY)).map("".join)
leaves = texts | texts.map(BlockText)
trees: st.SearchStrategy[Tree] = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=3).map(Spaced)
        | st.lists(texts, max_size=3).map(Inline)
        | st.dictionaries(texts, inner, max_size=4)
    ),
    max_leaves=12,
)
documents = st.dictionaries(texts, trees, max_size=4)


@given(documents)
@settings(max_examples=300)
@example({"a": BlockText("x\n\n")})
@example({"a": [BlockText("x\n \n  ")]})
@example({"k" * 1100: "v"})
@example({"": [{"": ""}]})
@example({"a": ["", [], {}, [[]], [{}], [["b"]]]})
def test_our_reader_reads_it_back(tree: dict[str, Tree]) -> None:
    """What was written is what is read, for any text there is."""
    assert load(dump(tree).encode(), "n.yaml") == tree


@given(documents)
@settings(max_examples=40)
def test_reads_it_back_without_libyaml(tree: dict[str, Tree]) -> None:
    """Where PyYAML has only its Python parser, the same is read, with every part at the same place."""
    data = dump(tree).encode()
    fast = load(data, "n.yaml")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_events, "_LOADER", yaml.SafeLoader)
        slow = load(data, "n.yaml")
    assert (slow, _starts(slow)) == (fast, _starts(fast))


def _starts(node: Node) -> object:
    if isinstance(node, YamlMapping):
        return [(node.key_at(key)[:2], node.at(key)[:2], _starts(value)) for key, value in node.items()]
    if isinstance(node, YamlList):
        return [(node.at(position)[:2], _starts(item)) for position, item in enumerate(node)]
    return None


@given(documents)
@example({"a": BlockText("x\n\n"), "b": "\x85", "c": "😀\n\tx "})
def test_pyyaml_reads_the_same(tree: dict[str, Tree]) -> None:
    """PyYAML's own loader, which guesses at types, sees the same texts."""
    assert yaml.load(dump(tree), yaml.SafeLoader) == tree


@given(documents)
@settings(max_examples=60)
@example({"a": BlockText("x\n\n"), "b": "\x85", "c": "😀\n\tx "})
@example({"no": "0o17", "1e5": "012", "x": "1_000", "y": "190:20:30", "z": ".inf", "w": "0b11"})
def test_reader_of_yaml_1_2_reads_the_same(tree: dict[str, Tree]) -> None:
    """A reader of YAML 1.2 sees the same texts."""
    reader = YAML(typ="safe", pure=True)
    assert reader.load(io.StringIO(dump(tree), newline="")) == tree


def test_style() -> None:
    """The style of a document is fixed: block texts, lists indented below their key, inline lists, items apart."""
    tree: dict[str, Tree] = {
        "schema": "1",
        "notes": Spaced([{"id": "01KAM", "text": BlockText("One."), "start": 12}, {"tags": Inline(["a-b", "c d"])}]),
        "list": ["x", "it's"],
        "empty": [],
        "done": True,
    }
    expected = """schema: '1'
notes:
  - id: 01KAM
    text: |-
      One.
    start: 12

  - tags: [a-b, 'c d']
list:
  - x
  - "it's"
empty: []
done: true
"""
    assert dump(tree) == expected


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("plain", "plain"),
        ("001_e153c235d9510564.txt", "001_e153c235d9510564.txt"),
        ("2026-11-22", "'2026-11-22'"),
        ("017", "'017'"),
        ("0x1f", "'0x1f'"),
        ("1e5", "'1e5'"),
        ("No", "'No'"),
        ("", "''"),
        ("two words", "'two words'"),
        ("it's", '"it\'s"'),
        ("tab\tand\\", '"tab\\tand\\\\"'),
        ("\x85\u2028\ufeff", '"\\N\\u2028\\ufeff"'),
        ("😀", "'😀'"),
    ],
)
def test_quoting(text: str, written: str) -> None:
    """A short text is plain only if no reader can take it for anything else."""
    assert scalar(text) == written


def test_half_a_character_is_refused() -> None:
    """A lone surrogate can't be written as UTF-8 and is refused before anything is."""
    with pytest.raises(ValueError, match="surrogates"):
        dump({"a": "\ud800"})


def test_numbers_are_the_same_as_their_text() -> None:
    """To the strict reader a number is its digits and a truth its word."""
    node = load(b"a: 12\nb: true\nc: [x]\n", "n.yaml")
    wanted: list[Tree] = [{"a": 12, "b": True, "c": ["x"]}, {"a": 13, "b": True, "c": ["x"]}, {"a": 12, "b": True}]
    assert [same(node, tree) for tree in wanted] == [True, False, False]
    lists = load(b"[12, [true]]\n", "n.yaml")
    others: list[Tree] = [[12, [True]], [12, [False]], [12], "12"]
    assert [same(lists, tree) for tree in others] == [True, False, False, False]
