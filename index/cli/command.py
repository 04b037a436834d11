"""What every headless command shares: how it opens the library, and how it fails.

Refuses to know any one command.
"""

from __future__ import annotations

import gc
import io
import os
import sys
from contextlib import suppress

from ..errors import ArchiveError, BusyError, LibraryError, NoLibraryError
from .output import complaint_sentence, say

# Not from typing: importing that costs a third of what `--help` may take.
TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable
    from pathlib import Path
    from typing import TypeVar

    from ..config import Loaded
    from ..library.library import Library
    from ..model.article import Span
    from ..model.settings import LibrarySettings

    T = TypeVar("T")

FOUND, NOTHING, FAILED = 0, 1, 2
"""Exit codes: found or done; nothing found (or problems found by a check); could not run."""


COLLECTED = 10_000
"""New objects after which Python looks for dead circles among them; by default it does so after each 700."""


def collect_rarely() -> None:
    """Look for dead circles more seldom, in a process that makes many objects and few circles, and ends soon.

    To compare two texts of 100,000 characters takes a fifth less.
    """
    gc.set_threshold(COLLECTED)


def uncollected(act: Callable[[], T]) -> T:
    """Return what a deed gives that makes objects by the hundred thousand and no circles: none are looked for.

    To compare two texts of 100,000 characters takes a fifth less again.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        return act()
    finally:
        if enabled:
            gc.enable()


def load(options: argparse.Namespace) -> Loaded:
    """Return the configuration the command line asks for; its problems are said on standard error."""
    from pathlib import Path

    from ..config import load_settings

    loaded = load_settings(Path(options.config) if options.config else None, options=named_settings(options))
    for problem in loaded.problems:
        say(complaint_sentence(problem))
    return loaded


def named_settings(options: argparse.Namespace) -> dict[str, str]:
    """Return the settings that the command line names, by dotted key; ``--library`` is one of them."""
    return dict(options.set) | ({"library": options.library} if options.library else {})


def open_library(
    options: argparse.Namespace, *, settings: LibrarySettings | None = None, fresh: bool = True, whole: bool = False
) -> Library:
    """Open the library a command works on and, unless told otherwise, take in what changed on disk.

    ``settings`` are those of the configuration where it was loaded already. ``whole`` says that the answer speaks of
    all articles: files that could not be read are counted on standard error. It is closed when the command is through.
    """
    from ..library.library import Library

    collect_rarely()
    settings = settings or load(options).settings
    library = Library(folder_of(options, settings.library), settings=settings)
    options.opened.append(library)
    if not (options.library or settings.library or library.count()):
        say(f"{library.name} is read as the library, since articles lie here; --library DIR names another.")
    if fresh and not getattr(options, "no_refresh", False):
        try:
            skipped = library.refresh().skipped
            if whole and skipped:
                files = "1 file was" if len(skipped) == 1 else f"{len(skipped)} files were"
                say(f"{files} stepped over; `variorum check` says why.")
        except BusyError as error:
            say(f"{error} The answer below is from before.")
        except ArchiveError as error:
            if error.reachable:
                raise
            say(f"{error} What was kept of it can be read.")
    return library


def folder_of(options: argparse.Namespace, configured: str) -> Path | str:
    """Return the library's folder: ``--library``, else the configuration's, else here if articles are here.

    A home folder, and what holds one, are read only if they are named.

    The address of a shared archive is returned as it is written.
    """
    from pathlib import Path

    named = options.library or configured
    if named:
        return place(named)
    here = Path()
    if Path("~").expanduser().is_relative_to(here.resolve()):
        raise NoLibraryError(
            str(here.resolve()),
            "this holds your home folder, and all that lies below it would be read",
            "name a folder of articles with --library DIR, or say `--library .` if that is meant",
        )
    if _holds_articles(here):
        return here
    below = _nearest_with_articles(here)
    if below is not None:
        raise NoLibraryError(
            str(here.resolve()),
            f"articles lie only in its folders ({below.as_posix()})",
            "say `--library .` to read them all, or name one with --library DIR",
        )
    raise NoLibraryError(
        str(here.resolve()),
        "there are no articles here",
        "name a folder with --library DIR, or set `library:` in config.yaml",
    )


def _holds_articles(folder: Path) -> bool:
    """Whether a file of a known form lies in the folder itself."""
    from ..articles.file_reader import TEXT_SUFFIXES
    from ..articles.readers.formats import SUFFIXES

    known = (*TEXT_SUFFIXES, *SUFFIXES)
    return any(path.name.lower().endswith(known) for path in folder.iterdir() if path.is_file())


def _nearest_with_articles(here: Path) -> Path | None:
    """Return a folder below ``here`` that articles lie in, looking two floors down, at a hundred folders of each."""
    floor = [here]
    for _ in range(2):
        floor = [below for folder in floor for below in _folders_in(folder)][:100]
        for folder in floor:
            with suppress(OSError):
                if _holds_articles(folder):
                    return folder
    return None


def _folders_in(folder: Path) -> list[Path]:
    with suppress(OSError):
        return sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))
    return []


def place(named: str) -> Path | str:
    """Return what the reader named: the address of a shared archive as it is written, else a path."""
    from pathlib import Path

    from ..text.addresses import is_address

    if is_address(named):
        return named
    if "://" in named:
        raise NoLibraryError(named, "this is no address of an archive", "write https://HOST/INDEX")
    return Path(named).expanduser()


def guarded(work: Callable[[], int]) -> int:
    """Run a command: errors become one sentence and exit 2, a closed pipe is success, an interrupt is quiet."""
    _open_what_is_closed()
    _write_what_can_be_written()
    try:
        return _written(work)
    except BrokenPipeError:
        _discard_output()
        return FOUND
    except LibraryError as error:
        say(str(error))
        return FAILED
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        from ..files.durable import unreadable

        if error.filename is None:
            say(f"The answer could not be written: {unreadable(error)}; send it elsewhere.")
        else:
            say(f"{error.filename}: {unreadable(error)}; look whether it is there and may be used.")
        if error.filename is None:
            _discard_output()
        return FAILED


def _written(work: Callable[[], int]) -> int:
    """Run a command and write out all it printed, also where it ends by an exit, as ``--help`` does."""
    try:
        return work()
    finally:
        sys.stdout.flush()


def _discard_output() -> None:
    """Let what can't be written go nowhere: Python would complain once more when it closes the stream."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _open_what_is_closed() -> None:
    """Give streams that were closed before the start somewhere to write to, as cron and ``>&-`` leave none."""
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 lives as long as the process
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 lives as long as the process


def _write_what_can_be_written() -> None:
    """Let a stream of few signs, as of ``LC_ALL=C``, hold the others by their numbers instead of ending the command."""
    if isinstance(sys.stdout, io.TextIOWrapper) and sys.stdout.errors in {"strict", "surrogateescape"}:
        sys.stdout.reconfigure(errors="backslashreplace")


def span_of(written: str, length: int | None = None) -> Span:
    """Return the span; raises `LibraryError` with a sentence for anything else."""
    from ..model.article import Span
    from ..text.numerals import whole_number

    first, _, last = written.partition(":")
    start, end = whole_number(first, sys.maxsize), whole_number(last, sys.maxsize)
    if start is None or end is None or start >= end:
        message = f"“{written[:40]}” is no span; write START:END, two rising numbers of characters."
        raise LibraryError(message)
    if length is not None and end > length:
        message = f"The span {written} leaves the text, which has {length} characters; name a smaller END."
        raise LibraryError(message)
    return Span(start, end)
