"""The command-line parser: errors in one sentence with a suggestion, and help as wide as the terminal.

No command is known here.
"""

from __future__ import annotations

import argparse
import os
import sys

from ..model.nearest_name import by_other_word, did_you_mean, nearest_name
from .command import FAILED
from .output import say

# Not from typing, whose import takes a third of the time allowed for `--help`.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any, Final, NoReturn

ELSEWHERE: Final = by_other_word(
    {
        "rm": "delete remove del trash",
        "list": "ls articles",
        "search": "find grep query",
        "show": "cat view print get cite read",
        "add": "new create write fetch download",
        "edit": "change",
        "refresh": "rescan reindex index sync update reload",
        "compare": "diff cmp collate align",
        "check": "lint doctor validate verify",
        "shelf": "tag star mark bookmark",
        "recent": "history",
        "config": "settings preferences",
        "quotes": "quotations",
        "stories": "groups events cluster",
        "limit": "max count number top",
        "sort": "order",
        "kind": "type",
        "library": "folder dir",
        "message": "text",
        "to": "format",
        "md": "markdown",
        "markdown": "md",
        "bib": "bibtex",
        "ris": "zotero endnote",
    }
)
"""Names of commands, options and choices in other programs, by their name here."""

_FREE = ("QUERY", "WORDS", "TEXT")
"""Arguments that may be any words."""


class Formatter(argparse.HelpFormatter):
    """Help as wide as the terminal; argparse would import shutil, and with it compression modules, for the width."""

    def __init__(self, prog: str, **given: int) -> None:
        given.setdefault("width", _columns() - 2)
        super().__init__(prog, **given)


def _columns() -> int:
    """Return the terminal's columns, from the environment or the terminal, else 80."""
    told = os.environ.get("COLUMNS", "")
    if told.isdecimal() and len(told) < 6 and int(told):
        return int(told)
    try:
        return os.get_terminal_size(sys.__stdout__.fileno() if sys.__stdout__ else 1).columns or 80
    except (OSError, ValueError):
        return 80


class Parser(argparse.ArgumentParser):
    """A parser that fails with one sentence and exit code 2; ``forms`` is the option group of output formats."""

    forms: argparse._MutuallyExclusiveGroup

    def __init__(self, **given: Any) -> None:  # noqa: ANN401 argparse takes them
        super().__init__(formatter_class=Formatter, **given)

    def _get_values(self, action: argparse.Action, arg_strings: list[str]) -> Any:  # noqa: ANN401 argparse's own
        """Return an option's value, even ``--``: before Python 3.13 argparse turns that into an empty list."""
        if action.option_strings and action.nargs is None and arg_strings == ["--"]:
            value = self._get_value(action, "--")
            self._check_value(action, value)
            return value
        return super()._get_values(action, arg_strings)

    def error(self, message: str) -> NoReturn:
        """Print the error and how to get help; for a query that starts with a dash, how to write it."""
        free = next(
            (action.metavar for action in self._actions if action.metavar in _FREE and not action.option_strings), None
        )
        if free and "required" in message:
            message += f", or it begins with a dash and stands behind two: {self.prog} -- '-{str(free).lower()}'"
        say(f"{self.prog}: {message}{'' if message.endswith('?') else ';'} `{self.prog} --help` shows what there is.")
        raise SystemExit(FAILED)

    def _check_value(self, action: argparse.Action, value: object) -> None:
        """Reject an invalid choice, naming the closest valid one or all of them.

        argparse's own wording changes between Python versions.
        """
        if action.choices is None or value in action.choices:
            return
        choices = [str(choice) for choice in action.choices]
        cure = did_you_mean(str(value), choices, f"there are {', '.join(choices)}", ELSEWHERE)
        raise argparse.ArgumentError(action, f"there is no “{value}”; {cure}")

    def parse_args(self, args: Any = None, namespace: Any = None) -> Any:  # noqa: ANN401 argparse's own
        """Parse the arguments; unknown ones are reported with a suggestion."""
        options, unknown = self.parse_known_args(args, namespace)
        if unknown:
            self.error(unknown_arguments(self, (), unknown))
        return options


def unknown_arguments(top: Parser, way: Sequence[str], arguments: Sequence[str]) -> str:
    """Return the message for unknown arguments of the command at ``way``."""
    from .grammar import read

    written = next((argument.partition("=")[0] for argument in arguments if argument[:2] == "--" != argument), "")
    outer: list[str] = []
    own: list[str] = []
    for verb in read(top).walk():
        if verb.path == tuple(way[: len(verb.path)]):
            outer, own = outer + own, [flag for option in verb.options for flag in option.flags]
    if written in own:
        return f"{written} stands right behind the command: {top.prog} {' '.join(way)} {written} …"
    if written in outer:
        return f"{written} stands before the command: {top.prog} {written} … {' '.join(way)}"
    known = own + outer
    if near := nearest_name(written, known, ELSEWHERE):
        return f"there is no {written}; did you mean “{near}”?"
    return f"unrecognized arguments: {' '.join(arguments)}"


class Unasked:
    """Stands in for the parser of a command that will not run, and ignores everything."""

    def __init__(self, **_: object) -> None:
        self.forms = self

    def __getattr__(self, _: str) -> Callable[..., Unasked]:
        return lambda *_, **__: self
