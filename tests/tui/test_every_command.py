"""Every command of the table, a new one as well, with everything that can be told it: it holds the contract.

That is: exit code 0, 1 or 2; a sentence on standard error where it is 2; one document with ``--json``; no trace of
Python, and no sign that steers a terminal.
"""

from __future__ import annotations

import io
import json
import shutil
import sys
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

import pytest

from index import Library, Target
from index.cli.arguments import parser
from index.cli.grammar import read
from tests.builders import SEEDS, settings
from tui.launch import main

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from index.cli.grammar import Argument, Verb

COMMANDS = [verb for verb in read(parser()).walk() if verb.path and not verb.verbs]
FITTING = {
    "ID": "001",
    "NOTE": "0",
    "QUERY": "taiwan",
    "WORDS": "taiwan",
    "TEXT": "Talks between the two sides have increased in recent months",
    "FILE": "no-such-file",
    "FOLDER": "no-such-folder",
    "URL": "http://127.0.0.1:9/x",
    "URL|FILE": "no-such-list",
    "N": "3",
    "TAG": "t",
    "PLACE": "p1",
    "START:END": "10:20",
    "KIND": "claim",
    "NAME": "anna",
    "DATE": "2024-04-26",
}
"""Something for each name that a value has in the table; a new name needs a line here."""
HOSTILE = ("", "--", 'it\'s "a"\nb\t\x1b[31mred\x1b]0;t\x07 \u202ec', "\udcff\udcfe.txt", "x" * 5000, "/dev/full")
DEMANDED: dict[tuple[str, ...], list[str]] = {("notes", "place"): ["--whole"], ("notes", "edit"): ["-m", "words"]}
"""What a command can't run without, though it is no place in the table."""

named = pytest.mark.parametrize("verb", COMMANDS, ids=lambda verb: "-".join(verb.path))


class Told(NamedTuple):
    """A command as it was written, its exit code and what it printed."""

    arguments: tuple[str, ...]
    code: int
    out: str
    err: str

    def faults(self) -> list[str]:
        """Return what is against the contract."""
        found = [] if self.code in {0, 1, 2} else [f"exit code {self.code}"]
        if "Traceback" in self.out + self.err:
            found.append("a trace of Python")
        found += [
            f"U+{ord(sign):04X} printed" for sign in sorted({*self.out, *self.err} - {"\n", "\t"}) if steers(sign)
        ]
        if self.code == 2 and not self.err.rstrip("\n").endswith((".", "?", ")")):
            found.append("2 without a sentence")
        if len(self.err) > 2000:
            found.append(f"{len(self.err)} characters of error")
        if "--json" in self.arguments and not (is_json(self.out) if self.out else self.code == 2):
            found.append("no JSON")
        return [f"{' '.join(self.arguments)[:120]!a}: {fault} ({self.err[-200:]!a})" for fault in found]


def steers(sign: str) -> bool:
    return unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Zl", "Zp"}


def is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


@pytest.fixture
def variorum(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Told]:
    """Run a command on a copy of the seeds with one note in it, or on the library named."""
    library, config = tmp_path / "library", tmp_path / "config.yaml"
    shutil.copytree(SEEDS, library)
    config.write_text(f"cache: {tmp_path / 'cache'}\nnotes: {tmp_path / 'kept-notes'}\n", "utf-8")
    with Library(library, settings=settings(tmp_path)) as opened:
        opened.refresh()
        opened.notebook.write("Whose words?", [Target(opened.list("id")[0].id)], tags=["t"])
    monkeypatch.chdir(tmp_path)

    def command(*arguments: str, folder: Path = library) -> Told:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"typed\n")))
        try:
            code = main(["--library", str(folder), "--config", str(config), *arguments])
        except SystemExit as stopped:
            code = int(stopped.code or 0)
        return Told(arguments, code, *capsys.readouterr())

    return command


def fitting(verb: Verb) -> list[str]:
    """Return what a command has to be told, options first."""
    return [*DEMANDED.get(verb.path, []), *map(value, verb.places)]


def value(argument: Argument) -> str:
    return argument.choices[0] if argument.choices else FITTING[argument.takes]


def options(verb: Verb) -> list[Argument]:
    return [option for option in verb.options if "--help" not in option.flags]


def flags(verb: Verb) -> set[str]:
    return {flag for option in verb.options for flag in option.flags}


def forms(verb: Verb) -> Iterator[list[str]]:
    """Yield the options that choose the form of the answer, each alone, and none of them."""
    yield []
    for flag in ("--json", "--plain", "--markdown", "--html"):
        if flag in flags(verb):
            yield [flag]


def faults(told: Iterator[Told]) -> list[str]:
    return [fault for one in told for fault in one.faults()]


@named
def test_every_form_of_every_answer(verb: Verb, variorum: Callable[..., Told], tmp_path: Path) -> None:
    """Of articles, of a folder without any, of no folder, of a file in its place."""
    (tmp_path / "empty").mkdir()
    places = [tmp_path / "library", tmp_path / "empty", tmp_path / "gone", tmp_path / "config.yaml"]

    assert faults(variorum(*verb.path, *form, *fitting(verb), folder=at) for at in places for form in forms(verb)) == []


@named
def test_whatever_a_command_is_told(verb: Verb, variorum: Callable[..., Told]) -> None:
    """Quotation marks, line ends, escapes, bytes that are no UTF-8, a device, too much, nothing: in every place."""

    def told() -> Iterator[Told]:
        json_too = ["--json"] if "--json" in flags(verb) else []
        for hostile in HOSTILE:
            for number, _ in enumerate(verb.places):
                words = list(map(value, verb.places))
                words[number] = hostile
                yield variorum(*verb.path, *json_too, *DEMANDED.get(verb.path, []), "--", *words)
            for option in options(verb):
                if option.takes:
                    yield variorum(*verb.path, *json_too, f"{option.flags[-1]}={hostile}", *fitting(verb))

    assert faults(told()) == []


@named
def test_what_no_option_is_called(verb: Verb, variorum: Callable[..., Told]) -> None:
    """An option with a slip in it and one that there is not: 2, one sentence, nothing printed."""
    slips = [f"{option.flags[-1]}x" for option in options(verb)] + ["--no-such-option"]
    told = [variorum(*verb.path, *fitting(verb), slip) for slip in slips]

    assert faults(iter(told)) == []
    assert [(one.code, one.out, one.err.count("\n")) for one in told] == [(2, "", 1)] * len(slips)


@named
def test_two_options_at_once(verb: Verb, variorum: Callable[..., Told]) -> None:
    """Two options work together or are refused in one sentence."""
    written = [[option.flags[-1], *([value(option)] if option.takes else [])] for option in options(verb)]
    pairs = [(one, other) for number, one in enumerate(written) for other in written[:number]]

    assert faults(variorum(*verb.path, *fitting(verb), *one, *other) for one, other in pairs[-15:]) == []
