"""The command line at run time: the function of each sub-command, and checks before it runs.

A command's imports happen only when it runs, so that ``--help`` is fast.
"""

from __future__ import annotations

from importlib import import_module

from .arguments import VALUED, parser
from .command import guarded
from .command_parser import unknown_arguments

# Not from typing, whose import takes a third of the time allowed for `--help`.
TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Mapping, Sequence

    from .command_parser import Parser

    Handler = Callable[[argparse.Namespace], int]

_HANDLERS = {
    "list": "article_commands:run_list",
    "show": "article_commands:run_show",
    "search": "article_commands:run_search",
    "compare": "comparison_commands:run_compare",
    "quotes": "comparison_commands:run_quotes",
    "stories": "comparison_commands:run_stories",
    "nearest": "comparison_commands:run_nearest",
    "related": "comparison_commands:run_related",
    "trace": "comparison_commands:run_trace",
    "recent": "article_commands:run_recent",
    "refresh": "article_commands:run_refresh",
    "add": "capture_commands:run_add",
    "archive": "archive_commands:run_archive",
    "versions": "capture_commands:run_versions",
    "check": "article_commands:run_check",
    "notes": "note_commands:run_notes",
    "shelf": "shelf_commands:run_shelf",
    "completion": "completion:run_completion",
    "man": "manual:run_man",
}
COMMANDS = (*_HANDLERS, "config", "demo")
"""The sub-commands; a folder of the same name is opened as ``./list``."""


def command_in(arguments: Sequence[str]) -> str | None:
    """Return the sub-command after the global options, ``None`` if there is none."""
    waiting = False
    for argument in arguments:
        if waiting:
            waiting = False
        elif argument in VALUED:
            waiting = True
        elif not argument.startswith("-"):
            return argument if argument in COMMANDS else None
    return None


def run(
    arguments: Sequence[str],
    handlers: Mapping[str, Handler] | None = None,
    check: Callable[[argparse.Namespace], None] = lambda _: None,
) -> int:
    """Run the sub-command in ``arguments`` and return its exit code; ``handlers`` adds commands of the screen.

    ``check`` may reject the options with a `LibraryError`: settings of the screen are not known here.
    """
    return guarded(lambda: _ran(arguments, handlers or {}, check))


def _ran(arguments: Sequence[str], handlers: Mapping[str, Handler], check: Callable[[argparse.Namespace], None]) -> int:
    top = parser(command_in(arguments) or "")
    options, unknown = top.parse_known_args(arguments)
    way = [*filter(None, (options.command, getattr(options, "action", "")))]
    path = " ".join(way)
    clash = _unknown(options, unknown, top, way) if unknown else path in _CLASHES and _CLASHES[path](options)
    if clash:
        top.prog += f" {path}"
        top.error(str(clash))
    handler = handlers[options.command] if options.command in handlers else _handler(options.command)
    check(options)
    options.opened = []
    try:
        return handler(options)
    finally:
        for library in options.opened:
            library.close()


def _unknown(options: argparse.Namespace, arguments: Sequence[str], top: Parser, way: Sequence[str]) -> str:
    """Return the message for unknown arguments; a query has to be a single argument."""
    written = getattr(options, "query", None)
    if written is None or any(argument.startswith("--") for argument in arguments):
        return unknown_arguments(top, way, arguments)
    import shlex

    return f"a query is one argument: write {shlex.quote(' '.join([written, *arguments]))}"


_CLASHES: dict[str, Callable[[argparse.Namespace], object]] = {
    "compare": lambda given: given.evidence and not given.json and "--evidence adds to --json, which is not given",
    "shelf": lambda given: (
        ((both := set(given.tag) & set(given.untag)) and f"--tag and --untag both name {', '.join(sorted(both))}")
        or (not (given.articles or given.undo or given.redo) and "name the articles whose marks you want")
        or (given.undo and given.redo and "--undo and --redo contradict each other")
        or ((given.undo or given.redo) and given.articles and "--undo and --redo take no articles")
    ),
    "notes place": lambda given: (
        given.whole
        and (given.article or given.target)
        and "--whole gives up every lost passage: it takes no --article and no --target"
    ),
    "notes edit": lambda given: (
        given.message is None and given.kind is None and not given.tag and "nothing to change: name -m, --kind or --tag"
    ),
}
"""Conflicts between a command's options, as a function that returns a sentence; falsy if there is none."""


def _handler(command: str) -> Handler:
    module, _, function = _HANDLERS[command].partition(":")
    handler: Handler = getattr(import_module(f".{module}", __package__), function)
    return handler
