"""Undo and redo of what earlier runs did to notes, stories and marks, the newest first.

Acts of this run are in its own history. Nobody remembers what was done last week, and fingers of other programs type
`u` for something else: an act is named first, and undone when it is asked for again.
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


class _Answer(NamedTuple):
    """What was undone, if anything, and id and label of the act that comes next, empty if there is none."""

    undone: _Undone | None
    next: tuple[str, str]


class EarlierActs:
    """Undo on the search thread; ``changed`` is called when notes may have changed, ``stories_changed`` for stories."""

    def __init__(self, session: Session, changed: Callable[[], None]) -> None:
        self._session, self._changed = session, changed
        self._named = ""
        self.stories_changed: Watchers[[]] = Watchers()

    def undo(self, library: Library) -> None:
        """Name the last act of an earlier run; undo it instead if it was named before, and say which comes next."""
        self._session.search_thread.queue(partial(_undo_named, library, self._named), self._answer)

    def _answer(self, answer: _Answer) -> None:
        session, undone = self._session, answer.undone
        self._named, label = answer.next
        key, then = session.key_of("undo"), safe(label)
        if undone is None:
            told = f"{key} again undoes, of an earlier session: {then}." if then else "There is nothing to undo."
            session.refuse(told)
            return
        undo, redo = (partial(self._step, each, undone.marked) for each in (undone.undo, undone.redo))
        session.shelf.history.undid(UndoStep(undone.label, undo, redo))
        on = f" {key} goes on with: {then}." if then else ""
        session.say(f"Undone, of an earlier session: {safe(undone.label)}.{on}")
        self._tell(undone.marked)

    def _step(self, step: Callable[[], object], marked: tuple[str, ...]) -> None:
        self._session.search_thread.queue(step, lambda _: self._tell(marked))

    def _tell(self, marked: tuple[str, ...]) -> None:
        if marked:
            self._session.shelf.changed(marked)
        else:
            self._changed()
            self.stories_changed()


def _undo_named(library: Library, named: str) -> _Answer:
    """Undo the newest act on notes, stories or marks if it is the one ``named``."""
    newest = _newest(library)
    if not named or newest[0] != named:
        return _Answer(None, newest)
    return _Answer(_undo_newest(library, newest), _newest(library))


def _newest(library: Library) -> tuple[str, str]:
    return max(library.stories.newest, library.notebook.newest, library.shelf.history.newest)


def _undo_newest(library: Library, newest: tuple[str, str]) -> _Undone | None:
    stories, notebook, marks = library.stories, library.notebook, library.shelf.history
    if newest == marks.newest:
        act = marks.undo()
        return _Undone(act.label, marks.undo, marks.redo, act.articles) if act else None
    if newest == stories.newest:
        step = stories.undo_last()
        return _Undone(step.label, stories.undo_last, stories.redo_last) if step else None
    label = notebook.undo()
    return _Undone(label, notebook.undo, notebook.redo) if label else None
