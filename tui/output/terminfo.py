"""What the terminal's entry in terminfo promises.

Refuses to ask the terminal itself.
"""

from __future__ import annotations

import os


def erases_in_ground(descriptor: int) -> bool:
    """Whether erased cells take the background of the present look (``bce``), to the end of a line and by count.

    GNU screen does only where its user says so, whatever the entry of the terminal around it: there the answer is no.
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
        return False  # no entry for this terminal
    known = curses.tigetstr("el") == b"\x1b[K" and curses.tigetstr("ech") == b"\x1b[%p1%dX"
    return known and curses.tigetflag("bce") > 0
