"""What is known of the terminal: its background, its number of colours, and whether colour is wanted.

The background comes from ``COLORFGBG``, else from a query sent before the app starts, whose answer is read here so that
it does not arrive as keys. The terminal's modes are restored.
"""

from __future__ import annotations

import os
import re
import select
import sys
import termios
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING, Any, NamedTuple, Self

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

WAIT = 0.06
"""Seconds to wait for the answer."""

PATIENCE = 60.0
"""Seconds after which the first signs of an answer (`escape [`) are taken for keys."""

# OSC 11 asks for the background. A terminal that does not know it still answers DA1, and answers come in order: after
# the answer to DA1 nothing more will come.
_QUESTION = b"\x1b]11;?\x1b\\\x1b[c"
# Compiled when input arrives.
_BACKGROUND = rb"\x1b\]11;rgba?:([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})"
_LAST_ANSWER = rb"\x1b\[\?[0-9;]*c"
# Complete, or broken off by something else.
_LATE_COLOUR = r"\x1b\]11;[0-9a-fA-Frg:/#?]{0,40}+(?:\x07|\x1b\\|(?!\x1b?$))"
_LATE_LAST = r"\x1b\[\?[0-9;]*c"
# The start of an answer at the end of the input; a single escape key must not be held back.
_SURELY_BEGUN = r"\x1b(?:\]11;[^\x07\x1b]*\x1b?|\[\?[0-9;]*)$"
_BEGUN = r"\x1b(?:\](?:1(?:1(?:;[^\x07\x1b]*\x1b?)?)?)?|\[(?:\?[0-9;]*)?)$"
_SILENT = ("dumb", "linux", "unknown", "")


class Terminal(NamedTuple):
    """``dark`` is `None` if the background is unknown; ``few_colours`` means the 16 of the terminal's palette.

    ``unanswered``: the answer to a query may still arrive, looking like keys.
    """

    dark: bool | None = None
    few_colours: bool = False
    no_colour: bool = False
    unanswered: bool = False


class Question:
    """The query for the background, as a context manager: sent on entry, its answer read on exit.

    Slow work such as imports can be done inside, while the terminal answers; `hear` waits for the answer earlier.
    Nothing is sent if the environment tells the background, without a terminal, or to one known not to answer.
    ``heard`` is the input read until then, including keys typed.
    """

    def __init__(self, environ: Mapping[str, str] | None = None) -> None:
        self._environ = os.environ if environ is None else environ
        self._dark = from_environment(self._environ)
        self._mode: tuple[int, list[Any]] | None = None
        self._asked = 0.0
        self.unanswered = False
        self.heard = b""

    @property
    def terminal(self) -> Terminal:
        """What is known now."""
        no_colour = bool(self._environ.get("NO_COLOR"))
        return Terminal(self._dark, has_few_colours(self._environ), no_colour, self.unanswered)

    def __enter__(self) -> Self:
        if self._dark is None and self._environ.get("TERM", "") not in _SILENT:
            with suppress(AttributeError, OSError, ValueError):
                self._ask(sys.__stdin__.fileno(), sys.__stderr__.fileno())  # type: ignore[union-attr]
        return self

    def _ask(self, source: int, target: int) -> None:
        if not (os.isatty(source) and os.isatty(target)):
            return
        try:
            before, quiet = termios.tcgetattr(source), termios.tcgetattr(source)
            quiet[0] &= ~termios.ICRNL
            quiet[3] &= ~(termios.ECHO | termios.ICANON)
            termios.tcsetattr(source, termios.TCSANOW, quiet)
        except termios.error:
            return
        self._mode, self._asked = (source, before), monotonic()
        os.write(target, _QUESTION)

    def __exit__(self, *_: object) -> None:
        self.hear()

    def hear(self) -> None:
        """Read the answer, waiting until the time is up; does nothing if no query is open."""
        if self._mode is None:
            return
        (source, before), self._mode = self._mode, None
        try:
            for part in _read(source, self._asked + WAIT):
                self.heard += part
        finally:
            with suppress(termios.error):
                termios.tcsetattr(source, termios.TCSANOW, before)
        self._dark = dark_from(self.heard)
        self.unanswered = not re.search(_LAST_ANSWER, self.heard)


def from_environment(environ: Mapping[str, str]) -> bool | None:
    """Return whether ``COLORFGBG`` (``15;0``, ``0;default;15``) means a dark background, ``None`` if unknown."""
    background = environ.get("COLORFGBG", "").rpartition(";")[2]
    if not (background.isascii() and background.isdigit()) or len(background) > len("255"):
        return None
    # 7 is light grey, 8 dark grey, 9 to 15 the bright colours: the rule of rxvt and Vim.
    return int(background) in {0, 1, 2, 3, 4, 5, 6, 8}


def has_few_colours(environ: Mapping[str, str]) -> bool:
    """Return whether the terminal is not known to have more than 16 colours."""
    if environ.get("COLORTERM", "").strip().lower() in {"truecolor", "24bit"}:
        return False
    term = environ.get("TERM", "")
    return not any(sign in term for sign in ("256color", "direct", "kitty", "alacritty", "ghostty", "wezterm", "foot"))


def dark_from(answer: bytes) -> bool | None:
    """Return whether the answer to OSC 11 is a dark colour, ``None`` if there is none."""
    match = re.search(_BACKGROUND, answer)
    if match is None:
        return None
    red, green, blue = (int(part, 16) / (16 ** len(part) - 1) for part in match.groups())
    return bool(0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.5)


def _read(source: int, end: float) -> Iterator[bytes]:
    """Yield input until the last answer has arrived or the time is up."""
    heard = b""
    while not re.search(_LAST_ANSWER, heard):
        if not select.select([source], [], [], max(0.0, end - monotonic()))[0]:
            return
        part = os.read(source, 1024)
        if not part:
            return
        heard += part
        yield part


class LateAnswers:
    """Removes answers to the query from later input, in whatever pieces it arrives; everything else passes.

    It stops after the last answer.
    """

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        self.open = True
        self._held, self._escaped = "", False
        self._now, self._end = now, now() + PATIENCE

    def __call__(self, data: str) -> str:
        """Return ``data`` without answers; the start of one is held back until the next call."""
        if not self.open:
            return data
        if self._escaped and data.startswith(("]11;", "[?")):  # its first sign came alone, and was passed on as a key
            data = "\x1b" + data
        data, self._held = self._held + data, ""
        self.open = not re.search(_LATE_LAST, data)
        data = re.sub(_LATE_LAST, "", re.sub(_LATE_COLOUR, "", data))
        begun = re.search(_BEGUN if self._now() < self._end else _SURELY_BEGUN, data) if self.open else None
        if begun:
            data, self._held = data[: begun.start()], begun.group()
        self._escaped = data.endswith("\x1b")
        return data
