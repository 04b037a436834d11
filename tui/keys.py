"""The reader's own keys: the configuration's ``keys:`` laid over the table, with every mistake reported and skipped.

Must not import Textual, which silently drops misspelt or clashing keys.
"""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING, Final, NamedTuple

from index import by_other_word, did_you_mean, nearest_name

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
"""The habits that the table of actions follows itself."""

LONGEST: Final = 4
"""The longest key sequence."""

DIGITS: Final = frozenset("0123456789")
MODIFIERS: Final = ("ctrl", "alt", "shift")
_NAMED_ELSEWHERE: Final = by_other_word(
    {
        "enter": "return cr",
        "escape": "esc",
        "space": "spc",
        "backspace": "bs",
        "delete": "del",
        "insert": "ins",
        "pageup": "pgup prior",
        "pagedown": "pgdn pgdown next",
        "ctrl": "c control",
        "alt": "a m meta option",
        "shift": "s",
    }
)
"""Names of keys in editors and other programs, by their name here."""
RESERVED: Final = {
    "ctrl+m": "is Enter in many terminals",
    "ctrl+i": "is Tab in many terminals",
    "ctrl+h": "is Backspace in many terminals",
    "ctrl+j": "is a line break in many terminals",
    "ctrl+[": "is Esc in many terminals",
    "ctrl+s": "may stop the terminal's output",
    "ctrl+c": "copies the selection",
}


class Mistake(NamedTuple):
    """A mistake in the configured keys: the action, what is wrong, and the cure."""

    action: str
    message: str
    cure: str


def habits(name: str) -> Keymap:
    """Return the keymap with the habits of ``less`` or ``newsboat``; for ``vim`` the table itself."""
    if name == VIM:
        return Keymap()
    from importlib.resources import files  # noqa: PLC0415 - the default keys need no file

    from yaml import safe_load  # noqa: PLC0415 - as above

    presets = safe_load(files(__package__).joinpath("key_presets.yaml").read_text("utf-8"))
    return overlay(presets[name])[0]


def overlay(wanted: Mapping[str, str | Sequence[str]], base: Keymap = _TABLE) -> tuple[Keymap, tuple[Mistake, ...]]:
    """Return ``base`` overlaid with ``wanted`` (action id → key, keys separated by spaces, or a list), and mistakes.

    A list entry with several keys is a sequence. An action with a mistake keeps its keys. Taking a key from another
    action of the same screen is a clash unless that action gets other keys too; so is a key that starts another
    action's sequence, except sequences of ``base``, which are dropped.
    """
    if not wanted:
        return base, ()
    mistakes: list[Mistake] = []
    chosen: dict[str, tuple[str, ...]] = {}
    for name, value in wanted.items():
        keys = tuple(value.split() if isinstance(value, str) else (" ".join(keys.split()) for keys in value))
        wrong = _mistakes(name, keys)
        mistakes.extend(wrong)
        if not wrong:
            chosen[name] = keys
    base = Keymap(tuple(_giving_way(action, base, chosen) for action in base.actions))
    mistakes.extend(_drop_clashes(chosen, base))
    return Keymap(tuple(_with(action, chosen) for action in base.actions)), tuple(mistakes)


def _with(action: Action, chosen: Mapping[str, tuple[str, ...]]) -> Action:
    return action._replace(keys=chosen.get(action.id, action.keys))


def _giving_way(action: Action, base: Keymap, chosen: Mapping[str, tuple[str, ...]]) -> Action:
    """Return an action without the sequences that start with a key chosen for another action on one of its screens."""
    beginnings = tuple(
        f"{key} "
        for other in base.actions
        if other.id in chosen and not {*other.screens}.isdisjoint(action.screens)
        for key in chosen[other.id]
    )
    return action._replace(keys=tuple(key for key in action.keys if not key.startswith(beginnings)))


def _mistakes(name: str, keys: tuple[str, ...]) -> list[Mistake]:
    ids = [action.id for action in ACTIONS]
    if name not in ids:
        cure = did_you_mean(name, ids, "`variorum config keys` lists them")
        return [Mistake(name, f"there is no action “{name}”", cure)]
    typed = ((key, part) for key in keys for part in (key.split() or [key]))
    mistakes = [mistake for key, part in typed if (mistake := _mistake(name, part) or _beginning(name, key))]
    return list(dict.fromkeys(mistakes))


def _beginning(action: str, key: str) -> Mistake | None:
    """Return what is wrong with a key sequence: it must not start with a digit (a count), nor be too long."""
    parts = key.split()
    if len(parts) > 1 and parts[0] in DIGITS:
        return Mistake(action, f"“{key}” begins with a digit, which counts", "begin with another key")
    if len(parts) > LONGEST:
        return Mistake(action, f"“{key}” is longer than {LONGEST} keys", "leave some out")
    return None


def _mistake(action: str, key: str) -> Mistake | None:
    """Return what is wrong with a key's name, ``None`` if nothing is."""
    if key in RESERVED:
        return Mistake(action, f"{key} {RESERVED[key]}", "choose another key")
    modifier, _, name = key.rpartition("+") if len(key) > 1 else ("", "", key)
    if modifier == "shift" and len(name) == 1 and name.isalpha():
        return Mistake(action, f"“{key}” never comes from a terminal", f"write “{name.upper()}”")
    modified = all(part in MODIFIERS for part in modifier.split("+")) if modifier else True
    if modified and (name in NAMED or (len(name) == 1 and name.isprintable() and not name.isspace())):
        return None
    names = "write a character, or a name such as enter, f5, ctrl+n"
    near = _key_meant(key)
    return Mistake(action, f"“{key}” is no key", f"did you mean “{near}”?" if near else names)


def _key_meant(key: str) -> str:
    """Return the key meant by a misspelt name or an editor's notation (``<C-n>``, ``^n``); empty if unknown."""
    bare = key.strip("<>")
    *modifiers, name = re.split(r"[-+]", f"ctrl+{bare[1:]}" if bare[:1] == "^" else bare)
    own = name if len(name) == 1 else nearest_name(name, sorted(NAMED), _NAMED_ELSEWHERE)
    held = [nearest_name(each, MODIFIERS, _NAMED_ELSEWHERE) for each in modifiers]
    return "+".join(filter(None, (*held, own))) if own and all(held) else ""


def _drop_clashes(chosen: dict[str, tuple[str, ...]], base: Keymap) -> Iterator[Mistake]:
    """Remove clashing wishes from ``chosen`` until none are left, and yield a mistake for each."""
    while clash := _clash(chosen, base):
        name, key, other, screen = clash
        del chosen[name]
        message = f"“{key}” already means {other} on the screen {dict(TABS)[screen]}"
        yield Mistake(name, message, f"give {other} another key too")


def _clash(chosen: Mapping[str, tuple[str, ...]], base: Keymap) -> tuple[str, str, str, str] | None:
    """Return the first clash as (configured action, key, other action, screen).

    Two keys clash if, on one screen, they are equal or one starts the other.
    """
    taken: dict[tuple[str, str], str] = {}
    begun: dict[tuple[str, str], str] = {}
    for action in sorted(base.actions, key=lambda action: action.id in chosen):
        for screen, key in product(action.screens, chosen.get(action.id, action.keys)):
            other = taken.get((screen, key), action.id)
            if other == action.id:
                other = begun.get((screen, key), other)
            begins = [part for part in _beginnings(key) if (screen, part) in taken]
            if other != action.id or begins:
                return action.id, begins[0] if begins else key, taken[screen, begins[0]] if begins else other, screen
            taken[screen, key] = action.id
            begun |= {(screen, part): action.id for part in _beginnings(key)}
    return None


def _beginnings(key: str) -> list[str]:
    """Return the proper prefixes of a key sequence."""
    parts = key.split()
    return [" ".join(parts[:length]) for length in range(1, len(parts))]
