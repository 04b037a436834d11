"""The session kept beside the cache: read as data, or not at all."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from index.files.kept_values import MOST
from index.library.last_session import LastSession

if TYPE_CHECKING:
    from pathlib import Path


def test_what_is_kept_is_read(tmp_path: Path) -> None:
    """The last one written stands; folders are made."""
    session = LastSession(tmp_path / "cache" / "session.json", tmp_path / "greeted")
    assert session.read() == {}
    assert (session.write({"query": "a"}), session.write({"query": "日本"})) == (True, True)
    assert LastSession(tmp_path / "cache" / "session.json", tmp_path / "greeted").read() == {"query": "日本"}


@pytest.mark.parametrize(
    "data", [b"", b"[1]", b"{", b"\xff", b"null", b"[" * 100_000, b'{"a": "' + b"x" * MOST + b'"}'], ids=range(7)
)
def test_what_is_no_session_is_none(tmp_path: Path, data: bytes) -> None:
    """Cut off, of another kind, deep or large: one begins at the list."""
    (tmp_path / "session.json").write_bytes(data)
    assert LastSession(tmp_path / "session.json", tmp_path / "greeted").read() == {}


def test_a_pipe_or_a_folder_in_its_place_stops_nothing(tmp_path: Path) -> None:
    """Only regular files are read; what can't be written is not kept."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    pipe, folder, new = (LastSession(tmp_path / name, tmp_path / "greeted") for name in ("pipe", "folder", "new"))
    assert pipe.read() == folder.read() == {}
    assert folder.write({"query": "a"}) is False
    assert new.write({"query": "\ud800"}) is False


def test_the_first_time_is_once(tmp_path: Path) -> None:
    """The reader is greeted once, whatever library they open; where nothing can be written, never."""
    sessions = [LastSession(tmp_path / name, tmp_path / "data" / "greeted") for name in "aab"]
    assert [session.is_first() for session in sessions] == [True, False, False]
    (tmp_path / "file").write_bytes(b"")
    assert LastSession(tmp_path / "s", tmp_path / "file" / "greeted").is_first() is False
