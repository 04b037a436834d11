"""The documents say what is true: no path of one machine, no file named that is not there."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted(ROOT.glob("*.md"))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_links_between_documents_lead_somewhere(path: Path) -> None:
    """Every relative link and picture of a document is a file of the checkout."""
    targets = re.findall(r"\]\((?!https?://|#|mailto:)([^)#]+)", path.read_text("utf-8"))
    missing = [target for target in targets if not (ROOT / target).exists()]

    assert missing == []


def test_modules_named_in_the_architecture_exist() -> None:
    """ARCHITECTURE.md names only modules and folders that are there."""
    text = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    named = set(re.findall(r"`((?:index|tui|tests)/[\w/.]+)`", text))
    missing = sorted(name for name in named if not (ROOT / name).exists())

    assert missing == []


def test_no_tracked_file_names_this_machine() -> None:
    """No tracked text holds a path of the machine it was written on."""
    done = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        pytest.skip("this is not a git checkout")
    home = str(ROOT)
    offenders = [
        name
        for name in done.stdout.splitlines()
        if Path(name).suffix in {".py", ".md", ".yaml", ".toml", ".tcss"}
        and home in (ROOT / name).read_text("utf-8", errors="replace")
    ]

    assert offenders == []
