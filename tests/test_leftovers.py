"""A test that leaves something in the temporary folder, whatever process left it, or a connection open, fails."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CONFTEST = Path(__file__).parent / "conftest.py"
TESTS = """
import contextlib, sqlite3, subprocess, sys, tempfile
import pytest

def test_leaves_nothing(tmp_path):
    with tempfile.TemporaryDirectory():
        (tmp_path / "kept").touch()

def test_leaves_a_folder():
    tempfile.mkdtemp(prefix="mine-")

def test_leaves_no_connection(tmp_path):
    with contextlib.closing(sqlite3.connect(tmp_path / "closed.sqlite")):
        pass

def test_leaves_a_connection(tmp_path):
    sqlite3.connect(tmp_path / "open.sqlite")

@pytest.fixture
def held(tmp_path):
    connection = sqlite3.connect(tmp_path / "closed.sqlite")
    yield connection
    connection.close()

def test_its_fixture_closes_what_it_uses(held):
    held.execute("SELECT 1")

def test_leaves_a_file_of_a_child():
    subprocess.run([sys.executable, "-c", "import tempfile; tempfile.mkstemp(prefix='childs-')"], check=True)
"""


def run(folder: Path, *options: str) -> tuple[str, list[str]]:
    """Run the tests above below ``folder``; return what was printed and what stands in the temporary folder then."""
    suite, temporary = folder / "suite", folder / "temporary"
    suite.mkdir()
    temporary.mkdir(exist_ok=True)
    shutil.copy(CONFTEST, suite)
    (suite / "test_it.py").write_text(TESTS, "utf-8")
    (suite / "pytest.ini").write_text("[pytest]\n", "utf-8")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:randomly",
        "-p",
        "no:asyncio",
        *options,
    ]
    done = subprocess.run(
        command,
        cwd=suite,
        env={**os.environ, "TMPDIR": str(temporary)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    return done.stdout, sorted(path.name for path in temporary.iterdir())


@pytest.mark.parametrize("workers", ["0", "2"])
def test_what_is_left_fails_the_test_that_left_it(tmp_path: Path, workers: str) -> None:
    """The tests that leave something are errors, with the name of what they left; the others pass."""
    printed, _ = run(tmp_path, "-n", workers)
    errors = [line.split(" - ")[0] for line in printed.splitlines() if line.startswith("ERROR ")]
    assert sorted(errors) == [
        "ERROR test_it.py::test_leaves_a_connection",
        "ERROR test_it.py::test_leaves_a_file_of_a_child",
        "ERROR test_it.py::test_leaves_a_folder",
    ]
    told = ("mine-", "childs-", "left connections to SQLite open: ", "open.sqlite", "6 passed, 3 errors")
    assert [each for each in told if each not in printed] == []


@pytest.mark.parametrize("workers", ["0", "2"])
def test_a_run_that_passes_leaves_an_empty_folder(tmp_path: Path, workers: str) -> None:
    """Nothing is left of a run that passes, not even pytest's own folder."""
    assert run(tmp_path, "-n", workers, "-k", "nothing")[1] == []


def test_what_runs_left_that_are_over_goes(tmp_path: Path) -> None:
    """A run removes what failed and killed runs left, and nothing of a run that is still going on."""
    temporary = tmp_path / "temporary"
    going_on, over = temporary / f"variorum-tests-{os.getpid()}-a", temporary / "variorum-tests-99999999-b"
    for folder in (going_on, over / "pytest-of-me"):
        folder.mkdir(parents=True)
    assert run(tmp_path, "-n", "0", "-k", "nothing")[1] == [going_on.name]
