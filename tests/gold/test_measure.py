"""The measuring frame: what it prints and how it ends."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType

SCRIPT = Path(__file__).with_name("measure.py")


def frame() -> ModuleType:
    spec = importlib.util.spec_from_file_location("measure_frame", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["measure_frame"] = module
    spec.loader.exec_module(module)
    return module


def test_absent_gold_is_said_and_skipped(tmp_path: Path) -> None:
    """An empty gold folder gives a line of reason per file and success."""
    done = subprocess.run([sys.executable, SCRIPT, tmp_path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert all("skipped: " in line for line in done.stdout.splitlines())


def test_without_a_folder_it_ends_with_two(tmp_path: Path) -> None:
    """A gold folder that does not exist ends in one sentence and exit code 2."""
    done = subprocess.run([sys.executable, SCRIPT, tmp_path / "no"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert "no such folder" in done.stderr


def test_json_is_one_document(tmp_path: Path) -> None:
    """With --json the answer is one document keyed by file."""
    done = subprocess.run([sys.executable, SCRIPT, tmp_path, "--json"], capture_output=True, text=True, check=False)
    assert isinstance(json.loads(done.stdout), dict)


def test_a_failing_measurer_is_one_line(tmp_path: Path) -> None:
    """A measurer that raises is named with its error and the run goes on."""
    module = frame()
    target = tmp_path / "x.jsonl"
    target.touch()

    def broken(path: Path) -> dict[str, float]:
        raise ValueError(path.name)

    outcome = module.run(module.Task("x.jsonl", target, broken))
    assert module.line(outcome).split(None, 1) == ["x.jsonl", "FAILED: ValueError: x.jsonl"]


def test_figures_stand_in_their_order() -> None:
    """Fractions are shown with four places, counts whole, in the measurer's order."""
    module = frame()
    outcome = module.Outcome("a", {"F1": 0.98765, "rows": 40, "of": "seeds"}, 0.0)
    assert module.line(outcome).split() == ["a", "F1", ".9877", "rows", "40", "of", "seeds", "(0.0", "s)"]
