"""What the program computes until its first full frame, beside an empty Textual app: medians of fresh processes.

python -m tests.bench.first_paint [--library DIR] [--runs N] [--size COLUMNSxROWS]

Budget: 60 ms more than the empty app. Processor time of all threads, which a busy machine stretches less than a clock.
The library's index is built before it counts.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.bench.pty_terminal import Terminal
from tests.bench.screen_figures import EMPTY

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT: Final = Path(__file__).parents[2]
WATCHED: Final = '''
import os, re, sys, time
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
OURS: Final = "from tui.entry import main\nmain()\n"


def computed(program: Path, arguments: Sequence[str], size: tuple[int, int], environ: dict[str, str]) -> float:
    """Return the milliseconds a program computes until its first full frame is written."""
    told = Path(environ["COMPUTED"])
    told.unlink(missing_ok=True)
    command = [sys.executable, str(program), *arguments]
    with Terminal(command, columns=size[0], rows=size[1], environ=environ) as terminal:
        while not told.exists() or not told.read_text():
            terminal.read(0.05)
    return 1000 * float(told.read_text())


def main() -> None:
    """Print medians of the program and of the empty app, and what lies between them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--library", type=Path, default=ROOT / "seeds")
    parser.add_argument("--runs", type=int, default=10)
    parser.add_argument("--size", default="120x40")
    options = parser.parse_args()
    columns, rows = map(int, options.size.split("x"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        config = folder / "config.yaml"
        # Compiled once, as an installed program is.
        environ = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": f"{folder}/compiled", "PYTHONPATH": str(ROOT)}
        environ["COMPUTED"] = f"{folder}/computed"
        config.write_text(f"cache: {folder}/cache\nnotes: {folder}/notes\n", "utf-8")
        (folder / "empty.py").write_text(WATCHED + EMPTY, "utf-8")
        (folder / "ours.py").write_text(WATCHED + OURS, "utf-8")
        arguments = ["--config", str(config), str(options.library)]
        with Terminal([sys.executable, "-m", "tui", *arguments], environ=environ) as terminal:
            terminal.settle(3.0, most=120.0)
        times: dict[str, list[float]] = {"empty": [], "ours": []}
        for turn in range(options.runs + 1):
            for kind, given in (("empty", ()), ("ours", arguments)):
                time = computed(folder / f"{kind}.py", given, (columns, rows), environ)
                times[kind] += [time] if turn else []  # the first one compiles
    empty, ours = (statistics.median(times[kind]) for kind in ("empty", "ours"))
    print(f"empty Textual app {empty:.0f} ms, Variorum {ours:.0f} ms: {ours - empty:.0f} more, {ours / empty:.2f} x")


if __name__ == "__main__":
    main()
