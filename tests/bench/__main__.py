"""Make BENCHMARKS.md: this program beside others, on one corpus, in one run.

    python -m tests.bench [--count 5000] [--corpus FOLDER] [--out BENCHMARKS.md]

Without a folder the articles are made up from a seed (`made_articles`). Engines and tools that are not installed are
left out and named; `make bench` installs those of `rivals.txt`. Other measurements run by name: ``python -m
tests.bench.search``, ``rescan``, ``keys``, ``compare``, ``startup``, ``edits``, ``anchors``.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from index.library.building.file_batches import cores
from tests.bench.made_articles import texts, write
from tests.bench.questions import questions
from tests.bench.rival_engines import ALONE, ENGINES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

ROOT: Final = Path(__file__).parents[2]
PAGE: Final = Path(__file__).with_name("page.md")
RUNS: Final = 3
"""How often each engine is opened and asked; the least time of each query counts, since a busy moment touches all."""
OURS: Final = "Variorum"
QUERIES: Final = {
    "rare word": "one word in two to five articles",
    "common word": "one word in a tenth of the articles or more",
    "two words": "both",
    "phrase": "two words side by side, the three commonest pairs among them",
    "boolean": "(a OR b) without c",
    "date": "a common word within a range of months",
    "prefix": "all words that begin with three letters",
    "snippets": "a word, and the best passages of twenty articles",
    "keystroke": "each letter of two words as they are typed",
}


def main() -> None:
    """Measure everything and write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=5_000)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--out", type=Path, default=ROOT / "BENCHMARKS.md")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        articles = place / "articles"
        if options.corpus:
            shutil.copytree(options.corpus, articles)
        else:
            write(articles, options.count)
        asked = place / "questions.json"
        asked.write_text(json.dumps(questions(articles)), "utf-8")
        figures = engines(articles, place, asked)
        alone = built(ALONE, articles, place, asked)
        screens = told("tests.bench.screen_figures", str(articles), str(place / OURS))
        compared = told("tests.bench.text_comparison")
        page = written(articles, figures, alone, screens, compared, made=options.corpus is None)
    options.out.write_text(page, "utf-8")
    print(page)


def told(module: str, *arguments: str) -> dict[str, Any]:
    """Run a module of the bench in a process of its own and return what it prints."""
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def engines(articles: Path, place: Path, asked: Path) -> dict[str, dict[str, Any]]:
    """Return the figures of each engine that is installed: built once, asked `RUNS` times in turn with the others."""
    found: dict[str, dict[str, Any]] = {}
    installed = [name for name, (_, there) in ENGINES.items() if there()]
    for name in installed:
        found[name] = built(name, articles, place, asked)
    rounds: dict[str, list[dict[str, Any]]] = {name: [] for name in installed}
    for _ in range(RUNS):
        for name in installed:
            print(f"asking: {name}", file=sys.stderr)
            rounds[name].append(told("tests.bench.rival_engines", name, str(articles), str(place / name), str(asked)))
    for name, several in rounds.items():
        found[name].update(least(several))
    return found


def built(name: str, articles: Path, place: Path, asked: Path) -> dict[str, Any]:
    """Return what building an engine's index took, and its size; it lies below ``place``."""
    print(f"building: {name}", file=sys.stderr)
    store = place / name
    store.mkdir()
    figures = told("tests.bench.rival_engines", name, str(articles), str(store), str(asked))
    return {**figures, "size": sum(path.stat().st_size for path in store.rglob("*") if path.is_file()) / 1e6}


def least(several: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return figures of several runs as one: of each number the least, of each query the least time."""
    one: dict[str, Any] = {}
    for key, value in several[0].items():
        if isinstance(value, dict):
            times = [min(each) for each in zip(*(run[key]["times"] for run in several), strict=True)]
            one[key] = {"times": times, "found": value["found"]}
        else:
            one[key] = min(run[key] for run in several)
    return one


def written(
    articles: Path,
    figures: Mapping[str, Mapping[str, Any]],
    alone: Mapping[str, float],
    screens: Mapping[str, Mapping[str, Mapping[str, float]]],
    compared: Mapping[str, float | None],
    *,
    made: bool,
) -> str:
    """Return the page: `page.md` with its places filled in."""
    words = [text.count(" ") + 1 for _, _, text in texts(articles)]
    return PAGE.read_text("utf-8").format(
        cores=os.cpu_count(),
        runs=RUNS,
        articles=f"{len(words):,}",
        words=sum(words) // len(words),
        kind="made up from a seed and in no way real" if made else "of a folder given",
        missing=", ".join(name for name in ENGINES if name not in figures) or "none of those below",
        search="\n".join(search_table(figures)),
        build="\n".join(build_table(figures[OURS], alone, cores())),
        screen="\n".join(screen_table(screens)),
        comparison="\n".join(comparison_table(compared)),
    )


def search_table(figures: Mapping[str, Mapping[str, Any]]) -> Iterable[str]:
    """Yield the table of engines: each cell a ratio to Variorum, and the figure."""
    names = list(figures)
    yield f"| | {' | '.join(names)} |"
    yield f"|---|{'---:|' * len(names)}"
    for label, key, unit in ROWS:
        values = {name: figures[name].get(key) or None for name in names}
        yield f"| {label} | {' | '.join(cell(values[name], values[OURS], unit) for name in names)} |"
    for kind, what in QUERIES.items():
        if kind in figures[OURS]:
            yield from (
                f"| {kind}{label} | {' | '.join(cell(values[name], values[OURS], 'ms') for name in names)} |"
                for label, values in query_rows(kind, what, figures)
            )
    kinds = [kind for kind in QUERIES if kind in figures[OURS] and kind != "keystroke"]
    counts = (f"{sum(figures[name][kind]['found'] for kind in kinds):,}" for name in names)
    yield f"| articles found, all queries but keystrokes | {' | '.join(counts)} |"


def build_table(several: Mapping[str, float], alone: Mapping[str, float], count: int) -> Iterable[str]:
    """Yield the table of a build by ``count`` processes beside one by a single process."""
    yield f"| | {count} processes, as usual | one process | ratio |"
    yield "|---|---:|---:|---:|"
    for label, key, unit in BUILD_ROWS:
        one, other = several[key], alone[key]
        over, under = (other, one) if key == "build_wall" else (one, other)
        yield f"| {label} | {one:.1f} {unit} | {other:.1f} {unit} | **{over / under:.2f}** |"


BUILD_ROWS: Final = (
    ("on the clock; the ratio is how many times as fast several are", "build_wall", "s"),
    ("of the processor, all processes together", "build", "s"),
    ("memory at its peak, shared pages counted once for each process", "build_memory", "MB"),
)


def query_rows(
    kind: str, what: str, figures: Mapping[str, Mapping[str, Any]]
) -> Iterable[tuple[str, dict[str, float]]]:
    """Yield what a row of a kind of queries adds to its name, with the time of each engine."""
    times = {name: figures[name][kind]["times"] for name in figures}
    yield f": {what}", {name: statistics.median(each) for name, each in times.items()}
    if kind == "keystroke":
        yield ", the slowest of twenty", {name: high(each) for name, each in times.items()}


ROWS: Final = (
    ("build", "build", "s"),
    ("build, on the clock", "build_wall", "s"),
    ("memory of the build at its peak, all processes", "build_memory", "MB"),
    ("size of the index on the disk", "size", "MB"),
    ("memory while asked, at its peak", "ask_memory", "MB"),
    ("a new process until its first answer, imports included", "open", "ms"),
    ("one article changed: until a search finds it", "update", "ms"),
    ("rescan of the unchanged folder", "rescan", "ms"),
)


def cell(value: float | None, ours: float | None, unit: str) -> str:
    """Return a ratio with its figure, a dash where there is none."""
    if value is None or value < 0.005:
        return "–"
    figure = f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 1 else f"{value:.2f}"
    ratio = f"**{value / ours:.2g}** " if ours else ""
    return f"{ratio}({figure} {unit})"


def high(times: Sequence[float]) -> float:
    """Return the time that 95 of 100 stay below."""
    return sorted(times)[min(len(times) - 1, int(len(times) * 0.95))]


def screen_table(screens: Mapping[str, Mapping[str, Mapping[str, float]]]) -> Iterable[str]:
    """Yield the table of the screen."""
    empty, ours = screens["an empty Textual app"], screens[OURS]
    yield "| | Variorum as a multiple | Variorum | an empty Textual app |"
    yield "|---|---:|---:|---:|"
    for what, each in ours.items():
        other = empty[what]
        if what == "memory":
            ratio, shown = (
                each["megabytes"] / other["megabytes"],
                [f"{one['megabytes']:.0f} MB" for one in (each, other)],
            )
        else:
            ratio = each["cpu"] / other["cpu"] if other["cpu"] else 0.0
            shown = [f"{one['frame']:.0f} ms ({one['cpu']:.0f} ms)" for one in (each, other)]
        yield f"| {what} | **{ratio:.2g}** | {shown[0]} | {shown[1]} |"


def comparison_table(compared: Mapping[str, float | None]) -> Iterable[str]:
    """Yield the table of comparisons of texts."""
    ours = compared["Variorum, all of a comparison"] or 1.0
    yield "| | as a multiple of all of a comparison | |"
    yield "|---|---:|---:|"
    for name, figure in compared.items():
        shown = "not installed" if figure is None else f"{figure:.1f} ms"
        yield f"| {name} | {'–' if figure is None else f'**{figure / ours:.2g}**'} | {shown} |"


if __name__ == "__main__":
    main()
