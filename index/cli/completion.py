"""``completion``: completion scripts for shells, and the values that the scripts ask for.

The scripts are in ``shells/``; their tables are generated from the command line's. The index is not refreshed, so that
values are offered at once.
"""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from ..text.safe import one_line
from .arguments import OFFERED, SHELLS, parser
from .command import FOUND, NOTHING, open_library
from .grammar import Argument, Verb, read
from .output import write

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable, Iterator

    from ..library.library import Library

_ASKED = {"ID": "articles", "NOTE": "notes", "TAG": "tags", "KIND": "kinds", "QUERY": "terms"}
"""Kinds of values, by the name of the argument."""


def run_completion(options: argparse.Namespace) -> int:
    """Print a shell's script, or values from the library."""
    if options.what in SHELLS:
        write(options, script(options.what))
        return FOUND
    found = list(dict.fromkeys(map(one_line, _VALUES[options.what](open_library(options, fresh=False)))))
    write(options, "".join(f"{value}\n" for value in found))
    return FOUND if found else NOTHING


def script(shell: str) -> str:
    """Return the completion script of one of `SHELLS`."""
    verbs = list(read(parser()).walk())
    text = files(__package__).joinpath("shells", f"completion.{shell}").read_text("utf-8")
    for name, lines in _TABLES[shell](verbs).items():
        text = text.replace(f"@{name}@", "\n".join(lines))
    return text


def _bash(verbs: Iterable[Verb]) -> dict[str, list[str]]:
    tables = _tables(verbs, lambda name, _: name, " ")
    return {
        name: [f"    [{_quoted(key)}]={_quoted(value)}" for key, value in rows.items()] for name, rows in tables.items()
    }


def _zsh(verbs: Iterable[Verb]) -> dict[str, list[str]]:
    tables = _tables(verbs, lambda name, about: f"{name}:{about}", "\n")
    return {
        name: [f"        {_quoted(key)} {_quoted(value)}" for key, value in rows.items()]
        for name, rows in tables.items()
    }


def _tables(verbs: Iterable[Verb], entry: Callable[[str, str], str], between: str) -> dict[str, dict[str, str]]:
    """Return the tables of a shell: ``TAKES`` by command and option; ``FLAGS``, ``VERBS`` and ``PLACES`` by command.

    Commands end with a blank, since shells take no empty key; ``entry`` formats a name with its description.
    """
    tables: dict[str, dict[str, str]] = {"TAKES": {}, "FLAGS": {}, "VERBS": {}, "PLACES": {}}
    for verb in verbs:
        way = " ".join(verb.path)
        flags = [(flag, option) for option in verb.options for flag in option.flags]
        tables["TAKES"] |= {f"{way} {flag}": _kind(option) for flag, option in flags if option.takes}
        tables["FLAGS"][f"{way} "] = between.join(entry(flag, option.help) for flag, option in flags)
        if verb.verbs:
            tables["VERBS"][f"{way} "] = between.join(entry(below.path[-1], below.help) for below in verb.verbs)
        if (place := _place(verb)) is not None:
            tables["PLACES"][f"{way} "] = place
    return tables


def _fish(verbs: Iterable[Verb]) -> dict[str, list[str]]:
    listed = list(verbs)
    ways = [_quoted(" ".join(verb.path)) for verb in listed if verb.path]
    takes = [
        _quoted(f"{' '.join(verb.path)} {flag}")
        for verb in listed
        for option in verb.options
        if option.takes
        for flag in option.flags
    ]
    lines = [line for verb in listed for line in _fish_lines(verb)]
    return {"VERBS": [f"    {' '.join(ways)}"], "TAKES": [f"    {' '.join(takes)}"], "COMPLETE": lines}


def _fish_lines(verb: Verb) -> Iterator[str]:
    way = " ".join(verb.path)
    at = f"complete -c variorum -n '__variorum_at {way}'"
    for below in verb.verbs:
        yield f"{at} {'-f ' if verb.path else ''}-a {below.path[-1]} -d {_quoted(below.help)}"
    place = _place(verb)
    if place is not None and verb.path:
        yield f"{at} {_fish_values(place)}"
    elif not verb.verbs and verb.path:
        yield f"{at} -f"
    for option in verb.options:
        flags = " ".join(f"-l {flag[2:]}" if flag.startswith("--") else f"-s {flag[1:]}" for flag in option.flags)
        values = (
            f" {'-r -F' if _kind(option) in _FILES else '-x'} {_fish_values(_kind(option))}" if option.takes else ""
        )
        yield f"{at} {flags}{values.rstrip()} -d {_quoted(option.help)}"


_FILES = ("FILE", "DIR", "URL|FILE")


def _fish_values(kind: str) -> str:
    if kind in _ASKED:
        return f"-f -a '(__variorum_ask {_ASKED[kind]})'"
    if kind in _FILES:
        return ""
    return f"-f -a {_quoted(kind.replace('|', ' '))}" if "|" in kind else "-f"


def _place(verb: Verb) -> str | None:
    """Return the kind of a command's operands; files and folders for the program itself."""
    if not verb.path:
        return "FILE"
    return _kind(verb.places[0]) if verb.places else None


def _kind(argument: Argument) -> str:
    return "|".join(argument.choices) if argument.choices and "|" not in argument.takes else argument.takes


def _quoted(text: str) -> str:
    """Quote a text in single quotes for all three shells; our texts contain none."""
    return "'" + text.replace("'", "’") + "'"


def _terms(library: Library) -> Iterator[str]:
    """Yield query terms that find something in this library."""
    for field, counts in library.find("").facets.items():
        if field in {"outlet", "agency", "author", "language", "tag"}:
            yield from (f'{field}:"{value}"' if not value.isalnum() else f"{field}:{value}" for value in counts)
    yield from ("is:unread", "is:starred", "is:read", "has:note", "title:", "said:", "date:", "before:", "after:")


_VALUES: dict[str, Callable[[Library], Iterable[str]]] = {
    "articles": lambda library: (row.id for row in library.list("id")),
    "notes": lambda library: (note.id for note in library.notebook.all()),
    "tags": lambda library: (*library.notebook.tags, *library.find("").facets.get("tag", ())),
    "kinds": lambda library: (kind.name for kind in library.settings.note_kinds),
    "terms": _terms,
}
assert set(_VALUES) == set(OFFERED)  # noqa: S101 a programmer's slip
_TABLES = {"bash": _bash, "zsh": _zsh, "fish": _fish}
