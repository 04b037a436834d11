"""Seals: what was changed since is told, by stamp and by checksum."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from index.files.sealed import intact, read_sealed, seal, write_sealed

if TYPE_CHECKING:
    from pathlib import Path


def test_a_copy_is_told_from_a_change(tmp_path: Path) -> None:
    """Another stamp with the same bytes is no damage; another byte under whatever stamp is."""
    path = tmp_path / "a"
    path.write_bytes(b"abc")
    sealed = seal(path)
    path.write_bytes(b"abc")
    assert intact(path, sealed)
    path.write_bytes(b"abd")
    os.utime(path, ns=(sealed.modified_ns, sealed.modified_ns))
    assert not intact(path, sealed)


def test_only_a_thorough_look_reads_under_the_same_stamp(tmp_path: Path) -> None:
    """The stamp spares reading; bytes that changed without it are found by reading."""
    path = tmp_path / "a"
    path.write_bytes(b"abd")
    sealed = seal(path)._replace(checksum=seal_of(b"abc", tmp_path))
    assert (intact(path, sealed), intact(path, sealed, thorough=True)) == (True, False)


def seal_of(data: bytes, folder: Path) -> str:
    path = folder / "other"
    path.write_bytes(data)
    return seal(path).checksum


@pytest.mark.parametrize(
    ("data", "grown", "whole"),
    [(b"abcd", True, True), (b"abcd", False, False), (b"ab", True, False), (b"abdd", True, False)],
)
def test_what_may_grow_may_only_grow(tmp_path: Path, data: bytes, grown: object, whole: object) -> None:
    """Bytes behind those sealed are allowed where lines are added; those before them count."""
    path = tmp_path / "a"
    path.write_bytes(b"abc")
    sealed = seal(path)
    path.write_bytes(data)
    assert intact(path, sealed, grown=bool(grown)) is whole


def test_only_regular_files_are_opened(tmp_path: Path) -> None:
    """A FIFO, a folder and a link in a file's place are damage, at once."""
    path = tmp_path / "a"
    path.write_bytes(b"")
    sealed = seal(path)
    path.unlink()
    os.mkfifo(path)
    assert not intact(path, sealed)
    path.unlink()
    path.mkdir()
    assert not intact(path, sealed)
    path.rmdir()
    path.symlink_to(tmp_path / "b")
    (tmp_path / "b").write_bytes(b"")
    assert not intact(path, sealed)


@pytest.mark.parametrize(
    "change", [lambda data: data[:-1], lambda data: data.replace(b"7", b"8"), lambda _: b"", lambda _: b"\n{}"]
)
def test_a_list_is_believed_only_when_signed(tmp_path: Path, change: object) -> None:
    """Facts and seals come back under the same key, and under no other and after no change."""
    assert callable(change)
    path = tmp_path / "list"
    (tmp_path / "a").write_bytes(b"abc")
    files = {"a": seal(tmp_path / "a")}
    write_sealed(path, {"x": 7}, files, b"key")
    assert read_sealed(path, b"key") == ({"x": 7}, files)
    with pytest.raises(ValueError, match="not written by this user"):
        read_sealed(path, b"other")
    path.write_bytes(change(path.read_bytes()))
    with pytest.raises(ValueError, match="not written by this user"):
        read_sealed(path, b"key")
