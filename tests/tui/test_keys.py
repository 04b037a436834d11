"""The reader's own keys: what is right is taken, what is wrong is said and stepped over."""

from __future__ import annotations

import pytest

from tui.keymap import Keymap
from tui.keys import Mistake, overlay


def test_no_wishes_leave_the_table_as_it_is() -> None:
    """An empty section gives the table and no problem."""
    assert overlay({}) == (Keymap(), ())


def test_a_wish_replaces_all_keys_of_an_action() -> None:
    """The keys given stand instead of the table's, as a string or a list."""
    keymap, problems = overlay({"star": "* f5", "tag": ["Z"]})
    assert problems == ()
    assert keymap.action("star").keys == ("*", "f5")
    assert keymap.action("tag").keys == ("Z",)


def test_an_empty_wish_takes_the_keys_away() -> None:
    """An action may be left without a key; the palette still has it."""
    keymap, problems = overlay({"star": ""})
    assert (keymap.action("star").keys, problems) == ((), ())


@pytest.mark.parametrize(
    ("wish", "mistake"),
    [
        ({"sart": "x"}, Mistake("sart", "there is no action “sart”", "did you mean “star”?")),
        ({"star": "ctrl+z"}, Mistake("star", "ctrl+z may leave the terminal in disorder", "choose another key")),
        ({"star": "entr"}, Mistake("star", "“entr” is no key", "did you mean “enter”?")),
        (
            {"star": "hyper+x"},
            Mistake("star", "“hyper+x” is no key", "write a character, or a name such as enter, f5, ctrl+n"),
        ),
        ({"star": "t"}, Mistake("star", "“t” already means tag on the screen Library", "give tag another key too")),
    ],
)
def test_a_wrong_wish_is_said_and_falls_back(wish: dict[str, str], mistake: Mistake) -> None:
    """An unknown action, a bad or reserved key and a clash are each one mistake, and the table's keys stand."""
    assert overlay(wish) == (Keymap(), (mistake,))


def test_two_actions_may_change_places() -> None:
    """A key is free when the action that had it is given another."""
    keymap, problems = overlay({"star": "t", "tag": "s"})
    assert problems == ()
    assert (keymap.action("star").keys, keymap.action("tag").keys) == (("t",), ("s",))


def test_the_same_key_may_mean_different_things_on_different_screens() -> None:
    """A clash is one of a single screen."""
    keymap, problems = overlay({"rescan": "F"})
    assert (keymap.action("rescan").keys, problems) == (("F",), ())
