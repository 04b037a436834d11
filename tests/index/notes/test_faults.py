"""Notes through failing disks, killed processes and many writers: the old or the new, and nothing lost."""

from __future__ import annotations

import errno
import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from index.errors import LibraryError
from index.model.note import Target
from index.notes.book.notebook import Notebook

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

B = Target("b.txt")
CODES = [errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EIO]


def failing_from(monkeypatch: pytest.MonkeyPatch, name: str, number: int, code: int) -> None:
    """Let ``os.name`` fail from its call ``number`` on, as a disk does that is full or gone."""
    real, calls = getattr(os, name), iter(range(10_000))

    def call(*arguments: object, **keywords: object) -> object:
        if next(calls) >= number:
            raise OSError(code, os.strerror(code))
        return real(*arguments, **keywords)

    monkeypatch.setattr(os, name, call)


def succeeds(work: Callable[[], object]) -> bool:
    """Whether a change is made, or kept to be made, rather than refused."""
    try:
        work()
    except LibraryError:
        return False
    return True


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("number", range(4))
@pytest.mark.parametrize("name", ["write", "fsync", "replace"])
def test_disk_that_fails_at_any_call(
    open_book: Callable[[], Notebook], folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, number: int, code: int
) -> None:
    """When any call of a change fails, old notes are whole, and the new one is reported as failed or is kept."""
    book = open_book()
    book.write("Old.", [B])
    with monkeypatch.context() as patch:
        failing_from(patch, name, number, code)
        kept = succeeds(lambda: book.write("New.", [B]))
    texts = [note.text for note in open_book().all()]
    # A disk that fails after the renaming alone has the note, though nobody can promise that it stays.
    assert texts == ["Old.", "New."][: 1 + kept] or (texts[0] == "Old." and (name, number) == ("fsync", 1))
    assert [path.name for path in folder.rglob("*.tmp")] == []


@pytest.mark.parametrize("number", range(8))
@pytest.mark.parametrize("name", ["write", "fsync", "replace", "unlink"])
def test_deletion_on_a_failing_disk(
    open_book: Callable[[], Notebook], monkeypatch: pytest.MonkeyPatch, name: str, number: int
) -> None:
    """Whichever call of a deletion fails, the note is where it was or in the trash."""
    book = open_book()
    book.write("Old.", [B])
    note = book.write("Gone.", [B])
    with monkeypatch.context() as patch:
        failing_from(patch, name, number, errno.EIO)
        gone = succeeds(lambda: book.remove(note.id))
    again = open_book()
    texts, trash = ([kept.text for kept in notes] for notes in (again.all(), again.trash()))
    assert (texts[0], "Gone." in texts + trash) == ("Old.", True)
    assert gone <= ("Gone." not in texts)


def test_text_is_kept_where_nothing_can_be_written(book: Notebook, monkeypatch: pytest.MonkeyPatch) -> None:
    """A change that can be kept nowhere is an error with a cure, and works once there is room."""
    note = book.write("Hm.", [B])
    with monkeypatch.context() as patch:
        failing_from(patch, "write", 0, errno.ENOSPC)
        with pytest.raises(LibraryError, match="the disk is full; free some space and save again"):
            book.edit(note, text="Hm!")
        assert book.all() == (note,)
    assert book.edit(note, text="Hm!").text == "Hm!"


WRITER = """
import sys
from pathlib import Path
from index.model.note import Target
from index.notes.book.notebook import Notebook
book = Notebook(Path(sys.argv[1]), author=sys.argv[2])
shared = next(note for note in book.all() if note.text == "Shared.")
for number in range(int(sys.argv[3])):
    book.write(f"{sys.argv[2]}-{number}", [Target("b.txt")])
    shared = book.note(shared.id)
    book.edit(shared, tags=(*shared.tags, f"{sys.argv[2]}-{number}"))
"""


@pytest.mark.parametrize(("writers", "each"), [(2, 12), (8, 4)])
def test_many_processes(folder: Path, writers: int, each: int) -> None:
    """Several processes that write into one file at once lose none of each other's notes and tags."""
    Notebook(folder).write("Shared.", [B])
    command = [sys.executable, "-c", WRITER, str(folder)]
    running = [subprocess.Popen([*command, f"w{number}", str(each)]) for number in range(writers)]
    assert [process.wait() for process in running] == [0] * writers
    book = Notebook(folder)
    expected = {f"w{writer}-{number}" for writer in range(writers) for number in range(each)}
    shared = next(note for note in book.all() if note.text == "Shared.")
    assert ({note.text for note in book.all()}, set(shared.tags)) == ({"Shared.", *expected}, expected)
    assert (book.problems, dict(book.waiting)) == ((), {})


SAVE = """
import sys
from pathlib import Path
from index.model.note import Target
from index.notes.book.notebook import Notebook
book = Notebook(Path(sys.argv[1]))
note = book.all()[0]
open("/dev/null").close()
book.edit(note, text="new " * 500)
"""
# Those that change something, and those between them.
CALLS = "openat,write,fsync,rename,flock,ftruncate,fchmod,unlink,mkdir"


def traced(folder: Path, *options: str) -> list[str]:
    """Change a note in a process under strace and return its calls."""
    trace = folder.parent / "trace"
    command = ["strace", "-qq", "-o", str(trace), "-e", f"trace={CALLS}", *options, sys.executable, "-c", SAVE]
    subprocess.run([*command, str(folder)], capture_output=True, check=False)
    return trace.read_text().splitlines()


@pytest.mark.external
@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_killed_at_every_call_of_a_save(folder: Path, tmp_path: Path) -> None:
    """A process killed at any system call of a save leaves the old note or the new one, and a folder that works."""
    Notebook(folder).write("old " * 500, [B], tags=["x"])
    before = tmp_path / "before"
    shutil.copytree(folder, before)
    calls = traced(folder)
    names = [call.partition("(")[0] for call in calls]
    mark = next(number for number, call in enumerate(calls) if "/dev/null" in call)
    seen = set()
    for position in range(mark, len(names)):
        if re.fullmatch("[a-z0-9]+", names[position]) is None:
            continue
        shutil.rmtree(folder)
        shutil.copytree(before, folder)
        when = names[: position + 1].count(names[position])
        traced(folder, "-e", f"inject={names[position]}:signal=SIGKILL:when={when}")
        book = Notebook(folder)
        (note,) = book.all()
        assert (book.problems, note.tags) == ((), ("x",))
        seen.add(note.text)
        assert book.edit(note, text="after").text == "after"
    assert seen == {"old " * 500, "new " * 500}
