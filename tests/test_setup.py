"""Setting up gives the same versions on every day and every machine: those that constraints.txt names."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from index.cli.arguments import VERSION

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LINES = [
    line
    for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    if line and not line.lstrip().startswith("#")
]


def wanted() -> list[Requirement]:
    """Return what pyproject.toml asks for: to build, to run, for the extras, to develop and to set up.

    An extra that is made of others names the project itself, which nobody pins.
    """
    project = PROJECT["project"]
    lists = (
        PROJECT["build-system"]["requires"],
        project["dependencies"],
        *project["optional-dependencies"].values(),
        *PROJECT["dependency-groups"].values(),
    )
    every = [Requirement(text) for listed in lists for text in listed]
    return [each for each in every if each.name != PROJECT["project"]["name"]]


def pins() -> dict[str, list[str]]:
    """Return the versions pinned of each package: several where Python's version decides."""
    found: dict[str, list[str]] = {}
    for line in LINES:
        pin = Requirement(line)
        ((operator, version),) = [(each.operator, each.version) for each in pin.specifier]
        assert operator == "=="
        found.setdefault(canonicalize_name(pin.name), []).append(version)
    return found


def test_everything_wanted_is_pinned_within_its_range() -> None:
    """Each requirement of pyproject.toml, the build requirement included, has an exact version that it allows."""
    pinned = pins()
    astray = [
        str(each)
        for each in wanted()
        if not (versions := pinned.get(canonicalize_name(each.name)))
        or not all(each.specifier.contains(version) for version in versions)
    ]
    assert astray == []


def test_what_is_wanted_states_the_least_version_that_works() -> None:
    """Every requirement has a lower bound, which `make lowest` needs."""
    bare = [str(each) for each in wanted() if not any(part.operator in {">=", "==", "~="} for part in each.specifier)]
    assert bare == []


def test_no_package_index_is_named() -> None:
    """The pins say what to install and not from where."""
    whole = (ROOT / "constraints.txt").read_text("utf-8")
    assert re.findall(r"\w+://\S+|--\w+|\s@\s.*", whole) == []


def test_the_version_is_one() -> None:
    """What `--version` prints is what the distribution is called."""
    assert PROJECT["project"]["version"] == VERSION


@pytest.mark.parametrize("package", ["index", "tui"])
def test_every_file_of_data_is_in_the_distribution(package: str) -> None:
    """Each file beside the code that is no code is named by a pattern, and each pattern names some file."""
    patterns = PROJECT["tool"]["setuptools"]["package-data"][package]
    data = {
        path.relative_to(ROOT / package)
        for path in (ROOT / package).rglob("*")
        if path.is_file() and path.suffix != ".py" and "__pycache__" not in path.parts
    }
    named = {
        pattern: {path for path in data if len(path.parts) == len(Path(pattern).parts) and path.match(pattern)}
        for pattern in patterns
    }
    assert data - set().union(*named.values()) == set()
    assert [pattern for pattern, found in named.items() if not found] == []


def recipe(target: str) -> list[str]:
    """Return the commands that make a target where nothing is there yet, whatever this run of the suite was told."""
    command = ["make", "--dry-run", "--always-make", "--no-print-directory", target]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


@pytest.mark.external
@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
@pytest.mark.parametrize("target", ["read", "test"])
def test_nothing_is_installed_unpinned(target: str) -> None:
    """Every installation of a set-up obeys the pins; once pip is the pinned one, what builds packages does as well."""
    first, *others = [line for line in recipe(target) if "pip install" in line]
    constrained = "--constraint constraints.txt"
    assert (first.endswith(f"{constrained} pip"), constrained in first) == (True, True)
    assert others != []
    assert [line for line in others if f"{constrained} --build-constraint constraints.txt" not in line] == []


@pytest.mark.external
@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
def test_reading_installs_only_what_reading_needs() -> None:
    """`make read` says what it does before it does it, and leaves out what only the tests need."""
    steps = [line for line in recipe("read") if line.startswith("echo") or "pip install" in line]
    assert [line.startswith("echo") for line in steps] == [True, False, True, False]
    assert [line for line in steps if "--group" in line] == []


@pytest.mark.external
@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
@pytest.mark.parametrize(("works", "code"), [("true", 0), ("false", 2)])
def test_installing_says_what_it_fetches_and_whether_it_failed(tmp_path: Path, works: str, code: int) -> None:
    """A short line a package as it comes, nothing of pip's own talk; a failure is one, though its words are piped."""
    for name in ("Makefile", "pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / ".pinned").touch()
    python = tmp_path / ".venv" / "bin" / "python"
    lines = ("Looking in indexes", "Collecting textual<9,>=8 (from x)", "  Using cached x", "Installing collected: a")
    told = "\\n".join(lines)
    python.write_text(f"#!/bin/sh\nprintf '{told}\\n'\n{works}\n", "utf-8")
    python.chmod(0o755)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    done = subprocess.run(
        ["make", "--no-print-directory", ".venv/.reader"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.splitlines()[1:] == ["  textual", "  putting them in place ..."]
    assert (done.returncode, (tmp_path / ".venv" / ".reader").exists()) == (code, works == "true")
