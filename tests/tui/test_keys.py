"""The reader's own keys: what is right is taken, what is wrong is said and stepped over."""

from __future__ import annotations

from pathlib import Path

import pytest
from yaml import safe_load

from tui.frame.page_keys import TYPING
from tui.keymap import TABS, Keymap
from tui.keys import Mistake, habits, overlay

ROOT = Path(__file__).parents[2]


def test_no_wishes_leave_the_table_as_it_is() -> None:
    """An empty section gives the table and no problem."""
    assert overlay({}) == (Keymap(), ())


def test_a_wish_replaces_all_keys_of_an_action() -> None:
    """The keys given stand instead of the table's, as a string or a list."""
    keymap, problems = overlay({"star": "% f5", "tag": ["Z"]})
    assert problems == ()
    assert keymap.action("star").keys == ("%", "f5")
    assert keymap.action("tag").keys == ("Z",)


def test_an_empty_wish_takes_the_keys_away() -> None:
    """An action may be left without a key; the palette still has it."""
    keymap, problems = overlay({"star": ""})
    assert (keymap.action("star").keys, problems) == ((), ())


@pytest.mark.parametrize(
    ("wish", "mistake"),
    [
        ({"sart": "x"}, Mistake("sart", "there is no action “sart”", "did you mean “sort”?")),
        ({"star": "ctrl+s"}, Mistake("star", "ctrl+s may stop the terminal's output", "choose another key")),
        ({"star": "entr"}, Mistake("star", "“entr” is no key", "did you mean “enter”?")),
        ({"star": "ctrl+["}, Mistake("star", "ctrl+[ is Esc in many terminals", "choose another key")),
        ({"star": "shift+ä"}, Mistake("star", "“shift+ä” never comes from a terminal", "write “Ä”")),
        ({"star": "Return"}, Mistake("star", "“Return” is no key", "did you mean “enter”?")),
        ({"star": "<C-n>"}, Mistake("star", "“<C-n>” is no key", "did you mean “ctrl+n”?")),
        ({"star": "^n"}, Mistake("star", "“^n” is no key", "did you mean “ctrl+n”?")),
        ({"star": "Alt-PgDn"}, Mistake("star", "“Alt-PgDn” is no key", "did you mean “alt+pagedown”?")),
        (
            {"star": "control+shift+f5"},
            Mistake("star", "“control+shift+f5” is no key", "did you mean “ctrl+shift+f5”?"),
        ),
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
    """Two actions on different screens may have the same key."""
    keymap, problems = overlay({"sort": "F"})
    assert (keymap.action("sort").keys, problems) == (("F",), ())


CHANGING = (
    "delete_note",
    "undo",
    "redo",
    "toggle_read",
    "keep_whole",
    "accept_guess",
    "edit_note",
    "highlight",
    "join",
    "join_stories",
    "take_out",
    "take_account_out",
    "star",
    "read_all",
)
"""What changes something of the reader's."""

PRESSED = {
    "vim": "h j k l w b f ; comma * # 0 $ ^ ctrl+e ctrl+y G n N / ? ctrl+f ctrl+b ctrl+d ctrl+u { } ( )",
    "less": (
        "h H q Q V e ctrl+e j J ctrl+n ctrl+j enter down y Y ctrl+y k K ctrl+k ctrl+p up f ctrl+f ctrl+v space b "
        "ctrl+b alt+v z w alt+space d ctrl+d u ctrl+u r ctrl+r ctrl+l R F g < alt+< G > alt+> p P % t T { } ( ) "
        "[ ] m M ' ctrl+x / ? n N alt+n alt+N alt+u & : = ctrl+g - D S i _ + ! # | s alt+f alt+( alt+) left right "
        "pageup pagedown home end"
    ),
    "newsboat": (
        "enter q Q r R A C s n p J K ctrl+k o O ? ctrl+u N l u ctrl+t t / # e E ctrl+r ctrl+l : F f ctrl+f ctrl+b "
        "ctrl+e ctrl+n ctrl+p j k D ctrl+d $ v ctrl+x ctrl+v ctrl+g | g G up down pageup pagedown home end "
        "comma tab space"
    ),
}
"""What fingers press to move and to look; of less and newsboat every key that they have by default.

``D``, ``S`` and ``i`` stand for the letters that follow ``-`` in less.
"""


@pytest.mark.parametrize("name", PRESSED)
def test_habits_have_one_meaning_a_key(name: str) -> None:
    """No preset gives a key two meanings on a screen, and each takes nothing but keys away."""
    for screen, _ in TABS:
        keys = [key for action in habits(name).on(screen) for key in action.keys]
        assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("name", ["less", "newsboat"])
def test_a_preset_is_taken_whole(name: str) -> None:
    """Every line of a preset names an action and clashes with nothing."""
    preset = safe_load((ROOT / "tui" / "key_presets.yaml").read_text("utf-8"))[name]
    keymap, mistakes = overlay(preset)
    assert mistakes == ()
    assert keymap == habits(name)


@pytest.mark.parametrize(
    ("name", "hand"), [("vim", "vim"), ("vim", "less"), ("vim", "newsboat"), ("less", "less"), ("newsboat", "newsboat")]
)
def test_no_habit_of_moving_changes_or_deletes(name: str, hand: str) -> None:
    """The keys that page, scroll and go to the ends in less, newsboat or vim delete nothing."""
    pressed = set(PRESSED[hand].split())
    found = {
        f"{key} {action.id}"
        for action in habits(name).actions
        if action.id in (CHANGING if hand == name else ("delete_note", "keep_whole", "accept_guess"))
        for key in action.keys
        if key in pressed
    }
    # Newsboat's own keys for the same, or for deleting, or one that opens a box.
    own = {"newsboat": {"N toggle_read", "A read_all", "e edit_note"}, "vim": {"D delete_note", "A accept_guess"}}
    allowed = own.get(name, set()) if hand != "vim" else set()
    assert found - allowed == set()


def test_every_key_of_less_that_goes_a_line_does() -> None:
    """Each of them is the same action, or scrolls."""
    lines = {"up": "y ctrl+y k ctrl+k ctrl+p up", "down": "e j ctrl+n down"}
    keymap = habits("less")
    assert {name: set(keys.split()) - set(keymap.action(name).keys) for name, keys in lines.items()} == {
        "up": set(),
        "down": set(),
    }


@pytest.mark.parametrize("screen", [name for name, _ in TABS])
def test_less_narrows_with_an_ampersand(screen: str) -> None:
    """As `&pattern` in less it opens a line to type in: words behind another key would run as commands."""
    found = next(action.id for action in habits("less").on(screen) if "&" in action.keys)
    assert found in TYPING


def test_wishes_stand_over_habits() -> None:
    """A reader's own key replaces that of the preset; a mistaken wish leaves the preset's."""
    keymap, mistakes = overlay({"undo": "f9", "help": "entr"}, habits("less"))
    assert keymap.action("undo").keys == ("f9",)
    assert keymap.action("help").keys == ("h", "H", "?", "f1")
    assert [mistake.action for mistake in mistakes] == ["help"]
