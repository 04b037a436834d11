"""First paint, key, page and new size in a pseudo-terminal, beside an empty Textual app; prints figures as JSON.

    python -m tests.bench.screen_figures LIBRARY CACHE [--keys 20]

The screen counts as filled when a word of the article that stands first is on it.

Milliseconds on the clock to the end of the first frame (medians), and what the program computed meanwhile.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from index import Library, LibrarySettings
from tests.bench.pty_terminal import FRAME_END, Terminal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.bench.pty_terminal import Paint

ROOT: Final = Path(__file__).parents[2]
DOWN, PAGE_DOWN = "j", "\x1b[6~"
_WORD: Final = re.compile(r"\w{4,}")
EMPTY: Final = """
from textual.app import App
from textual.widgets import Static


class Empty(App[None]):
    BINDINGS = [("j", "more"), ("pagedown", "more")]
    told = 0

    def compose(self):
        yield Static("empty")

    def action_more(self):
        self.told += 1
        self.query_one(Static).update(f"key {self.told}")


Empty().run()
"""
"""The least that Textual can do: one line of text that a key changes."""


def figures(command: Sequence[str], text: str, keys: int) -> dict[str, dict[str, float]]:
    """Drive a program that shows ``text`` when it has filled its screen; return figures by what was done."""
    firsts = []
    for _ in range(3):
        with Terminal(command, environ={"PYTHONPATH": str(ROOT)}) as terminal:
            firsts.append((1000 * terminal.wait(FRAME_END), 1000 * terminal.wait(text), terminal.cpu()))
    with Terminal(command, environ={"PYTHONPATH": str(ROOT)}) as terminal:
        terminal.wait(text)
        terminal.settle(2.0)
        told = {
            "key": _median([terminal.time(DOWN) for _ in range(keys)]),
            "page": _median([terminal.time(PAGE_DOWN) for _ in range(keys)]),
            "new size": _median([terminal.time_size(120 - 20 * (turn % 2), 40) for turn in range(1, 7)]),
            "memory": {"megabytes": terminal.memory()},
        }
    first, filled, computed = (statistics.median(values) for values in zip(*firsts, strict=True))
    return {
        "first paint": {"frame": first, "cpu": computed},
        "screen filled": {"frame": filled, "cpu": computed},
        **told,
    }


def _median(paints: list[Paint]) -> dict[str, float]:
    painted = [paint for paint in paints if paint.size]
    if not painted:
        return {"frame": 0.0, "cpu": 0.0}
    return {
        "frame": statistics.median(paint.frame for paint in painted),
        "cpu": statistics.median(paint.cpu for paint in painted),
    }


def first_shown(library: Path, cache: str) -> str:
    """Return a word of the article that stands first in the list, and forget what the screen showed when last left.

    Raises `LookupError` when there is no article, or none whose headline has a word of four letters.
    """
    opened = Library(library, settings=LibrarySettings(cache=cache))
    opened.refresh()
    # A session that is taken up again would show another page of the list.
    opened.last_session.write({})
    first = opened.list()[0]
    opened.close()
    return str(_WORD.findall(first.shown_title)[0])


def main() -> None:
    """Print the figures of the program on a library whose index is built, and of an empty app."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("library", type=Path)
    parser.add_argument("cache", type=Path)
    parser.add_argument("--keys", type=int, default=20)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        empty, config = Path(name) / "empty.py", Path(name) / "config.yaml"
        empty.write_text(EMPTY, "utf-8")
        config.write_text(f"cache: {options.cache}\nnotes: {name}/notes\n", "utf-8")
        ours = [sys.executable, "-m", "tui", "--config", str(config), str(options.library)]
        told = {
            "an empty Textual app": figures([sys.executable, str(empty)], "empty", options.keys),
            "Variorum": figures(ours, first_shown(options.library, str(options.cache)), options.keys),
        }
    print(json.dumps(told))


if __name__ == "__main__":
    main()
