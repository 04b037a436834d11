"""What the first screen loads, and what it can do without."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = [
    "rapidfuzz",
    "sqlite3",
    "whoosh",
    "csv",
    "html",
    "webbrowser",
    "textual.widgets._text_area",
    "textual.widgets._markdown",
    "index.library.library",
    "index.compare.alignment.alignment",
    "index.notes.exchange",
    "index.search.searcher",
    "index.model.article",
    "index.text.sentences",
    "index.notes.citation",
    "tui.article.article_pane",
    "tui.frame.picker",
    "tui.notes.note_actions",
    "tui.reader.reader_screen",
    "tui.compare.compare_screen",
    "tui.notes.notes_screen",
    "tui.notes.note_editor",
]


@pytest.fixture(scope="module")
def loaded() -> frozenset[str]:
    """Return the modules loaded when the app is about to run."""
    code = "import sys, tui.__main__, tui.configuration, tui.terminal, tui.app; print(*sys.modules, sep='\\n')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return frozenset(done.stdout.split())


@pytest.mark.parametrize("module", HEAVY)
def test_the_first_screen_does_without(module: str, loaded: frozenset[str]) -> None:
    """What is needed later is loaded later: every module before the first paint is waited for."""
    assert module not in loaded
