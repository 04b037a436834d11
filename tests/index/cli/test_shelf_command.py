"""Marks of articles from the shell: printed, given, taken away."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from index.cli.main import run
from tests.builders import SEEDS

if TYPE_CHECKING:
    from pathlib import Path


def test_marks_are_given_printed_and_taken_away(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without an option nothing changes; each option changes its own mark of every article named."""
    config = tmp_path / "config.yaml"
    config.write_text(f"cache: {tmp_path / 'cache'}\nnotes: {tmp_path / 'kept'}\n", "utf-8")

    def shelf(*arguments: str) -> str:
        code = run(["--library", str(SEEDS), "--config", str(config), "shelf", *arguments])
        captured = capsys.readouterr()
        assert (code, captured.err) == (0, "")
        return captured.out

    first = next(SEEDS.glob("001*")).name
    second = next(SEEDS.glob("002*")).name
    assert shelf("001") == f"{first}: unread\n"
    assert shelf("001", "002", "--star", "--tag", "one", "--tag", "two") == (
        f"{first}: unread, starred #one #two\n{second}: unread, starred #one #two\n"
    )
    assert shelf("002", "--read", "--unstar", "--untag", "one") == f"{second}: read #two\n"
    (told,) = json.loads(shelf("001", "--json"))
    assert told == {"id": first, "read": False, "starred": True, "tags": ["one", "two"], "place": 0, "bookmarks": []}


def test_opposite_marks_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """An article is not to be called read and unread at once."""
    with pytest.raises(SystemExit) as refusal:
        run(["--library", str(SEEDS), "shelf", "001", "--read", "--unread"])
    assert (refusal.value.code, "not allowed with" in capsys.readouterr().err) == (2, True)
