"""What the terminal is: its background, how many colours it has, whether colour is wanted at all.

The background comes from ``COLORFGBG``, else from one question put before the screen starts; every byte of the answer
is read here, so that none arrives as a key. Refuses to draw and to keep the terminal in another mode.
"""

from __future__ import annotations

import os
import re
import select
import sys
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

WAIT = 0.06
"""Seconds the terminal has to answer."""

# OSC 11 asks for the background; a terminal that does not know it still answers DA1, and answers in order: with its
# answer to the second question everything it had to say has been read.
_QUESTION = b"\x1b]11;?\x1b\\\x1b[c"
_BACKGROUND = re.compile(rb"\x1b\]11;rgba?:([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})")
_LAST_ANSWER = re.compile(rb"\x1b\[\?[0-9;]*c")
_SILENT = ("dumb", "linux", "unknown", "")


@dataclass(frozen=True, slots=True)
class Terminal:
    """``dark`` is `None` when the background is not known; ``few_colours`` means the 16 of the terminal's palette."""

    dark: bool | None = None
    few_colours: bool = False
    no_colour: bool = False


def look(environ: Mapping[str, str] | None = None) -> Terminal:
    """Return what the terminal is, asking it at most one question and waiting at most `WAIT` seconds."""
    environ = os.environ if environ is None else environ
    dark = from_environment(environ)
    if dark is None and environ.get("TERM", "") not in _SILENT:
        dark = ask()
    return Terminal(dark, has_few_colours(environ), bool(environ.get("NO_COLOR")))


def from_environment(environ: Mapping[str, str]) -> bool | None:
    """Return whether ``COLORFGBG`` (``15;0``, ``0;default;15``) says that the background is dark."""
    background = environ.get("COLORFGBG", "").rpartition(";")[2]
    if not background.isdigit():
        return None
    # 7 is light grey, 8 dark grey, 9 to 15 the bright colours: the rule of rxvt and Vim.
    return int(background) in {0, 1, 2, 3, 4, 5, 6, 8}


def has_few_colours(environ: Mapping[str, str]) -> bool:
    """Return whether the terminal promises no more than 16 colours."""
    if environ.get("COLORTERM", "").strip().lower() in {"truecolor", "24bit"}:
        return False
    term = environ.get("TERM", "")
    return not any(sign in term for sign in ("256color", "direct", "kitty", "alacritty", "ghostty", "wezterm", "foot"))


def ask() -> bool | None:
    """Ask the terminal for its background; `None` when it does not say, or when there is no terminal to ask."""
    try:
        import termios  # noqa: PLC0415 -- not on Windows
    except ImportError:
        return None
    try:
        source, target = sys.__stdin__.fileno(), sys.__stderr__.fileno()  # type: ignore[union-attr]
        if not (os.isatty(source) and os.isatty(target)):
            return None
        return dark_from(_answer(source, target, termios))
    except (AttributeError, OSError, ValueError, termios.error):
        return None


def dark_from(answer: bytes) -> bool | None:
    """Return whether the answer to OSC 11 names a dark colour."""
    match = _BACKGROUND.search(answer)
    if match is None:
        return None
    red, green, blue = (int(part, 16) / (16 ** len(part) - 1) for part in match.groups())
    return bool(0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.5)


def _answer(source: int, target: int, termios: Any) -> bytes:  # noqa: ANN401 -- a module that Windows lacks
    before = termios.tcgetattr(source)
    quiet = termios.tcgetattr(source)
    quiet[3] &= ~(termios.ECHO | termios.ICANON)
    try:
        termios.tcsetattr(source, termios.TCSANOW, quiet)
        os.write(target, _QUESTION)
        return b"".join(_read(source))
    finally:
        termios.tcsetattr(source, termios.TCSANOW, before)


def _read(source: int) -> Iterator[bytes]:
    """Yield what arrives until the last answer is in or the time is up."""
    heard, end = b"", monotonic() + WAIT
    while not _LAST_ANSWER.search(heard):
        left = end - monotonic()
        if left <= 0 or not select.select([source], [], [], left)[0]:
            return
        part = os.read(source, 1024)
        if not part:
            return
        heard += part
        yield part
