"""What is put in a file's place in the moment it is replaced or removed is found and put back."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING

import pytest

from index.files import renaming
from index.files.durable import remove, write_atomic

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

exchanging = pytest.mark.skipif(sys.platform != "linux", reason="names are exchanged on Linux")
REAL = renaming.rename_at
OLD, OURS, THEIRS, NEWER = b"old", b"ours", b"theirs", b"theirs, newer"


class OvertakenError(Exception):
    """Something else stands there."""


def expects(data: bytes | None) -> Callable[[Path], None]:
    """Return a guard that is content with ``data`` alone."""

    def guard(path: Path) -> None:
        if (path.read_bytes() if path.exists() else None) != data:
            raise OvertakenError

    return guard


def strike(monkeypatch: pytest.MonkeyPatch, *acts: Callable[[], object]) -> None:
    """Let somebody act before each renaming in turn."""
    left = list(acts)

    def struck(old: Path, new: Path, flags: int) -> bool:
        if left:
            left.pop(0)()
        return REAL(old, new, flags)

    monkeypatch.setattr(renaming, "rename_at", struck)


def put(path: Path, data: bytes) -> None:
    """Put a version in place as sync tools do."""
    beside = path.with_name("beside")
    beside.write_bytes(data)
    beside.replace(path)


def here(folder: Path) -> Sequence[tuple[str, bytes]]:
    """Return every file of a folder with its bytes."""
    return sorted((path.name, path.read_bytes()) for path in folder.iterdir())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a file to be replaced."""
    (tmp_path / "a.yaml").write_bytes(OLD)
    return tmp_path / "a.yaml"


def test_what_is_expected_is_replaced(path: Path) -> None:
    """A guard that is content lets the new bytes stand alone."""
    write_atomic(path, OURS, guard=expects(OLD))

    assert here(path.parent) == [("a.yaml", OURS)]


@exchanging
def test_a_version_put_there_at_the_last_moment_stays(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A version put in place at the last moment comes out of the exchange and is put back."""
    strike(monkeypatch, partial(put, path, THEIRS))

    with pytest.raises(OvertakenError):
        write_atomic(path, OURS, guard=expects(OLD))
    assert here(path.parent) == [("a.yaml", THEIRS)]


@exchanging
@pytest.mark.parametrize("how", [put, lambda path, data: path.write_bytes(data)], ids=["renamed", "in place"])
def test_a_version_put_over_ours_meanwhile_is_the_newest(
    path: Path, how: Callable[[Path, bytes], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two versions of theirs within one save: the second stays."""
    strike(monkeypatch, partial(put, path, THEIRS), partial(how, path, NEWER))

    with pytest.raises(OvertakenError):
        write_atomic(path, OURS, guard=expects(OLD))
    assert here(path.parent) == [("a.yaml", NEWER)]


@exchanging
def test_a_version_comes_back_though_ours_was_taken_away(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Their version is not the one that was taken away."""
    strike(monkeypatch, partial(put, path, THEIRS), path.unlink)

    with pytest.raises(OvertakenError):
        write_atomic(path, OURS, guard=expects(OLD))
    assert here(path.parent) == [("a.yaml", THEIRS)]


@exchanging
def test_a_file_that_appears_at_the_last_moment_is_not_overwritten(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where none was expected, the new one takes a free name only."""
    path.unlink()
    strike(monkeypatch, partial(put, path, THEIRS))

    with pytest.raises(OvertakenError):
        write_atomic(path, OURS, guard=expects(None))
    assert here(path.parent) == [("a.yaml", THEIRS)]


@exchanging
def test_a_file_that_vanishes_at_the_last_moment_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not there any more is not what was to be replaced."""
    strike(monkeypatch, path.unlink)

    with pytest.raises(OvertakenError):
        write_atomic(path, OURS, guard=expects(OLD))
    assert here(path.parent) == []


def test_a_version_put_there_before_a_removal_stays(path: Path) -> None:
    """A version put in place before a removal is found under the other name and put back."""
    seen = []

    def guard(shown: Path) -> None:
        seen.append(shown.name)
        expects(OLD)(shown)
        if len(seen) == 1:
            put(path, THEIRS)

    with pytest.raises(OvertakenError):
        remove(path, guard=guard)
    assert (here(path.parent), seen[0], len(seen)) == ([("a.yaml", THEIRS)], "a.yaml", 2)


def test_what_is_expected_is_removed(path: Path) -> None:
    """Nothing is left, and a second removal is no error."""
    remove(path, guard=expects(OLD))
    remove(path, guard=expects(None))

    assert here(path.parent) == []


@pytest.mark.parametrize("there", [OLD, None])
def test_systems_that_know_no_exchange_rename(path: Path, there: bytes | None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The guard has looked once then."""
    if there is None:
        path.unlink()
    monkeypatch.setattr(renaming, "_renameat2", lambda: None)

    write_atomic(path, OURS, guard=expects(there))

    assert here(path.parent) == [("a.yaml", OURS)]
