"""What tests of the screen share: folders of notes that go with the test, and no program of the machine is started."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.tui.notebooks import remove_folders

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def _folders_of_notebooks() -> Iterator[None]:
    yield
    remove_folders()


@pytest.fixture
def no_program_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let browser, editor and shell of the machine be none that are started or gone to; a text comes back as it was."""
    monkeypatch.setattr("tui.outside.browse", lambda _: True)
    monkeypatch.setattr("tui.outside.browser_needs_terminal", lambda: False)
    monkeypatch.setattr("tui.outside.edit", lambda text, *_: text)
    monkeypatch.setattr("tui.outside.has_shell", lambda: True)
    monkeypatch.setenv("VISUAL", "true")
