"""The command line: its options, its sub-commands, and which function runs each.

Refuses to import what a command needs before that command runs, so that ``--help`` answers at once.
"""

from __future__ import annotations

import argparse
from importlib import import_module

from .command import FAILED, guarded, say

# Not from typing: importing that costs a third of what `--help` may take.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Handler = Callable[[argparse.Namespace], int]

VERSION = "0.1.0"
_VALUED = ("--library", "--config")
_SORTS = ("relevance", "date", "outlet", "title")

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
    "refresh": "article_commands:run_refresh",
    "add": "capture_commands:run_add",
    "versions": "capture_commands:run_versions",
    "check": "article_commands:run_check",
    "notes": "note_commands:run_notes",
    "shelf": "shelf_commands:run_shelf",
}
COMMANDS = (*_HANDLERS, "config")
"""The sub-commands; a folder of the same name is opened as ``./list``."""


class _Parser(argparse.ArgumentParser):
    """A parser that fails in one sentence and exit code 2."""

    def error(self, message: str) -> None:  # type: ignore[override]  # it never returns
        say(f"{self.prog}: {message}; `{self.prog} --help` shows what there is.")
        raise SystemExit(FAILED)


def command_in(arguments: Sequence[str]) -> str | None:
    """Return the sub-command that ``arguments`` begin with after the global options, or ``None``."""
    waiting = False
    for argument in arguments:
        if waiting:
            waiting = False
        elif argument in _VALUED:
            waiting = True
        elif not argument.startswith("-"):
            return argument if argument in COMMANDS else None
    return None


def run(arguments: Sequence[str], handlers: Mapping[str, Handler] | None = None) -> int:
    """Run the sub-command in ``arguments`` and return its exit code; ``handlers`` adds commands of the screen."""
    options = parser().parse_args(arguments)
    given = handlers or {}
    handler = given[options.command] if options.command in given else _handler(options.command)
    return guarded(lambda: handler(options))


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line; with no sub-command it fills ``paths``."""
    top = screen_parser()
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True, parser_class=_Parser)
    _add_articles(commands)
    _add_comparison(commands)
    _add_upkeep(commands)
    _add_notes(commands)
    return top


def screen_parser() -> argparse.ArgumentParser:
    """Return the parser of the options that stand before any sub-command."""
    top = _Parser(prog="variorum", description="Read several accounts of the same event, from the keyboard.")
    top.add_argument("--library", metavar="DIR", help="the folder of articles")
    top.add_argument("--config", metavar="FILE", help="the configuration to use")
    top.add_argument("--version", action="version", version=f"variorum {VERSION}")
    return top


def _add_articles(commands: argparse._SubParsersAction[_Parser]) -> None:
    _command(commands, "list", "list the articles")
    show = _command(commands, "show", "print one article")
    show.add_argument("article", metavar="ID", help="an id, or a unique part of an id or headline")
    show.add_argument("--all", action="store_true", help="unfold furniture")
    search = _command(commands, "search", "search all articles")
    search.add_argument("query", metavar="QUERY")
    search.add_argument("--limit", type=_positive, metavar="N", help="how many results to print")
    search.add_argument("--sort", choices=_SORTS, default="relevance")
    shelf = _command(commands, "shelf", "mark articles read or starred, tag them, set bookmarks, or print all that")
    shelf.add_argument("articles", metavar="ID", nargs="+")
    for yes, no, kept in (("read", "unread", "read"), ("star", "unstar", "starred")):
        either = shelf.add_mutually_exclusive_group()
        either.add_argument(f"--{yes}", dest=kept, action="store_true", default=None)
        either.add_argument(f"--{no}", dest=kept, action="store_false", default=None)
    shelf.add_argument("--tag", action="append", default=[], metavar="TAG", help="give this tag")
    shelf.add_argument("--untag", action="append", default=[], metavar="TAG", help="take this tag away")
    place = "pN for paragraph N, or a number of characters"
    shelf.add_argument("--bookmark", action="append", default=[], metavar="PLACE", help=f"set a bookmark: {place}")
    shelf.add_argument("--unbookmark", action="append", default=[], metavar="PLACE", help="take this bookmark away")
    shelf.add_argument("--bookmarks", action="store_true", help="list the bookmarks with the words that stand there")


def _add_comparison(commands: argparse._SubParsersAction[_Parser]) -> None:
    compare = _command(commands, "compare", "lay accounts side by side")
    compare.add_argument("articles", metavar="ID", nargs="+", help="one alone is compared with its nearest")
    compare.add_argument("--include", action="append", default=[], metavar="ID", help="do not set this account aside")
    compare.add_argument("--evidence", action="store_true", help="add all evidence to the JSON, for a lossless copy")
    form = compare.add_mutually_exclusive_group()
    form.add_argument("--markdown", action="store_true", help="print a report in Markdown")
    form.add_argument("--html", action="store_true", help="print a page for the browser or the printer")
    quotes = _command(commands, "quotes", "list direct quotations and their speakers")
    quotes.add_argument("articles", metavar="ID", nargs="+")
    _command(commands, "stories", "group the library into stories and events")
    near = _command(commands, "nearest", "name the account nearest to an article, and why it is")
    near.add_argument("article", metavar="ID")
    related = _command(commands, "related", "list where else the paragraphs of an article are told")
    related.add_argument("article", metavar="ID")
    related.add_argument("--paragraph", type=_positive, metavar="N", help="only this paragraph, counted from 1")
    trace = _command(commands, "trace", "find every place that shares a passage")
    trace.add_argument("passage", metavar="TEXT", help="the words; with --span, the id of the article they stand in")
    trace.add_argument("--span", metavar="START:END", help="the passage, in characters of the article's text")


def _add_upkeep(commands: argparse._SubParsersAction[_Parser]) -> None:
    refresh = _command(commands, "refresh", "take in what changed on disk")
    refresh.add_argument("--rebuild", action="store_true", help="make the whole cache anew")
    refresh.add_argument("--reread", action="store_true", help="read pages, PDFs and exports anew, as parsers do now")
    add = _command(commands, "add", "fetch pages, lists of links and feeds, and keep them in the library")
    add.add_argument("target", metavar="URL|FILE", nargs="+")
    add.add_argument("--new", action="store_true", help="only what was not fetched before")
    add.add_argument("--anyway", action="store_true", help="even if the host asks programs not to")
    versions = _command(commands, "versions", "list the versions of a page that are here")
    versions.add_argument("url", metavar="URL")
    _command(commands, "check", "list what is wrong, and the cure")
    config = _command(commands, "config", "check or show the configuration and the keys, or trust that of this folder")
    config.add_argument("action", choices=("check", "show", "keys", "trust", "distrust"))


def _add_notes(commands: argparse._SubParsersAction[_Parser]) -> None:
    notes = commands.add_parser("notes", help="your notes", description="List, write and exchange your notes.")
    actions = notes.add_subparsers(dest="action", metavar="ACTION", required=True, parser_class=_Parser)
    _filtered(_command(actions, "list", "list notes"))
    search = _filtered(_command(actions, "search", "list the notes that hold some words"))
    search.add_argument("query", metavar="WORDS")
    add = _written(_command(actions, "add", "write a note on an article or a passage"))
    add.add_argument("article", metavar="ARTICLE")
    add.add_argument("--quote", metavar="WORDS", help="the passage, as it stands in the article")
    add.add_argument("--span", metavar="START:END", help="the passage, in characters of the article's text")
    edit = _written(_command(actions, "edit", "change a note"))
    edit.add_argument("note", metavar="ID")
    _command(actions, "rm", "move notes to the trash").add_argument("note", metavar="ID", nargs="+")
    _command(actions, "restore", "bring a note back from the trash").add_argument("note", metavar="ID")
    accept = _command(actions, "accept", "put a note on the best guess for a passage that has changed or is lost")
    accept.add_argument("note", metavar="ID")
    place = _command(actions, "place", "put a note on another passage, or on the whole article")
    place.add_argument("note", metavar="ID")
    where = place.add_mutually_exclusive_group(required=True)
    where.add_argument("--quote", metavar="WORDS", help="the passage, as it stands in the article")
    where.add_argument("--span", metavar="START:END", help="the passage, in characters of the article's text")
    where.add_argument("--whole", action="store_true", help="give up passages that have changed or are lost")
    place.add_argument("--article", metavar="ID", help="an article other than the one it is on")
    place.add_argument("--target", type=_positive, metavar="N", help="which of several passages, counted from 1")
    _command(actions, "undo", "take back what was done last to notes, be it days ago")
    _command(actions, "redo", "do again what was undone last")
    export = _filtered(_command(actions, "export", "print notes in another form"))
    export.add_argument("--to", choices=("md", "html", "csv", "jsonld"), default="md")
    export.add_argument("-o", "--output", metavar="FILE")
    take = _command(actions, "import", "add the notes of a W3C or Hypothesis file; twice is once")
    take.add_argument("file", metavar="FILE")
    take.add_argument("--from", dest="origin", choices=("auto", "w3c", "jsonld", "hypothesis"), default="auto")
    take.add_argument("--dry-run", action="store_true", help="only say what would be added")
    _command(actions, "check", "list unreadable files and lost passages")
    for name, summary in (
        ("merge", "bring in the notes of a copy"),
        ("format", "write a file anew in the fixed style"),
    ):
        _command(actions, name, summary).add_argument("file", metavar="FILE")


def _filtered(command: _Parser) -> _Parser:
    command.add_argument("--state", choices=("here", "moved", "changed", "lost"))
    for name in ("--kind", "--author", "--article", "--story", "--since"):
        command.add_argument(name, metavar=name[2:].upper())
    command.add_argument("--tag", action="append", default=[], metavar="TAG")
    return command


def _written(command: _Parser) -> _Parser:
    command.add_argument("-m", "--message", metavar="TEXT", help="the words of the note; - reads standard input")
    command.add_argument("--kind", metavar="KIND")
    command.add_argument("--tag", action="append", default=[], metavar="TAG")
    return command


def _command(commands: argparse._SubParsersAction[_Parser], name: str, summary: str) -> _Parser:
    command = commands.add_parser(name, help=summary, description=summary[0].upper() + summary[1:] + ".")
    command.add_argument("--json", action="store_true", help="answer with one JSON document")
    command.add_argument("--no-refresh", action="store_true", help="do not look for changes on disk first")
    return command


def _handler(command: str) -> Handler:
    module, _, function = _HANDLERS[command].partition(":")
    handler: Handler = getattr(import_module(f".{module}", __package__), function)
    return handler


def _positive(text: str) -> int:
    value = int(text)
    if value < 0:
        message = "the number must not be negative"
        raise argparse.ArgumentTypeError(message)
    return value
