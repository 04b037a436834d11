"""A kept frame is shown again only where the screen will be the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.tui.fakes import FakeLastSession
from tui.output.cell_look import PLAIN
from tui.output.frame_store import FrameStore

if TYPE_CHECKING:
    from collections.abc import Sequence

LINES = [[("first", PLAIN)], [("second", PLAIN)]]
ENVIRON = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "COLUMNS": "80", "LINES": "2"}


@pytest.fixture
def session() -> FakeLastSession:
    """Return a session left on the notes."""
    session = FakeLastSession()
    session.write({"screen": "notes"})
    return session


def store(session: Any, *, looks: object = "settings", dark: bool | None = True, **environ: str) -> FrameStore:
    """Return the store of a run."""
    found = FrameStore(session, looks, {**ENVIRON, **environ})
    found.dark = dark
    return found


def texts(frames: FrameStore, monkeypatch: pytest.MonkeyPatch, size: Sequence[int] = (80, 2)) -> list[str]:
    """Return the lines of the frame that is shown on a terminal of a size; none when none is."""
    monkeypatch.setenv("COLUMNS", str(size[0]))
    monkeypatch.setenv("LINES", str(size[1]))
    frame = frames.fitting()
    return ["".join(text for text, _ in line) for line in frame.lines] if frame is not None else []


def keep(session: Any) -> None:
    """Keep a frame of two lines."""
    assert store(session).keep(LINES, (80, 2), {"screen": "notes"}) is True


def test_the_frame_left_is_shown(session: FakeLastSession, monkeypatch: pytest.MonkeyPatch) -> None:
    """Same library, same terminal, same settings, same session."""
    assert store(session).there is False
    keep(session)
    assert store(session).there is True
    assert texts(store(session), monkeypatch) == ["first", "second"]


@pytest.mark.parametrize(
    "changed",
    [
        {"looks": "other settings"},
        {"dark": False},
        {"dark": None},
        {"TERM": "xterm"},
        {"COLORTERM": ""},
        {"NO_COLOR": "1"},
        {"LANG": "C"},
        {"TEXTUAL_COLOR_SYSTEM": "256"},
    ],
    ids=str,
)
def test_another_look_shows_none(
    session: FakeLastSession, changed: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Colours, background, theme and settings are part of what is shown."""
    keep(session)
    assert texts(store(session, **changed), monkeypatch) == []


@pytest.mark.parametrize("size", [(81, 2), (80, 3), (2, 80)])
def test_another_size_shows_none(
    session: FakeLastSession, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lines would be cut, or wrapped."""
    keep(session)
    assert texts(store(session), monkeypatch, size) == []


def test_another_session_shows_none(session: FakeLastSession, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed later, a run has left another screen than the frame shows."""
    keep(session)
    session.write({"screen": "reader"})
    assert texts(store(session), monkeypatch) == []
    session.kept = {}
    assert texts(store(session), monkeypatch) == []


def test_a_frame_of_fewer_lines_than_the_terminal_shows_none(
    session: FakeLastSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A frame with fewer lines than the terminal is not shown."""
    store(session).keep(LINES[:1], (80, 2), {"screen": "notes"})
    assert texts(store(session), monkeypatch) == []


def test_without_lines_the_frame_before_goes(session: FakeLastSession) -> None:
    """What can't be kept does not leave an older one standing."""
    keep(session)
    assert store(session).keep([], (80, 2), {"screen": "notes"}) is True
    assert store(session).there is False
