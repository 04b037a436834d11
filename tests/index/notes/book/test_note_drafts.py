"""Drafts: what was typed and not saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.model.note import Target

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.notes.book.notebook import Notebook

B = Target("b.txt")


def test_drafts(book: Notebook, open_book: Callable[[], Notebook]) -> None:
    """What was typed and not saved is there after a crash, and gone when it is dropped."""
    note = book.write("Hm.", [B])
    typed = book.edit(note)
    book.drafts.keep("new b.txt", typed)
    again = open_book()
    assert (again.drafts.get("new b.txt"), again.drafts.get("other"), again.all()) == (typed, None, (note,))
    again.drafts.drop("new b.txt")
    assert book.drafts.all() == {}
