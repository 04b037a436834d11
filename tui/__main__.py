"""The command `variorum`: a sub-command goes to the library's command line, everything else opens the reader.

Refuses to import Textual before the reader is to open, and to draw without a terminal.
"""

from __future__ import annotations

import gc
import os
import sys

if __name__ == "__main__":
    # As the installed command does: whose “index” it is is settled before anything of it is imported.
    from tui.entry import main as begin

    sys.exit(begin())

from index.cli.arguments import VERSION, screen_parser
from index.cli.command import FAILED, FOUND, guarded, named_settings
from index.cli.main import command_in, run
from index.cli.output import complaint_sentence, say

# Not from typing: importing that costs a third of what `--help` may take.
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
    """Run the command; ``arguments`` are those of the process unless given. Returns the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if command_in(given) is not None or any(argument in SILENT for argument in given):
        return run(given, {"config": _run_config, "demo": _run_demo}, _check)
    return guarded(lambda: read(given))


def _check(options: argparse.Namespace) -> None:
    """Refuse settings of the screen that the command line names and that can't be, whatever the command is."""
    if options.set:
        from pathlib import Path

        from .configuration import read_configuration

        read_configuration(Path(options.config) if options.config else None, options=named_settings(options))


def read(arguments: Sequence[str]) -> int:
    """Open the reader on the paths named, else on the library in force."""
    parser = screen_parser()
    parser.add_argument("paths", nargs="*", metavar="PATH", help="a folder of articles, or some files")
    options = parser.parse_args(arguments)
    _refuse_what_is_not_there(options.paths)
    return _open_screen(options, _beginning(options.paths))


def _refuse_what_is_not_there(paths: Sequence[str]) -> None:
    """Raise `NoLibraryError` for a path that leads nowhere, which may be a misspelt command; an address leads away."""
    from pathlib import Path

    missing = next((path for path in paths if not Path(path).exists()), None)
    if missing is None:
        return
    from index import NoLibraryError
    from index.cli.command import place

    if len(paths) > 1 or not isinstance(place(missing), str):
        raise NoLibraryError(missing, "there is no such file or folder", _cure(missing))


def _beginning(paths: Sequence[str]) -> KeptScreens | None:
    """Return what the reader begins with where it is not where one left off: of two files with their comparison."""
    if len(paths) != 2 or not all(map(os.path.isfile, paths)):
        return None
    from .keymap import COMPARE
    from .session.kept_screens import KeptScreens

    return KeptScreens(COMPARE)


def _open_screen(options: argparse.Namespace, begin: KeptScreens | None = None) -> int:
    """Open the reader, at ``begin`` if that is given; return the exit code."""
    missing = _missing()
    if missing:
        say(f"Variorum needs {missing}; `variorum --help` shows the commands that need none.")
        return FAILED
    gc.disable()  # until the first paint: all that is made till then stays, and looking it through takes time
    from .output.opening import Opening

    with Opening() as opening:
        app = _app(options, begin, opening)
        app.run(mouse=app.session.settings.display.mouse)
    if app.fatal:
        say(app.fatal)
        return FAILED
    return app.return_code or FOUND


def _missing() -> str:
    """Return what the reader lacks to be drawn; nothing when another driver draws it, as one for a browser does."""
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

    # The terminal answers while the rest is imported; only before a frame is shown its background has to be known.
    frames = _frames(configuration, paths) if begin is None else None
    with terminal.Question() as question:
        if frames is not None and frames.there:
            question.hear()
            _show_last(frames, question.terminal.dark, opening)
        from .app import VariorumApp
        from .late_answers import swallow

        driver = _driver(opening)
    if question.heard:
        swallow(question.heard)
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
        files=_followed(file, named_settings(options)),
        frames=frames,
        given=_given(file, options.set),
        driver_class=driver,
    )


def _given(file: Path | None, settings: Sequence[tuple[str, str]]) -> list[str]:
    """Return the options with which another command reads the same configuration; looks are of no use to it."""
    from index import SCREEN

    from .text.shell_command import option

    ours = [option("set", f"{key}={value}") for key, value in settings if not key.startswith(SCREEN)]
    return [*(option("config", str(file)) if file else ()), *(word for words in ours for word in words)]


def _frames(configuration: Configuration, paths: Sequence[Path | str]) -> FrameStore | None:
    """Return where the frame of the last run on this library is kept; none for files, or where none is gone on with."""
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
    """Show the frame of the last run if the screen will be the same again."""
    frames.dark = dark
    frame = frames.fitting()
    if frame is not None:
        opening.show(frame)


def _has_own_driver() -> bool:
    """Whether no other driver is asked for, and Textual has no other for the system."""
    return sys.platform != "win32" and not os.environ.get("TEXTUAL_DRIVER")


def _driver(opening: Opening) -> type[Driver] | None:
    """Return the driver that writes no more than what changes; none where Textual's own has to be used."""
    if not _has_own_driver():
        return None
    from .output.sparing_driver import SparingDriver

    return SparingDriver.over(opening)


def _followed(file: Path | None, options: Mapping[str, str]) -> SettingsFiles:
    """Return the files of the configuration, for the reader to see an edit at once."""
    from .configuration import read_configuration, stamp
    from .session.settings_watch import Followed, SettingsFiles

    def read() -> Followed:
        found = read_configuration(file, options=options)
        told = tuple(complaint_sentence(problem) for problem in found.problems)
        return Followed(found.screen, found.keymap, found.library, found.themes, told)

    return SettingsFiles(lambda: stamp(file), read)


def _open(paths: list[Path | str], configuration: Configuration) -> Library:
    """Open the library; its rooms are imported here, on the search thread, while the empty frame is painted."""
    from index import Library

    library = Library.of_paths(paths, configuration.library)
    library.rows(())  # begins the cache of a new library, before the child process could do so at the same time
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
    """Open the reader on the articles that come with the program, its three accounts of April side by side."""
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
