"""The jump history: back, forward, and what was read lately."""

from __future__ import annotations

from tui.session.jump_history import LENGTH, Place, Trail

LIST, ONE, TWO = Place("library"), Place("reader", "a.txt", 10), Place("reader", "b.txt", 20)


def test_back_and_forward_retrace_the_jumps() -> None:
    """Back returns to where a jump started, forward to where back started."""
    trail = Trail()
    trail.leave(LIST)
    trail.leave(ONE)
    assert [trail.back(TWO), trail.back(ONE), trail.back(LIST)] == [ONE, LIST, None]
    assert [trail.forward(LIST), trail.forward(ONE), trail.forward(TWO)] == [ONE, TWO, None]


def test_a_jump_forgets_what_lay_ahead() -> None:
    """After going back, a new jump leaves nothing to go forward to."""
    trail = Trail()
    trail.leave(LIST)
    trail.back(ONE)
    trail.leave(LIST)
    assert trail.forward(TWO) is None


def test_a_place_left_twice_is_kept_once() -> None:
    """Leaving the same place again and again is one step back, and pushes no other place out of the history."""
    trail = Trail()
    trail.leave(LIST)
    for _ in range(LENGTH):
        trail.leave(ONE)
    assert [trail.back(TWO), trail.back(TWO), trail.back(TWO)] == [ONE, LIST, None]


def test_a_step_always_goes_somewhere() -> None:
    """Going back or forward passes over the place where the reader already is."""
    trail = Trail()
    for place in (LIST, ONE):
        trail.leave(place)
    assert trail.back(ONE) == LIST
    trail.leave(TWO)
    assert [trail.back(LIST), trail.forward(LIST)] == [TWO, None]


def test_the_next_step_back_is_told() -> None:
    """`behind` names it without taking it; at the beginning there is none."""
    trail = Trail()
    assert trail.behind is None
    trail.leave(LIST)
    trail.leave(ONE)
    assert [trail.behind, trail.behind] == [ONE, ONE]


def test_only_the_newest_places_are_kept() -> None:
    """A long history forgets its beginning, and the list of recent articles ends where it is told to."""
    trail = Trail()
    places = [Place("reader", f"{number}.txt") for number in range(LENGTH + 1)]
    for place in places:
        trail.leave(place)
    assert trail.recent(2) == (places[-1], places[-2])
    steps = [trail.back(LIST) for _ in range(LENGTH + 1)]
    assert steps == [*reversed(places[1:]), None]


def test_recent_places_name_each_article_once() -> None:
    """The newest place of each article, newest first, the list itself left out."""
    trail = Trail()
    for place in (ONE, LIST, TWO, Place("reader", "a.txt", 99)):
        trail.leave(place)
    assert trail.recent() == (Place("reader", "a.txt", 99), TWO)
