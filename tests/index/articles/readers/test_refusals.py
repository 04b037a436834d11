"""Why files are refused, and the cure."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from index.articles.readers.refusals import extra_missing

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("receipt", "command"),
    [
        ("", "pip install 'variorum[html]'"),
        ("pipx_metadata.json", "pipx inject variorum trafilatura lxml"),
        ("uv-receipt.toml", "uv pip install --python '{}' trafilatura lxml"),
    ],
)
def test_a_missing_extra_is_added_where_the_program_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, receipt: str, command: str
) -> None:
    """In an environment of pipx or uv, which leave a file there, another command is needed than in one's own."""
    environment = tmp_path / "her tools"
    environment.mkdir()
    if receipt:
        (environment / receipt).touch()
    monkeypatch.setattr(sys, "prefix", f"{environment}")
    assert f"{extra_missing('html')}" == f"It is a saved web page; `{command.format(environment)}` lets it be read."
