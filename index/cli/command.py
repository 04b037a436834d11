"""What all headless commands share: opening the library, and error handling.

No single command is known here.
"""

from __future__ import annotations

import errno
import gc
import io
import os
import sys
from contextlib import suppress

from ..errors import ArchiveError, BusyError, LibraryError, NoLibraryError
from .output import complaint_sentence, say

# Not from typing, whose import takes a third of the time allowed for `--help`.
TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable
    from pathlib import Path
    from typing import TypeVar

    from ..config.loading import Loaded
    from ..library.library import Library
    from ..model.article import Span
    from ..model.settings import LibrarySettings

    T = TypeVar("T")

FOUND, NOTHING, FAILED = 0, 1, 2
"""Exit codes: found or done; nothing found (or problems found by a check); could not run."""


_UNWRITABLE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF, errno.EINVAL})
"""What the system says of an answer that can't be written, and not of programs, memory or files it can't give."""

COLLECTED = 10_000
"""New objects between two garbage collections; Python's default is 700."""


def collect_rarely() -> None:
    """Collect garbage less often, in a short-lived process that makes many objects but few reference cycles.

    Comparing two texts of 100,000 characters takes a fifth less.
    """
    gc.set_threshold(COLLECTED)


def uncollected(act: Callable[[], T]) -> T:
    """Call ``act`` without garbage collection and return its result; for work that makes no reference cycles.

    Comparing two texts of 100,000 characters takes another fifth less.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        return act()
    finally:
        if enabled:
            gc.enable()


def load(options: argparse.Namespace) -> Loaded:
    """Return the configuration for the command line; its problems go to standard error."""
    from pathlib import Path

    from ..config.loading import load_settings

    loaded = load_settings(Path(options.config) if options.config else None, options=named_settings(options))
    for problem in loaded.problems:
        say(complaint_sentence(problem))
    return loaded


def named_settings(options: argparse.Namespace) -> dict[str, str]:
    """Return the settings on the command line by dotted key, including ``--library``."""
    return dict(options.set) | ({"library": options.library} if options.library else {})


def open_library(
    options: argparse.Namespace, *, settings: LibrarySettings | None = None, fresh: bool = True, whole: bool = False
) -> Library:
    """Open the library of a command and, unless told otherwise, index what changed on disk.

    ``settings`` are passed if the configuration was loaded already. With ``whole`` the answer covers all articles, so
    files that could not be read are counted on standard error. The library is closed when the command ends.
    """
    from ..library.library import Library

    collect_rarely()
    settings = settings or judged(load(options))
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
            say(f"{error} What was kept of it can be read by its whole id.")
    return library


def judged(loaded: Loaded) -> LibrarySettings:
    """Return the settings; what is wrong with the rules and readers they name goes to standard error."""
    if loaded.settings.articles.furniture or loaded.settings.articles.readers:
        from .settings_check import article_problems

        for problem in article_problems(loaded):
            say(complaint_sentence(problem))
    return loaded.settings


def folder_of(options: argparse.Namespace, configured: str) -> Path | str:
    """Return the library's folder: ``--library``, else the configuration's, else the current folder if it has articles.

    A home folder, or one that contains it, is used only if named. The address of a shared archive is returned
    unchanged.
    """
    from pathlib import Path

    from ..files.user_folders import expanded

    named = options.library or configured
    if named:
        return place(named)
    here = Path()
    if expanded("~").is_relative_to(here.resolve()):
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
    """Whether a file of a known format is directly in the folder."""
    from ..articles.file_reader import TEXT_SUFFIXES
    from ..articles.readers.formats import SUFFIXES

    known = (*TEXT_SUFFIXES, *SUFFIXES)
    return any(path.name.lower().endswith(known) for path in folder.iterdir() if path.is_file())


def _nearest_with_articles(here: Path) -> Path | None:
    """Return a folder with articles up to two levels below ``here``, searching at most a hundred folders per level."""
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
    """Return a path, or the address of a shared archive unchanged."""
    from ..files.user_folders import expanded
    from ..text.addresses import is_address

    if is_address(named):
        return named
    if "://" in named:
        raise NoLibraryError(named, "this is no address of an archive", "write https://HOST/INDEX")
    return expanded(named)


def guarded(work: Callable[[], int]) -> int:
    """Run a command: errors become one sentence and exit code 2, a closed pipe is success, an interrupt is quiet."""
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

        if error.filename is not None:
            say(f"{error.filename}: {unreadable(error)}; look whether it is there and may be used.")
            return FAILED
        if error.errno in _UNWRITABLE:
            say(f"The answer could not be written: {unreadable(error)}; send it elsewhere.")
        else:
            say(f"The system refuses: {unreadable(error)}; end other programs and try again.")
        _discard_output()
        return FAILED


def _written(work: Callable[[], int]) -> int:
    """Run a command and flush its output, even if it exits early, as ``--help`` does."""
    try:
        return work()
    finally:
        sys.stdout.flush()


def _discard_output() -> None:
    """Discard unwritable output: Python would report it again when closing the stream."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _open_what_is_closed() -> None:
    """Replace streams that were closed before the start, as by cron or ``>&-``, with the null device."""
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115, PTH123 lives as long as the process
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 lives as long as the process
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 lives as long as the process


def _write_what_can_be_written() -> None:
    """Escape characters that the output encoding lacks, as in ``LC_ALL=C``, instead of failing."""
    if isinstance(sys.stdout, io.TextIOWrapper) and sys.stdout.errors in {"strict", "surrogateescape"}:
        sys.stdout.reconfigure(errors="backslashreplace")


def span_of(written: str, length: int | None = None) -> Span:
    """Parse a span; raises `LibraryError` for anything else."""
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
