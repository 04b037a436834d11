"""How long the command takes to answer at all: medians of fresh processes, as multiples of a bare interpreter.

python -m tests.bench.startup [--runs N]
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
CASES = {
    "python -c pass": "pass",
    "import index": "import index",
    "from index import Library": "from index import Library",
    "variorum --help": "from tui.launch import main\ntry: main(['--help'])\nexcept SystemExit: pass",
    "import textual.app": "import textual.app",
}


def main() -> None:
    """Print a line for each case: median in milliseconds and its multiple of the bare interpreter."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15)
    runs = parser.parse_args().runs
    times: dict[str, list[float]] = {name: [] for name in CASES}
    for _ in range(runs):
        for name, code in CASES.items():  # in turn, so that a busy moment touches all alike
            times[name].append(_seconds(code))
    bare = statistics.median(times["python -c pass"])
    for name, seconds in times.items():
        median = statistics.median(seconds)
        print(f"{name:28} {median * 1000:7.1f} ms  {median / bare:5.1f} x")


def _seconds(code: str) -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], stdout=subprocess.DEVNULL, check=True, cwd=ROOT)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
