"""Long builds: several processes answer as one does, and whatever ends one leaves a cache that is read and goes on."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index import Library, LibraryError, SaveError
from index.articles.file_reading import Before
from index.articles.folder import FileStamp
from index.articles.readers.installed import _any_installed
from index.library import cache_refresh
from index.library.building import build_processes, file_batches
from index.library.building.build_process import Beginning
from index.library.building.build_processes import BuildProcesses
from index.library.building.file_batches import BatchLimits, Reading, tasks
from index.model.settings import ArticleSettings, SearchSettings
from index.search.whoosh import whoosh_engine
from tests import builders

WORDS = (
    *("talks", "talk", "minister", "ministers", "border", "Erdoğan", "été", "習近平", "U.S.", "o'neill", "1,000"),
    *("negotiated", "rain", "river", "budget"),
)
QUERIES = (
    *("talks", "minister", "erdogan", "習近平", "us", '"talks minister"', '"border o\'neill"', "ri*", "budgt~"),
    *("talks -river", "(rain OR été) border", "outlet:gazette talks", "date:2024-03", "title:talks", "*"),
)


LONG_AGO = 1_600_000_000


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a few files many, and tasks, runs and merges of them small."""
    monkeypatch.setattr(cache_refresh, "MANY_FILES", 2)
    monkeypatch.setattr(file_batches, "LIMITS", BatchLimits(articles=7, first=3))
    monkeypatch.setattr(file_batches, "TASK_FILES", 2)
    monkeypatch.setattr(whoosh_engine, "MERGED", 20)


def fill(folder: Path, count: int, seed: int) -> Path:
    """Write articles of made sentences, some with an outlet, a date and a line that all of an outlet print."""
    chance = random.Random(seed)
    for number in range(count):
        lines = [" ".join(chance.choices(WORDS, k=chance.randrange(3, 12))).capitalize() + "." for _ in range(3)]
        head = f"---\noutlet: {chance.choice(('Gazette', 'Herald'))}\ndate: 2024-0{chance.randrange(1, 6)}-09\n---\n\n"
        path = folder / f"{number % 3}" / f"{number:03}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            head + f"{lines[0][:-1]} {number}\n\n" + "\n\n".join((*lines, "Sign up for our newsletter.")), "utf-8"
        )
        os.utime(path, (LONG_AGO, LONG_AGO))  # a file of the last seconds is read once more
    return folder


def opened(folder: Path, cache: Path, processes: int) -> Library:
    made = builders.settings(cache, search=SearchSettings(processes=processes))
    return Library(folder, settings=made)


def answers(library: Library) -> list[object]:
    """Return what a library says to every query, in order and with scores, and its rows and facets."""
    found = [library.find(query) for query in QUERIES]
    told = [(each.query, list(each.ids), list(each.scores), each.total, each.facets) for each in found]
    quick = [list(library.find(query, quick=True).ids) for query in ("ta", "min", "bor")]
    return [told, quick, library.list("id"), [hit.snippet for hit in library.hits(found[0])], library.find("").facets]


@settings(max_examples=2, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(2, 3), st.integers(20, 60), st.integers(0, 1 << 30))
def test_any_number_of_processes_answers_as_one(
    tmp_path_factory: pytest.TempPathFactory, processes: int, count: int, seed: int
) -> None:
    """Ids, order, scores, totals, facets, rows and snippets do not depend on how many built the index."""
    place = tmp_path_factory.mktemp("build")
    folder = fill(place / "articles", count, seed)
    told = []
    for number in (1, processes):
        library = opened(folder, place / str(number), number)
        refresh = library.refresh()
        assert (len(refresh.added), bool(library.refresh())) == (count, False)
        told.append(answers(library))
        library.close()
    assert told[1] == told[0]


def test_changes_found_by_several_processes(tmp_path: Path) -> None:
    """Files changed, moved, gone and new in a built library are answered as by one that was built at once."""
    folder = fill(tmp_path / "articles", 50, 1)
    library = opened(folder, tmp_path / "a", 2)
    library.refresh()
    for number in range(0, 50, 4):
        path = folder / f"{number % 3}" / f"{number:03}.md"
        path.write_text(path.read_text("utf-8").replace("alks", "olks"), "utf-8")
    (folder / "1" / "001.md").rename(folder / "2" / "moved.md")
    (folder / "2" / "002.md").unlink()
    fill(folder / "more", 12, 2)
    refresh = library.refresh()
    fresh = opened(folder, tmp_path / "b", 1)
    fresh.refresh()
    assert (refresh.moved, refresh.removed, len(refresh.added)) == ((("1/001.md", "2/moved.md"),), ("2/002.md",), 12)
    assert answers(library) == answers(fresh)
    library.close()
    fresh.close()


DEATH = """
    import os, signal, sys
    from pathlib import Path
    from tests.index.library import test_builds as builds
    from index.library import cache_refresh
    from index.library.building import file_batches
    from index.search.whoosh import whoosh_engine

    cache_refresh.MANY_FILES, file_batches.TASK_FILES = 2, 2
    file_batches.LIMITS = file_batches.BatchLimits(articles=7, first=3)
    whoosh_engine.MERGED = 20
    real, calls, limit = whoosh_engine.WhooshEngine.adopt, 0, int(sys.argv[3])

    def adopt(*given, **named):
        global calls
        calls += 1
        if sys.argv[4] == "before" and calls == limit:
            os.kill(os.getpid(), signal.SIGKILL)
        real(*given, **named)
        if sys.argv[4] == "behind" and calls == limit:
            os.kill(os.getpid(), signal.SIGKILL)

    whoosh_engine.WhooshEngine.adopt = adopt
    builds.opened(Path(sys.argv[1]), Path(sys.argv[2]), 2).refresh(rebuild=sys.argv[5] == "rebuild")
"""


def killed(folder: Path, cache: Path, call: int, moment: str, what: str = "refresh") -> None:
    """Refresh in a process that is killed ``before`` or ``behind`` the call in which it adopts something."""
    command = [sys.executable, "-c", textwrap.dedent(DEATH), str(folder), str(cache), str(call), moment, what]
    assert subprocess.run(command, check=False, cwd=Path.cwd()).returncode == -signal.SIGKILL


@pytest.mark.parametrize(("call", "moment"), [(1, "behind"), (4, "before"), (8, "behind")])
def test_killed_in_the_middle_it_goes_on(tmp_path: Path, call: int, moment: str) -> None:
    """What was taken in before a kill is read, once; the next refresh reads the rest and answers as if at once."""
    folder = fill(tmp_path / "articles", 60, 3)
    killed(folder, tmp_path / "a", call, moment)
    library = opened(folder, tmp_path / "a", 2)
    before = list(library.find("*").ids)
    listed = [row.id for row in library.list()]
    assert (len(before), set(listed) <= set(before)) == (len(set(before)), True)
    refresh = library.refresh()
    fresh = opened(folder, tmp_path / "b", 1)
    fresh.refresh()
    assert set(refresh.added) == {row.id for row in fresh.list()} - set(listed)
    assert answers(library) == answers(fresh)
    assert not list(library.places.cache.rglob("aside-*"))
    library.close()
    fresh.close()


def test_a_cancelled_build_goes_on(tmp_path: Path) -> None:
    """Called off after the first batches, the library holds these; the next refresh adds the others only."""
    folder = fill(tmp_path / "articles", 60, 4)
    library = opened(folder, tmp_path / "a", 2)
    told: list[int] = []
    first = library.refresh(progress=lambda progress: told.append(progress.done), cancelled=lambda: max(told) > 6)
    assert 0 < len(first.added) < 60
    assert set(library.find("*").ids) == set(first.added)
    assert set(library.refresh().added) == {row.id for row in library.list()} - set(first.added)
    library.close()


def rebuilt(library: Library) -> tuple[int, list[object]]:
    """Rebuild and return how many files were read for it, and what the library answers then."""
    told: list[int] = []
    library.refresh(rebuild=True, progress=lambda progress: told.append(progress.total))
    assert len(list(library.places.cache.glob("generation-*"))) == 1
    return told[0], answers(library)


@pytest.mark.parametrize(("call", "moment"), [(2, "before"), (3, "behind")])
def test_a_rebuild_that_was_killed_goes_on(tmp_path: Path, call: int, moment: str) -> None:
    """The old generation answers until the rebuild is through, a refresh between loses nothing, few files are read."""
    folder = fill(tmp_path / "articles", 60, 3)
    library = opened(folder, tmp_path / "a", 2)
    library.refresh()
    whole = answers(library)
    killed(folder, tmp_path / "a", call, moment, "rebuild")
    assert answers(library) == whole
    library.refresh()
    number, after = rebuilt(library)
    assert (0 < number < 60, after) == (True, whole)
    library.close()


def test_a_rebuild_goes_on_with_what_has_changed_since(tmp_path: Path) -> None:
    """Files changed, gone and new since it was called off are what they are; the changes are told against the old."""
    folder = fill(tmp_path / "articles", 60, 4)
    library = opened(folder, tmp_path / "a", 2)
    library.refresh()
    done = [0]
    library.refresh(rebuild=True, progress=lambda told: done.append(told.done), cancelled=lambda: done[-1] > 20)
    (folder / "0" / "000.md").write_text("Talks again\n\nThe ministers talked about the river.\n")
    (folder / "1" / "001.md").unlink()
    (folder / "new.md").write_text("Rain\n\nA talk about rain by the border.\n")
    refresh = library.refresh(rebuild=True)
    assert (refresh.added, refresh.changed, refresh.removed) == (("new.md",), ("0/000.md",), ("1/001.md",))
    fresh = opened(folder, tmp_path / "b", 1)
    fresh.refresh()
    assert answers(library) == answers(fresh)
    library.close()
    fresh.close()


@pytest.mark.parametrize("why", ["reread", "rules", "damage"])
def test_a_rebuild_that_can_not_go_on_begins_anew(tmp_path: Path, why: str) -> None:
    """Asked to read everything again, by other rules, or with a damaged file, all files are read."""
    folder = fill(tmp_path / "articles", 60, 5)
    library = opened(folder, tmp_path / "a", 2)
    library.refresh()
    killed(folder, tmp_path / "a", 3, "behind", "rebuild")
    cut_off = max(library.places.cache.glob("generation-*"), key=lambda path: int(path.name.partition("-")[2]))
    if why == "damage":
        for segment in (cut_off / "index").glob("*.seg"):
            segment.write_bytes(segment.read_bytes()[:-1])
    if why == "rules":
        library.close()
        changed = ArticleSettings(fields={"Desk": "author"})
        made = builders.settings(tmp_path / "a", search=SearchSettings(processes=2), articles=changed)
        library = Library(folder, settings=made)
    told: list[int] = []
    library.refresh(rebuild=True, reread=why == "reread", progress=lambda progress: told.append(progress.total))
    assert (told[0], len(library.list()), cut_off.exists()) == (60, 60, False)
    library.close()


def test_what_a_rebuild_had_read_takes_the_place_of_a_damaged_cache(tmp_path: Path) -> None:
    """When the current generation can't be read any more, the one that was begun is gone on with."""
    folder = fill(tmp_path / "articles", 60, 6)
    library = opened(folder, tmp_path / "a", 2)
    library.refresh()
    whole = answers(library)
    killed(folder, tmp_path / "a", 3, "behind", "rebuild")
    library._cache.condemn()
    library.close()
    library = opened(folder, tmp_path / "a", 2)
    told: list[int] = []
    library.refresh(progress=lambda progress: told.append(progress.total))
    assert (0 < told[0] < 60, answers(library)) == (True, whole)
    library.close()


def test_a_process_that_dies_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process killed by somebody ends the build with a sentence; the next one completes it."""
    folder = fill(tmp_path / "articles", 30, 5)
    library = opened(folder, tmp_path / "a", 2)
    real = build_processes._Process.hand

    def hand(process: build_processes._Process, task: Reading) -> None:
        process._process.kill()
        process._process.wait()
        real(process, task)

    with monkeypatch.context() as during:
        during.setattr(build_processes._Process, "hand", hand)
        with pytest.raises(LibraryError, match=r"\(signal 9\); refresh again"):
            library.refresh()
    assert len(library.refresh().added) == 30
    library.close()


def test_processes_are_told_to_give_memory_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Their C library returns freed memory at once; what else stands in the environment stays."""
    told: list[dict[str, str]] = []
    real: Any = subprocess.Popen

    def begun(*given: Any, env: dict[str, str], **named: Any) -> object:
        told.append(env)
        return real(*given, env=env, **named)

    monkeypatch.setattr(subprocess, "Popen", begun)
    folder = fill(tmp_path / "articles", 30, 7)
    library = opened(folder, tmp_path / "a", 2)
    library.refresh()
    library.close()
    thrifty = {"MALLOC_TRIM_THRESHOLD_": "131072", "MALLOC_MMAP_THRESHOLD_": "131072"}
    assert told == [{**os.environ, **thrifty}] * 2


def test_an_error_of_a_process_is_raised_here(tmp_path: Path) -> None:
    """A process that can't write raises the same error here, and leaves nothing running."""
    folder = fill(tmp_path / "articles", 30, 6)
    library = opened(folder, tmp_path / "a", 2)
    library.refresh()
    store = library._cache.store
    told = Beginning(
        folder, ArticleSettings(), tmp_path / "kept.sqlite", store.folder / "library.sqlite", b"", {}, BatchLimits()
    )
    with BuildProcesses(1, told, lambda: False) as processes, pytest.raises(SaveError, match=r"library\.sqlite"):
        list(processes.batches([Reading(("0/000.md",), {})], library._cache._writer(store)))
    library.close()


@pytest.mark.timeout(60)
def test_a_long_task_and_a_long_answer_do_not_wait_for_each_other(tmp_path: Path) -> None:
    """A process that has much to hand over takes the next task first, however much is known of its files."""
    folder = fill(tmp_path / "articles", 20, 8)
    short = tuple(path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.md")))
    (folder / "long.md").write_text("\n\n".join(f"County {number}." for number in range(40_000)))
    library = opened(folder, tmp_path / "a", 1)
    library.refresh()
    writer = library._cache._writer(library._cache.store)
    limits = BatchLimits(articles=1, first=1)
    told = Beginning(folder, ArticleSettings(), tmp_path / "kept.sqlite", writer.folder, writer.key, {}, limits)
    known = {short[0]: Before("x", taken=tuple(f"{short[0]}#{number}" for number in range(100_000)))}
    waiting = [Reading(("long.md", *short[1:]), {}), Reading(short[:1], known)]
    with BuildProcesses(1, told, lambda: False) as processes:
        read = [each.reading.path for batch in processes.batches(waiting, writer) for each in batch.readings]
    assert read == ["long.md", *short[1:], short[0]]
    library.close()


@given(st.lists(st.integers(0, 2_000_000), max_size=40))
def test_every_file_is_in_one_task(sizes: list[int]) -> None:
    """Tasks hold all files in order; none holds more files, or but for its last one more bytes, than a task may."""
    stamps = [FileStamp(f"{number:03}", size, 0, 0) for number, size in enumerate(sizes)]
    made = list(tasks(stamps, {"001": Before("x")}))
    assert [path for task in made for path in task.paths] == [stamp.path for stamp in stamps]
    assert [task.known for task in made if task.known] == ([{"001": Before("x")}] if len(stamps) > 1 else [])
    sized = {stamp.path: stamp.size for stamp in stamps}
    assert all(1 <= len(task.paths) <= file_batches.TASK_FILES for task in made)
    assert all(sum(sized[path] for path in task.paths[:-1]) < file_batches.TASK_BYTES for task in made)


def test_a_container_is_taken_in_batches(tmp_path: Path) -> None:
    """A file of many articles beside others is committed in parts and counted once."""
    folder = fill(tmp_path / "articles", 10, 8)
    lines = "\n".join(f'{{"title": "Talks {number}", "text": "Minister {number} spoke."}}' for number in range(40))
    (folder / "many.jsonl").write_text(lines, "utf-8")
    library = opened(folder, tmp_path / "a", 2)
    assert (len(library.refresh().added), library.find("spoke").total, bool(library.refresh())) == (50, 40, False)
    library.close()


SILENT = """
class Reader:
    name, version, suffixes = "silent", "1", (".silent",)
    def sniff(self, head, path):
        raise RuntimeError("no sense of smell")
    def read(self, data, path):
        return ()
"""


@pytest.mark.parametrize("processes", [1, 2])
def test_what_a_reader_of_others_failed_at_is_told_by_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, processes: int
) -> None:
    """A reader that failed in another process is reported once by `check`, until its package is gone."""
    package = tmp_path / "package"
    (package / "silent-1.dist-info").mkdir(parents=True)
    (package / "silent-1.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: silent\nVersion: 1\n")
    (package / "silent-1.dist-info" / "entry_points.txt").write_text(
        "[variorum.readers]\nsilent = silent_reader:Reader"
    )
    (package / "silent_reader.py").write_text(SILENT)
    with monkeypatch.context() as installed:
        installed.syspath_prepend(package)
        _any_installed.cache_clear()
        library = opened(fill(tmp_path / "articles", 12, 3), tmp_path, processes)
        library.refresh()
        library.close()
        again = opened(tmp_path / "articles", tmp_path, processes)
        told = [found.message for found in again.check() if found.where == "reader silent"]
        again.close()
    _any_installed.cache_clear()
    (message,) = told
    opening, path, error = re.split(r"(\S+\.md)", message)
    assert (opening, error) == ("The reader is left out: it failed to look at ", ": RuntimeError: no sense of smell.")
    assert (tmp_path / "articles" / path).exists()
    library = opened(tmp_path / "articles", tmp_path, processes)
    library.refresh()
    assert [found for found in library.check() if found.where == "reader silent"] == []
    library.close()
