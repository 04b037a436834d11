"""What the first screen loads, and what it can do without."""

from __future__ import annotations

import subprocess
import sys
from typing import Final

import pytest

from tests.tui.fakes import Bench
from tui.app import ANSI_STYLE, LATE_STYLE

HEAVY = [
    "rapidfuzz",
    "sqlite3",
    "whoosh",
    "csv",
    "html",
    "json",
    "shlex",
    "webbrowser",
    "textual.widgets._text_area",
    "textual.widgets._markdown",
    "index.library.library",
    "index.compare.alignment.alignment",
    "index.notes.exchange",
    "index.search.searcher",
    "index.model.article",
    "index.model.results",
    "index.text.sentences",
    "index.notes.citation",
    "importlib.resources",
    "index.files.yaml.strict_yaml",
    "tui.article.article_actions",
    "tui.article.article_pane",
    "tui.frame.choosers",
    "tui.frame.picker",
    "tui.library.tour",
    "tui.notes.note_actions",
    "tui.reader.reader_screen",
    "tui.compare.compare_screen",
    "tui.compare.compared",
    "tui.notes.notes_screen",
    "tui.notes.note_editor",
    "tui.output.kept_frame",
    "tui.own_themes",
    "tui.session.settings_watch",
    "tui.text.shell_command",
    "tui.stories.stories_screen",
]


BEFORE_FRAME = (
    *(module for module in HEAVY if module not in {"index.files.yaml.strict_yaml", "tui.output.kept_frame"}),
    *("index.articles.folder", "index.files.sealed", "index.model.found", "textual", "rich", "asyncio", "tui.app"),
)
"""What is not loaded either before the frame of the last run is shown."""


MOST: Final = 90
"""How many modules of ours are loaded when the first screen is painted: one more has to be needed to paint it."""

PAINTED: Final = """import sys, tui.launch, tui.configuration, tui.terminal
from tui.app import VariorumApp

def painted(app):
    print(*sys.modules, *(path for path, _ in app.stylesheet.source), sep="\\n")
    app.exit()

VariorumApp._begin = painted
VariorumApp(lambda: None).run(headless=True)
"""


def _told(code: str) -> frozenset[str]:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return frozenset(done.stdout.splitlines())


def _loaded(code: str) -> frozenset[str]:
    return _told(f"import sys, {code}; print(*sys.modules, sep='\\n')")


@pytest.fixture(scope="module")
def loaded() -> frozenset[str]:
    """Return the modules loaded, and the files the stylesheet was read from, when the first screen is painted."""
    return _told(PAINTED)


@pytest.fixture(scope="module")
def loaded_before() -> frozenset[str]:
    """Return the modules loaded when the frame of the last run is about to be shown."""
    return _loaded(
        "tui.launch, tui.configuration, tui.terminal, tui.output.opening, tui.output.frame_store, index; "
        "index.last_session(['.'], index.load_settings().settings)"
    )


@pytest.mark.parametrize("module", BEFORE_FRAME)
def test_the_frame_of_the_last_run_does_without(module: str, loaded_before: frozenset[str]) -> None:
    """The frame of the last run is shown once the settings are read, before Textual is loaded."""
    assert module not in loaded_before


@pytest.mark.parametrize("module", HEAVY)
def test_the_first_screen_does_without(module: str, loaded: frozenset[str]) -> None:
    """What is needed later is loaded later: every module before the first paint is waited for."""
    assert module not in loaded


def test_the_first_screen_needs_few_modules(loaded: frozenset[str]) -> None:
    """A module more before the first paint is looked at twice, whatever it is called."""
    ours = [name for name in loaded if name.partition(".")[0] in {"tui", "index"}]

    assert "tui.library.library_screen" in ours
    assert len(ours) <= MOST


async def test_how_other_screens_look_is_read_behind_the_first_paint(loaded: frozenset[str]) -> None:
    """Their styles are not waited for, and are there before anything else can be opened."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)

        assert all(bench.app.stylesheet.has_source(str(style)) for style in (ANSI_STYLE, LATE_STYLE))
    assert {str(ANSI_STYLE), str(LATE_STYLE)}.isdisjoint(loaded)
    assert str(LATE_STYLE.with_name("style.tcss")) in loaded


def test_without_colours_the_first_screen_is_styled_for_it() -> None:
    """What says so with weight and underline instead is read before the first paint where it is needed."""
    plain = PAINTED.replace("lambda: None", "lambda: None, terminal=tui.terminal.Terminal(no_colour=True)")

    assert str(ANSI_STYLE) in _told(plain)
