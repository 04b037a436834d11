"""Notes in YAML: the written form, what hand-made notes may look like, and what is refused."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from index.errors import YamlError
from index.files.yaml.strict_yaml import load_mapping
from index.files.yaml.yaml_nodes import YamlList, YamlMapping
from index.files.yaml.yaml_splice import revise
from index.files.yaml.yaml_write import Spaced, dump
from index.model.note import Note, Target
from index.notes.book.note_yaml import note_tree, read_note, revised_tree

texts = st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(
    ["no", "a\n\nb ", " lead", "x\n", "😀\t\x85", "#"]
)
names = texts.filter(bool)
numbers = st.integers(-1, 10**9)
extras = st.dictionaries(st.sampled_from(["mood", "colour-of-x"]), texts | st.lists(texts, max_size=2), max_size=2)
targets = st.builds(
    Target,
    article=texts,
    story=texts,
    exact=texts,
    prefix=texts,
    suffix=texts,
    start=numbers,
    end=numbers,
    text_hash=texts,
    repeats=st.integers(0, 99),
    extra=extras,
)
notes = st.builds(
    Note,
    id=names,
    kind=texts,
    text=texts,
    author=texts,
    created=texts,
    modified=texts,
    tags=st.lists(texts, max_size=3).map(tuple).filter(lambda tags: tags != ("",)),
    targets=st.lists(targets, max_size=3).map(tuple),
    reply_to=texts,
    links=st.lists(names, max_size=2).map(tuple),
    via=texts,
    compared=st.lists(names, max_size=3).map(tuple),
    extra=extras,
)


def read(data: bytes) -> list[Note]:
    items = load_mapping(data, "n.yaml")["notes"]
    assert isinstance(items, YamlList)
    return [read_note(item, "n.yaml", items, position) for position, item in enumerate(items)]


def test_written_form() -> None:
    """A note is written in one order and style, what says nothing left out."""
    target = Target("a.txt", "", "“One,” he said.\nTwo.", "before\n\n", "", 10, 28, "0f3c", 2)
    note = Note(
        id="01KAMY8M3ZK4Q7W9TPX2B6C8D5",
        kind="quote-check",
        text="LA Times splits this.\nWhich is it?",
        author="ana",
        created="2026-11-22T10:00:00Z",
        modified="2026-11-22T10:05:00Z",
        tags=("china", "agency copy"),
        targets=(target, Target("b.txt")),
        links=("01KAMY8P0QXAB3C4D5E6F7G8H9",),
        compared=("a.txt", "c.txt"),
    )
    expected = """\
notes:
  - id: 01KAMY8M3ZK4Q7W9TPX2B6C8D5
    kind: quote-check
    tags: [china, 'agency copy']
    author: ana
    created: '2026-11-22T10:00:00Z'
    modified: '2026-11-22T10:05:00Z'
    text: |-
      LA Times splits this.
      Which is it?
    targets:
      - article: a.txt
        exact: |-
          “One,” he said.
          Two.
        prefix: "before\\n\\n"
        start: 10
        end: 28
        repeats: 2
        text-hash: '0f3c'
      - article: b.txt
    compared: [a.txt, c.txt]
    links: [01KAMY8P0QXAB3C4D5E6F7G8H9]
"""
    written = dump({"notes": Spaced([note_tree(note)])})
    assert (written.replace("prefix: |-\n          before\n", ""), read(written.encode())) == (expected, [note])


@given(st.lists(notes, max_size=3))
def test_reads_back_what_it_wrote(written: list[Note]) -> None:
    """Any notes are read back as they were written."""
    assert read(dump({"notes": Spaced([note_tree(note) for note in written])}).encode()) == written


@given(notes)
@settings(max_examples=50)
@example(Note("1e5", "no", "12:30", "0o17", "2026-11-22", "~", ("1_000",), (Target("017", start=4),)))
def test_other_readers_read_the_same(note: Note) -> None:
    """PyYAML's own loader and a reader of YAML 1.2 see the same words, and numbers where positions are."""

    def as_text(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: as_text(item) for key, item in value.items()}
        return [as_text(item) for item in value] if isinstance(value, list) else str(value)

    written = dump({"notes": Spaced([note_tree(note)])})
    ours = load_mapping(written.encode(), "n.yaml")
    newer = YAML(typ="safe", pure=True).load(io.StringIO(written, newline=""))
    assert (as_text(yaml.load(written, yaml.SafeLoader)), as_text(newer)) == (ours, ours)


@given(notes, notes)
def test_revision_says_what_is_meant(before: Note, after: Note) -> None:
    """Any change of a note gives a file that reads as the new note and keeps unknown keys."""
    wanted = replace(after, id=before.id, extra={**before.extra, **after.extra})
    data = dump({"notes": Spaced([note_tree(before)])}).encode()
    document = load_mapping(data, "n.yaml")
    items = document["notes"]
    assert isinstance(items, YamlList)
    assert isinstance(items[0], YamlMapping)
    tree = {"notes": [revised_tree(items[0], before, wanted)]}
    assert read(revise(data, "n.yaml", document, tree).data) == [wanted]


def test_revision_touches_only_what_changed() -> None:
    """Fields written by hand in another style stay so when another field changes."""
    text = "notes:\n- text: >\n    folded\n    words\n  tags: one\n  mood: fine\n  id: 'N1'\n"
    text += "  targets:\n  - {article: a}\n"
    document = load_mapping(text.encode(), "n.yaml")
    note = read(text.encode())[0]
    node: Any = document["notes"]
    tree = {"notes": [revised_tree(node[0], note, replace(note, kind="fact"))]}
    expected = text.replace("  id: 'N1'\n", "  id: 'N1'\n  kind: fact\n")
    assert revise(text.encode(), "n.yaml", document, tree).data.decode() == expected


WRONG = [
    ("- text\n", 2, 3, "a note must have keys"),
    ("- text: [a]\n", 2, 3, "text must be one text"),
    ("- tags: {a: b}\n", 2, 3, "tags must be a list of texts"),
    ("- id: x\n  links: [[a]]\n", 3, 3, "links must be a list of texts"),
    ("- targets: a.txt\n", 2, 3, "targets must be a list"),
    ("- targets:\n  - a.txt\n", 3, 5, "a target must have keys"),
    ("- targets:\n  - start: far\n", 3, 5, "start must be a number of characters"),
    ("- targets:\n  - exact: {}\n", 3, 5, "exact must be one text"),
]


@pytest.mark.parametrize(("item", "line", "column", "reason"), WRONG)
def test_refuses_with_place(item: str, line: int, column: int, reason: str) -> None:
    """An invalid value of a note is refused with its line."""
    with pytest.raises(YamlError) as refusal:
        read(f"notes:\n{item}".encode())
    assert (refusal.value.line, refusal.value.column, refusal.value.reason) == (line, column, reason)


def test_hand_made_note() -> None:
    """A note may be as short as its words; one tag needs no brackets."""
    assert read(b"notes:\n  - text: Hm.\n    tags: china\n    mood: fine\n") == [
        Note("", "", "Hm.", "", "", "", ("china",), extra={"mood": "fine"})
    ]
