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


BEFORE_FRAME = (*HEAVY, "textual", "rich", "asyncio", "tui.app")
"""What is not loaded either before the frame of the last run is shown."""


def _loaded(code: str) -> frozenset[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"import sys, {code}; print(*sys.modules, sep='\\n')"],
        capture_output=True,
        text=True,
        check=True,
    )
    return frozenset(done.stdout.split())


@pytest.fixture(scope="module")
def loaded() -> frozenset[str]:
    """Return the modules loaded when the app is about to run."""
    return _loaded("tui.__main__, tui.configuration, tui.terminal, tui.app")


@pytest.fixture(scope="module")
def loaded_before() -> frozenset[str]:
    """Return the modules loaded when the frame of the last run is about to be shown."""
    return _loaded(
        "tui.__main__, tui.configuration, tui.terminal, tui.output.opening, tui.output.frame_store, index; "
        "index.last_session(['.'], index.load_settings().settings)"
    )


@pytest.mark.parametrize("module", BEFORE_FRAME)
def test_the_frame_of_the_last_run_does_without(module: str, loaded_before: frozenset[str]) -> None:
    """It is shown as soon as the settings are read: the screen itself is loaded behind it."""
    assert module not in loaded_before


@pytest.mark.parametrize("module", HEAVY)
def test_the_first_screen_does_without(module: str, loaded: frozenset[str]) -> None:
    """What is needed later is loaded later: every module before the first paint is waited for."""
    assert module not in loaded
