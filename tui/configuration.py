"""The configuration: settings of library and screen, the keymap, own themes, and all problems.

Must not import Textual: the command `config` needs no screen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import index
from index import (
    ConfigError,
    LibrarySettings,
    candidates,
    did_you_mean,
    load_settings,
    safe,
    theme_folder,
    trusted_folders,
)
from index.cli.command import FOUND, NOTHING, named_settings
from index.cli.output import answer, complaint_lines, to_json, write

from .keymap import ACTIONS, GROUPS, TABS, Keymap
from .keys import habits, overlay
from .screen_settings import AUTO_THEME, ScreenSettings

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from index import Complaint

    from .own_themes import OwnTheme


class Configuration(NamedTuple):
    """The configuration in effect, from the file at ``path`` (``None``: defaults).

    ``problems`` are those of syntax and values; ``deeper`` checks what settings refer to and ``shown`` returns (key,
    value, origin, line) of each setting: both are slow.
    """

    path: Path | None
    library: LibrarySettings
    screen: ScreenSettings
    keymap: Keymap
    problems: tuple[Complaint, ...]
    shown: Callable[[], tuple[tuple[str, object, str, str], ...]]
    trusted: bool = True
    themes: tuple[OwnTheme, ...] = ()
    deeper: Callable[[], tuple[Complaint, ...]] = tuple


def read_configuration(path: Path | None = None, *, options: Mapping[str, str] | None = None) -> Configuration:
    """Read the configuration; ``path`` and ``options`` (by dotted key) are those of the command line.

    Raises `ConfigError` if a named file can't be read or an option is unknown or invalid; everything else is a problem
    in the result.
    """
    loaded = load_settings(path, options=options, others=(ScreenSettings,))
    section = loaded.read(ScreenSettings)
    keymap, mistakes = overlay(section.value.keys, habits(section.value.display.habits))
    told = [(f"keys.{each.action}", f"{each.action}: {each.message}", each.cure) for each in mistakes]
    themes, poor = _own_themes(theme_folder())
    unknown = _unknown_theme(section.value.display.theme, themes)
    if unknown:
        told.append(("display.theme", *unknown))
    if refused := [
        f"{message}; {cure}{'' if cure.endswith('?') else '.'}"
        for key, message, cure in told
        if {key, key.partition(".")[0]} & {*(options or ())}
    ]:
        raise ConfigError(refused)
    wrong = [index.Complaint(*section.place(key), message, cure) for key, message, cure in told]
    problems = (*sorted((*loaded.problems, *section.problems, *wrong), key=lambda each: each.line), *poor)

    def deeper() -> tuple[Complaint, ...]:
        from index.cli.settings_check import settings_problems  # noqa: PLC0415 - only needed when checking

        return settings_problems(loaded)

    return Configuration(
        loaded.path,
        loaded.settings,
        section.value,
        keymap,
        problems,
        lambda: tuple(
            (each.key, each.plain, each.origin, each.line) for each in (*loaded.library.shown, *section.shown)
        ),
        loaded.trusted,
        themes,
        deeper,
    )


def _own_themes(folder: Path) -> tuple[tuple[OwnTheme, ...], tuple[Complaint, ...]]:
    """Return the reader's own themes and their problems; few readers have any."""
    if not folder.is_dir():
        return (), ()
    from .own_themes import read_themes  # noqa: PLC0415 - see above

    return read_themes(folder)


def _unknown_theme(wanted: str, own: tuple[OwnTheme, ...]) -> tuple[str, str] | None:
    """Return what is wrong with the name of an unknown theme, and the cure."""
    if wanted in {AUTO_THEME, *(theme.name for theme in own)}:
        return None
    from textual.theme import BUILTIN_THEMES  # noqa: PLC0415 - only needed for a named theme

    from .themes import OURS  # noqa: PLC0415 - as above

    known = [*(theme.name for theme in own), *(theme.name for theme in OURS), *BUILTIN_THEMES]
    if wanted in known:
        return None
    cure = did_you_mean(wanted, [AUTO_THEME, *known], "the command “theme” of the reader lists all")
    return f"display.theme: there is no theme “{wanted}”", cure


def stamp(path: Path | None = None) -> tuple[object, ...]:
    """Return the state of the configuration files; it differs once one of them changed."""
    files = (*candidates(path), theme_folder(), *sorted(theme_folder().glob("*.yaml")))
    return tuple((str(file), _stamp(file)) for file in files)


def _stamp(file: Path) -> tuple[int, int, int] | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def run_config(options: argparse.Namespace) -> int:
    """Run ``config check``, ``show``, ``keys``, ``schema``, ``trust`` or ``distrust``; return the exit code."""
    from pathlib import Path  # noqa: PLC0415 - only this command needs it

    if options.action in {"trust", "distrust"}:
        return _trust(options, Path.cwd())
    if options.action == "schema":
        write(options, to_json(settings_schema()) + "\n")
        return FOUND
    file = Path(options.config) if options.config else None
    configuration = read_configuration(file, options=named_settings(options))
    if options.action == "check":
        problems = sorted((*configuration.problems, *configuration.deeper()), key=lambda each: (each.where, each.line))
        answer(options, problems, lambda: complaint_lines(problems))
        return NOTHING if problems else FOUND
    if options.action == "show":
        shown = configuration.shown()
        told = [{"key": key, "value": value, "origin": origin} for key, value, origin, _ in shown]
        lines = [f"{line}  # {origin}" for _, _, origin, line in shown]
        if not configuration.trusted:
            lines.insert(0, f"# {configuration.path} is followed in part: this folder is not trusted")
        answer(options, told, lambda: lines)
    else:
        actions = [action._asdict() for action in configuration.keymap.actions]
        answer(options, actions, lambda: list(key_lines(configuration.keymap)))
    return FOUND


def settings_schema() -> dict[str, Any]:
    """Return the JSON Schema of the configuration: settings of library and screen, and the keys of every action."""
    from index import schema  # noqa: PLC0415 - only needed for editors

    whole = schema("The configuration of Variorum", LibrarySettings, ScreenSettings)
    keys = whole["properties"]["keys"]
    wish = keys["additionalProperties"]
    keys["properties"] = {action.id: {"description": action.help, **wish} for action in ACTIONS}
    keys["additionalProperties"] = False
    return whole


def _trust(options: argparse.Namespace, folder: Path) -> int:
    """Trust the working folder's configuration, or stop trusting it, and say so."""
    trusting = options.action == "trust"
    (trusted_folders().add if trusting else trusted_folders().remove)(folder)
    told = f"{folder} is {'trusted' if trusting else 'no longer trusted'}: its config.yaml "
    told += "is followed whole." if trusting else "says only how things look and are searched."
    answer(options, {"folder": str(folder), "trusted": trusting}, lambda: [safe(told)])
    return FOUND


def _written(keys: tuple[str, ...]) -> str:
    """Format keys as YAML: one string, or a list if any is a sequence."""
    import json  # noqa: PLC0415 - only `config keys` writes

    quoted = [json.dumps(key, ensure_ascii=False) for key in keys]
    return (
        f"[{', '.join(quoted)}]" if any(" " in key for key in keys) else json.dumps(" ".join(keys), ensure_ascii=False)
    )


def key_lines(keymap: Keymap) -> Iterator[str]:
    """Yield the keymap as a valid ``keys:`` section of the configuration, with each action's help."""
    yield "keys:"
    width = max(len(action.id) for action in keymap.actions)
    for group in GROUPS:
        yield f"  # {group}"
        for action in keymap.actions:
            if action.group == group:
                line = f"  {action.id}: {_written(action.keys)}"
                screens = ", ".join(dict(TABS)[screen] for screen in action.screens)
                yield f"{line:<{width + 24}}  # {screens}: {action.help}"
