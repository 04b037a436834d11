"""How long it takes to find that nothing changed: a library of many small made files, scanned again.

    python -m tests.bench.rescan [--files N]

The manifest is filled directly; what is timed is the walk, the comparison and nothing else.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from index import LibrarySettings
from index.articles.folder import scan
from index.cache.manifest import Known
from index.library.library import Library

if TYPE_CHECKING:
    from index.cache.generation import Generation

LONG_AGO = 1_600_000_000


def main() -> None:
    """Print the median time of a refresh that finds nothing to do."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=100_000)
    count = parser.parse_args().files
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _make_files(folder / "articles", count)
        settings = LibrarySettings(cache=str(folder / "cache"), notes=str(folder / "notes"))
        library = Library(folder / "articles", settings=settings)
        library.refresh(cancelled=lambda: True)
        _fill(library)
        times, worked = [], []
        for _ in range(5):
            started, working = time.perf_counter(), time.process_time()
            refresh = library.refresh()
            times.append(time.perf_counter() - started)
            worked.append(time.process_time() - working)
            if refresh:
                message = "the manifest did not match the folder"
                raise RuntimeError(message)
        print(f"rescan of {count:,} unchanged files: {statistics.median(times):.2f} s", end=", ")
        print(f"of the processor {statistics.median(worked):.2f} s, at best {min(worked):.2f} s")
        library.close()


def _make_files(folder: Path, count: int) -> None:
    for number in range(count):
        path = folder / f"{number // 1000:03}" / f"{number:06}.txt"
        if number % 1000 == 0:
            path.parent.mkdir(parents=True)
        path.write_text("A line.\n", "utf-8")
        os.utime(path, (LONG_AGO, LONG_AGO))


def _fill(library: Library) -> None:
    store: Generation = library._cache.store
    stamps = scan(library.places.folder, (".txt",), ()).stamps
    store.manifest.put(Known(*stamp, "0" * 32) for stamp in stamps)


if __name__ == "__main__":
    main()
