"""The table of actions: one meaning a key on each screen, and every row complete."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter

import pytest

from tui.keymap import ACTIONS, GROUPS, LIBRARY, READER, Keymap, shown


@pytest.mark.parametrize("screen", [LIBRARY, READER])
def test_a_key_means_one_thing_on_a_screen(screen: str) -> None:
    """No key is given to two actions of the same screen."""
    keys = Counter(key for action in Keymap().on(screen) for key in action.keys)
    assert [key for key, count in keys.items() if count > 1] == []


def test_ids_are_unique() -> None:
    """Each action has an id of its own, fit for a configuration file."""
    ids = [action.id for action in ACTIONS]
    assert len(set(ids)) == len(ids)
    assert all(name.isidentifier() and name.islower() for name in ids)


def test_every_row_is_complete() -> None:
    """Each action has a label, a help sentence, a known group and a screen."""
    for action in ACTIONS:
        assert action.label
        assert action.help.endswith(".")
        assert action.group in GROUPS
        assert action.screens


def test_hints_come_in_order_of_use_and_have_keys() -> None:
    """The hint line begins with the most useful action and names none without a key."""
    hints = Keymap().hints(LIBRARY)
    assert [action.id for action in hints[:4]] == ["open", "mark", "search", "compare"]
    assert [action.footer for action in hints] == sorted(action.footer for action in hints)
    assert all(action.keys for action in hints)


def test_an_unknown_action_is_a_key_error() -> None:
    """Asking for an id that is not in the table raises."""
    with pytest.raises(KeyError):
        Keymap().action("fly")


@pytest.mark.parametrize(
    ("key", "written"),
    [("ctrl+p", "^p"), ("enter", "⏎"), ("f1", "F1"), ("G", "G"), ("alt+left", "alt+←"), ("+", "+")],
)
def test_keys_are_written_as_people_write_them(key: str, written: str) -> None:
    """A key's name becomes its usual sign."""
    assert shown(key) == written


def test_keys_can_be_written_in_ascii() -> None:
    """With ASCII alone a key keeps its name."""
    assert [shown(key, ascii_only=True) for key in ("enter", "ctrl+p", "pageup")] == ["enter", "ctrl+p", "pageup"]


@pytest.mark.parametrize("module", ["tui.keymap", "tui.keys", "tui.screen_settings", "tui.child", "tui.launch"])
def test_plain_tables_load_no_textual(module: str) -> None:
    """The tables, the child process and the command load neither Textual nor Rich."""
    code = f"import sys, {module}; print([name for name in ('textual', 'rich') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
