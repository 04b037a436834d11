"""Holds the suite to no clock and to leaving nothing behind, neither on the disk nor open.

Each process of a run has a temporary folder of its own, which its children inherit; a test that leaves something there
fails. The folder of a run that passed is removed whole. After one that failed it holds the ``tmp_path`` of what failed,
and goes when the next run begins, as does that of a run that was killed.

A test that leaves a connection to SQLite open fails too, on every Python: from 3.13 on Python warns of one, but only
when it is thrown away, in whatever test runs then. The connections of a test are held until it is over, so that each
is told of its own.
"""

from __future__ import annotations

import gc
import os
import shutil
import sqlite3
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from collections.abc import Iterator

# No property depends on how busy the machine is.
settings.register_profile("variorum", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("variorum")

# Of these pytest and multiprocessing take care: ``tmp_path`` is in the one, sockets of running processes in the other.
_OTHERS = ("pytest-of-", "pymp-")
_PREFIX = "variorum-tests-"
_FOLDER = pytest.StashKey[Path]()
_BEFORE = pytest.StashKey[frozenset[Path]]()
_PASSED = pytest.StashKey[bool]()
_connect = sqlite3.connect
_connected: list[tuple[str, sqlite3.Connection]] = []


def pytest_configure(config: pytest.Config) -> None:
    """Give this process and its children a temporary folder of their own."""
    _sweep(Path(tempfile.gettempdir()))
    folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-"))
    config.stash[_FOLDER] = folder
    os.environ["TMPDIR"] = str(folder)
    # What the program keeps of its user is kept there too.
    os.environ["XDG_DATA_HOME"] = str(folder / "user-data")
    (folder / "user-data").mkdir()
    tempfile.tempdir = None
    sqlite3.connect = _remembered  # type: ignore[assignment] # what only its overloads promise


def pytest_collection_finish() -> None:
    """Keep what is loaded by now from the collector, which would go through all of it for every few apps made."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Remember what is there before the test, for it is not the test's; so far no test connects to anything."""
    _connected.clear()
    item.stash[_BEFORE] = frozenset(item.config.stash[_FOLDER].iterdir())


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    """Fail the test that left something, after everything it asked for has been put away."""
    yield
    before, there = item.stash[_BEFORE], sorted(item.config.stash[_FOLDER].iterdir())
    left = [path for path in there if path not in before and not path.name.startswith(_OTHERS)]
    for path in left:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    open_still = [path for path, connection in _connected if _closed_now(connection)]
    _connected.clear()
    if left:
        pytest.fail(f"left in the temporary folder: {', '.join(path.name for path in left)}", pytrace=False)
    if open_still:
        pytest.fail(f"left connections to SQLite open: {', '.join(open_still)}", pytrace=False)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Remember whether there will be something to look at."""
    session.config.stash[_PASSED] = exitstatus == pytest.ExitCode.OK


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove the folder of a run that passed; those of its workers are in it."""
    if config.stash.get(_PASSED, False):
        shutil.rmtree(config.stash[_FOLDER], ignore_errors=True)


def _remembered(database: str | Path, *arguments: Any, **options: Any) -> sqlite3.Connection:
    connection: sqlite3.Connection = _connect(database, *arguments, **options)
    _connected.append((str(database), connection))
    return connection


def _closed_now(connection: sqlite3.Connection) -> bool:
    """Close it; whether it was still open."""
    try:
        _ = connection.total_changes
    except sqlite3.ProgrammingError:
        return False
    connection.close()
    return True


def _sweep(temporary: Path) -> None:
    """Remove the folders of runs that are over; the process a folder belongs to is in its name."""
    for folder in temporary.glob(f"{_PREFIX}*-*"):
        process = folder.name.removeprefix(_PREFIX).partition("-")[0]
        if process.isdecimal() and not _runs(int(process)):
            shutil.rmtree(folder, ignore_errors=True)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # somebody else's
        pass
    return True
