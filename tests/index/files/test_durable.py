"""Durable writing: old bytes or new bytes, never anything between, whatever fails."""

from __future__ import annotations

import errno
import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from index.errors import SaveError
from index.files.durable import read_file, read_stamped, remove, sweep, unreadable, write_atomic, write_new
from index.files.renaming import stamp

if TYPE_CHECKING:
    from collections.abc import Callable

OLD, NEW = b"old " * 1000, b"new " * 2000


def test_replaces_whole(tmp_path: Path) -> None:
    """A write replaces the file and leaves nothing else behind."""
    target = tmp_path / "a.yaml"
    target.write_bytes(OLD)
    write_atomic(target, NEW)
    assert (target.read_bytes(), [path.name for path in tmp_path.iterdir()]) == (NEW, ["a.yaml"])


def test_creates_folders(tmp_path: Path) -> None:
    """Folders that are missing on the way are made."""
    target = tmp_path / "deep" / "er" / "a.yaml"
    write_atomic(target, NEW)
    assert target.read_bytes() == NEW


def test_keeps_mode(tmp_path: Path) -> None:
    """A file that only its owner may read stays so."""
    target = tmp_path / "a.yaml"
    target.write_bytes(OLD)
    target.chmod(0o640)
    write_atomic(target, NEW)
    assert target.stat().st_mode & 0o777 == 0o640


def test_a_new_file_never_takes_the_place_of_another(tmp_path: Path) -> None:
    """Neither of one that was there, nor of one that comes while it is written; a dangling link is a file too."""
    (tmp_path / "a.md").write_bytes(OLD)
    (tmp_path / "link.md").symlink_to(tmp_path / "nowhere")
    for name in ("a.md", "link.md"):
        with pytest.raises(SaveError, match="a file of that name is there already"):
            write_new(tmp_path / name, NEW)
    write_new(tmp_path / "b.md", NEW)
    held = {path.name: path.read_bytes() for path in tmp_path.iterdir() if not path.is_symlink()}
    assert held == {"a.md": OLD, "b.md": NEW}


def test_of_a_new_file_that_fails_nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a full disk the name stays free for the next try, and a folder that is not there is not made."""

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        with pytest.raises(SaveError, match="the disk is full"):
            write_new(tmp_path / "a.md", NEW)
    with pytest.raises(SaveError, match="there is no such folder"):
        write_new(tmp_path / "none" / "a.md", NEW)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only a superuser gives files away")
def test_keeps_owner(tmp_path: Path) -> None:
    """A file of somebody else stays theirs when a superuser writes it."""
    target = tmp_path / "a.yaml"
    target.write_bytes(OLD)
    os.chown(target, 12, 34)
    write_atomic(target, NEW)
    assert (target.stat().st_uid, target.stat().st_gid, target.read_bytes()) == (12, 34, NEW)


def test_keeps_link(tmp_path: Path) -> None:
    """A link stays a link, and the file it names is written."""
    real = tmp_path / "synced" / "a.yaml"
    real.parent.mkdir()
    real.write_bytes(OLD)
    link = tmp_path / "a.yaml"
    link.symlink_to(real)
    write_atomic(link, NEW)
    assert (link.is_symlink(), real.read_bytes()) == (True, NEW)


def test_a_link_may_be_replaced(tmp_path: Path) -> None:
    """In a folder of the program's own a link gives way to the file; what it names stays as it is."""
    real, link, dangling = (tmp_path / name for name in ("real", "a.yaml", "b.yaml"))
    real.write_bytes(OLD)
    link.symlink_to(real)
    dangling.symlink_to(tmp_path / "nowhere")
    for path in (link, dangling):
        write_atomic(path, NEW, follow=False)
    assert (real.read_bytes(), link.is_symlink(), dangling.is_symlink()) == (OLD, False, False)
    assert (link.read_bytes(), dangling.read_bytes(), (tmp_path / "nowhere").exists()) == (NEW, NEW, False)


def test_circle_of_links_is_explained(tmp_path: Path) -> None:
    """Links that lead in a circle are a sentence with a cure."""
    for name, other in (("a", "b"), ("b", "a")):
        (tmp_path / name).symlink_to(tmp_path / other)
    with pytest.raises(SaveError, match="circle"):
        write_atomic(tmp_path / "a", NEW)


def test_longest_name_is_written(tmp_path: Path) -> None:
    """A name as long as the file system allows leaves room for the temporary file."""
    target = tmp_path / ("a" * 255)
    write_atomic(target, NEW)
    assert target.read_bytes() == NEW


def test_folder_in_the_way_is_explained(tmp_path: Path) -> None:
    """A folder where the file should be is named, and nothing is left behind."""
    (tmp_path / "a.yaml").mkdir()
    with pytest.raises(SaveError, match="a folder stands in its place"):
        write_atomic(tmp_path / "a.yaml", NEW)
    assert [path.name for path in tmp_path.iterdir()] == ["a.yaml"]


def _listen(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))


@pytest.mark.parametrize(
    ("stand", "said"),
    [
        (lambda _: None, "no such file or directory"),
        (os.mkfifo, "a named pipe stands in its place"),
        (os.mkdir, "a folder stands in its place"),
        (lambda path: path.symlink_to("/dev/zero"), "a device stands in its place"),
        (lambda path: path.symlink_to(path), "its link leads in a circle"),
        (_listen, "no regular file stands in its place"),
    ],
    ids=["nothing", "pipe", "folder", "device", "circle", "socket"],
)
def test_what_stands_in_the_place_of_a_file_is_said(
    stand: Callable[[Path], object], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reading a folder, FIFO or device in place of a file fails at once and names it."""
    monkeypatch.chdir(tmp_path)  # the name of a socket is short
    stand(Path("a.yaml"))
    with pytest.raises(OSError) as raised:  # noqa: PT011 - the sentence is what is looked at
        read_file(Path("a.yaml"))
    assert unreadable(raised.value) == said


def test_file_as_folder_is_explained(tmp_path: Path) -> None:
    """A file where a folder should be is named."""
    (tmp_path / "notes").write_bytes(OLD)
    with pytest.raises(SaveError, match="a file stands where its folder should be"):
        write_atomic(tmp_path / "notes" / "a.yaml", NEW)


def _failing(monkeypatch: pytest.MonkeyPatch, name: str, number: int, code: int) -> None:
    """Let the call ``number`` of ``os.name`` fail with ``code``."""
    real, calls = getattr(os, name), iter(range(1000))

    def call(*arguments: object, **keywords: object) -> object:
        if next(calls) == number:
            raise OSError(code, os.strerror(code))
        return real(*arguments, **keywords)

    monkeypatch.setattr(os, name, call)


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EROFS, errno.EACCES, errno.EDQUOT])
@pytest.mark.parametrize(("name", "number"), [("write", 0), ("fsync", 0), ("replace", 0), ("close", 0), ("open", 0)])
def test_failure_keeps_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, number: int, code: int
) -> None:
    """When any call fails, the old bytes are whole and the error gives the reason."""
    target = tmp_path / "a.yaml"
    target.write_bytes(OLD)
    with monkeypatch.context() as patch:
        _failing(patch, name, number, code)
        with pytest.raises(SaveError) as refusal:
            write_atomic(target, NEW)
    assert isinstance(refusal.value.__cause__, OSError)
    assert (refusal.value.__cause__.errno, target.read_bytes()) == (code, OLD)
    assert [path.name for path in tmp_path.iterdir()] == ["a.yaml"]


def test_short_writes_are_continued(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that takes a few bytes at a time gets them all."""
    real = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: real(descriptor, bytes(data)[:7]))
    write_atomic(tmp_path / "a.yaml", NEW)
    assert (tmp_path / "a.yaml").read_bytes() == NEW


def test_folder_that_cannot_be_flushed_is_no_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system without flushing of folders is written all the same."""
    _failing(monkeypatch, "fsync", 1, errno.EINVAL)
    write_atomic(tmp_path / "a.yaml", NEW)
    assert (tmp_path / "a.yaml").read_bytes() == NEW


def test_guard_calls_the_write_off(tmp_path: Path) -> None:
    """What the guard raises passes, and nothing is replaced or left behind."""
    target = tmp_path / "a.yaml"
    target.write_bytes(OLD)

    def guard(path: Path) -> None:
        raise KeyError(path)

    with pytest.raises(KeyError):
        write_atomic(target, NEW, guard=guard)
    assert (target.read_bytes(), len(list(tmp_path.iterdir()))) == (OLD, 1)


def test_removal_is_durable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder is flushed when the file is gone from it."""
    flushed: list[tuple[Path, bool]] = []
    target = tmp_path / "a.yaml"
    target.write_bytes(OLD)
    monkeypatch.setattr("index.files.durable.flush_folder", lambda folder: flushed.append((folder, target.exists())))
    remove(target)
    assert flushed == [(tmp_path, False)]


def test_removal_of_nothing_is_no_error(tmp_path: Path) -> None:
    """Removing twice is like removing once."""
    target = tmp_path / "a.yaml"
    target.write_bytes(OLD)
    remove(target)
    remove(target)
    assert target.exists() is False


def test_stamp_tells_a_rewrite(tmp_path: Path) -> None:
    """A replaced file of the same size has another stamp, and a missing one has none."""
    target = tmp_path / "a.yaml"
    write_atomic(target, OLD)
    data, before = read_stamped(target)
    assert (data, stamp(target)) == (OLD, before)
    write_atomic(target, OLD)
    assert (stamp(target) == before, stamp(tmp_path / "b.yaml")) == (False, None)


def test_sweeps_only_leftovers(tmp_path: Path) -> None:
    """Temporary files of other machines go after an hour; younger ones, those at work, and other files stay."""
    names = (".variorum-else-1-aa.tmp", ".variorum-else-2-bb.tmp", "notes.tmp", ".variorum-odd.tmp")
    for name in names:
        (tmp_path / name).write_bytes(OLD)
    os.utime(tmp_path / names[0], (0, 0))
    os.utime(tmp_path / names[1], (7000, 7000))
    assert [path.name for path in sweep(tmp_path, now=9000.0)] == [names[0]]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names[1:])


LEAVE = """
import os, signal, sys
from pathlib import Path
from index.files import durable
durable._must_be_regular = lambda *_: None
def die(*_): os.kill(os.getpid(), signal.SIGKILL)
Path.replace = die
durable.write_atomic(Path(sys.argv[1]), b"new")
"""


def test_leftovers_of_a_killed_save_go_with_the_next(tmp_path: Path) -> None:
    """A kill between writing and renaming leaves a file, which the next save in the folder removes."""
    target = tmp_path / "a.yaml"
    target.write_bytes(OLD)
    subprocess.run([sys.executable, "-c", LEAVE, target], check=False)
    left = [path.name for path in tmp_path.glob(".variorum-*")]
    mine = tmp_path / left[0].replace(left[0].split("-")[2], str(os.getpid()))
    mine.write_bytes(b"at work")
    write_atomic(tmp_path / "b.yaml", NEW)
    assert (len(left), target.read_bytes()) == (1, OLD)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["a.yaml", "b.yaml", mine.name])


@pytest.mark.skipif(os.geteuid() != 0, reason="becomes another user, which takes root")
def test_forbidden_folder_is_explained(tmp_path: Path) -> None:
    """A folder its user may not write to is a sentence with a cure, and the old file is whole."""
    target = tmp_path / "a.yaml"
    target.write_bytes(OLD)
    tmp_path.chmod(0o755)
    code = (
        "import os, sys; from pathlib import Path\n"
        "from index.errors import SaveError; from index.files.durable import write_atomic\n"
        "os.chdir(sys.argv[1]); os.setuid(65534)\n"
        "try:\n    write_atomic(Path('a.yaml'), b'x')\n"
        "except SaveError as error:\n    print(error)\n"
    )
    result = subprocess.run([sys.executable, "-c", code, tmp_path], capture_output=True, text=True, check=True)
    assert ("you may not write there" in result.stdout, target.read_bytes()) == (True, OLD)


SAVE = "import sys; from pathlib import Path; from index.files.durable import write_atomic\n"
SAVE += "target = Path(sys.argv[1])\nopen('/dev/null').close()\nwrite_atomic(target, b'new ' * 2000)\n"
CALLS = "openat,write,fsync,close,rename,renameat,renameat2,fchmod,fchown,unlink,newfstatat,stat,lstat,fstat,readlink"


def _traced(target: Path, *options: str) -> tuple[int, list[str]]:
    """Save in a process under strace; return its exit code and the calls after the program's own mark."""
    trace = target.parent.parent / "trace"
    command = ["strace", "-qq", "-o", str(trace), "-e", f"trace={CALLS}", *options, sys.executable, "-c", SAVE]
    code = subprocess.run([*command, str(target)], capture_output=True, check=False).returncode
    return code, trace.read_text().splitlines()


needs_strace = pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")


@pytest.mark.external
@needs_strace
def test_order_of_flushing(tmp_path: Path) -> None:
    """The bytes are flushed before the renaming and the folder after it, as power losses demand."""
    target = tmp_path / "notes" / "a.yaml"
    target.parent.mkdir()
    target.write_bytes(OLD)
    _, calls = _traced(target)
    mark = next(number for number, call in enumerate(calls) if "/dev/null" in call)
    seen = [name for call in calls[mark:] if (name := call.partition("(")[0]) in {"write", "fsync", "rename"}]
    assert seen == ["write", "fsync", "rename", "fsync"]


@pytest.mark.external
@needs_strace
def test_killed_at_every_call(tmp_path: Path) -> None:
    """A process killed at any system call of a save leaves the old bytes or the new ones."""
    target = tmp_path / "notes" / "a.yaml"
    target.parent.mkdir()
    target.write_bytes(OLD)
    _, calls = _traced(target)
    names = [call.partition("(")[0] for call in calls]
    mark = next(number for number, call in enumerate(calls) if "/dev/null" in call)
    seen = set()
    for position in range(mark, len(names)):
        if re.fullmatch("[a-z0-9]+", names[position]) is None:
            continue
        target.write_bytes(OLD)
        when = names[: position + 1].count(names[position])
        _traced(target, "-e", f"inject={names[position]}:signal=SIGKILL:when={when}")
        seen.add(target.read_bytes())
    assert seen == {OLD, NEW}


@pytest.mark.parametrize("make", [os.mkfifo, lambda path: Path(path).symlink_to("/dev/zero"), os.mkdir])
def test_only_regular_files_are_read_and_replaced(tmp_path: Path, make: Callable[[Path], None]) -> None:
    """A FIFO, a link to an endless device and a folder are refused at once, and stay what they are."""
    path = tmp_path / "a"
    make(path)
    before = path.lstat().st_mode
    with pytest.raises(OSError, match=r"stands in its place|directory"):
        read_file(path)
    with pytest.raises(SaveError):
        write_atomic(path, b"x")
    assert (path.lstat().st_mode, [left.name for left in tmp_path.iterdir()]) == (before, ["a"])


@pytest.mark.parametrize("durable", [True, False])
def test_every_save_takes_leftovers_away(tmp_path: Path, *, durable: bool) -> None:
    """A save that is not flushed sweeps as well: the folders of drafts and of acts know no others."""
    left = tmp_path / ".variorum-else-1-aa.tmp"
    left.write_bytes(OLD)
    os.utime(left, (0, 0))

    write_atomic(tmp_path / "a.yaml", NEW, durable=durable)

    assert [path.name for path in tmp_path.iterdir()] == ["a.yaml"]
