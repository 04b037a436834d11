"""Why files are refused, and the cure."""

from __future__ import annotations

import sys

import pytest

from index.articles.readers.refusals import extra_missing


@pytest.mark.parametrize(
    ("prefix", "command"),
    [
        ("/home/ann/news/.venv", "pip install 'variorum[html]'"),
        ("/home/ann/pipx-tries/.venv", "pip install 'variorum[html]'"),
        ("/home/ann/.local/share/pipx/venvs/variorum", "pipx inject variorum trafilatura lxml"),
        (
            "/home/ann/.local/share/uv/tools/variorum",
            "uv pip install --python /home/ann/.local/share/uv/tools/variorum trafilatura lxml",
        ),
        ("/home/ann b/uv/tools/variorum", "uv pip install --python '/home/ann b/uv/tools/variorum' trafilatura lxml"),
    ],
)
def test_a_missing_extra_is_added_where_the_program_runs(
    monkeypatch: pytest.MonkeyPatch, prefix: str, command: str
) -> None:
    """In an environment of pipx or uv, another command is needed than in one of the reader's own."""
    monkeypatch.setattr(sys, "prefix", prefix)
    assert f"{extra_missing('html')}" == f"It is a saved web page; `{command}` lets it be read."
