"""What others write in the files of notes is shown and told, however looks for it follow one another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tui.notes.outside_notes import OutsideNotes

if TYPE_CHECKING:
    from collections.abc import Callable


class Answers:
    """A search thread whose answers come when a test lets them; also the session, the library and its notebook."""

    problems = ()

    def __init__(self, *found: set[str]) -> None:
        self.library = self.notebook = self.search_thread = self
        self.said: list[str] = []
        self._found = iter(found)
        self._asked: list[tuple[Callable[[Any], Any], Callable[[Any], None]]] = []

    def refresh(self) -> frozenset[str]:
        """Return what others changed since the last look."""
        return frozenset(next(self._found))

    def ask(self, slot: str, work: Callable[[Any], Any], then: Callable[[Any], None]) -> None:
        """Take a question."""
        assert slot == "look"
        self._asked.append((work, then))

    def say(self, text: str, *, alarm: bool = False) -> None:
        """Hear a sentence."""
        assert not alarm
        self.said.append(text)

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
