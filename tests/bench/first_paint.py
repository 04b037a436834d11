"""What the program computes until something is seen, and until all is listed, beside an empty Textual app.

python -m tests.bench.first_paint [--library DIR] [--runs N] [--size COLUMNSxROWS]

Fresh processes, each kind in turn: an empty app until its first full frame; the program on a first day until its first
full frame and until its list is filled, and with a configuration, which PyYAML reads; the program on the frame it was
left with, until that is shown and until the true one stands. Budget: 60 ms more than the empty app until something is
seen, 150 more until the list is filled. Processor time of all threads: the least of all runs, which a busy machine
stretches least, and the median. The library's index is built before it counts.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.bench.pty_terminal import Terminal
from tests.bench.screen_figures import EMPTY

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT: Final = Path(__file__).parents[2]
WATCHED: Final = '''
import os, re, time
from textual.drivers.linux_driver import LinuxDriver

write = LinuxDriver.write

def watched(driver, data):
    """Write, and end with the time computed once a frame of many lines is written."""
    write(driver, data)
    if len(re.findall(r"\\x1b\\[\\d+(?:;\\d+)?H", data)) > 9:
        with open(os.environ["COMPUTED"], "w") as file:
            file.write(str(time.process_time()))
        os._exit(0)

LinuxDriver.write = watched
'''
OURS: Final = "from tui.__main__ import main\nmain()\n"
ON_FRAME: Final = '''
import os, time
from tui.output import opening

write = opening.Opening._write

def watched(terminal, data):
    """Write, and end with the time computed once the frame of the last run is written."""
    write(terminal, data)
    with open(os.environ["COMPUTED"], "w") as file:
        file.write(str(time.process_time()))
    os._exit(0)

opening.Opening._write = watched
'''
UNTIL_TRUE: Final = '''
import os, time
from tui.output.sparing_driver import SparingDriver

def watched(driver):
    """End with the time computed once the screens are as they were left, and keys are handed on."""
    with open(os.environ["COMPUTED"], "w") as file:
        file.write(str(time.process_time()))
    os._exit(0)

SparingDriver.hand_on = watched
'''
UNTIL_LISTED: Final = '''
import os, time
from tui.library.upkeep import Upkeep

def watched(*_):
    """End with the time computed once the first rows are on the screen."""
    with open(os.environ["COMPUTED"], "w") as file:
        file.write(str(time.process_time()))
    os._exit(0)

Upkeep._settle_in = watched
'''
KINDS: Final = {
    "empty": WATCHED + EMPTY,
    "first": WATCHED + OURS,
    "configured": WATCHED + OURS,
    "listed": UNTIL_LISTED + OURS,
    "frame": ON_FRAME + OURS,
    "true": UNTIL_TRUE + OURS,
}
"""Programs by what they end at; those `ON_A_FRAME` go on from a session, on a frame that a whole run left."""

ON_A_FRAME: Final = ("frame", "true")

PATIENCE: Final = 60.0
"""Seconds to wait for a program."""


def computed(program: Path, arguments: Sequence[str], size: tuple[int, int], environ: dict[str, str]) -> float:
    """Return the milliseconds a program computes until it tells; raises ``TimeoutError`` when it does not."""
    told = Path(environ["COMPUTED"])
    told.unlink(missing_ok=True)
    command = [sys.executable, str(program), *arguments]
    end = time.monotonic() + PATIENCE
    with Terminal(command, columns=size[0], rows=size[1], environ=environ) as terminal:
        while not told.exists() or not told.read_text():
            terminal.read(0.05)
            if time.monotonic() > end:
                raise TimeoutError(program.name)
    return 1000 * float(told.read_text())


def run_once(arguments: Sequence[str], size: tuple[int, int], environ: dict[str, str]) -> None:
    """Have the index built and a frame left: open the reader, wait until it is still, and quit."""
    command = [sys.executable, "-m", "tui", *arguments]
    with Terminal(command, columns=size[0], rows=size[1], environ=environ) as terminal:
        terminal.wait("index fresh", most=300.0)
        terminal.settle(3.0, most=120.0)  # where the articles are not counted yet no frame is kept
        terminal.send("\x11")
        terminal.wait("\x1b[?1049l")
        terminal.settle(0.3)


def measure(folder: Path, library: Path, size: tuple[int, int], runs: int) -> dict[str, list[float]]:
    """Return the milliseconds of each run by kind; the working folder is one without a configuration from now on."""
    os.chdir(folder)
    config = folder / "some.yaml"
    config.write_text("display:\n  counts: true\n", "utf-8")
    # Compiled once, as an installed program is.
    environ = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": f"{folder}/compiled", "PYTHONPATH": str(ROOT)}
    environ["COMPUTED"] = f"{folder}/computed"
    environ |= {f"XDG_{name}_HOME": f"{folder}/{name.lower()}" for name in ("CACHE", "CONFIG", "DATA")}
    first_day = environ | {"XDG_CACHE_HOME": f"{folder}/first-day"}
    times: dict[str, list[float]] = {kind: [] for kind in KINDS}
    for kind, program in KINDS.items():
        (folder / f"{kind}.py").write_text(program, "utf-8")
    built = [sys.executable, "-m", "tui", "--library", str(library), "refresh"]
    subprocess.run(built, env=os.environ | first_day, stdout=subprocess.DEVNULL, check=True)
    run_once([str(library)], size, environ)
    run_once([str(library)], size, environ)
    for turn in range(runs + 1):
        for kind, taken in times.items():
            given = ["--config", str(config)] if kind == "configured" else []
            given += [] if kind == "empty" else [str(library)]
            around = environ if kind in ON_A_FRAME else first_day
            spent = computed(folder / f"{kind}.py", given, size, around)
            taken.extend([spent] if turn else [])  # the first one compiles
    return times


def main() -> None:
    """Print what the program computes and what lies between that and the empty app: the least, and the median."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--library", type=Path, default=ROOT / "seeds")
    parser.add_argument("--runs", type=int, default=10)
    parser.add_argument("--size", default="120x40")
    options = parser.parse_args()
    columns, rows = map(int, options.size.split("x"))
    with tempfile.TemporaryDirectory() as name:
        found = measure(Path(name), options.library.resolve(), (columns, rows), options.runs)
    for told, choose in (("least", min), ("median", statistics.median)):
        figures = {kind: choose(taken) for kind, taken in found.items()}
        empty = figures["empty"]
        print(f"{told} of {options.runs}: empty Textual app {empty:.0f} ms until its first frame")
        for day, first, last in (
            ("first day", "first", "listed"),
            ("with a configuration", "configured", ""),
            ("frame left", "frame", "true"),
        ):
            more = f"{figures[first] - empty:+.0f} ms, {figures[first] / empty:.2f} x"
            rest = f", all there after {figures[last] - figures[first]:.0f} more" if last else ""
            print(f"  {day}: {figures[first]:.0f} ms until something is seen ({more}){rest}")


if __name__ == "__main__":
    main()
