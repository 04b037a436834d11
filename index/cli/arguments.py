"""The command line's tables: every command, its options, and the columns of its records.

Help, completion and the manual page are generated from them. Nothing is run here.
"""

from __future__ import annotations

import argparse

from .command_parser import Parser, Unasked

# Not from typing, whose import takes a third of the time allowed for `--help`.
TYPE_CHECKING = False
if TYPE_CHECKING:
    Commands = argparse._SubParsersAction["Parser"]  # noqa: SLF001 argparse has no other name for it

VERSION = "1.0.0"
VALUED = ("--library", "--config", "--set")
"""Global options with a value."""

USAGE = """variorum FOLDER
       variorum [FILE ...]
       variorum [--library DIR] [--config FILE] [--set KEY=VALUE] [--no-pager] COMMAND ..."""
ABOUT = "Read several accounts of the same event, from the keyboard. Without a command the reader opens."
CLOSING = """\
Commands answer in readable lines, with --json in one JSON document, and with --plain in one record a line: tab
separated, never coloured, wrapped or paged. `variorum COMMAND --help` names the columns. What prints a file (notes
export, config schema, completion, man) prints it as it is. A query or text that begins with a dash stands behind two:
variorum search -- '-taiwan beijing'. Exit codes: 0 found or done, 1 nothing found (or problems found, where the command
looks for them), 2 could not run or did not understand."""

MOST = 999_999_999
"""The largest number an option accepts."""

CITED = ("csl", "bib", "ris")
"""Formats of reference managers: CSL-JSON, BibTeX, RIS."""
_ORIGINS = ("auto", "w3c", "jsonld", "hypothesis")
_SORTS = ("relevance", "date", "oldest", "outlet", "title")
_ROW = "id published outlet agency title words language tags"
_NOTE = "id kind tags author created article state span exact text"
_COMPLAINT = "where line message cure column"


def parser(command: str | None = None) -> Parser:
    """Return the parser of the whole command line.

    ``command`` is the one about to run, empty for none: commands are then listed without building their many options,
    which would slow ``--help`` down.
    """
    top = screen_parser()
    kind: type[Parser] = Unasked if command == "" else Parser  # type: ignore[assignment]  # it is told the same
    commands = top.add_subparsers(
        prog="variorum", dest="command", metavar="COMMAND", required=True, title="commands", parser_class=kind
    )
    _add_articles(commands)
    _add_comparison(commands)
    notes = commands.add_parser("notes", help="your notes", description="List, write and exchange your notes.")
    if command in (None, "notes"):
        _add_notes(notes)
    _add_upkeep(commands)
    _add_archive(commands)
    _add_about(commands)
    return top


def command_names() -> list[str]:
    """Return all commands with their full names, top-level ones first: ``list``, then ``notes list``."""
    from .grammar import read

    names = (" ".join(verb.path) for verb in read(parser()).walk() if verb.path)
    return sorted(names, key=lambda name: name.count(" "))


def screen_parser() -> Parser:
    """Return the parser of the global options, which precede any sub-command."""
    top = Parser(prog="variorum", usage=USAGE, description=ABOUT, epilog=CLOSING)
    top.add_argument("--library", metavar="DIR", help="the folder of articles, or the address of a shared archive")
    top.add_argument("--config", metavar="FILE", help="the configuration to use")
    setting = "a setting for this once, as in --set display.theme=dark"
    top.add_argument("--set", type=_setting, action="append", default=[], metavar="KEY=VALUE", help=setting)
    top.add_argument("--no-pager", action="store_true", help="never send an answer to $PAGER")
    top.add_argument("--version", action="version", version=f"variorum {VERSION}")
    return top


def _add_articles(commands: Commands) -> None:
    _command(commands, "list", "list the articles", _ROW)
    show = _command(commands, "show", "print one article", "start end role folded text")
    show.add_argument("article", metavar="ID", help="an id, or a unique part of an id or headline")
    show.add_argument("--all", action="store_true", help="unfold furniture")
    _cited(show)
    search = _command(commands, "search", "search all articles", "kind id note outlet published title score snippet")
    search.add_argument("query", metavar="QUERY", help="words, phrases and fields, as one argument")
    search.add_argument("--limit", type=_amount, metavar="N", help="how many results to print")
    search.add_argument("--sort", choices=_SORTS, default="relevance", help="the order of the results")
    recent = _command(commands, "recent", "list what was read and compared lately on screen", "at articles titles")
    recent.add_argument("--limit", type=_amount, metavar="N", help="how many to print")
    shelf = _command(
        commands,
        "shelf",
        "mark articles read or starred, tag them, set bookmarks, or print these",
        "id read starred tags bookmarks",
    )
    shelf.add_argument("articles", metavar="ID", nargs="*")
    for yes, no, kept in (("read", "unread", "read"), ("star", "unstar", "starred")):
        either = shelf.add_mutually_exclusive_group()
        either.add_argument(f"--{yes}", dest=kept, action="store_true", default=None, help=f"mark them {kept}")
        either.add_argument(f"--{no}", dest=kept, action="store_false", default=None, help="take that mark off")
    shelf.add_argument("--tag", action="append", default=[], metavar="TAG", help="give this tag")
    shelf.add_argument("--untag", action="append", default=[], metavar="TAG", help="take this tag away")
    place = "pN for paragraph N, or a number of characters"
    shelf.add_argument("--bookmark", action="append", default=[], metavar="PLACE", help=f"set a bookmark: {place}")
    shelf.add_argument("--unbookmark", action="append", default=[], metavar="PLACE", help="take this bookmark away")
    listed = "list the bookmarks with the words there (a record: id, paragraph, start, text)"
    shelf.add_argument("--bookmarks", action="store_true", help=listed)
    shelf.add_argument("--undo", action="store_true", help="take back what was marked last, be it days ago")
    shelf.add_argument("--redo", action="store_true", help="mark again what was undone last")


def _add_comparison(commands: Commands) -> None:
    compare = _command(commands, "compare", "lay accounts side by side", "row account id kind moved spans text")
    compare.add_argument("articles", metavar="ID", nargs="+", help="one alone is compared with its nearest")
    compare.add_argument("--include", action="append", default=[], metavar="ID", help="do not set this account aside")
    compare.add_argument("--all", action="store_true", help="unfold what one account tells alone")
    compare.add_argument("--evidence", action="store_true", help="add all evidence to the JSON, for a lossless copy")
    compare.forms.add_argument("--markdown", action="store_true", help="print a report in Markdown")
    compare.forms.add_argument("--html", action="store_true", help="print a page for the browser or the printer")
    _cited(compare)
    quotes = _command(
        commands, "quotes", "list direct quotations and their speakers", "article start end speaker certain rule text"
    )
    quotes.add_argument("articles", metavar="ID", nargs="+")
    _cited(quotes)
    _add_stories(commands)
    near = _command(commands, "nearest", "name the account nearest to an article, and why it is", "id reason")
    near.add_argument("article", metavar="ID")
    related = _command(
        commands,
        "related",
        "list where else the paragraphs of an article are told",
        "paragraph here id there kind score",
    )
    related.add_argument("article", metavar="ID")
    related.add_argument("--paragraph", type=_number, metavar="N", help="only this paragraph, counted from 1")
    trace = _command(commands, "trace", "find every place that shares a passage", "id start end kind score")
    trace.add_argument("passage", metavar="TEXT", help="the words; with --span, the id of the article they stand in")
    trace.add_argument("--span", metavar="START:END", help="the passage, in characters of the article's text")


def _add_stories(commands: Commands) -> None:
    columns = "story event article label reason shared decided"
    stories = _command(commands, "stories", "group the library into stories and events, or decide yourself", columns)
    deciding = stories.add_mutually_exclusive_group()
    for name, summary in (
        ("join", "make one story of these articles and their stories"),
        ("apart", "take these articles out of their stories; several stay together"),
        ("forget", "forget what you decided about these articles"),
    ):
        deciding.add_argument(f"--{name}", nargs="+", metavar="ID", help=summary)
    deciding.add_argument("--undo", action="store_true", help="undo the last decision, even days later")
    deciding.add_argument("--redo", action="store_true", help="redo the decision undone last")


def _add_upkeep(commands: Commands) -> None:
    refresh = _command(commands, "refresh", "read new and changed files", "what id reason", fresh=False)
    refresh.add_argument("--rebuild", action="store_true", help="make the whole cache anew")
    refresh.add_argument("--reread", action="store_true", help="read pages, PDFs and exports anew with new parsers")
    add = _command(
        commands,
        "add",
        "fetch pages, lists of links and feeds, and keep them in the library",
        "url status version id reason",
        fresh=False,
    )
    add.add_argument("target", metavar="URL|FILE", nargs="+")
    add.add_argument("--new", action="store_true", help="only what was not fetched before")
    anyway = "fetch each URL named here even if its host asks programs not to, but none of a FILE or feed"
    add.add_argument("--anyway", action="store_true", help=anyway)
    versions = _command(commands, "versions", "list the versions of a page that are here", _ROW)
    versions.add_argument("url", metavar="URL")
    _command(commands, "check", "list what is wrong, and the cure", _COMPLAINT)


def _add_archive(commands: Commands) -> None:
    archive = commands.add_parser(
        "archive", help="shared archives", description="Fill a shared archive, or say which of its fields is which."
    )
    actions = archive.add_subparsers(dest="action", metavar="ACTION", required=True, parser_class=Parser)
    push = _command(actions, "push", "send the articles of a folder that an archive lacks", "sent same")
    push.add_argument("folder", metavar="FOLDER", help="the folder of articles")
    push.add_argument("url", metavar="URL", help="https://HOST/INDEX; the index is created when there is none")
    push.add_argument("--shards", type=_number, default=1, metavar="N", help="parts of a new index")
    push.add_argument("--replicas", type=_amount, default=1, metavar="N", help="copies of each part of a new index")
    named = "guess which field of somebody else's index is which, and keep the guess if it is right"
    table = _command(actions, "map", named, "address file", fresh=False)
    table.add_argument("url", metavar="URL", help="https://HOST/INDEX")
    table.add_argument("--yes", action="store_true", help="keep the guess without asking")


def _add_about(commands: Commands) -> None:
    config = commands.add_parser(
        "config", help="the configuration and the keys", description="Check and show the configuration and the keys."
    )
    actions = config.add_subparsers(dest="action", metavar="ACTION", required=True, parser_class=Parser)
    trusted = "folder trusted"
    for name, summary, columns in (
        ("check", "list what is wrong in the configuration, and the cure", _COMPLAINT),
        ("show", "print every setting and where its value is from", "key value origin"),
        ("keys", "print the keys, as a section of the configuration", "id keys label help screens"),
        ("trust", "follow all of the configuration of this folder from now on", trusted),
        ("distrust", "follow only its looks and search, as before", trusted),
    ):
        _command(actions, name, summary, columns, fresh=False)
    summary = "print a JSON Schema of the configuration, for editors"
    actions.add_parser("schema", help=summary, description=f"P{summary[1:]}.")
    completion = commands.add_parser(
        "completion",
        help="print what makes a shell complete this command",
        description="Print a completion script; the other words print the values it offers, one a line.",
    )
    completion.add_argument("what", choices=(*SHELLS, *OFFERED), metavar="bash|zsh|fish", help="the shell")
    commands.add_parser(
        "demo",
        help="open the reader on three accounts of one event, side by side",
        description="Open the reader on three accounts of one event, side by side.",
    )
    commands.add_parser("man", help="print the manual page", description="Print the manual page, for man -l.")


SHELLS = ("bash", "zsh", "fish")
"""The shells with a completion script."""
OFFERED = ("articles", "notes", "tags", "kinds", "terms")
"""Kinds of values that completion asks for: ids of articles and notes, tags, kinds of notes, query terms."""


def _add_notes(notes: Parser) -> None:
    actions = notes.add_subparsers(dest="action", metavar="ACTION", required=True, parser_class=Parser)
    _filtered(_command(actions, "list", "list notes", _NOTE))
    search = _filtered(_command(actions, "search", "list the notes that hold some words", _NOTE))
    search.add_argument("query", metavar="WORDS", help="the words, as one argument")
    add = _written(_command(actions, "add", "write a note on an article or a passage", _NOTE))
    add.add_argument("article", metavar="ID")
    _passage(add.add_mutually_exclusive_group())
    edit = _written(_command(actions, "edit", "change a note", _NOTE))
    edit.add_argument("note", metavar="NOTE")
    _command(actions, "rm", "move notes to the trash", _NOTE).add_argument("note", metavar="NOTE", nargs="+")
    _command(actions, "restore", "bring a note back from the trash", _NOTE).add_argument("note", metavar="NOTE")
    accept = _command(
        actions, "accept", "put a note on the best guess for a passage that has changed or is lost", _NOTE
    )
    accept.add_argument("note", metavar="NOTE")
    place = _command(actions, "place", "put a note on another passage, or on the whole article", _NOTE)
    place.add_argument("note", metavar="NOTE")
    where = place.add_mutually_exclusive_group(required=True)
    _passage(where)
    where.add_argument(
        "--whole", action="store_true", help="keep it on the whole article, not on changed or lost passages"
    )
    place.add_argument("--article", metavar="ID", help="an article other than the one it is on")
    place.add_argument("--target", type=_number, metavar="N", help="which of several passages, counted from 1")
    _command(actions, "undo", "undo the last change of notes, even days later", "done")
    _command(actions, "redo", "redo what was undone last", "done")
    _add_exchange(actions)


def _add_exchange(actions: Commands) -> None:
    export = actions.add_parser(
        "export", help="print notes in another format", description="Print notes in another form."
    )
    export.add_argument("--no-refresh", action="store_true", help="do not look for changes on disk first")
    _filtered(export)
    export.add_argument("--to", choices=("md", "html", "csv", "jsonld", *CITED), default="md", help="the format")
    export.add_argument("-o", "--output", metavar="FILE", help="write to this file")
    take = _command(actions, "import", "add the notes of a W3C or Hypothesis file that are not here yet", _NOTE)
    take.add_argument("file", metavar="FILE", help="- reads standard input")
    take.add_argument("--from", dest="origin", choices=_ORIGINS, default="auto", help="what made it")
    take.add_argument("--dry-run", action="store_true", help="only say what would be added")
    _command(actions, "check", "list unreadable files and lost passages", _COMPLAINT)
    for name, summary, columns in (
        ("merge", "bring in the notes of a copy", "what id"),
        ("format", "rewrite a file in the standard style", "changed"),
    ):
        _command(actions, name, summary, columns).add_argument("file", metavar="FILE")


def _passage(group: argparse._MutuallyExclusiveGroup) -> None:
    group.add_argument("--quote", metavar="WORDS", help="the passage, as it stands in the article")
    group.add_argument("--span", metavar="START:END", help="the passage, in characters of the article's text")


def _cited(command: Parser) -> None:
    command.forms.add_argument("--as", dest="cited", choices=CITED, help="cite for a reference manager")


def _filtered(command: Parser) -> Parser:
    command.add_argument("--state", choices=("here", "moved", "changed", "lost"), help="how its passage is found")
    for name, takes, summary in (
        ("--kind", "KIND", "only notes of this kind"),
        ("--author", "NAME", "only notes by this person"),
        ("--article", "ID", "only notes on this article"),
        ("--story", "ID", "only notes on this story"),
        ("--since", "DATE", "only notes changed on this day or later"),
    ):
        command.add_argument(name, metavar=takes, help=summary)
    command.add_argument("--tag", action="append", default=[], metavar="TAG", help="only notes with this tag")
    return command


def _written(command: Parser) -> Parser:
    command.add_argument("-m", "--message", metavar="TEXT", help="the words of the note; - reads standard input")
    command.add_argument("--kind", metavar="KIND", help="the kind of the note")
    command.add_argument("--tag", action="append", default=[], metavar="TAG", help="a tag; again for more")
    return command


def _command(commands: Commands, name: str, summary: str, columns: str, *, fresh: bool = True) -> Parser:
    """Add a command whose records have ``columns``; ``fresh`` ones look for changes on disk first."""
    command = commands.add_parser(name, help=summary, description=summary[0].upper() + summary[1:] + ".")
    command.set_defaults(columns=tuple(columns.split()))
    command.forms = command.add_mutually_exclusive_group()
    command.forms.add_argument("--json", action="store_true", help="answer with one JSON document")
    named = columns.replace(" ", ", ")
    command.forms.add_argument("--plain", action="store_true", help=f"answer with one record a line: {named}")
    if fresh:
        command.add_argument("--no-refresh", action="store_true", help="do not look for changes on disk first")
    return command


def _setting(text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not equals:
        message = f"“{text}” is no setting; write KEY=VALUE"
        raise argparse.ArgumentTypeError(message)
    return key.strip(), value


def _amount(text: str) -> int:
    return _at_least(0, text)


def _number(text: str) -> int:
    return _at_least(1, text)


def _at_least(least: int, text: str) -> int:
    from ..text.numerals import whole_number

    number = whole_number(text, MOST)
    if number is None or number < least:
        message = f"“{text[:40]}” is no whole number from {least} on"
        raise argparse.ArgumentTypeError(message)
    return number
