"""Undoing and doing again, newest first."""

from __future__ import annotations

from functools import partial

from tui.session.shelf_changes import UndoStack, UndoStep


def _change(log: list[str], name: str) -> UndoStep:
    return UndoStep(name, partial(log.append, f"-{name}"), partial(log.append, f"+{name}"))


def test_changes_are_undone_newest_first_and_redone_in_order() -> None:
    """Undo walks back, redo walks forward, each says what it did."""
    log: list[str] = []
    stack = UndoStack()
    stack.did(_change(log, "star"))
    stack.did(_change(log, "tag"))
    assert [stack.undo(), stack.undo(), stack.undo()] == ["tag", "star", None]
    assert [stack.redo(), stack.redo(), stack.redo()] == ["star", "tag", None]
    assert log == ["-tag", "-star", "+star", "+tag"]


def test_a_new_change_forgets_what_was_undone() -> None:
    """There is nothing to redo after a new change."""
    stack = UndoStack()
    stack.did(_change([], "star"))
    stack.undo()
    stack.did(_change([], "tag"))
    assert (stack.redo(), stack.next_label) == (None, "tag")
