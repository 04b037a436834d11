"""The command `variorum`: a sub-command goes to the library's command line, everything else opens the reader.

Refuses to import Textual before the reader is to open, and to draw without a terminal.
"""

from __future__ import annotations

import gc
import os
import sys

from index.cli.arguments import screen_parser
from index.cli.command import FAILED, FOUND, guarded, named_settings
from index.cli.main import COMMANDS, command_in, run
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
    return _open_screen(options, _beginning(options.paths))


def _beginning(paths: Sequence[str]) -> KeptScreens | None:
    """Return what the reader begins with where it is not where one left off: of two files with their comparison."""
    from .keymap import COMPARE
    from .session.kept_screens import KeptScreens

    two_files = len(paths) == 2 and all(map(os.path.isfile, paths))
    return KeptScreens(COMPARE) if two_files else None


def _open_screen(options: argparse.Namespace, begin: KeptScreens | None = None) -> int:
    """Open the reader, at ``begin`` if that is given; return the exit code."""
    missing = _missing()
    if missing:
        say(f"Variorum needs {missing}; `variorum --help` shows the commands that need none.")
        return FAILED
    gc.disable()  # until the first paint: all that is made till then stays, and looking it through takes time
    app = _app(options, begin)
    from .session.ending import terminal_kept

    with terminal_kept():
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


def _app(options: argparse.Namespace, begin: KeptScreens | None) -> VariorumApp:
    from pathlib import Path

    from .configuration import read_configuration

    file = Path(options.config).absolute() if options.config else None
    configuration = read_configuration(file, options=named_settings(options))
    paths = _paths(options, configuration)
    from . import terminal

    # The terminal answers while the rest is imported.
    with terminal.Question() as question:
        from .app import VariorumApp
        from .late_answers import swallow

        driver = _driver()
    if question.unanswered:
        swallow()

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
        driver_class=driver,
    )


def _driver() -> type[Driver] | None:
    """Return the driver that writes no more than what changes; none where Textual has another for the system."""
    if sys.platform == "win32" or os.environ.get("TEXTUAL_DRIVER"):
        return None
    from .output.sparing_driver import SparingDriver

    return SparingDriver


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

    from index import NoLibraryError
    from index.cli.command import folder_of, place

    if not options.paths:
        return [folder_of(options, configuration.library.library)]
    named = [place(path) for path in options.paths]
    if len(named) == 1 and isinstance(named[0], str):
        return named
    for path in options.paths:
        if not Path(path).exists():
            raise NoLibraryError(path, "there is no such file or folder", _cure(path))
    return [Path(path) for path in options.paths]


def _cure(name: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, COMMANDS, n=1, cutoff=0.7)
    return f"did you mean `variorum {near[0]}`?" if near else "name a folder of articles: variorum FOLDER"


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


if __name__ == "__main__":
    sys.exit(main())
