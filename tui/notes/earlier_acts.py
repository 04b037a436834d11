"""Undo and redo of what earlier runs did to notes, stories and marks, the newest first.

Acts of this run are in its own history.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from index import safe

from ..session.shelf_changes import UndoStep
from ..session.watchers import Watchers

if TYPE_CHECKING:
    from collections.abc import Callable

    from index import Library

    from ..session.session import Session


class _Undone(NamedTuple):
    """An act that was undone: its label, how to undo and redo it again, and the articles whose marks it changed."""

    label: str
    undo: Callable[[], object]
    redo: Callable[[], object]
    marked: tuple[str, ...] = ()


class EarlierActs:
    """Undo on the search thread; ``changed`` is called when notes may have changed, ``stories_changed`` for stories."""

    def __init__(self, session: Session, changed: Callable[[], None]) -> None:
        self._session, self._changed = session, changed
        self.stories_changed: Watchers[[]] = Watchers()

    def undo(self, library: Library) -> None:
        """Undo the last act of an earlier run, if there is one, and say what it was."""
        self._session.search_thread.queue(partial(_undo_newest, library), self._answer)

    def _answer(self, undone: _Undone | None) -> None:
        if undone is None:
            self._session.refuse("There is nothing to undo.")
            return
        undo, redo = (partial(self._step, each, undone.marked) for each in (undone.undo, undone.redo))
        self._session.shelf.history.undid(UndoStep(undone.label, undo, redo))
        self._session.say(f"Undone, of an earlier session: {safe(undone.label)}.")
        self._tell(undone.marked)

    def _step(self, step: Callable[[], object], marked: tuple[str, ...]) -> None:
        self._session.search_thread.queue(step, lambda _: self._tell(marked))

    def _tell(self, marked: tuple[str, ...]) -> None:
        if marked:
            self._session.shelf.changed(marked)
        else:
            self._changed()
            self.stories_changed()


def _undo_newest(library: Library) -> _Undone | None:
    """Undo the newest act on notes, stories or marks."""
    stories, notebook, marks = library.stories, library.notebook, library.shelf.history
    newest = max(stories.newest, notebook.newest, marks.newest)
    if not newest:
        return None
    if newest == marks.newest:
        act = marks.undo()
        return _Undone(act.label, marks.undo, marks.redo, act.articles) if act else None
    if newest == stories.newest:
        step = stories.undo_last()
        return _Undone(step.label, stories.undo_last, stories.redo_last) if step else None
    label = notebook.undo()
    return _Undone(label, notebook.undo, notebook.redo) if label else None
