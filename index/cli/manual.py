"""``man``: the manual page in man(7) macros, generated from the command line's tables.

It says nothing that ``--help`` does not: both have one source.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .arguments import ABOUT, CLOSING, USAGE, VERSION, parser
from .command import FOUND
from .grammar import read
from .output import write

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from .grammar import Argument, Verb

_ENVIRONMENT = (
    ("VARIORUM_CONFIG", "the configuration file to use"),
    (
        "VARIORUM_SECTION_KEY",
        "each setting by its key, as VARIORUM_DISPLAY_THEME for display.theme; --set counts before it",
    ),
    ("VARIORUM_ARCHIVE_KEY, VARIORUM_ARCHIVE_USER, VARIORUM_ARCHIVE_PASSWORD", "the login of a shared archive"),
    ("PAGER", "where an answer goes that is longer than the terminal; less unless it is set, cat for none"),
    ("VISUAL, EDITOR", "the editor for notes"),
    ("NO_COLOR", "set to anything: no colour"),
)
_FILES = (
    ("config.yaml", "the configuration, in this folder or in variorum/ of the user's configuration folder"),
    ("notes/", "notes, stars and tags, beside the articles"),
)


def run_man(options: argparse.Namespace) -> int:
    """Print the manual page."""
    write(options, page())
    return FOUND


def page() -> str:
    """Return the manual page."""
    return "\n".join(_lines(read(parser()))) + "\n"


def _lines(top: Verb) -> Iterator[str]:
    yield f'.TH VARIORUM 1 "" "Variorum {VERSION}" "User Commands"'
    yield from (".SH NAME", r"variorum \- read several accounts of the same event", ".SH SYNOPSIS", ".nf")
    yield from (_escaped(line.strip()) for line in USAGE.splitlines())
    yield from (".fi", ".SH DESCRIPTION", _escaped(ABOUT), ".PP", _escaped(" ".join(CLOSING.split())))
    yield ".SH OPTIONS"
    for option in top.options:
        yield from _option(option)
    yield ".SH COMMANDS"
    for verb in top.walk():
        if verb.path and not verb.verbs:
            yield from _command(verb)
    for title, entries in (("ENVIRONMENT", _ENVIRONMENT), ("FILES", _FILES)):
        yield f".SH {title}"
        for name, about in entries:
            yield from (".TP", f"\\fB{_escaped(name)}\\fR", _escaped(about))
    yield from (".SH EXIT STATUS", ".TP", "0", "found or done", ".TP", "1", "nothing found, or problems found")
    yield from (".TP", "2", "could not run, or did not understand")


def _command(verb: Verb) -> Iterator[str]:
    places = " ".join(f"{place.takes}{' ...' if place.several else ''}" for place in verb.places)
    yield f".SS {_escaped(' '.join(verb.path))} {_escaped(places)}".rstrip()
    yield _escaped(verb.help[0].upper() + verb.help[1:] + ".")
    for argument in verb.arguments:
        if argument.help and "--help" not in argument.flags:
            yield from _option(argument)


def _option(argument: Argument) -> Iterator[str]:
    flags = ", ".join(f"\\fB{_escaped(flag)}\\fR" for flag in argument.flags)
    takes = f"\\fI{_escaped(argument.takes)}\\fR" if argument.takes else ""
    yield from (".TP", f"{flags} {takes}".strip(), _escaped(argument.help))


def _escaped(text: str) -> str:
    """Escape text for man(7): backslashes, hyphens, and a leading dot or quote."""
    return re.sub(r"^(?=[.'])", r"\\&", text.replace("\\", r"\e").replace("-", r"\-"))
