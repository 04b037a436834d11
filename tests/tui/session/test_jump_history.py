"""The jump history: back, forward, and what was read lately."""

from __future__ import annotations

from tui.session.jump_history import Place, Trail

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


def test_recent_places_name_each_article_once() -> None:
    """The newest place of each article, newest first, the list itself left out."""
    trail = Trail()
    for place in (ONE, LIST, TWO, Place("reader", "a.txt", 99)):
        trail.leave(place)
    assert trail.recent() == (Place("reader", "a.txt", 99), TWO)
