"""The lock of a save: exclusion, patience, and file systems that know none."""

from __future__ import annotations

import errno
import fcntl
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from index.errors import BusyError, SaveError
from index.files.lock import FileLock

if TYPE_CHECKING:
    from pathlib import Path


class Clock:
    """A clock that goes on only when somebody waits."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def wait(self, seconds: float) -> None:
        self.now += seconds


def test_second_holder_gives_up_in_time(tmp_path: Path) -> None:
    """A second holder waits as long as it was told, then fails with the name of the first."""
    clock = Clock()
    with FileLock(tmp_path / ".lock"), pytest.raises(BusyError) as refusal:
        FileLock(tmp_path / ".lock", 2.0, clock, clock.wait).__enter__()
    assert (2.0 <= clock.now < 2.1, f"process {os.getpid()} on " in str(refusal.value)) == (True, True)


def test_given_back(tmp_path: Path) -> None:
    """After the block, and after an error in it, the lock is free."""
    with pytest.raises(KeyError), FileLock(tmp_path / ".lock"):
        raise KeyError
    with FileLock(tmp_path / ".lock", 0.0) as again:
        assert again.held is True


def test_other_process_is_kept_out(tmp_path: Path) -> None:
    """The lock holds against another process, which learns who has it."""
    code = (
        "import sys; from pathlib import Path; from index.errors import BusyError\n"
        "from index.files.lock import FileLock\n"
        "try:\n    FileLock(Path(sys.argv[1]), 0.0).__enter__()\n"
        "except BusyError as error:\n    print(error.holder)\n"
    )
    with FileLock(tmp_path / ".lock"):
        command = [sys.executable, "-c", code, str(tmp_path / ".lock")]
        result = subprocess.run(command, capture_output=True, text=True, check=True)
    assert result.stdout.startswith(f"process {os.getpid()} on ") is True


@pytest.mark.parametrize("code", [errno.ENOSYS, errno.ENOLCK, errno.EOPNOTSUPP])
def test_goes_on_without_locks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    """Where the file system has no locks the work is done without one."""

    def none(_descriptor: int, _operation: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(fcntl, "flock", none)
    with FileLock(tmp_path / ".lock") as holder:
        assert holder.held is False


def test_failing_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error that is no answer about the lock is passed on as a sentence."""

    def broken(_descriptor: int, _operation: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(fcntl, "flock", broken)
    with pytest.raises(SaveError, match="the disk reports an error"):
        FileLock(tmp_path / ".lock").__enter__()


def test_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """A lock that has no place to stand is a sentence with a cure."""
    (tmp_path / "notes").write_bytes(b"")
    with pytest.raises(SaveError, match="a file stands where its folder should be"):
        FileLock(tmp_path / "notes" / ".lock").__enter__()


def test_a_lock_is_a_regular_file(tmp_path: Path) -> None:
    """A FIFO in place of the lock, or a link to a device, which is not followed, is reported at once."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "device").symlink_to("/dev/null")
    for name, kind in (("pipe", "a named pipe"), ("device", "a link")):
        with pytest.raises(SaveError, match=f"{kind} stands in its place"), FileLock(tmp_path / name):
            pass


@pytest.mark.parametrize("there", [True, False])
def test_a_link_in_the_place_of_the_lock_is_not_followed(tmp_path: Path, there: bool) -> None:  # noqa: FBT001
    """A folder of a stranger may hold one that leads to a file of the reader's; nothing is written or made there."""
    victim = tmp_path / "victim"
    if there:
        victim.write_text("mine\n")
    (tmp_path / "lock").symlink_to(victim)
    with pytest.raises(SaveError, match="a link stands in its place"):
        FileLock(tmp_path / "lock").__enter__()
    assert (victim.exists(), victim.read_text() if there else "mine\n") == (there, "mine\n")


@pytest.mark.parametrize("text", ["mine\n", "1 line that is short\nand more\n", "x" * 80, "12 text without an end"])
def test_a_file_that_is_no_locks_is_left_as_it_is(tmp_path: Path, text: str) -> None:
    """It is locked all the same; only what holders write is written over."""
    path = tmp_path / "lock"
    path.write_text(text)
    with FileLock(path) as lock:
        assert lock.held
    assert path.read_text() == text


def test_a_lock_with_another_name_is_left_as_it_is(tmp_path: Path) -> None:
    """What a hard link leads to may be a file of the reader's, even one that begins as a lock does."""
    victim = tmp_path / "victim"
    victim.write_text("127001 localhost\n")
    os.link(victim, tmp_path / "lock")
    with FileLock(tmp_path / "lock") as lock:
        assert lock.held
    assert victim.read_text() == "127001 localhost\n"


def test_a_lock_is_signed_again_by_each_holder(tmp_path: Path) -> None:
    """The name in it is that of the last holder, who is named when one waits too long."""
    path = tmp_path / "lock"
    path.write_text("1 elsewhere".ljust(79) + "\n")
    with FileLock(path):
        assert path.read_text().split()[0] == str(os.getpid())
