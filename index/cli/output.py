"""Printing a command's answer: readable lines, one JSON document, or one record per line.

On a terminal lines are wrapped, marked words are bold and underlined, and long answers go to the pager. In a pipe lines
are not wrapped, marks are brackets, and there is no pager. No single command is known here.
"""

from __future__ import annotations

import os
import sys

# Not from typing, whose import takes a third of the time allowed for `--help`.
TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import Any

    from ..model.complaint import Complaint

MARK, UNMARK = "\x02", "\x03"
"""Surround words to be marked; no text from `safe` contains them."""

_BRACKETS = {MARK: "⟦", UNMARK: "⟧"}
_BOLD = {MARK: "\x1b[1;4m", UNMARK: "\x1b[22;24m"}
_LEAST_WIDTH = 20
_LONG_WORDS = r"""(?s)([“'"][^”'"]{200})[^”'"]{100,}([”'"])"""
_LONG_NAME = r"(\S{200})\S{800,}(\S{60})"
"""Long quoted text, and names longer than any path; part of them is enough to recognise them."""


def answer(
    options: argparse.Namespace,
    value: object,
    lines: Callable[[], Sequence[str]],
    records: Callable[[], Iterable[object]] | None = None,
) -> None:
    """Print ``value`` as JSON (``--json``) or as records (``--plain``), else the readable ``lines``.

    A record has the columns in the command's table, from ``records``, else from the entries of ``value``.
    """
    if options.json:
        told = to_json(value)
    elif options.plain:
        entries = records() if records else value if isinstance(value, (list, tuple)) else [value]
        sys.stdout.writelines(_record(_mapping(entry), options.columns) + "\n" for entry in entries)
        return
    else:
        told = "\n".join(shown(line) for line in lines())
    if told:
        write(options, told + "\n")


def to_json(value: object) -> str:
    """Return a JSON document of plain values and dataclasses; characters that control a terminal are escaped."""
    import json
    import re

    from ..text.safe import safe

    text = json.dumps(value, ensure_ascii=False, indent=2, default=_plain)
    return re.sub(r"[^\n -~]", lambda match: match[0] if safe(match[0]) == match[0] else _escaped(match[0]), text)


def say(sentence: str) -> None:
    """Print a sentence on standard error, safe for a terminal, with very long words shortened."""
    import re

    from ..text.safe import safe

    for long in (_LONG_WORDS, _LONG_NAME):
        sentence = re.sub(long, r"\1…\2", sentence)
    sys.stderr.write(safe(sentence) + "\n")


def complaint_lines(complaints: Iterable[Complaint]) -> list[str]:
    """Return each complaint as one line: where, what, and the cure."""
    from ..text.safe import safe_line

    return [safe_line(complaint_sentence(item)) for item in complaints]


def shown(line: str) -> str:
    """Format a line for this output: marks as bold or brackets, wrapped on a terminal.

    Continuation lines are indented to the first line's text, which two spaces separate from what precedes it.
    """
    marks = _BOLD if _in_colour() else _BRACKETS
    width = _width()
    if width is None or "\n" in line:
        return _marked(line, marks)
    from ..text.columns import columns, filled

    if marks is _BRACKETS:
        line = _marked(line, marks)
    if columns(line) > width:
        indent = " " * _hang(line, width)
        line = "\n".join(_carried(filled(line, width, indent), indent))
    return _marked(line, marks)


def _carried(lines: Iterable[str], indent: str) -> Iterator[str]:
    """Yield wrapped lines, repeating the marks open at each break; the indentation is not underlined."""
    carried = ""
    for line in lines:
        begun = f"{indent}{carried}{line[len(indent) :]}" if carried else line
        carried = MARK if begun.rfind(MARK) > begun.rfind(UNMARK) else ""
        yield begun + (UNMARK if carried else "")


def _hang(line: str, width: int) -> int:
    """Return the indentation of a line's continuations."""
    import re

    lead = re.match(r" *(?:[^\s\x02]{1,3}(?: [^\s\x02]{1,3})*  )?", line)
    return min(lead.end() if lead else 0, width // 2)


def write(options: argparse.Namespace, text: str) -> None:
    """Print a whole answer, through the pager if it is longer than the terminal."""
    command = [] if options.no_pager or not _longer(text) else _pager()
    if not command:
        sys.stdout.write(text)
        return
    import signal
    import subprocess

    # As git does: exit if the text fits, pass colours through, leave the text on the screen.
    environment = {"LESS": "FRX", "LV": "-c", **os.environ}
    sys.stdout.flush()
    # Interrupts belong to the pager, which may be searching and still has the terminal.
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        subprocess.run(command, input=text.encode(errors="replace"), env=environment, check=False)  # noqa: S603 theirs
    finally:
        signal.signal(signal.SIGINT, before)


def _pager() -> list[str]:
    """Return the words of the pager command; empty if there is none, or for ``cat``."""
    import shlex
    import shutil

    try:
        words = shlex.split(os.environ.get("PAGER", "less"))
    except ValueError:
        return []
    return words if words and words != ["cat"] and shutil.which(words[0]) else []


def _longer(text: str) -> bool:
    if not sys.stdout.isatty() or os.environ.get("TERM", "dumb") == "dumb":
        return False
    import shutil

    return text.count("\n") >= shutil.get_terminal_size().lines


def _in_colour() -> bool:
    return sys.stdout.isatty() and os.environ.get("TERM", "dumb") != "dumb" and not os.environ.get("NO_COLOR")


def _width() -> int | None:
    """Return the terminal's columns, ``None`` if the output goes to a file or a pipe."""
    if not sys.stdout.isatty():
        return None
    import shutil

    return max(_LEAST_WIDTH, shutil.get_terminal_size().columns)


def _marked(line: str, marks: Mapping[str, str]) -> str:
    return line.translate({ord(sign): mark for sign, mark in marks.items()})


def _record(entry: Mapping[str, object], names: Sequence[str]) -> str:
    return "\t".join(_cell(entry.get(name)) for name in names)


def _cell(value: object) -> str:
    """Format a value without tabs and line ends: nothing if unknown, lists with commas, spans as 3:9."""
    from ..model.article import Span
    from ..text.safe import one_line

    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return (":" if isinstance(value, Span) else ",").join(map(_cell, value))
    return one_line(str(value))


def _mapping(entry: object) -> Mapping[str, object]:
    plain: Mapping[str, object] = entry if isinstance(entry, dict) else _plain(entry)
    return plain


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


def complaint_sentence(item: Complaint) -> str:
    """Return a complaint as one sentence: where, what, and the cure."""
    stop = "" if item.cure.endswith("?") else "."
    return at_place(item.place, f"{item.message.rstrip('.')}; {item.cure}{stop}")


def at_place(where: str, sentence: str) -> str:
    """Return a sentence after the place it is about, with its first word in lower case unless it is a name.

    A name has a capital, a digit or a full stop after its first letter, as in JSON or a.txt.
    """
    import re

    small = re.match(r"[A-Z](?:[a-z]+(?:'[a-z]+)?)?,? ", sentence)
    return f"{where}: {sentence[:1].lower() if small else sentence[:1]}{sentence[1:]}"
