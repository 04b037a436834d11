"""How an answer leaves a command: on a terminal it is wrapped, marked and paged, in a pipe it stays as it is."""

from __future__ import annotations

import argparse
import io
import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from index.cli.output import MARK, UNMARK, answer, shown
from index.model.article import Span

if TYPE_CHECKING:
    from pathlib import Path

LINE = f"~ A  one {MARK}two{UNMARK} three four"


class Terminal(io.StringIO):
    """Standard output that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def on_terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Have standard output be a terminal of 20 columns and 5 lines that has colours; pytest sets it for each phase."""
    out = Terminal()
    monkeypatch.setattr(sys, "stdout", out)
    for name, value in {"TERM": "xterm", "COLUMNS": "20", "LINES": "5"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("NO_COLOR", raising=False)
    return out


def _options(**given: object) -> argparse.Namespace:
    return argparse.Namespace(**{"json": False, "plain": False, "no_pager": False, "columns": ("id",), **given})


def test_in_a_pipe_lines_are_whole_and_marks_are_brackets(monkeypatch: pytest.MonkeyPatch) -> None:
    """No width counts and nothing is coloured."""
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    monkeypatch.setenv("COLUMNS", "20")
    assert shown(LINE) == "~ A  one ⟦two⟧ three four"


def test_on_a_terminal_lines_are_wrapped_and_marks_are_bold(monkeypatch: pytest.MonkeyPatch) -> None:
    """Later lines stand below the first one's text; marks take no room."""
    on_terminal(monkeypatch)
    assert shown(LINE) == "~ A  one \x1b[1;4mtwo\x1b[22;24m three\n     four"
    assert shown(f"    {'word ' * 5}".rstrip()) == "    word word word\n    word word"
    assert shown("id.txt  undated  Title") == "id.txt  undated \nTitle"


def test_marks_are_carried_over_the_end_of_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is set in on the next line is not underlined, and what comes behind the mark is not bold."""
    on_terminal(monkeypatch)
    bold, plain = "\x1b[1;4m", "\x1b[22;24m"
    line = f"~ A  one {MARK}two three four five six seven{UNMARK} eight"
    assert shown(line).split("\n") == [
        f"~ A  one {bold}two three{plain}",
        f"     {bold}four five six{plain}",
        f"     {bold}seven{plain} eight",
    ]


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_without_colour_marks_are_brackets_on_a_terminal_too(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    """Without colour, marks on a terminal are brackets, which count in the width."""
    on_terminal(monkeypatch)
    monkeypatch.setenv(name, value)
    assert shown(LINE) == "~ A  one ⟦two⟧ three\n     four"


def _pager(folder: Path, monkeypatch: pytest.MonkeyPatch, said: str = "paged: ") -> Path:
    """Name a pager that writes what it was given to a file."""
    program, out = folder / "page", folder / "out"
    program.write_text(f'#!/bin/sh\nprintf "%s" "{said}" > "$1"\ncat >> "$1"\nprintf "%s" "$LESS" >> "$1"\n', "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PAGER", f"'{program}' '{out}'")
    return out


def test_what_is_longer_than_the_terminal_goes_to_the_pager(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """As git does, with LESS=FRX unless the reader has set it."""
    monkeypatch.delenv("LESS", raising=False)
    terminal, out = on_terminal(monkeypatch), _pager(tmp_path, monkeypatch)
    answer(_options(), None, lambda: ["a", "b", "c", "d"])
    assert (terminal.getvalue(), out.exists()) == ("a\nb\nc\nd\n", False)
    answer(_options(), None, lambda: ["a", "b", "c", "d", "e"])
    assert (terminal.getvalue(), out.read_text("utf-8")) == ("a\nb\nc\nd\n", "paged: a\nb\nc\nd\ne\nFRX")


@pytest.mark.parametrize(
    ("given", "variable"),
    [
        ({"no_pager": True}, ("PAGER", None)),
        ({}, ("TERM", "dumb")),
        ({}, ("PAGER", "cat")),
        ({}, ("PAGER", "")),
        ({}, ("PAGER", "no-such-program-anywhere")),
        ({}, ("PAGER", "'unclosed")),
        ({"plain": True}, ("PAGER", None)),
    ],
)
def test_when_nothing_is_paged(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    given: dict[str, object],
    variable: tuple[str, str | None],
) -> None:
    """Told not to, on a terminal that can't, without a pager, and in records."""
    terminal, out = on_terminal(monkeypatch), _pager(tmp_path, monkeypatch)
    if variable[1] is not None:
        monkeypatch.setenv(variable[0], variable[1])
    records = [{"id": name} for name in "abcdef"]
    answer(_options(**given), records, lambda: list("abcdef"))
    assert (terminal.getvalue(), out.exists()) == ("a\nb\nc\nd\ne\nf\n", False)


@dataclass(frozen=True)
class _Thing:
    id: str
    score: float
    span: Span
    tags: tuple[str, ...]
    sure: bool
    note: str | None


def test_a_record_is_a_line_whatever_its_cells_hold(capsys: pytest.CaptureFixture[str]) -> None:
    """Tabs and line ends become blanks, nothing stands for what is unknown, a list has commas, a span a colon."""
    thing = _Thing("a\tb\nc\x1b", 0.5, Span(3, 9), ("x", "y"), sure=True, note=None)
    columns = ("id", "score", "span", "tags", "sure", "note", "missing")
    answer(_options(plain=True, columns=columns), [thing], list)
    answer(_options(plain=True, columns=("sure",)), thing, list, lambda: [{"sure": False}, {"sure": (1, 2, 3)}])
    assert capsys.readouterr().out == "a b c␛\t0.5\t3:9\tx,y\ttrue\t\t\nfalse\n1,2,3\n"


def test_an_empty_answer_prints_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """Not even a line end; an empty JSON list is a document all the same."""
    answer(_options(), [], list)
    answer(_options(plain=True), [], list)
    assert capsys.readouterr().out == ""
    answer(_options(json=True), [], list)
    assert capsys.readouterr().out == "[]\n"


def test_an_interrupt_while_the_pager_runs_is_the_pagers(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Pressed in the pager it ends nothing here."""
    program = tmp_path / "page"
    program.write_text(f"#!/bin/sh\ncat > /dev/null\nkill -INT {os.getpid()}\n", "utf-8")
    program.chmod(0o755)
    terminal = on_terminal(monkeypatch)
    monkeypatch.setenv("PAGER", f"'{program}'")
    answer(_options(), None, lambda: list("abcdef"))
    assert terminal.getvalue() == ""
