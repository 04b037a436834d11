"""The session kept beside the cache: read as data, or not at all."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from index.errors import NoLibraryError
from index.files.kept_values import MOST
from index.library.last_session import MOST_OF_FRAME, LastSession, last_session
from index.library.library import Library
from index.model.settings import LibrarySettings

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


@pytest.mark.parametrize(("size", "read"), [(262_144, True), (262_145, False)])
def test_a_quarter_of_a_megabyte_is_read(tmp_path: Path, size: int, *, read: bool) -> None:
    """One byte more is not."""
    (tmp_path / "session.json").write_bytes(b'{"a": "' + b"x" * (size - 9) + b'"}')
    assert ("a" in LastSession(tmp_path / "session.json", tmp_path / "greeted").read()) is read


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


def test_a_frame_is_kept_for_this_user_alone(tmp_path: Path) -> None:
    """The last one written stands, and an empty one takes it away."""
    session, again = (LastSession(tmp_path / "session.json", tmp_path / "greeted") for _ in range(2))
    assert (session.read_frame(), session.write_frame(b"")) == (b"", True)
    assert (session.write_frame(b"one"), session.write_frame(b"two")) == (True, True)
    assert again.read_frame() == b"two"
    assert stat.S_IMODE((tmp_path / "session.frame").stat().st_mode) == 0o600
    assert (session.write_frame(b""), again.read_frame()) == (True, b"")


def test_a_frame_that_others_could_have_written_is_none(tmp_path: Path) -> None:
    """Neither in a folder nor in a file that others may write, nor behind a link."""
    session = LastSession(tmp_path / "cache" / "session.json", tmp_path / "greeted")
    session.write_frame(b"mine")
    frame, folder = tmp_path / "cache" / "session.frame", tmp_path / "cache"
    frame.chmod(0o620)
    assert session.read_frame() == b""
    frame.chmod(0o600)
    folder.chmod(0o777)
    assert session.read_frame() == b""
    folder.chmod(0o700)
    assert session.read_frame() == b"mine"
    frame.rename(folder / "other")
    frame.symlink_to(folder / "other")
    assert session.read_frame() == b""


def test_a_frame_that_is_none_stops_nothing(tmp_path: Path) -> None:
    """Too large, a pipe, a folder in its place, or nowhere to write: no frame."""
    session = LastSession(tmp_path / "session.json", tmp_path / "greeted")
    (tmp_path / "session.frame").write_bytes(b"x" * (MOST_OF_FRAME + 1))
    (tmp_path / "session.frame").chmod(0o600)
    assert session.read_frame() == b""
    (tmp_path / "session.frame").unlink()
    os.mkfifo(tmp_path / "session.frame")
    assert session.read_frame() == b""
    (tmp_path / "session.frame").unlink()
    (tmp_path / "session.frame").mkdir()
    assert (session.read_frame(), session.write_frame(b"a"), session.write_frame(b"")) == (b"", False, False)


def test_the_session_of_a_library_is_found_without_opening_it(tmp_path: Path) -> None:
    """Of a folder and of the address of an archive, where the library itself keeps it."""
    folder = tmp_path / "news"
    folder.mkdir()
    settings = LibrarySettings(cache=str(tmp_path / "cache"), notes=str(tmp_path / "notes"))
    for place in (folder, "https://search.example/news"):
        library = Library.of_paths([place], settings)
        library.last_session.write({"query": str(place)})
        assert last_session([place], settings).read() == {"query": str(place)}
        library.close()
    with pytest.raises(NoLibraryError):
        last_session([tmp_path / "none"], settings)
