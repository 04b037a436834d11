"""The reader's own keys: `keys:` of the configuration laid over the table, each mistake reported and stepped over.

Refuses to import Textual, which drops a misspelt or clashing key without a word.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import get_close_matches
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from .keymap import ACTIONS, TABS, Action, Keymap

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

NAMED: Final = frozenset(
    {
        *("enter", "escape", "tab", "space", "backspace", "delete", "insert", "comma"),
        *("up", "down", "left", "right", "home", "end", "pageup", "pagedown"),
        *(f"f{number}" for number in range(1, 25)),
    }
)
_TABLE: Final = Keymap()
VIM: Final = "vim"
"""The habits that the table of actions has by itself."""

MODIFIERS: Final = ("ctrl", "alt", "shift")
RESERVED: Final = {
    "ctrl+m": "is Enter in many terminals",
    "ctrl+i": "is Tab in many terminals",
    "ctrl+h": "is Backspace in many terminals",
    "ctrl+j": "is a line break in many terminals",
    "ctrl+s": "may stop the terminal's output",
    "ctrl+c": "copies the selection",
}


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with a wish for keys: the action it names, what is wrong, and the cure."""

    action: str
    message: str
    cure: str


def habits(name: str) -> Keymap:
    """Return the keymap for fingers that know another reader: ``less``, ``newsboat``; the table's own for ``vim``."""
    if name == VIM:
        return Keymap()
    from yaml import safe_load  # noqa: PLC0415 - the usual keys need no file

    presets = safe_load(files(__package__).joinpath("key_presets.yaml").read_text("utf-8"))
    return overlay(presets[name])[0]


def overlay(wanted: Mapping[str, str | Sequence[str]], base: Keymap = _TABLE) -> tuple[Keymap, tuple[Mistake, ...]]:
    """Return ``base`` with ``wanted`` (action id → key, keys separated by spaces, or a list) and the mistakes.

    An action whose wish has a mistake keeps its keys. A key taken from another action on the same screen is a
    clash unless that action is given other keys too.
    """
    mistakes: list[Mistake] = []
    chosen: dict[str, tuple[str, ...]] = {}
    for name, value in wanted.items():
        keys = tuple(value.split() if isinstance(value, str) else value)
        wrong = _mistakes(name, keys)
        mistakes.extend(wrong)
        if not wrong:
            chosen[name] = keys
    mistakes.extend(_drop_clashes(chosen, base))
    return Keymap(tuple(_with(action, chosen) for action in base.actions)), tuple(mistakes)


def _with(action: Action, chosen: Mapping[str, tuple[str, ...]]) -> Action:
    return replace(action, keys=chosen.get(action.id, action.keys))


def _mistakes(name: str, keys: tuple[str, ...]) -> list[Mistake]:
    ids = [action.id for action in ACTIONS]
    if name not in ids:
        return [Mistake(name, f"there is no action “{name}”", _nearest(name, ids, "`variorum config keys` lists them"))]
    return [mistake for key in keys if (mistake := _mistake(name, key))]


def _mistake(action: str, key: str) -> Mistake | None:
    """Return what is wrong with a key's name, if anything is."""
    if key in RESERVED:
        return Mistake(action, f"{key} {RESERVED[key]}", "choose another key")
    modifier, _, name = key.rpartition("+") if len(key) > 1 else ("", "", key)
    modified = all(part in MODIFIERS for part in modifier.split("+")) if modifier else True
    if modified and (name in NAMED or (len(name) == 1 and name.isprintable() and not name.isspace())):
        return None
    names = "write a character, or a name such as enter, f5, ctrl+n"
    return Mistake(action, f"“{key}” is no key", _nearest(name, NAMED, names))


def _nearest(name: str, among: Sequence[str] | frozenset[str], otherwise: str) -> str:
    near = get_close_matches(name.lower(), sorted(among), n=1, cutoff=0.5)
    return f"did you mean “{near[0]}”?" if near else otherwise


def _drop_clashes(chosen: dict[str, tuple[str, ...]], base: Keymap) -> Iterator[Mistake]:
    """Take out of ``chosen`` what clashes, until nothing does, and yield a mistake for each."""
    while clash := _clash(chosen, base):
        name, key, other, screen = clash
        del chosen[name]
        message = f"“{key}” already means {other} on the screen {dict(TABS)[screen]}"
        yield Mistake(name, message, f"give {other} another key too")


def _clash(chosen: Mapping[str, tuple[str, ...]], base: Keymap) -> tuple[str, str, str, str] | None:
    """Return the first clash as (wished action, key, other action, screen)."""
    taken: dict[tuple[str, str], str] = {}
    for action in sorted(base.actions, key=lambda action: action.id in chosen):
        for key in chosen.get(action.id, action.keys):
            for screen in action.screens:
                other = taken.setdefault((screen, key), action.id)
                if other != action.id:
                    return action.id, key, other, screen
    return None
