"""The attacks of ``make siege``, each small: nothing acknowledged is lost, nothing false is answered."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]


def siege(attack: str, *arguments: str) -> str:
    """Run one attack in a process of its own, and return the last line it prints."""
    done = subprocess.run(
        [sys.executable, "-m", f"tests.siege.{attack}", *arguments],
        cwd=HOUSE,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()[-1] if done.stdout.count("\n") == 1 else done.stdout


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked")
@pytest.mark.parametrize("seed", ["1", "2"])
def test_killed_at_random_moments(seed: str) -> None:
    """Writers of notes, marks, searches and drafts are killed; what was acknowledged is there, nothing is left over."""
    assert siege("kills", "6", seed).endswith(", 0 with something wrong")


def test_a_disk_that_fails_at_any_call_of_any_save() -> None:
    """Each call of each kind of save fails once, or all from it on: the old is there, or the new if told."""
    assert "wrong" not in siege("faults", "4").replace("'wrong': 0", "")


@pytest.mark.parametrize("seed", ["1", "2"])
def test_random_queries_are_answered_as_a_plain_scan_does(seed: str) -> None:
    """Words, phrases, beginnings, fields, operators and nonsense: found, counted and marked as the texts say."""
    assert siege("queries", "150", seed).endswith(" 150 asked, 0 with something wrong")
