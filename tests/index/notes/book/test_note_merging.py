"""Merging two versions of a note: nothing of either is lost."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.model.note import Note, Target
from index.notes.book.note_merging import CONFLICT, merge, merge_lists, same_content

BASE = Note("N1", "note", "One.", "ana", "2026-11-22T10:00:00Z", "2026-11-22T10:00:00Z", ("a", "b"), (Target("x.txt"),))
few = st.sampled_from
versions: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {},
    optional={
        "text": few(["One.", "Two.", "Three."]),
        "kind": few(["note", "fact", "claim"]),
        "tags": st.lists(few("abcde"), unique=True).map(tuple),
        "links": st.lists(few("LMN"), unique=True).map(tuple),
        "targets": st.lists(few([Target("x.txt"), Target("y.txt"), Target("x.txt", exact="q")]), unique_by=str).map(
            tuple
        ),
        "modified": few(["2026-11-22T11:00:00Z", "2026-11-22T12:00:00Z"]),
        "extra": st.dictionaries(few("uv"), few("12")),
    },
)


def version(changes: dict[str, Any]) -> Note:
    return replace(BASE, **changes)


def test_different_fields_join() -> None:
    """A text changed on one side and a tag on the other are merged into one note."""
    ours, theirs = replace(BASE, text="Two."), replace(BASE, tags=("b", "c"), modified="2026-11-22T12:00:00Z")
    merged = merge(BASE, ours, theirs, str)
    assert merged == (replace(theirs, text="Two."), None)


def test_two_texts_are_both_kept() -> None:
    """Of two new texts one stays and the other answers it, tagged as a conflict."""
    ours, theirs = replace(BASE, text="Mine.", kind="fact"), replace(BASE, text="Theirs.")
    note, conflict = merge(BASE, ours, theirs, lambda: "N2")
    assert (note.text, note.kind) == ("Theirs.", "fact")
    assert conflict is not None
    assert (conflict.id, conflict.reply_to, conflict.text, conflict.tags) == ("N2", "N1", "Mine.", ("a", "b", CONFLICT))


def test_same_id_on_both_sides() -> None:
    """Two notes that came under one id without a common past lose nothing."""
    note, conflict = merge(None, replace(BASE, text="Mine.", tags=("c",)), BASE, lambda: "N2")
    assert (note.text, note.tags, conflict.text if conflict else "") == ("One.", ("a", "b", "c"), "Mine.")


@pytest.mark.parametrize(
    ("ours", "theirs", "created"),
    [
        ("2026-11-22T09:00:00Z", "2026-11-22T10:00:00Z", "2026-11-22T09:00:00Z"),
        ("2026-11-22T10:00:00Z", "2026-11-22T09:00:00Z", "2026-11-22T09:00:00Z"),
        ("2026-11-22T10:00:00Z", "", "2026-11-22T10:00:00Z"),
        ("", "2026-11-22T10:00:00Z", "2026-11-22T10:00:00Z"),
        ("", "", ""),
    ],
)
def test_the_earlier_created_stands(ours: str, theirs: str, created: str) -> None:
    """A note is as old as the older of its versions says; a version without a time says nothing."""
    note, _ = merge(BASE, replace(BASE, created=ours), replace(BASE, created=theirs), str)
    assert created == note.created


@pytest.mark.parametrize(
    ("ours", "theirs"), [("2026-11-22T11:00:00Z", "2026-11-22T12:00:00Z"), ("2026-11-22T12:00:00Z", "")]
)
def test_the_later_modified_stands(ours: str, theirs: str) -> None:
    """A note was changed when the later of its versions was."""
    note, _ = merge(BASE, replace(BASE, modified=ours), replace(BASE, modified=theirs), str)
    assert note.modified == "2026-11-22T12:00:00Z"


@given(versions, versions)
def test_nothing_is_lost(ours: dict[str, Any], theirs: dict[str, Any]) -> None:
    """Every text, kind, tag, link and target that one side made is in the outcome."""
    mine, other = version(ours), version(theirs)
    note, conflict = merge(BASE, mine, other, lambda: "N2")
    both = [note] + ([conflict] if conflict else [])
    for side in (mine, other):
        if side.text != BASE.text:
            assert side.text in {kept.text for kept in both}
        for field in ("tags", "links", "targets"):
            new = [item for item in getattr(side, field) if item not in getattr(BASE, field)]
            assert [item for item in new if item not in getattr(note, field)] == []


@given(versions, versions)
def test_order_of_hands_does_not_matter(ours: dict[str, Any], theirs: dict[str, Any]) -> None:
    """The order of saving does not change which words, tags, links and targets remain."""

    def said(one: Note, other: Note) -> tuple[Any, ...]:
        note, conflict = merge(BASE, one, other, lambda: "N2")
        texts = sorted([note.text] + ([conflict.text] if conflict else []))
        return texts, set(note.tags), set(note.links), sorted(map(str, note.targets)), note.modified

    assert said(version(ours), version(theirs)) == said(version(theirs), version(ours))


@given(versions)
def test_alone_a_version_stands(changes: dict[str, Any]) -> None:
    """Merged with nothing new, and with itself, a version stays what it is."""
    note = version(changes)
    assert [merge(BASE, note, BASE, str), merge(BASE, BASE, note, str), merge(BASE, note, note, str)] == [
        (replace(note, modified=max(note.modified, BASE.modified)), None)
    ] * 3


@given(versions, versions)
def test_merging_again_changes_nothing(ours: dict[str, Any], theirs: dict[str, Any]) -> None:
    """A merge that is repeated finds nothing left to do."""
    merged = merge(BASE, version(ours), version(theirs), lambda: "N2").note
    again = merge(merged, merged, merged, lambda: "N3")
    assert again == (merged, None)


def test_lists_keep_their_order() -> None:
    """The other side's order is kept, our additions follow, and what either side removed is gone."""
    assert merge_lists("abc", "acx", "bcay") == ["c", "a", "y", "x"]


def test_times_do_not_make_content() -> None:
    """Two versions that say the same are the same, whenever they were saved."""
    later = replace(BASE, modified="2027-01-01T00:00:00Z")
    assert (same_content(BASE, later), same_content(BASE, replace(BASE, text="x"))) == (True, False)
