"""The command line as plain values, read from the argparse parsers; for completion and the manual page.

No command is named here.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Argument:
    """An option with its flags, or an operand, which has none.

    ``takes`` is the name of its values (``ID``, ``FILE``; empty for a switch), ``choices`` the only ones allowed,
    ``several`` whether there may be more than one.
    """

    flags: tuple[str, ...]
    takes: str
    choices: tuple[str, ...]
    help: str
    several: bool


@dataclass(frozen=True, slots=True)
class Verb:
    """A command with its path: ``()`` is the program, ``("notes", "add")`` an action of ``notes``."""

    path: tuple[str, ...]
    help: str
    arguments: tuple[Argument, ...]
    verbs: tuple[Verb, ...]

    @property
    def options(self) -> tuple[Argument, ...]:
        """The options."""
        return tuple(argument for argument in self.arguments if argument.flags)

    @property
    def places(self) -> tuple[Argument, ...]:
        """The operands."""
        return tuple(argument for argument in self.arguments if not argument.flags)

    def walk(self) -> Iterator[Verb]:
        """Yield this command and all below it."""
        yield self
        for verb in self.verbs:
            yield from verb.walk()


def read(parser: argparse.ArgumentParser, path: tuple[str, ...] = (), summary: str = "") -> Verb:
    """Return the grammar of a parser."""
    verbs: list[Verb] = []
    arguments: list[Argument] = []
    for action in parser._actions:  # noqa: SLF001 argparse has no other way to be asked
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 as above
            helps = {choice.dest: choice.help or "" for choice in action._choices_actions}  # noqa: SLF001 as above
            verbs += [read(below, (*path, name), helps[name]) for name, below in action.choices.items()]
        else:
            arguments.append(_argument(action))
    return Verb(path, summary or parser.description or "", tuple(arguments), tuple(verbs))


def _argument(action: argparse.Action) -> Argument:
    choices = tuple(map(str, action.choices or ()))
    metavar = action.metavar if isinstance(action.metavar, str) else ""
    takes = "" if action.nargs == 0 else metavar or ("|".join(choices) if choices else action.dest.upper())
    help = (action.help or "").replace("%(prog)s", "variorum")
    return Argument(tuple(action.option_strings), takes, choices, help, action.nargs == "+")
