"""Keys pressed at random in a real terminal, at five sizes: no traceback, no stuck screen, every note whole.

``python -m tests.siege.keys [SECONDS] [SEED]`` presses keys for ``SECONDS`` (300) in all, a run of the reader at each
size in turn, each ended by Escape and the key that quits, and prints how many keys and runs
there were and what went wrong.
"""

from __future__ import annotations

import os
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from index.notes.book.notebook import Notebook
from tests.builders import SEEDS
from tests.tui.pty_driver import Driven

if TYPE_CHECKING:
    from collections.abc import Iterator

SIZES = ((200, 60), (120, 40), (80, 24), (60, 16), (30, 8))
KEYS = (
    *"abcdefghijklmnorstuvwxyzABCDEFGHJKLMNOPRSTUVWXYZ0123456789/?:;,.'\"!@#$%^&*()[]{}<>=+-_~` é",
    *("\r", "\r", "\r", "\x1b", "\x1b", "\t", "\x7f", "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[5~", "\x1b[6~"),
    *("\x1b[H", "\x1b[F", "\x0f", "\x10", "\x12", "\x04", "\x15", "\x06", "\x02", "\x1b[Z"),
)
"""All but those that quit, leave for the shell or begin a command: q, Q, Z, ctrl+q, ctrl+z, |."""
RUN = 150
"""Keys of one run."""
QUITS = 90
"""How often ctrl+q is pressed, a second apart, before a run counts as stuck: a busy machine joins it to an escape."""


def run(folder: Path, seconds: float, seed: int) -> Iterator[tuple[int, list[str]]]:
    """Yield, for each run, how many keys were pressed and what is wrong."""
    chance, end, number = random.Random(seed), time.monotonic() + seconds, 0
    news = shutil.copytree(SEEDS, folder / "news")
    quiet = dict.fromkeys(("EDITOR", "VISUAL", "BROWSER", "PAGER"), "true")
    while time.monotonic() < end:
        size = SIZES[number % len(SIZES)]
        number += 1
        with Driven([str(news)], folder / "home", size=size, environment=quiet, folder=folder) as terminal:
            pressed: list[str] = []
            try:
                terminal.settle(1.0)
                for _ in range(RUN):
                    pressed.append(chance.choice(KEYS))
                    terminal.press(pressed[-1])
                    terminal.settle(chance.choice((0.0, 0.0, 0.01, 0.05)))
                for key in ("\x1b", "\x1b", "\x1b", "\x1b", *["\x11"] * QUITS):
                    terminal.press(key)
                    terminal.settle(0.3)
                    if key == "\x11" and terminal.has_ended(1.0):
                        break
            except OSError:
                pass  # it has ended
            wrong = faults(terminal, news)
            yield len(pressed), [f"{line} at {size} after {pressed[-40:]}" for line in wrong]


def faults(terminal: Driven, news: Path) -> list[str]:
    """Return what is wrong with a run that was told to quit."""
    found = []
    try:
        code = terminal.ended()
    except (TimeoutError, OSError) as error:
        return [f"stuck: {error}"]
    if code:
        found.append(f"ended with {code}")
    if b"Traceback" in terminal.stream or b"Something went wrong" in terminal.stream:
        at = max(map(terminal.stream.find, (b"Traceback", b"Something went wrong")))
        found.append(f"a traceback: {terminal.stream[at : at + 4000].decode('utf-8', 'replace')}")
    notes = Notebook(news / "notes")
    found += [str(problem) for problem in notes.problems]
    return found


def main(seconds: float = 300, seed: int = 1) -> None:
    """Print the figures."""
    keys = runs = wrong_runs = 0
    with tempfile.TemporaryDirectory() as folder:
        for pressed, wrong in run(Path(os.path.realpath(folder)), seconds, seed):
            keys, runs, wrong_runs = keys + pressed, runs + 1, wrong_runs + bool(wrong)
            for line in wrong:
                print(line, flush=True)
    print(f"{keys} keys in {runs} runs, seed {seed}: {wrong_runs} with something wrong")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
