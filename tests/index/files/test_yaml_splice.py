"""Changing a YAML file: the lines that mean something else change, all others stay byte for byte."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.files.yaml.strict_yaml import load_mapping
from index.files.yaml.yaml_splice import Revision, revise
from index.files.yaml.yaml_write import BlockText, Inline, Spaced, dump

HAND = """\
# Ana's notes
schema: '1'   # one

notes:
  # on the first
  - id: n1
    kind: note   # or a fact?
    tags: [china, 'agency copy']
    mood: calm
    text: |-   # dictated
      One.

      Two.

    # between text and targets
    targets:   # two of them
      - article: a.txt
        exact: "x"
      # the other
      - article: b.txt

  # Ben answered
  - id: n2
    text: plain words   # his

# the end
later: yes
"""


def change(text: str, work: Any) -> Revision:
    document = load_mapping(text.encode(), "n.yaml")
    wanted = copy.deepcopy(_plain(document))
    work(wanted)
    return revise(text.encode(), "n.yaml", document, wanted)


def _plain(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: _plain(value) for key, value in node.items()}
    return [_plain(item) for item in node] if isinstance(node, list) else node


def assert_replaces(work: Any, old: str, new: str) -> None:
    """Check that ``work`` replaces exactly ``old`` by ``new``, with line ends of either kind."""
    for ending in ("\n", "\r\n"):
        before, expected = (text.replace("\n", ending) for text in (HAND, HAND.replace(old, new)))
        revision = change(before, work)
        assert revision.data.decode() == expected
        assert (revision.anew, before.count(old.replace("\n", ending))) == (False, 1)


def test_scalar() -> None:
    """A changed word is a changed line, and the comment behind it stays."""
    assert_replaces(lambda tree: tree["notes"][0].update(kind="fact"), "kind: note  ", "kind: fact  ")


def test_scalar_becomes_block() -> None:
    """A text that grows into a block takes the comment of its line along."""
    assert_replaces(
        lambda tree: tree["notes"][1].update(text=BlockText("a\nb")),
        "text: plain words   # his\n",
        "text: |-  # his\n      a\n      b\n",
    )


def test_block() -> None:
    """A changed block keeps the comment on its first line and those below it."""
    assert_replaces(
        lambda tree: tree["notes"][0].update(text=BlockText("New.")),
        "|-   # dictated\n      One.\n\n      Two.\n",
        "|-  # dictated\n      New.\n",
    )


def test_block_becomes_scalar() -> None:
    """A block that shrinks to one quoted line keeps its comment."""
    assert_replaces(
        lambda tree: tree["notes"][0].update(text=""),
        "|-   # dictated\n      One.\n\n      Two.\n",
        "''  # dictated\n",
    )


def test_inline_list() -> None:
    """A list in brackets is written anew where it stands."""
    assert_replaces(lambda tree: tree["notes"][0].update(tags=Inline(["china"])), "[china, 'agency copy']", "[china]")


def test_item_of_block_list_goes() -> None:
    """An item that goes takes its lines with it and leaves comments."""
    assert_replaces(
        lambda tree: tree["notes"][0]["targets"].pop(1),
        "      # the other\n      - article: b.txt\n",
        "      # the other\n",
    )


def test_item_comes() -> None:
    """A new item follows the one before it."""
    assert_replaces(
        lambda tree: tree["notes"][0]["targets"].insert(1, {"article": "c.txt"}),
        '        exact: "x"\n',
        '        exact: "x"\n      - article: c.txt\n',
    )


def test_first_item_comes() -> None:
    """A new first item stands before the first."""
    assert_replaces(
        lambda tree: tree["notes"][0]["targets"].insert(0, {"article": "c.txt"}),
        "      - article: a.txt\n",
        "      - article: c.txt\n      - article: a.txt\n",
    )


def test_deep_field() -> None:
    """A field of an item of a list in a note changes alone."""
    assert_replaces(lambda tree: tree["notes"][0]["targets"][0].update(exact="z"), 'exact: "x"', "exact: z")


def test_new_key_takes_its_place() -> None:
    """A new key stands behind the one it follows in the order meant."""

    def work(tree: Any) -> None:
        tree["notes"][1] = {"id": "n2", "kind": "fact", "text": "plain words"}

    assert_replaces(work, "  - id: n2\n", "  - id: n2\n    kind: fact\n")


def test_key_goes() -> None:
    """A key that goes takes its own lines only."""
    assert_replaces(lambda tree: tree["notes"][0].pop("mood"), "    mood: calm\n", "")


def test_note_goes() -> None:
    """A note that goes leaves the comments around it."""
    assert_replaces(lambda tree: tree["notes"].pop(1), "  - id: n2\n    text: plain words   # his\n", "")


def test_note_comes_last() -> None:
    """A new note stands apart behind the last."""

    def work(tree: Any) -> None:
        tree["notes"] = Spaced([*tree["notes"], {"id": "n3", "text": BlockText("Hm.")}])

    assert_replaces(work, "# his\n", "# his\n\n  - id: n3\n    text: |-\n      Hm.\n")


def test_many_changes_at_once() -> None:
    """Changes at one place and at many are all made."""

    def work(tree: Any) -> None:
        tree["notes"][1]["links"] = Inline(["n1"])
        tree["notes"] = Spaced([*tree["notes"], {"id": "n3"}])
        tree["later"] = "no"
        tree["more"] = "x"

    revision = change(HAND, work)
    expected = HAND.replace("# his\n", "# his\n    links: [n1]\n\n  - id: n3\n").replace(
        "later: yes\n", "later: 'no'\nmore: x\n"
    )
    assert (revision.data.decode(), revision.anew) == (expected, False)


@pytest.mark.parametrize(
    ("text", "key", "value", "expected"),
    [
        ("a: 1", "b", "x", "a: 1\nb: x"),
        ("a: 1", "a", "x", "a: x"),
        ("a:", "a", "x", "a: x"),
        ("a:   # why\nb: 1\n", "a", "x", "a: x   # why\nb: 1\n"),
        ("a: ''\n", "a", ["x"], "a:\n  - x\n"),
        ("a: one\n  two\nb: 1\n", "a", "x", "a: x\nb: 1\n"),
        ("a: 'one\n\n  two'  # c\nb: 1\n", "a", "x", "a: x  # c\nb: 1\n"),
        ("a: >\n  one\n  two\n\n\n# c\nb: 1\n", "a", "x", "a: x\n\n\n# c\nb: 1\n"),
        ("a:\n- 1\n- 2\nb: 1\n", "a", ["1", "2", "3"], "a:\n- 1\n- 2\n- '3'\nb: 1\n"),
        ("a: 1\n...\n", "b", "x", "a: 1\nb: x\n...\n"),
        ("---\n# c\na: 1\n", "a", "x", "---\n# c\na: x\n"),
        ("\ufeffa: 1\n", "a", "x", "\ufeffa: x\n"),
        ("'a b': 1\n", "a b", "x", "'a b': x\n"),
        ("a: [1,\n  2]\nb: 1\n", "a", "x", "a: x\nb: 1\n"),
        ("a: {b: 1}\nc: 1\n", "a", {"b": "2"}, "a:\n  b: '2'\nc: 1\n"),
        ("a: \x85\u2028é\nb: 1\n", "b", "x", "a: \x85\u2028é\nb: x\n"),
        ("a: |+\n  x\n\n\nb: 1\n", "b", "x", "a: |+\n  x\n\n\nb: x\n"),
        ("a :  1\n", "a", "x", "a: x\n"),
    ],
)
def test_forms_of_others(text: str, key: str, value: Any, expected: str) -> None:
    """Files in styles that are not ours are changed in place too."""
    revision = change(text, lambda tree: tree.update({key: value}))
    assert (revision.data.decode(), revision.anew) == (expected, False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# only words\n", "# only words\na: x\n"),
        ("# only words", "# only words\na: x\n"),
        ("", "a: x\n"),
        ("{}\n", "a: x\n"),
        ("{b: 1}  # c\n", "b: '1'\na: x\n"),
        ("? b\n: 1\n", "b: '1'\na: x\n"),
    ],
)
def test_forms_that_are_written_anew(text: str, expected: str) -> None:
    """Where no line can be put in, the document is written anew and reads as meant."""
    assert change(text, lambda tree: tree.update(a="x")).data.decode() == expected


def test_emptied_list_stays_a_list() -> None:
    """The last item of a list leaves an empty list behind."""
    revision = change("a:\n  - x\nb: 1\n", lambda tree: tree["a"].clear())
    assert (revision.data, revision.anew) == (b"a: []\nb: 1\n", False)


words = st.sampled_from(["x", "two words", "a\nb", "", " lead", "trail\n", "no", "#c", "é\u2028", "a: b"])
notes: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {"id": st.uuids().map(str), "text": words.map(BlockText)},
    optional={
        "kind": words,
        "tags": st.lists(words, max_size=3).map(Inline),
        "targets": st.lists(st.dictionaries(st.sampled_from("abc"), words, min_size=1), max_size=3),
        "extra": st.dictionaries(st.sampled_from("abc"), words, min_size=1, max_size=2),
    },
)


@given(st.data())
@settings(max_examples=250)
def test_any_change_of_notes_keeps_every_comment(data: st.DataObject) -> None:
    """After any change of notes every comment between them is still there, with either line end."""
    before = data.draw(st.lists(notes, min_size=1, max_size=4, unique_by=lambda note: note["id"]), "before")
    text = dump({"schema": "1", "notes": Spaced(before)})
    lines = text.split("\n")
    starts = [number for number, line in enumerate(lines) if line.startswith("  - id")]
    for number in reversed(starts):
        lines.insert(number, f"  # comment {number}")
    ending = data.draw(st.sampled_from(["\n", "\r\n"]))
    text = ending.join([*lines[:-1], "# last", ""])
    after = [data.draw(notes | st.just({**note}), "after") | {"id": note["id"]} for note in before]
    kept = data.draw(st.lists(st.sampled_from(after), unique_by=lambda note: str(note["id"]), min_size=1), "kept")
    kept.sort(key=lambda note: [other["id"] for other in after].index(note["id"]))
    wanted = {"schema": "1", "notes": Spaced(kept + data.draw(st.lists(notes, max_size=2), "new"))}
    revision = revise(text.encode(), "n.yaml", load_mapping(text.encode(), "n.yaml"), wanted)
    assert revision.document == wanted
    assert revision.anew is False
    comments = [line for line in text.split(ending) if line.lstrip().startswith("# comment") or line == "# last"]
    found = [line for line in revision.data.decode().split(ending) if line in comments]
    assert found == comments
    bare = revision.data.decode().replace("\r\n", "")
    assert ("\n" in bare or "\r" in bare) == (ending == "\n")


@given(st.lists(notes, min_size=1, max_size=4, unique_by=lambda note: str(note["id"])), notes)
@settings(max_examples=60)
def test_adding_and_taking_away_is_nothing(before: list[Any], new: Any) -> None:
    """A note added and removed again leaves the same bytes."""
    data = dump({"notes": Spaced(before)}).encode()
    document = load_mapping(data, "n.yaml")
    added = revise(data, "n.yaml", document, {"notes": Spaced([*before, new | {"id": "new"}])})
    assert revise(added.data, "n.yaml", added.document, {"notes": Spaced(before)}).data == data
