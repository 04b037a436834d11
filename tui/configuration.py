"""The configuration as the command needs it: the library's settings, the screen's own, the keymap, all that is wrong.

Refuses to import Textual: `config` is a command without a screen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from index import Complaint, load_settings, safe, trusted_folders
from index.cli.command import FOUND, NOTHING
from index.cli.output import answer

from .keymap import GROUPS, Keymap, shown
from .keys import habits, overlay
from .screen_settings import ScreenSettings

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from pathlib import Path

    from index import LibrarySettings


@dataclass(frozen=True, slots=True)
class Configuration:
    """What is in force, from the file at ``path`` (none: defaults); ``shown`` lists (key, value, origin, line)."""

    path: Path | None
    library: LibrarySettings
    screen: ScreenSettings
    keymap: Keymap
    problems: tuple[Complaint, ...]
    shown: tuple[tuple[str, object, str, str], ...]
    trusted: bool = True


def read_configuration(path: Path | None = None) -> Configuration:
    """Read the configuration in force; ``path`` is the file named on the command line.

    Raises `ConfigError` when a named file can't be read; all else is a problem in the answer.
    """
    loaded = load_settings(path)
    section = loaded.read(ScreenSettings)
    keymap, mistakes = overlay(section.value.keys, habits(section.value.display.habits))
    where = str(loaded.path or "keys")
    wrong = tuple(
        Complaint(where, _line(section.origin(f"keys.{each.action}")), f"{each.action}: {each.message}", each.cure)
        for each in mistakes
    )
    problems = (*loaded.problems, *section.problems, *wrong)
    settings = (*loaded.library.shown, *section.shown)
    shown_settings = tuple((each.key, each.value, each.origin, each.line) for each in settings)
    return Configuration(loaded.path, loaded.settings, section.value, keymap, problems, shown_settings, loaded.trusted)


def sentence(problem: Complaint) -> str:
    """Return a problem as one sentence with file and line."""
    where = f"{problem.where}:{problem.line}" if problem.line else problem.where
    return f"{where}: {problem.message}; {problem.cure}."


def run_config(options: argparse.Namespace) -> int:
    """Run ``config check``, ``show``, ``keys``, ``trust`` or ``distrust``; return the exit code."""
    from pathlib import Path  # noqa: PLC0415 - only this command needs it

    if options.action in {"trust", "distrust"}:
        return _trust(options, Path.cwd())
    configuration = read_configuration(Path(options.config) if options.config else None)
    if options.action == "check":
        answer(options, configuration.problems, lambda: [sentence(each) for each in configuration.problems])
        return NOTHING if configuration.problems else FOUND
    if options.action == "show":
        told = [{"key": key, "value": value, "origin": origin} for key, value, origin, _ in configuration.shown]
        lines = [f"{line}  # {origin}" for _, _, origin, line in configuration.shown]
        if not configuration.trusted:
            lines.insert(0, f"# {configuration.path} is followed in part: this folder is not trusted")
        answer(options, told, lambda: lines)
    else:
        actions = configuration.keymap.actions
        answer(options, actions, lambda: list(key_lines(configuration.keymap)))
    return FOUND


def _trust(options: argparse.Namespace, folder: Path) -> int:
    """Trust the working folder's configuration from now on, or no longer, and say so."""
    trusting = options.action == "trust"
    (trusted_folders().add if trusting else trusted_folders().remove)(folder)
    told = f"{folder} is {'trusted' if trusting else 'no longer trusted'}: its config.yaml "
    told += "is followed whole." if trusting else "says only how things look and are searched."
    answer(options, {"folder": str(folder), "trusted": trusting}, lambda: [safe(told)])
    return FOUND


def key_lines(keymap: Keymap) -> Iterator[str]:
    """Yield the keymap as a valid ``keys:`` section of the configuration, each action with its help."""
    yield "keys:"
    width = max(len(action.id) for action in keymap.actions)
    for group in GROUPS:
        yield f"  # {group}"
        for action in keymap.actions:
            if action.group == group:
                keys = " ".join(action.keys).replace('"', '\\"')
                line = f'  {action.id}: "{keys}"'
                screens = ", ".join(screen.capitalize() for screen in action.screens)
                yield f"{line:<{width + 24}}  # {screens}: {action.help}"


def key_table(keymap: Keymap) -> str:
    """Return the keymap as a Markdown table, as README has it."""
    rows = ["| Keys | Action | Where | What it does |", "|---|---|---|---|"]
    for action in keymap.actions:
        keys = " ".join(f"`{shown(key)}`".replace("|", "\\|") for key in action.keys)
        where = ", ".join(screen.capitalize() for screen in action.screens)
        rows.append(f"| {keys} | {action.label} | {where} | {action.help} |")
    return "\n".join(rows) + "\n"


def _line(origin: str) -> int:
    """Return the line in an origin such as ``config.yaml:12``, else 0."""
    last = origin.rpartition(":")[2]
    return int(last) if last.isdigit() else 0
