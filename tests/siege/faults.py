"""What is left of every kind of save when the disk fails at one of its calls, or from one on.

``python -m tests.siege.faults [EVERY]`` lets each call of each kind of save fail with each of five errors (``EVERY`` 1;
with 5, every call with one of them in turn) and prints how many saves were tried, how many were refused in a
sentence, how many acknowledged ones are lost, and what else is wrong. After SQLite's way of trying I/O errors.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from index.errors import LibraryError, UnknownNoteError
from index.files import renaming
from index.library.last_session import LastSession
from index.model.note import Note, Target
from index.notes.book.notebook import Notebook
from index.notes.shelf.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CODES = (errno.ENOSPC, errno.EIO, errno.EROFS, errno.EACCES, errno.EDQUOT)
CALLS = (
    *((os, name) for name in ("open", "write", "fsync", "replace", "rename", "unlink", "mkdir", "fchmod")),
    (renaming, "rename_at"),
)
"""The calls of the operating system that a save makes, with what holds them."""
B = Target("b.txt")


class Faults:
    """Counts the calls of the operating system that a save makes, and lets one fail, or all from one on."""

    def __init__(self, number: int, code: int, *, gone: bool) -> None:
        self.number, self.code, self.gone, self.calls = number, code, gone, 0
        self._real = [(holder, name, getattr(holder, name)) for holder, name in CALLS]

    def __enter__(self) -> Self:
        for holder, name, real in self._real:
            setattr(holder, name, self._failing(real))
        return self

    def __exit__(self, *_: object) -> None:
        for holder, name, real in self._real:
            setattr(holder, name, real)

    @property
    def reached(self) -> bool:
        """Whether a call failed."""
        return self.calls > self.number

    def _failing(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: object, **keywords: object) -> object:
            self.calls += 1
            if self.calls == self.number + 1 or (self.gone and self.calls > self.number):
                raise OSError(self.code, os.strerror(self.code))
            return real(*arguments, **keywords)

        return call


class Kind(NamedTuple):
    """A kind of save: what makes it, and what is read of it."""

    save: Callable[[Path], object]
    read: Callable[[Path], object]


def book(folder: Path) -> Notebook:
    """Open the notes."""
    return Notebook(folder / "notes", folder / "spare", author="ana")


def shelf(folder: Path) -> Shelf:
    """Open the shelf."""
    return Shelf(folder / "notes", folder / "spare")


def session(folder: Path) -> LastSession:
    """Open the session."""
    return LastSession(folder / "session.json", folder / "greeted")


def texts(folder: Path) -> object:
    """Return what the notes and their trash say, without ids."""
    opened = book(folder)
    return sorted((note.text, note.tags) for note in opened.all()), sorted({note.text for note in opened.trash()})


def first(folder: Path) -> tuple[Notebook, Note]:
    """Open the notes; return them with the one to change."""
    opened = book(folder)
    note = next((note for note in opened.all() if note.text == "Old."), None)
    if note is None:  # the disk does not even let it be read
        raise UnknownNoteError("Old.", [])
    return opened, note


def edited(folder: Path) -> object:
    """Change a note's text."""
    opened, note = first(folder)
    return opened.edit(note, text="New.")


def removed(folder: Path) -> None:
    """Move a note to the trash."""
    opened, note = first(folder)
    opened.remove(note.id)


def restored(folder: Path) -> object:
    """Bring one back."""
    opened = book(folder)
    return opened.restore(opened.trash()[0].id if opened.trash() else "")


def kept_session(folder: Path) -> object:
    """Keep the session, or be refused."""
    if not session(folder).write({"query": "new"}):
        raise LibraryError
    return None


def draft(folder: Path) -> None:
    """Keep what is being typed."""
    book(folder).drafts.keep("key", Note("D", "note", "Typed.", "ana", "", "", (), (B,)))


KINDS: dict[str, Kind] = {
    "note": Kind(lambda folder: book(folder).write("New.", [B]), texts),
    "note on another article": Kind(lambda folder: book(folder).write("New.", [Target("deep/er/c.txt")]), texts),
    "note on a story": Kind(lambda folder: book(folder).write("New.", [Target(story="b.txt")]), texts),
    "edit": Kind(edited, texts),
    "deletion": Kind(removed, texts),
    "restoring": Kind(restored, texts),
    "undo": Kind(lambda folder: book(folder).undo(), texts),
    "star": Kind(
        lambda folder: shelf(folder).update("b.txt", starred=True), lambda folder: shelf(folder).mark("b.txt")
    ),
    "tags": Kind(
        lambda folder: shelf(folder).update("a.txt", tags=("y",)),
        lambda folder: "y" in shelf(folder).mark("a.txt").tags,
    ),
    "place": Kind(lambda folder: shelf(folder).update("a.txt", place=9), lambda folder: shelf(folder).mark("a.txt")),
    "search": Kind(
        lambda folder: shelf(folder).save_search("mine", "new"), lambda folder: dict(shelf(folder).searches)
    ),
    "draft": Kind(draft, lambda folder: [one.text for one in book(folder).drafts.all().values()]),
    "session": Kind(kept_session, lambda folder: session(folder).read()),
}


def template(folder: Path) -> None:
    """Write what the saves begin with."""
    opened = book(folder)
    opened.write("Old.", [B])
    gone = opened.write("Gone.", [B])
    opened.remove(gone.id)
    opened.write("Last.", [B])
    kept = shelf(folder)
    kept.update("a.txt", tags=("x",))
    kept.update("a.txt", place=3)
    kept.save_search("mine", "old")
    session(folder).write({"query": "old"})


def tried(kind: Kind, folder: Path, faults: Faults, before: object, after: object) -> tuple[str, list[str]]:
    """Save on a failing disk; return ``made refused`` or ``untouched``, and what is wrong afterwards."""
    wrong: list[str] = []
    came = "made"
    with faults:
        try:
            kind.save(folder)
        except LibraryError:
            came = "refused"
        except Exception as error:  # noqa: BLE001 whatever it is, it is counted
            wrong.append(f"{type(error).__name__}: {error}")
    if not faults.reached:
        return "untouched", wrong
    now = kind.read(folder)
    if now != after and (came == "made" or now != before):
        wrong.append(f"{came}, and there is {now}")
    with contextlib.suppress(LibraryError):
        book(folder).write("Sweeps.", [B])
        shelf(folder).update("z.txt", starred=True)
        session(folder).write({})
        draft(folder)
    wrong += [f"left over: {path.name}" for path in folder.rglob("*.tmp")]
    return came, wrong


def run(folder: Path, every: int = 1) -> Iterator[tuple[str, str, list[str]]]:
    """Yield, for each save, its kind with the fault, what came of it, and what is wrong."""
    whole, scene = folder / "whole", folder / "scene"
    whole.mkdir()
    template(whole)
    for name, kind in KINDS.items():
        after = folder / "after"
        shutil.copytree(whole, after)
        kind.save(after)
        sides = kind.read(whole), kind.read(after)
        shutil.rmtree(after)
        turn = 0
        for gone in (False, True):
            number, came = 0, ""
            while came != "untouched":
                for code in CODES if every == 1 else (CODES[turn % len(CODES)],):
                    turn += 1
                    shutil.copytree(whole, scene)
                    came, wrong = tried(kind, scene, Faults(number, code, gone=gone), *sides)
                    shutil.rmtree(scene)
                    if came != "untouched":
                        yield f"{name}, {errno.errorcode[code]} {'from' if gone else 'at'} call {number}", came, wrong
                number += 1


def main(every: int = 1) -> None:
    """Print the figures."""
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for what, came, wrong in run(Path(folder), every):
            counts[came] += 1
            counts["wrong"] += bool(wrong)
            for line in wrong:
                print(f"{what}: {line}", flush=True)
    print(f"{counts.total() - counts['wrong']} saves of {len(KINDS)} kinds on failing disks: {dict(counts)}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
