"""The installed command knows its own library from another package of that name."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
INSTALLED = ("-c", "import sys; from tui.__main__ import main; sys.argv[1:] = ['--version']; sys.exit(main())")
MODULE = ("-m", "tui", "--version")


def _started(*folders: Path, way: tuple[str, ...] = INSTALLED) -> subprocess.CompletedProcess[str]:
    """Run the command with packages looked for in these folders, in this order."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, folders)), "PYTHONSAFEPATH": "1"}
    return subprocess.run([sys.executable, *way], capture_output=True, text=True, check=False, env=environment, cwd="/")


@pytest.mark.parametrize("way", [INSTALLED, MODULE])
def test_the_library_of_this_program_is_known(way: tuple[str, ...]) -> None:
    """The command runs, as it is installed and as a module."""
    done = _started(ROOT, way=way)
    assert (done.returncode, done.stdout.split()[0], done.stderr) == (0, "variorum", "")


@pytest.mark.parametrize("way", [INSTALLED, MODULE])
@pytest.mark.parametrize(
    "text",
    [
        "VERSION = 3\n",
        "raise RuntimeError('not for you')\n",
        "import no_such_module_anywhere\n",
        "PROGRAM = 'another'\n",
    ],
)
def test_another_package_in_its_place_is_told_with_the_cure(tmp_path: Path, text: str, way: tuple[str, ...]) -> None:
    """One sentence, exit 2, no traceback, whatever that package does when it is imported."""
    (tmp_path / "index").mkdir()
    (tmp_path / "index" / "__init__.py").write_text(text, "utf-8")
    done = _started(tmp_path, ROOT, way=way)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "“index”" in done.stderr
    assert "`pipx install variorum` or `uv tool install variorum`" in done.stderr


def test_files_of_another_package_over_ours_are_told_of(tmp_path: Path) -> None:
    """Both installed into one environment share a folder: ours is still there, its door is another's."""
    for name in ("index", "tui"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "index" / "__init__.py").write_text("def index(): ...\n", "utf-8")
    done = _started(tmp_path)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert str(tmp_path / "index") in done.stderr
