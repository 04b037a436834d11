"""What the terminal is: its background, how many colours it has, whether colour is wanted at all.

The background comes from ``COLORFGBG``, else from one question put before the screen starts; the answer is read here,
so that none of it arrives as a key. Refuses to draw and to keep the terminal in another mode.
"""

from __future__ import annotations

import os
import re
import select
import sys
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING, Any, NamedTuple, Self

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

WAIT = 0.06
"""Seconds after the question for which an answer is waited for."""

PATIENCE = 5.0
"""Seconds after which an answer that did not come is no longer expected."""

# OSC 11 asks for the background; a terminal that does not know it still answers DA1, and answers in order: with its
# answer to the second question everything it had to say has been read.
_QUESTION = b"\x1b]11;?\x1b\\\x1b[c"
# Compiled when something is heard.
_BACKGROUND = rb"\x1b\]11;rgba?:([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})"
_LAST_ANSWER = rb"\x1b\[\?[0-9;]*c"
_LATE_COLOUR = r"\x1b\]11;[^\x07\x1b]*(?:\x07|\x1b\\)"
_LATE_LAST = r"\x1b\[\?[0-9;]*c"
# The beginning of an answer at the end of what came: more than the escape key alone, which must not be held back.
_BEGUN = r"\x1b(?:\](?:1(?:1(?:;[^\x07\x1b]*\x1b?)?)?)?|\[(?:\?[0-9;]*)?)$"
_SILENT = ("dumb", "linux", "unknown", "")


class Terminal(NamedTuple):
    """``dark`` is `None` when the background is not known; ``few_colours`` means the 16 of the terminal's palette.

    ``unanswered``: a question is open, so that the answer may still come, as keys nobody pressed.
    """

    dark: bool | None = None
    few_colours: bool = False
    no_colour: bool = False
    unanswered: bool = False


class Question:
    """The question for the background, as a context: asked on entering, its answer read on leaving.

    What takes time, such as imports, may be done inside: the terminal answers meanwhile; `hear` waits for the answer
    before. Nothing is asked when the environment already says it, when there is no terminal, or when this one is known
    to be silent. ``heard`` is what came until then, keys that were typed among it.
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
            with suppress(AttributeError, ImportError, OSError, ValueError):
                self._ask(sys.__stdin__.fileno(), sys.__stderr__.fileno())  # type: ignore[union-attr]
        return self

    def _ask(self, source: int, target: int) -> None:
        import termios  # noqa: PLC0415 -- not on Windows

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
        """Read the answer, or wait for it until the time is up."""
        if self._mode is None:
            return
        import termios  # noqa: PLC0415 -- not on Windows

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
    """Return whether ``COLORFGBG`` (``15;0``, ``0;default;15``) says that the background is dark."""
    background = environ.get("COLORFGBG", "").rpartition(";")[2]
    if not (background.isascii() and background.isdigit()) or len(background) > len("255"):
        return None
    # 7 is light grey, 8 dark grey, 9 to 15 the bright colours: the rule of rxvt and Vim.
    return int(background) in {0, 1, 2, 3, 4, 5, 6, 8}


def has_few_colours(environ: Mapping[str, str]) -> bool:
    """Return whether the terminal promises no more than 16 colours."""
    if environ.get("COLORTERM", "").strip().lower() in {"truecolor", "24bit"}:
        return False
    term = environ.get("TERM", "")
    return not any(sign in term for sign in ("256color", "direct", "kitty", "alacritty", "ghostty", "wezterm", "foot"))


def dark_from(answer: bytes) -> bool | None:
    """Return whether the answer to OSC 11 names a dark colour."""
    match = re.search(_BACKGROUND, answer)
    if match is None:
        return None
    red, green, blue = (int(part, 16) / (16 ** len(part) - 1) for part in match.groups())
    return bool(0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.5)


def _read(source: int, end: float) -> Iterator[bytes]:
    """Yield what has arrived, and what arrives until the last answer is in or the time is up."""
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
    """Takes answers to the question out of what the terminal sends later, cut anywhere, and lets all else through.

    It stops when the last answer has come or after `PATIENCE` seconds.
    """

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        self.open = True
        self._held = ""
        self._now, self._end = now, now() + PATIENCE

    def __call__(self, data: str) -> str:
        """Return ``data`` without answers; the beginning of one is held back until the next call."""
        if not self.open:
            return data
        data, self._held = self._held + data, ""
        self.open = self._now() < self._end and not re.search(_LATE_LAST, data)
        data = re.sub(_LATE_LAST, "", re.sub(_LATE_COLOUR, "", data))
        if self.open and (begun := re.search(_BEGUN, data)):
            data, self._held = data[: begun.start()], begun.group()
        return data
