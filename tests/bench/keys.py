"""How long a key takes until its frame is painted, in a real pseudo-terminal.

python -m tests.bench.keys [--articles N] [--size COLUMNSxROWS] [--library DIR] [--keys N]

Budgets: a key in list and article 12 ms in the median, a page 25, a new size 130. A library is made for the run of
repeated sentences of the seeds unless one is named; the first article is long. The frame is the key's own; what follows
it (a preview, a place kept) is counted in the computing time.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
from pathlib import Path

from tests.bench.pty_terminal import Paint, Terminal

ROOT = Path(__file__).parents[2]
LONG = "Longish"
DOWN, PAGE, PAGE_DOWN, HOME, END = "j", " ", "\x1b[6~", "\x1b[H", "G"


def main() -> None:
    """Print a line for each key: milliseconds to its frame (median, 95th percentile), computing time, bytes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--size", default="120x40")
    parser.add_argument("--library", type=Path)
    parser.add_argument("--keys", type=int, default=20)
    options = parser.parse_args()
    columns, rows = map(int, options.size.split("x"))
    with tempfile.TemporaryDirectory() as folder:
        library = options.library or make_library(Path(folder) / "library", options.articles)
        config = Path(folder) / "config.yaml"
        config.write_text(f"cache: {folder}/cache\nnotes: {folder}/notes\n", "utf-8")
        command = [sys.executable, "-m", "tui", "--config", str(config), str(library)]
        with Terminal(command, columns=columns, rows=rows, environ={"PYTHONPATH": str(ROOT)}) as terminal:
            measure(terminal, options.keys, columns, rows)


def make_library(folder: Path, count: int) -> Path:
    """Fill a folder with articles of shuffled seed sentences, the last of about 200,000 words; return it."""
    folder.mkdir(parents=True)
    chance = random.Random(7)
    lines = [line for seed in sorted((ROOT / "seeds").glob("*.txt")) for line in seed.read_text("utf-8").split("\n")]
    body = [line for line in lines if len(line) > 80]
    for number in range(count):
        paragraphs = chance.sample(body, 12 if number else len(body)) * (1 if number else 60)
        text = f"Talks, account {number}\n\n" + ("" if number else LONG + "\n\n") + "\n\n".join(paragraphs)
        (folder / f"{number:06}.txt").write_text(text, "utf-8")
    return folder


def measure(terminal: Terminal, count: int, columns: int, rows: int) -> None:
    """Drive the app: list, search, article, sizes."""
    terminal.wait("account")
    terminal.settle(1.5)
    report("list: down", [terminal.time(DOWN) for _ in range(count)])
    report("list: page", [terminal.time(PAGE_DOWN) for _ in range(count)])
    report("list: top, end", [terminal.time(key) for _ in range(3) for key in (END, HOME)])
    report("list: size", sizes(terminal, columns, rows))
    terminal.send("/")
    terminal.settle()
    report("search: a letter", [terminal.time(letter) for letter in "taiwan sea"])
    for keys in ("\x15", LONG, "\r", "\r", "/", "the", "\r"):
        terminal.send(keys)
        terminal.settle(0.5)
    terminal.settle(3.0)  # what opening a long article set going
    for name, key in (
        ("down", DOWN),
        ("page", PAGE),
        ("word", "\x1b[1;5C"),
        ("sentence", ")"),
        ("hit", "n"),
    ):
        report(f"article: {name}", [terminal.time(key) for _ in range(count)])
    terminal.time("v")
    report("article: select", [terminal.time(DOWN) for _ in range(count)])
    report("article: size", sizes(terminal, columns, rows))
    print(f"memory {terminal.memory():.0f} MB")


def sizes(terminal: Terminal, columns: int, rows: int) -> list[Paint]:
    """Return what changing the width to and fro costs."""
    return [terminal.time_size(columns - 20 * (turn % 2), rows) for turn in range(1, 7)]


def report(name: str, paints: list[Paint]) -> None:
    """Print one line; keys that painted nothing are counted apart."""
    painted = [paint for paint in paints if paint.size]
    if not painted:
        print(f"{name:20} painted nothing")
        return
    frames = sorted(paint.frame for paint in painted)
    late = frames[min(len(frames) - 1, round(0.95 * len(frames)))]
    cpu, size = (statistics.median(values) for values in zip(*((each.cpu, each.size) for each in painted), strict=True))
    silent = f", {len(paints) - len(painted)} silent" if len(painted) < len(paints) else ""
    print(
        f"{name:20} frame {statistics.median(frames):6.1f} ms  p95 {late:6.1f}  cpu {cpu:6.1f}  {size:7.0f} bytes"
        f"  n {len(painted)}{silent}"
    )


if __name__ == "__main__":
    main()
