"""How long two accounts take to be compared, beside tools for lines and for manuscripts; prints figures as JSON.

    python -m tests.bench.text_comparison

The pair are two of the seed articles, which are real. Times are of the processor, the least of several runs.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import resource
import shutil
import subprocess
import tempfile
import time
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING, Final

from index.articles.file_reader import ArticleReader
from index.compare.alignment.pairing import aligned
from index.compare.comparison import compare
from index.model.settings import ArticleSettings

if TYPE_CHECKING:
    from collections.abc import Callable

SEEDS: Final = Path(__file__).parents[2] / "seeds"


def least(work: Callable[[], object], times: int = 10) -> float:
    """Return the least processor time of some runs, in milliseconds."""
    found = []
    for _ in range(times):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return 1000 * min(found)


def figures() -> dict[str, float | None]:
    """Return milliseconds by tool; ``None`` for one that is not installed."""
    reader = ArticleReader(SEEDS, ArticleSettings())
    first, second = (reader.read(path.name).articles[0] for path in sorted(SEEDS.glob("*.txt"))[1:3])
    one, other = first.text.split(), second.text.split()
    return {
        "Variorum, sentences aligned": least(lambda: aligned([first, second])),
        "Variorum, all of a comparison": least(lambda: compare([first, second])),
        "difflib, words": least(lambda: SequenceMatcher(None, one, other, autojunk=False).get_opcodes(), 5),
        "git diff --word-diff": _git(first.text, second.text),
        "CollateX": _collatex(first.text, second.text),
    }


def _git(one: str, other: str) -> float | None:
    program = shutil.which("git")
    if program is None:
        return None
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "a").write_text(one, "utf-8")
        (folder / "b").write_text(other, "utf-8")
        command = [program, "diff", "--no-index", "--word-diff=porcelain", "a", "b"]

        def once() -> float:
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run(command, cwd=folder, capture_output=True, check=False)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

        return 1000 * min(once() for _ in range(5))


def _collatex(one: str, other: str) -> float | None:
    if not (importlib.util.find_spec("collatex") and importlib.util.find_spec("Levenshtein")):
        return None
    collatex = importlib.import_module("collatex")
    witnesses = collatex.Collation()
    witnesses.add_plain_witness("A", one)
    witnesses.add_plain_witness("B", other)
    return least(lambda: collatex.collate(witnesses, near_match=False), 1)


if __name__ == "__main__":
    print(json.dumps(figures()))
