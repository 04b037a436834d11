"""The child process: it does its work, is heard, can be stopped, and is missed when it is killed."""

from __future__ import annotations

import errno
import os
import signal
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any
from unittest import mock

import pytest

from index import Library, Progress, Refresh
from tui import child
from tui.session.child_jobs import ChildJob, Listener, rate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


class Ear:
    """Hears an job in the test's own thread."""

    def __init__(self) -> None:
        self.calls: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self.heard: list[Any] = []
        self.listener = Listener(self.heard.append, self.heard.append, self.heard.append)
        self.job = ChildJob(self.calls.put)

    def until(self, kind: type) -> Any:
        """Listen until a value of this kind comes, and return it."""
        while not any(isinstance(each, kind) for each in self.heard):
            self.calls.get(timeout=60)()
        return next(each for each in self.heard if isinstance(each, kind))


@pytest.fixture
def ear(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ear]:
    """Return an ear whose child keeps its caches below a folder of the test's own."""
    for name in ("CACHE", "DATA", "CONFIG"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    made = Ear()
    yield made
    made.job.close()


def _texts(folder: Path, count: int) -> Path:
    folder.mkdir()
    for number in range(count):
        (folder / f"{number}.txt").write_text(f"Headline {number}\n\nSome words of article {number}.\n", "utf-8")
    return folder


def _request(folder: Path) -> dict[str, Any]:
    return {"verb": "refresh", "paths": [str(folder)], "config": None}


def test_the_child_indexes_and_tells(ear: Ear, tmp_path: Path) -> None:
    """Progress comes first, then what was found; this process sees it at once."""
    folder = _texts(tmp_path / "news", 3)
    ear.job.start(_request(folder), ear.listener)
    refresh = ear.until(Refresh)
    assert sorted(refresh.added) == ["0.txt", "1.txt", "2.txt"]
    assert isinstance(ear.heard[0], Progress)
    library = Library(folder)
    assert len(library.list()) == 3
    library.close()


def test_a_child_that_cannot_be_started_is_missed(ear: Ear, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no process can be made, the reader hears of it in a sentence, and the next try does the work."""
    folder = _texts(tmp_path / "news", 3)
    with monkeypatch.context() as patch:
        patch.setattr("subprocess.Popen", mock.Mock(side_effect=OSError(errno.EAGAIN, "no more processes")))
        ear.job.start(_request(folder), ear.listener)
        assert ear.until(str) == "The indexing process can't be started (no more processes)"
        assert not ear.job.running
    ear.job.start(_request(folder), ear.listener)
    assert len(ear.until(Refresh).added) == 3


def test_a_killed_child_is_missed_and_nothing_is_lost(ear: Ear, tmp_path: Path) -> None:
    """The reader hears of it in a sentence, and the next try does the work."""
    folder = _texts(tmp_path / "news", 40)
    ear.job.start(_request(folder), ear.listener)
    process = ear.job._process
    assert process is not None
    os.kill(process.pid, signal.SIGKILL)
    assert ear.until(str) == "The indexing process ended before its work did (signal 9)"
    ear.heard.clear()
    ear.job.start(_request(folder), ear.listener)
    assert len(ear.until(Refresh).added) == 40


def test_the_end_of_its_input_stops_the_child(ear: Ear, tmp_path: Path) -> None:
    """Closing cancels, and waits for the end."""
    ear.job.start(_request(_texts(tmp_path / "news", 300)), ear.listener)
    ear.job.close()
    assert not ear.job.running
    assert ear.job._process is not None
    assert ear.job._process.poll() is not None


def test_what_goes_wrong_in_the_child_is_a_sentence(ear: Ear, tmp_path: Path) -> None:
    """A folder that went away is said as the library says it."""
    ear.job.start(_request(tmp_path / "gone"), ear.listener)
    assert "gone" in ear.until(str)


def test_an_interrupt_typed_in_the_terminal_is_not_the_childs(ear: Ear, tmp_path: Path) -> None:
    """ctrl+c and the like, meant for a pager, go to the reader's group of processes, in which the child is not."""
    ear.job.start(_request(_texts(tmp_path / "news", 3)), ear.listener)
    process = ear.job._process
    assert process is not None
    assert os.getpgid(process.pid) == process.pid
    ear.until(Refresh)


def test_the_childs_work_can_be_done_in_this_process(ear: Ear, tmp_path: Path) -> None:
    """`perform` needs no pipe, and tells as it goes."""
    del ear
    told: list[dict[str, Any]] = []
    outcome = child.perform(_request(_texts(tmp_path / "news", 2)), told.append, lambda: False)
    assert sorted(outcome["refresh"]["added"]) == ["0.txt", "1.txt"]
    assert all("progress" in each for each in told)


def test_a_comparison_tells_its_stages_once_it_takes_long(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Each in its turn; one that is over soon tells nothing."""
    folder = _texts(tmp_path / "news", 2)
    request = {**_request(folder), "verb": "compare", "articles": ["0.txt", "1.txt"], "include": []}
    child.perform(_request(folder), lambda _: None, lambda: False)
    told: list[dict[str, Any]] = []
    monkeypatch.setattr(child, "PATIENCE", 3600.0)
    quick = child.perform(request, told.append, lambda: False)
    assert (list(quick), told) == (["compare"], [])
    monkeypatch.setattr(child, "PATIENCE", 0.0)
    assert child.perform(request, told.append, lambda: False) == quick
    assert [(each["progress"]["stage"], each["progress"]["done"], each["progress"]["total"]) for each in told] == [
        *(("sentences", 0, 2), ("sentences", 1, 2), ("links", 0, 1), ("names", 0, 0)),
        *(("figures", 0, 2), ("figures", 1, 2), ("quotations", 0, 2), ("quotations", 1, 2), ("differences", 0, 0)),
    ]


def test_what_came_first_tells_nothing_of_the_speed() -> None:
    """A hundred articles after ten seconds of starting are no promise of hours: what came behind them is counted."""
    first = Progress("reading", 100, 100_000, articles=100)
    assert rate(first, 0.0, first) == "100 of 100,000"
    assert rate(Progress("reading", 3_100, 100_000, articles=3_100), 20.0, first) == (
        "3,100 of 100,000 · 150/s · 11 min left"
    )
    assert rate(Progress("reading", 100, 100_000, articles=2_100), 20.0, first) == (
        "2,100 articles, 100 of 100,000 files · 100/s"
    )


def test_progress_is_passed_on_only_when_patience_is_over() -> None:
    """What comes in the first tenths of a second is kept back, what comes later is not."""
    times = iter([10.0, 10.0, 10.0 + child.PATIENCE - 0.01, 10.0 + child.PATIENCE + 0.01])
    heard: list[Progress] = []
    watch = child.late(heard.append, lambda: next(times))
    stages = [Progress(stage, 0, 0) for stage in ("sentences", "links", "names")]
    for progress in stages:
        watch(progress)
    assert heard == stages[2:]


@pytest.mark.parametrize(
    ("progress", "seconds", "told"),
    [
        (Progress("reading", 0, 0), 0.0, "0"),
        (Progress("reading", 1200, 5000), 2.0, "1,200 of 5,000 · 600/s"),
        (Progress("reading", 7, 0), 0.0, "7"),
        (Progress("reading", 0, 1, articles=2000), 5.0, "2,000 articles, 0 of 1 files · 400/s"),
        (Progress("reading", 1, 4, articles=500), 60.0, "500 articles, 1 of 4 files · 8/s · 3 min left"),
        (Progress("reading", 9, 9, articles=8), 3.0, "9 of 9 · 3/s"),
    ],
)
def test_progress_is_told_with_its_rate(progress: Progress, seconds: float, told: str) -> None:
    """How many of how many, and how fast, as far as it is known."""
    assert rate(progress, seconds) == told
