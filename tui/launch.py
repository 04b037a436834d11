"""The command `variorum`: sub-commands go to the library's command line, anything else opens the reader.

Textual is imported only when the reader opens, which needs a terminal.
"""

from __future__ import annotations

import gc
import os
import sys

from index.cli.arguments import VERSION, screen_parser
from index.cli.command import FAILED, FOUND, guarded, named_settings
from index.cli.main import command_in, run
from index.cli.output import complaint_sentence, say

# Not from typing, whose import takes a third of the time allowed for `--help`.
TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from textual.driver import Driver

    from index import Library

    from .app import VariorumApp
    from .configuration import Configuration
    from .output.frame_store import FrameStore
    from .output.opening import Opening
    from .session.kept_screens import KeptScreens
    from .session.settings_watch import SettingsFiles

SILENT = ("-h", "--help", "--version")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command, with the process's arguments unless ``arguments`` are given; return the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if command_in(given) is not None or any(argument in SILENT for argument in given):
        return run(given, {"config": _run_config, "demo": _run_demo}, _check)
    return guarded(lambda: read(given))


def _check(options: argparse.Namespace) -> None:
    """Raise `ConfigError` for an invalid screen setting on the command line, whatever the command."""
    if options.set:
        from pathlib import Path

        from .configuration import read_configuration

        read_configuration(Path(options.config) if options.config else None, options=named_settings(options))


def read(arguments: Sequence[str]) -> int:
    """Open the reader on the given paths, else on the configured library; return the exit code."""
    parser = screen_parser()
    parser.add_argument("paths", nargs="*", metavar="PATH", help="a folder of articles, or some files")
    options = parser.parse_args(arguments)
    _check_paths(options.paths)
    return _open_screen(options, _initial_screens(options.paths))


def _check_paths(paths: Sequence[str]) -> None:
    """Raise `NoLibraryError` for a path that does not exist, perhaps a misspelt command; URLs are let through."""
    from pathlib import Path

    missing = next((path for path in paths if not Path(path).exists()), None)
    if missing is None:
        return
    from index import NoLibraryError
    from index.cli.command import place

    if len(paths) > 1 or not isinstance(place(missing), str):
        raise NoLibraryError(missing, "there is no such file or folder", _cure(missing))


def _initial_screens(paths: Sequence[str]) -> KeptScreens | None:
    """Return the screens to start with instead of the last session's: for two files, their comparison."""
    if len(paths) != 2 or not all(map(os.path.isfile, paths)):
        return None
    from .keymap import COMPARE
    from .session.kept_screens import KeptScreens

    return KeptScreens(COMPARE)


def _open_screen(options: argparse.Namespace, begin: KeptScreens | None = None) -> int:
    """Open the reader, with the screens ``begin`` if given; return the exit code."""
    missing = _missing()
    if missing:
        say(f"Variorum needs {missing}; `variorum --help` shows the commands that need none.")
        return FAILED
    gc.disable()  # until the first paint: nothing made before it is garbage, and scanning takes time
    from .output.opening import Opening

    with Opening() as opening:
        app = _app(options, begin, opening)
        app.run(mouse=app.session.settings.display.mouse)
    if app.fatal:
        say(app.fatal)
        return FAILED
    return app.return_code or FOUND


def _missing() -> str:
    """Return what is missing to draw the reader; nothing for another driver, such as one for a browser."""
    if os.environ.get("TEXTUAL_DRIVER"):
        return ""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return "a terminal to read in"
    return "a terminal that can place text (TERM is dumb)" if os.environ.get("TERM") == "dumb" else ""


def _app(options: argparse.Namespace, begin: KeptScreens | None, opening: Opening) -> VariorumApp:
    from pathlib import Path

    from .configuration import read_configuration

    file = Path(options.config).absolute() if options.config else None
    configuration = read_configuration(file, options=named_settings(options))
    paths = _paths(options, configuration)
    from . import terminal

    # The terminal answers while imports go on; only showing a kept frame needs the background at once.
    frames = _frames(configuration, paths) if begin is None else None
    with terminal.Question() as question:
        if frames is not None and frames.there:
            question.hear()
            _show_last(frames, question.terminal.dark, opening)
        from .app import VariorumApp
        from .late_answers import swallow

        driver = _driver(opening)
    swallow(question.heard, awaited=question.unanswered)
    if frames is not None:
        frames.dark = question.terminal.dark

    named = [str(path.absolute()) if isinstance(path, Path) else path for path in paths]
    return VariorumApp(
        lambda: _open(paths, configuration),
        settings=configuration.screen,
        keymap=configuration.keymap,
        request={"paths": named, "config": options.config, "options": named_settings(options)},
        problems=[complaint_sentence(problem) for problem in configuration.problems],
        terminal=question.terminal,
        begin=begin,
        themes=configuration.themes,
        files=lambda: _followed(file, named_settings(options)),
        frames=frames,
        given=_given(file, options.set),
        driver_class=driver,
    )


def _given(file: Path | None, settings: Sequence[tuple[str, str]]) -> list[str]:
    """Return the options that make another command read the same configuration; display settings don't matter."""
    if not file and not settings:
        return []
    from index import SCREEN

    from .text.shell_command import option

    ours = [option("set", f"{key}={value}") for key, value in settings if not key.startswith(SCREEN)]
    return [*(option("config", str(file)) if file else ()), *(word for words in ours for word in words)]


def _frames(configuration: Configuration, paths: Sequence[Path | str]) -> FrameStore | None:
    """Return the store of the library's last frame; ``None`` for files, or if sessions are not resumed."""
    if not (_has_own_driver() and configuration.screen.display.resume and len(paths) == 1):
        return None
    from pathlib import Path

    if Path(paths[0]).is_file():
        return None
    from index import last_session

    from .output.frame_store import FrameStore

    return FrameStore(last_session(paths, configuration.library), _looks(configuration))


def _looks(configuration: Configuration) -> object:
    return VERSION, configuration.screen, configuration.library, configuration.themes, configuration.problems


def _show_last(frames: FrameStore, dark: bool | None, opening: Opening) -> None:  # noqa: FBT001 - as it is known
    """Show the frame of the last run if the screen will look the same again."""
    frames.dark = dark
    frame = frames.fitting()
    if frame is not None:
        opening.show(frame)


def _has_own_driver() -> bool:
    """Whether `SparingDriver` can be used: no other driver is asked for."""
    return not os.environ.get("TEXTUAL_DRIVER")


def _driver(opening: Opening) -> type[Driver] | None:
    """Return the driver that writes only what changes, ``None`` where Textual's own has to be used."""
    if not _has_own_driver():
        return None
    from .output.sparing_driver import SparingDriver

    return SparingDriver.over(opening)


def _followed(file: Path | None, options: Mapping[str, str]) -> SettingsFiles:
    """Return the configuration files to watch for edits."""
    from .configuration import read_configuration, stamp
    from .session.settings_watch import Followed, SettingsFiles

    def read() -> Followed:
        found = read_configuration(file, options=options)
        told = tuple(complaint_sentence(problem) for problem in found.problems)
        return Followed(found.screen, found.keymap, found.library, found.themes, told)

    return SettingsFiles(lambda: stamp(file), read)


def _open(paths: list[Path | str], configuration: Configuration) -> Library:
    """Open the library; its modules are imported here, on the search thread, while the empty frame is painted."""
    from index import Library

    library = Library.of_paths(paths, configuration.library)
    library.rows(())  # creates the cache of a new library before the child process could at the same time
    return library


def _paths(options: argparse.Namespace, configuration: Configuration) -> list[Path | str]:
    """Return what to read; raises `NoLibraryError` with a sentence that says what to do."""
    from pathlib import Path

    from index.cli.command import folder_of, place

    if not options.paths:
        return [folder_of(options, configuration.library.library)]
    named = [place(path) for path in options.paths]
    if len(named) == 1 and isinstance(named[0], str):
        return named
    return [Path(path) for path in options.paths]


def _cure(name: str) -> str:
    from index import nearest_name
    from index.cli.arguments import command_names
    from index.cli.command_parser import ELSEWHERE

    near = "--help" if name == "help" else nearest_name(name, command_names(), ELSEWHERE)
    return f"did you mean `variorum {near}`?" if near else "name a folder of articles: variorum FOLDER"


def _run_demo(options: argparse.Namespace) -> int:
    """Open the reader on the bundled articles, with three of them compared."""
    import sysconfig
    from pathlib import Path

    from .keymap import COMPARE
    from .session.kept_screens import KeptScreens

    beside, installed = Path(__file__).parents[1] / "seeds", Path(sysconfig.get_path("data")) / "share/variorum/seeds"
    options.paths = [str(beside if beside.is_dir() else installed)]
    articles = sorted(path.name for path in Path(options.paths[0]).glob("00[123]_*.txt"))
    return _open_screen(options, KeptScreens(COMPARE, compared=tuple(articles)))


def _run_config(options: argparse.Namespace) -> int:
    from .configuration import run_config

    return run_config(options)
