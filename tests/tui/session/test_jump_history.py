"""The jump history: back, forward, and what was read lately."""

from __future__ import annotations

from index import words_at
from tui.session.jump_history import LENGTH, JumpHistory, JumpPlace

LIST, ONE, TWO = JumpPlace("library"), JumpPlace("reader", "a.txt", 10), JumpPlace("reader", "b.txt", 20)


def test_back_and_forward_retrace_the_jumps() -> None:
    """Back returns to where a jump started, forward to where back started."""
    history = JumpHistory()
    history.leave(LIST)
    history.leave(ONE)
    assert [history.back(TWO), history.back(ONE), history.back(LIST)] == [ONE, LIST, None]
    assert [history.forward(LIST), history.forward(ONE), history.forward(TWO)] == [ONE, TWO, None]


def test_a_jump_forgets_what_lay_ahead() -> None:
    """After going back, a new jump leaves nothing to go forward to."""
    history = JumpHistory()
    history.leave(LIST)
    history.back(ONE)
    history.leave(LIST)
    assert history.forward(TWO) is None


def test_a_place_left_twice_is_kept_once() -> None:
    """Leaving the same place again and again is one step back, and pushes no other place out of the history."""
    history = JumpHistory()
    history.leave(LIST)
    for _ in range(LENGTH):
        history.leave(ONE)
    assert [history.back(TWO), history.back(TWO), history.back(TWO)] == [ONE, LIST, None]


def test_a_step_always_goes_somewhere() -> None:
    """Going back or forward passes over the place where the reader already is."""
    history = JumpHistory()
    for place in (LIST, ONE):
        history.leave(place)
    assert history.back(ONE) == LIST
    history.leave(TWO)
    assert [history.back(LIST), history.forward(LIST)] == [TWO, None]


def test_only_the_newest_places_are_kept() -> None:
    """A long history forgets its beginning, and the list of recent articles ends where it is told to."""
    history = JumpHistory()
    places = [JumpPlace("reader", f"{number}.txt") for number in range(LENGTH + 1)]
    for place in places:
        history.leave(place)
    assert history.recent(2) == (places[-1], places[-2])
    steps = [history.back(LIST) for _ in range(LENGTH + 1)]
    assert steps == [*reversed(places[1:]), None]


def test_recent_places_name_each_article_once() -> None:
    """The newest place of each article, newest first, the list itself left out."""
    history = JumpHistory()
    for place in (ONE, LIST, TWO, JumpPlace("reader", "a.txt", 99)):
        history.leave(place)
    assert history.recent() == (JumpPlace("reader", "a.txt", 99), TWO)


def test_a_place_is_where_its_words_are() -> None:
    """In a text that was edited since; one without words stays at its offset, and words make no place another one."""
    text = "The first paragraph tells of ice.\n\nThe second one tells of the harbour at length."
    offset = text.index("harbour")
    place = JumpPlace("reader", "a.txt", offset, words=words_at(text, offset))
    assert place.offset_in(text) == offset
    assert place.offset_in(f"Something new above.\n\n{text}") == offset + len("Something new above.\n\n")
    assert JumpPlace("reader", "a.txt", offset).offset_in("other words") == offset
    assert place.same_as(JumpPlace("reader", "a.txt", offset))
