"""What every headless command shares: how it opens the library, how it answers, and how it fails.

Refuses to know any one command.
"""

from __future__ import annotations

import os
import sys

from ..errors import BusyError, LibraryError, NoLibraryError

# Not from typing: importing that costs a third of what `--help` may take.
TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path
    from typing import Any

    from ..config import Loaded
    from ..library.library import Library
    from ..model.article import Span
    from ..model.results import Complaint

FOUND, NOTHING, FAILED = 0, 1, 2
"""Exit codes: found or done; nothing found (or problems found by a check); could not run."""


def load(options: argparse.Namespace) -> Loaded:
    """Return the configuration the command line asks for; its problems are said on standard error."""
    from pathlib import Path

    from ..config import load_settings

    loaded = load_settings(Path(options.config) if options.config else None)
    for problem in loaded.problems:
        say(f"{problem.where}:{problem.line}: {problem.message}; {problem.cure}." if problem.line else problem.message)
    return loaded


def open_library(options: argparse.Namespace, *, fresh: bool = True) -> Library:
    """Open the library a command works on and, unless told otherwise, take in what changed on disk."""
    from ..library.library import Library

    settings = load(options).settings
    library = Library(folder_of(options, settings.library), settings=settings)
    if fresh and not getattr(options, "no_refresh", False):
        try:
            library.refresh()
        except BusyError as error:
            say(f"{error} The answer below is from before.")
    return library


def folder_of(options: argparse.Namespace, configured: str) -> Path:
    """Return the library's folder: ``--library``, else the configuration's, else here if articles are here."""
    from pathlib import Path

    from ..articles.file_reader import TEXT_SUFFIXES
    from ..articles.readers.formats import SUFFIXES

    named = options.library or configured
    if named:
        return Path(named).expanduser()
    here = Path()
    known = (*TEXT_SUFFIXES, *SUFFIXES)
    if any(path.name.lower().endswith(known) for path in here.iterdir() if path.is_file()):
        return here
    raise NoLibraryError(
        str(here.resolve()),
        "there are no articles here",
        "name a folder with --library DIR, or set `library:` in config.yaml",
    )


def answer(options: argparse.Namespace, value: object, lines: Callable[[], Sequence[str]]) -> None:
    """Print ``value`` as one JSON document when asked for, else the readable ``lines``."""
    text = to_json(value) if options.json else "\n".join(lines())
    if text:
        sys.stdout.write(text + "\n")


def to_json(value: object) -> str:
    """Return a JSON document of plain values and dataclasses; characters that steer a terminal stand escaped."""
    import json
    import re

    from ..text.safe import safe

    text = json.dumps(value, ensure_ascii=False, indent=2, default=_plain)
    return re.sub(r"[^\n -~]", lambda match: match[0] if safe(match[0]) == match[0] else _escaped(match[0]), text)


def say(sentence: str) -> None:
    """Print a sentence on standard error, safe to show."""
    from ..text.safe import safe

    sys.stderr.write(safe(sentence) + "\n")


def guarded(work: Callable[[], int]) -> int:
    """Run a command: errors become one sentence and exit 2, a closed pipe is success, an interrupt is quiet."""
    _open_what_is_closed()
    try:
        code = work()
        sys.stdout.flush()
    except BrokenPipeError:
        # Python would complain once more when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FOUND
    except LibraryError as error:
        say(str(error))
        return FAILED
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        say(f"{error.filename or 'The system'}: {error.strerror or error}.")
        return FAILED
    return code


def _open_what_is_closed() -> None:
    """Give streams that were closed before the start somewhere to write to, as cron and ``>&-`` leave none."""
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 lives as long as the process
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 lives as long as the process


def _plain(value: object) -> Any:  # noqa: ANN401 whatever JSON takes
    import dataclasses

    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    if isinstance(value, (list, tuple)):
        return list(value)
    return str(value)


def _escaped(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))


def complaint_lines(complaints: Iterable[Complaint]) -> list[str]:
    """Return a line for each complaint: where, what, and the cure."""
    from ..text.safe import safe_line

    return [safe_line(_line(item)) for item in complaints]


def _line(item: Complaint) -> str:
    where = f"{item.where}:{item.line}" if item.line else item.where
    stop = "" if item.cure.endswith("?") else "."
    return f"{where}: {item.message.rstrip('.')}; {item.cure}{stop}"


def span_of(written: str, length: int | None = None) -> Span:
    """Return the span; raises `LibraryError` with a sentence for anything else."""
    start, colon, end = written.partition(":")
    if not (colon and start.isdecimal() and end.isdecimal() and int(start) < int(end)):
        message = f"“{written}” is no span; write START:END, two rising numbers of characters."
        raise LibraryError(message)
    if length is not None and int(end) > length:
        message = f"The span {written} leaves the text, which has {length} characters; name a smaller END."
        raise LibraryError(message)
    from ..model.article import Span

    return Span(int(start), int(end))
