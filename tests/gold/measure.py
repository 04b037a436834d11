"""Runs every measurer on third-party data and prints one line per file.

Does not know what is measured: each room has a module ``measure_<room>.py`` beside this one with

    MEASURES: dict[str, Callable[[Path], Mapping[str, float | int | str]]]   by name of the file in the gold folder
    CORPORA:  the same, optional, by name of the file or folder among the corpora

A measurer gets the path of its file and returns its figures in the order they are to be read. Use:

    python tests/gold/measure.py DIR [--corpora DIR] [--only WORD] [--json]
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from types import ModuleType

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]

Figures = Mapping[str, float | int | str]
Measure = Callable[[Path], Figures]


@dataclass(frozen=True, slots=True)
class Task:
    """One file to measure: how it is called in the report, where it is, and what measures it."""

    name: str
    path: Path
    measure: Measure


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a task: its figures, or the reason there are none."""

    name: str
    figures: Figures
    seconds: float = 0.0
    missing: str = ""
    failed: str = ""


def main(arguments: list[str] | None = None) -> int:
    """Measure and print; 0 when every present file was measured, 1 when a measurer failed, 2 without a folder."""
    options = parser().parse_args(arguments)
    if not options.gold.is_dir():
        sys.stderr.write(f"{options.gold}: no such folder; give the folder of gold data.\n")
        return 2
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    corpora = options.corpora or options.gold.resolve().parent / "corpora"
    chosen = [task for task in tasks(options.gold, corpora) if options.only in task.name]
    return report((run(task) for task in chosen), as_json=options.json)


def parser() -> argparse.ArgumentParser:
    """Return the reader of the command line."""
    made = argparse.ArgumentParser(prog="measure.py", description="Measure the library on gold data and corpora.")
    made.add_argument("gold", type=Path, metavar="DIR", help="folder of gold data")
    made.add_argument("--corpora", type=Path, metavar="DIR", help="folder of corpora (default: DIR/../corpora)")
    made.add_argument("--only", default="", metavar="WORD", help="only files whose name holds WORD")
    made.add_argument("--json", action="store_true", help="print one JSON document")
    return made


def tasks(gold: Path, corpora: Path) -> Iterator[Task]:
    """Yield what the rooms' modules measure, gold first, corpora after when their folder is there."""
    modules = [load(path) for path in sorted(HERE.glob("measure_*.py"))]
    for module in modules:
        yield from registered(module, "MEASURES", gold)
    if corpora.is_dir():
        for module in modules:
            yield from registered(module, "CORPORA", corpora)


def registered(module: ModuleType, table: str, folder: Path) -> Iterator[Task]:
    """Yield the tasks of one table of one module."""
    measures = cast("Mapping[str, Measure]", getattr(module, table, {}))
    for name, measure in measures.items():
        yield Task(name, folder / name, measure)


def load(path: Path) -> ModuleType:
    """Import a measuring module from its file, so that nothing needs to be installed."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise ImportError(path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module


def run(task: Task) -> Outcome:
    """Measure one file; a file that is not there and a measurer that fails are outcomes, never the end of the run."""
    if not task.path.exists():
        return Outcome(task.name, {}, missing=f"{task.path} is not there")
    start = time.perf_counter()
    try:
        figures = task.measure(task.path)
    except Exception as error:  # noqa: BLE001 - one room's failure must not hide the others' figures
        return Outcome(task.name, {}, time.perf_counter() - start, failed=f"{type(error).__name__}: {error}")
    return Outcome(task.name, figures, time.perf_counter() - start)


def report(outcomes: Iterator[Outcome], *, as_json: bool) -> int:
    """Print the outcomes as they come, or as one document; return the exit code."""
    done = []
    for outcome in outcomes:
        done.append(outcome)
        if not as_json:
            sys.stdout.write(line(outcome) + "\n")
            sys.stdout.flush()
    if as_json:
        json.dump({outcome.name: document(outcome) for outcome in done}, sys.stdout, indent=1, ensure_ascii=False)
        sys.stdout.write("\n")
    return 1 if any(outcome.failed for outcome in done) else 0


def line(outcome: Outcome) -> str:
    """Return one line for one outcome.

    >>> line(Outcome("a.jsonl", {"F1": 0.98765, "rows": 40}, 1.25))
    'a.jsonl                 F1 .9877  rows 40  (1.2 s)'
    """
    if outcome.missing or outcome.failed:
        said = f"skipped: {outcome.missing}" if outcome.missing else f"FAILED: {outcome.failed}"
        return f"{outcome.name:<22}  {said}"
    said = "  ".join(f"{name} {shown(value)}" for name, value in outcome.figures.items())
    return f"{outcome.name:<22}  {said}  ({outcome.seconds:.1f} s)"


def shown(value: float | str) -> str:
    """Return a figure for a person: fractions with four places and without their zero."""
    return f"{value:.4f}".replace("0.", ".", 1) if isinstance(value, float) and abs(value) < 1 else f"{value}"


def document(outcome: Outcome) -> dict[str, object]:
    """Return one outcome for a program."""
    if outcome.missing or outcome.failed:
        return {"missing": outcome.missing} if outcome.missing else {"failed": outcome.failed}
    return {**outcome.figures, "seconds": round(outcome.seconds, 2)}


if __name__ == "__main__":
    sys.exit(main())
