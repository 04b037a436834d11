"""The reader's own keys: `keys:` of the configuration laid over the table, each mistake reported and stepped over.

Refuses to import Textual, which drops a misspelt or clashing key without a word.
"""

from __future__ import annotations

from dataclasses import replace
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from .keymap import ACTIONS, Action, Keymap

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

NAMED: Final = frozenset(
    {
        *("enter", "escape", "tab", "space", "backspace", "delete", "insert", "comma"),
        *("up", "down", "left", "right", "home", "end", "pageup", "pagedown"),
        *(f"f{number}" for number in range(1, 25)),
    }
)
MODIFIERS: Final = ("ctrl", "alt", "shift")
RESERVED: Final = {
    "ctrl+m": "is Enter in many terminals",
    "ctrl+i": "is Tab in many terminals",
    "ctrl+h": "is Backspace in many terminals",
    "ctrl+j": "is a line break in many terminals",
    "ctrl+s": "may stop the terminal's output",
    "ctrl+z": "may leave the terminal in disorder",
    "ctrl+c": "copies the selection",
}


def overlay(wanted: Mapping[str, str | Sequence[str]]) -> tuple[Keymap, tuple[str, ...]]:
    """Return the keymap with ``wanted`` (action id → key, keys separated by spaces, or a list) and the problems.

    An action whose wish has a problem keeps the table's keys. A key taken from another action on the same screen is a
    clash unless that action is given other keys too.
    """
    problems: list[str] = []
    chosen: dict[str, tuple[str, ...]] = {}
    for name, value in wanted.items():
        keys, trouble = _wish(name, value)
        problems.extend(trouble)
        if not trouble:
            chosen[name] = keys
    problems.extend(_drop_clashes(chosen))
    return Keymap(tuple(_with(action, chosen) for action in ACTIONS)), tuple(problems)


def _with(action: Action, chosen: Mapping[str, tuple[str, ...]]) -> Action:
    return replace(action, keys=chosen.get(action.id, action.keys))


def _wish(name: str, value: str | Sequence[str]) -> tuple[tuple[str, ...], list[str]]:
    ids = [action.id for action in ACTIONS]
    if name not in ids:
        return (), [f"keys: there is no action “{name}”{_nearest(name, ids)}."]
    keys = tuple(value.split() if isinstance(value, str) else value)
    return keys, [f"keys: {name}: {reason}." for reason in map(_fault, keys) if reason]


def _fault(key: str) -> str:
    """Say what is wrong with a key name; empty when nothing is."""
    if key in RESERVED:
        return f"{key} {RESERVED[key]}; choose another key"
    modifier, _, name = key.rpartition("+") if len(key) > 1 else ("", "", key)
    if modifier and any(part not in MODIFIERS for part in modifier.split("+")):
        return f"“{key}” is no key{_nearest(key, NAMED)}"
    if name in NAMED or (len(name) == 1 and name.isprintable() and not name.isspace()):
        return ""
    return f"“{key}” is no key{_nearest(name, NAMED)}"


def _nearest(name: str, among: Sequence[str] | frozenset[str]) -> str:
    near = get_close_matches(name.lower(), sorted(among), n=1, cutoff=0.5)
    return f"; did you mean “{near[0]}”?" if near else ""


def _drop_clashes(chosen: dict[str, tuple[str, ...]]) -> Iterator[str]:
    """Take out of ``chosen`` what clashes, until nothing does, and yield a sentence for each."""
    while clash := _clash(chosen):
        name, key, other, screen = clash
        del chosen[name]
        yield f"keys: {name}: “{key}” already means {other} in the {screen.capitalize()}; {name} keeps its own keys."


def _clash(chosen: Mapping[str, tuple[str, ...]]) -> tuple[str, str, str, str] | None:
    """Return the first clash as (wished action, key, other action, screen)."""
    taken: dict[tuple[str, str], str] = {}
    for action in sorted(ACTIONS, key=lambda action: action.id in chosen):
        for key in chosen.get(action.id, action.keys):
            for screen in action.screens:
                other = taken.setdefault((screen, key), action.id)
                if other != action.id:
                    return action.id, key, other, screen
    return None
