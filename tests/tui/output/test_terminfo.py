"""Whether a terminal erases in the ground of the look is what its entry says, and no where it says nothing."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.tui.pty_driver import ROOT

ASK = "import os, tui.output.terminfo as t; print(t.erases_in_ground(os.open(os.devnull, os.O_RDWR)))"


@pytest.mark.parametrize(
    ("terminal", "known"),
    [
        ({"TERM": "xterm-256color"}, "True"),
        ({"TERM": "xterm-256color", "STY": "1.pts"}, "False"),
        ({"TERM": "vt100"}, "False"),
        ({"TERM": "no-such-terminal"}, "False"),
    ],
)
def test_the_entry_of_the_terminal_is_believed(terminal: dict[str, str], known: str) -> None:
    """But for GNU screen, whose entry is that of the terminal around it."""
    environment = {"PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1", **terminal}
    asked = subprocess.run(
        [sys.executable, "-c", ASK], check=True, capture_output=True, text=True, cwd=ROOT, env=environment
    )
    assert asked.stdout.strip() == known
