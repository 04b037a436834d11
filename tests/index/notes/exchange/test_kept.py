"""Imported notes in the notebook: what goes out of one library comes into another."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from index.model.article import Span
from index.model.note import Note
from index.notes.anchors.anchor import describe
from index.notes.book.notebook import Notebook
from index.notes.citation import Cited
from index.notes.exchange.destination import Destination
from index.notes.exchange.imported import joined
from index.notes.exchange.jsonld_notes import linked
from index.notes.exchange.note_formats import read

if TYPE_CHECKING:
    from pathlib import Path

DAY = "2026-11-22T10:00:00Z"
TEXT = "The minister said talks would go on."
CITED = {"a.txt": Cited("a.txt", "Talks")}
HERE = Destination.of(CITED.values())


def conversation() -> tuple[Note, ...]:
    """Return a note on a passage, an answer and an answer to that, the last one first."""
    target = describe(TEXT, Span(4, 12), article="a.txt", text_hash="h")
    return (
        Note("01C", "note", "And he?", "ana", DAY, DAY, reply_to="01B"),
        Note("01B", "note", "The second.", "ben", DAY, DAY, reply_to="01A", links=("01C",)),
        Note("01A", "claim", "Which one?", "ana", DAY, DAY, ("china",), (target,), extra={"mood": "fine"}),
    )


def test_a_conversation_moves_to_another_library_in_one_act(tmp_path: Path) -> None:
    """Note and answers exported together are kept together where they are imported, and one undo takes all back."""
    notebook = Notebook(tmp_path, author="ana")
    brought = read("auto", linked(conversation(), CITED), HERE, now=DAY)
    notebook.add(joined(brought, notebook.all()).notes)
    assert Notebook(tmp_path).all() == tuple(sorted(conversation(), key=lambda note: note.id))
    assert joined(brought, notebook.all()).notes == ()
    notebook.undo()
    assert notebook.all() == ()


def test_what_another_program_wrote_survives_the_notebook(tmp_path: Path) -> None:
    """Nested keys of a foreign note are the same after they were written and read."""
    foreign = {
        "id": "http://example.org/1",
        "audience": {"type": "Audience", "schema:audienceType": ["a", {"deep": [1, True, None]}]},
        "body": "http://example.org/body",
        "target": {"source": "urn:variorum:article:a.txt", "selector": {"type": "CssSelector", "value": "p > q"}},
    }
    (note,) = read("auto", json.dumps(foreign), HERE, now=DAY).notes
    Notebook(tmp_path).add([note])
    assert Notebook(tmp_path).all() == (note,)
