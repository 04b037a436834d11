"""What others write in the files of notes is shown and told, however looks for it follow one another."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from tui.notes.outside_notes import OutsideNotes

if TYPE_CHECKING:
    from collections.abc import Callable


class Waiting:
    """Marks or decisions that ``waits`` says are still to be written; ``made`` says that the next try succeeds."""

    waits = made = False

    def __init__(self, *marked: set[str]) -> None:
        self.searches: dict[str, str] = {}
        self.searched = 0
        self._marked = [frozenset(ids) for ids in marked]
        self.told: list[frozenset[str]] = []

    def catch_up(self) -> bool:
        """Write what waits."""
        return self.made

    def look(self) -> frozenset[str]:
        """Return what another window marked since the last look."""
        return self._marked.pop(0) if self._marked else frozenset()

    def changed(self, articles: frozenset[str]) -> None:
        """Hear whose marks are shown anew."""
        self.told.append(articles)

    def searches_changed(self) -> None:
        """Hear that the saved searches are shown anew."""
        self.searched += 1


class Answers:
    """A search thread whose answers come when a test lets them; also the session, the library and its notebook."""

    problems = ()

    def __init__(self, *found: set[str]) -> None:
        self.library = self.notebook = self.search_thread = self
        self.shelf, self.decisions = Waiting(), Waiting()
        self.waiting: dict[str, str] = {}
        self.said: list[str] = []
        self.alarms: list[str] = []
        self.held = SimpleNamespace(lost=None)
        self.looks = 0
        self._found = iter(found)
        self._asked: list[tuple[Callable[[Any], Any], Callable[[Any], None]]] = []

    def refresh(self) -> frozenset[str]:
        """Make what waits, and return what others changed since the last look."""
        self.waiting = {}
        self.looks += 1
        return frozenset(next(self._found))

    def look(self, article: str) -> frozenset[str]:
        """Count a look at the notes of one article."""
        del article
        self.looks += 1
        return frozenset()

    def ask(self, slot: str, work: Callable[[Any], Any], then: Callable[[Any], None]) -> None:
        """Take a question."""
        assert slot == "look"
        self._asked.append((work, then))

    def say(self, text: str, *, alarm: bool = False) -> None:
        """Hear a sentence."""
        (self.alarms if alarm else self.said).append(text)

    def tell_news(self, text: str) -> None:
        """Hear what happened without a key."""
        self.said.append(text)

    @property
    def asked(self) -> int:
        """How many questions wait."""
        return len(self._asked)

    def answer(self, *, void: bool = False) -> None:
        """Do what was asked first; a void answer is not handed on."""
        work, then = self._asked.pop(0)
        answer = work(lambda: False)
        if not void:
            then(answer)


def test_what_a_void_look_found_is_told_by_the_next() -> None:
    """A look finds each change once; when the next one is asked before it is answered, nothing is lost."""
    session, changed = Answers({"n1"}, {"n2"}, set()), list[frozenset[str]]()
    outside = OutsideNotes(session, changed.append)  # type: ignore[arg-type]
    for void in (True, False, False):
        outside.refresh()
        session.answer(void=void)
    assert changed == [{"n1", "n2"}]
    assert session.said == ["Notes were changed outside and are shown anew."]


def test_what_waited_is_shown_anew_once_it_is_made() -> None:
    """A note that is in its file at last is the same note, and is shown without the reason why it waited."""
    session, changed = Answers(set(), set()), list[frozenset[str]]()
    outside = OutsideNotes(session, changed.append)  # type: ignore[arg-type]
    session.waiting = {"n1": "the disk is full"}
    for _ in range(2):
        outside.refresh()
        session.answer()
    assert (changed, session.said) == ([frozenset({"n1"})], ["What had to wait is in its file now."])


@pytest.mark.parametrize(("waiting", "files"), [("", 0), ("notes", 1), ("shelf", 1), ("decisions", 1)])
def test_only_what_waits_is_tried_again(waiting: str, files: int) -> None:
    """Where no notes are on the screen the files of notes are looked at only if something has to be written."""
    session = Answers(set())
    session.waiting = {"n1": "busy"} if waiting == "notes" else {}
    session.shelf.waits, session.decisions.waits = waiting == "shelf", waiting == "decisions"
    OutsideNotes(session, list[frozenset[str]]().append).catch_up()  # type: ignore[arg-type]
    session.answer()
    assert session.looks == files


def test_marks_of_another_window_are_shown_anew() -> None:
    """Stars and tags set in another window are shown after each look; a discarded look leaves them to the next."""
    session = Answers()
    session.shelf = Waiting({"a.txt"}, {"b.txt"}, set())
    outside = OutsideNotes(session, list[frozenset[str]]().append)  # type: ignore[arg-type]
    for void in (True, False, False):
        outside.catch_up()
        session.answer(void=void)
    assert (session.shelf.told, session.said) == ([frozenset({"a.txt", "b.txt"})], [])


@pytest.mark.parametrize("made", ["shelf", "decisions"])
def test_marks_and_decisions_that_waited_are_told(made: str) -> None:
    """Stars, tags and decisions on stories that are in their file at last are told; no note is another."""
    session, changed = Answers(set()), list[frozenset[str]]()
    session.shelf.made, session.decisions.made = made == "shelf", made == "decisions"
    OutsideNotes(session, changed.append).refresh()  # type: ignore[arg-type]
    session.answer()
    assert (changed, session.said) == ([], ["What had to wait is in its file now."])


def test_saved_searches_of_another_window_are_shown_at_the_next_look() -> None:
    """What was there at the first look is known; a name that comes, and one that goes, are shown once each."""
    session = Answers()
    outside = OutsideNotes(session, list[frozenset[str]]().append)  # type: ignore[arg-type]
    shown = []
    for searches in ({}, {"ships": "ship*"}, {"ships": "ship*"}, {"ships": "boat"}, {}):
        session.shelf.searches = searches
        outside.catch_up()
        session.answer()
        shown.append(session.shelf.searched)
    assert (shown, session.said) == ([0, 1, 1, 2, 3], [])


def test_a_folder_that_is_lost_is_told_once_and_so_is_its_return() -> None:
    """The sentence is shown once, and again only if the folder disappears a second time."""
    session = Answers()
    outside = OutsideNotes(session, list[frozenset[str]]().append)  # type: ignore[arg-type]
    for lost in (None, "gone", "gone", None, None, "gone"):
        session.held.lost = lost
        outside.catch_up()
        session.answer()
    assert session.alarms == ["gone", "The folder is back, and what had to wait is in its file now.", "gone"]
