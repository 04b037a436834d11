"""The capabilities in the terminal's terminfo entry; the terminal itself is not queried."""

from __future__ import annotations

import os


def erases_in_ground(descriptor: int) -> bool:
    """Whether erased cells get the current background (``bce``), to the end of a line (``el``) and by count (``ech``).

    GNU screen does so only if its user configured it, whatever the entry says: there the answer is no.
    """
    if "STY" in os.environ:
        return False
    try:
        import curses  # noqa: PLC0415 some builds of Python are without it
    except ImportError:
        return False
    try:
        curses.setupterm(fd=descriptor)
    except curses.error:
        return False  # no terminfo entry for this terminal
    known = curses.tigetstr("el") == b"\x1b[K" and curses.tigetstr("ech") == b"\x1b[%p1%dX"
    return known and curses.tigetflag("bce") > 0
