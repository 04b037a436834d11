"""Undo and redo of what earlier runs did to notes and stories, the newest first.

Acts of this run are in its own history.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from index import safe

from ..session.shelf_changes import UndoStep
from ..session.watchers import Watchers

if TYPE_CHECKING:
    from collections.abc import Callable

    from index import Library

    from ..session.session import Session


class EarlierActs:
    """Undo on the search thread; ``changed`` is called when notes may have changed, ``stories_changed`` for stories."""

    def __init__(self, session: Session, changed: Callable[[], None]) -> None:
        self._session, self._changed = session, changed
        self.stories_changed: Watchers[[]] = Watchers()

    def undo(self, library: Library) -> None:
        """Undo the last act of an earlier run, if there is one, and say what it was."""
        self._session.search_thread.queue(partial(_undo_newest, library), partial(self._answer, library))

    def _answer(self, library: Library, undone: tuple[str, bool] | None) -> None:
        if undone is None:
            self._session.refuse("There is nothing to undo.")
            return
        label, of_stories = undone
        stories, notebook = library.stories, library.notebook
        both = (stories.undo_last, stories.redo_last) if of_stories else (notebook.undo, notebook.redo)
        undo, redo = (partial(self._step, each) for each in both)
        step = UndoStep(label, undo, redo)
        self._session.shelf.history.undid(step)
        self._session.say(f"Undone, of an earlier session: {safe(label)}.")
        self._tell()

    def _step(self, step: Callable[[], object]) -> None:
        self._session.search_thread.queue(step, lambda _: self._tell())

    def _tell(self) -> None:
        self._changed()
        self.stories_changed()


def _undo_newest(library: Library) -> tuple[str, bool] | None:
    """Undo the newest act; return its label, and whether it was about stories."""
    if library.stories.newest > library.notebook.newest:
        step = library.stories.undo_last()
        return (step.label, True) if step else None
    label = library.notebook.undo()
    return (label, False) if label else None
