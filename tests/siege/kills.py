"""What is left of notes, marks, saved searches and drafts when their writers are killed at random moments.

``python -m tests.siege.kills [COUNT] [SEED]`` lets three processes write at once, one of each kind, with clocks that go
back and a notes file that is broken and mended by hand between them, kills them ``COUNT`` times, and prints how many
acts were acknowledged, how many of these are lost, and what else is wrong.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import select
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from index.model.note import Note, Target
from index.notes.book.identifiers import Identifiers
from index.notes.book.note_merging import CONFLICT
from index.notes.book.notebook import Notebook
from index.notes.shelf.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ARTICLES = ("a.txt", "b.txt", "c.txt")
BROKEN = b"oops: [\n"
State = dict[str, str]
"""What is there by key: the text of a note, ``gone`` for a removed one, a mark, a query, a draft."""


def notebook(folder: Path, chance: random.Random) -> Notebook:
    """Open the notes with clocks that jump back and forth by hours."""

    def now() -> str:
        return f"2026-11-{chance.randrange(10, 28)}T{chance.randrange(24):02}:00:00Z"

    return Notebook(
        folder / "notes", folder / "spare", now=now, new_id=Identifiers(lambda: 10**12 + chance.randrange(10**9))
    )


class Teller:
    """Tells the parent what is about to be done and what was done, a line each."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def does(self, act: Callable[[], object], state: State) -> None:
        """Do it between both lines."""
        os.write(self._descriptor, json.dumps(["asks", state]).encode() + b"\n")
        act()
        os.write(self._descriptor, json.dumps(["done", state]).encode() + b"\n")


def write_notes(folder: Path, chance: random.Random, teller: Teller, tag: str) -> None:
    """Write, edit, remove, restore and undo without end."""
    book = notebook(folder, chance)
    for number in range(10**6):
        book.refresh()
        mine = [note for note in book.all() if CONFLICT not in note.tags]
        note = chance.choice(mine) if mine else None
        act = chance.choice(("write", "edit", "edit", "edit", "remove", "restore", "undo"))
        text = f"{tag}-{number}"
        if act == "write" or note is None:
            if len(mine) < 12:
                key = f"n{tag}.{number}"
                new = Note(
                    key.upper(), "note", text, "ana", "", book.store.now(), (), (Target(chance.choice(ARTICLES)),)
                )
                teller.does(partial(book.add, [new]), {new.id: text})
        elif act == "edit":
            teller.does(partial(book.edit, note, text=text), {note.id: text})
        elif act == "remove":
            teller.does(partial(book.remove, note.id), {note.id: "gone"})
        elif act == "restore":
            kept = {one.id for one in book.all()}
            gone = [one for one in book.trash() if one.id not in kept and CONFLICT not in one.tags]
            if gone:
                one = chance.choice(gone)
                teller.does(partial(book.restore, one.id), {one.id: one.text})
        else:
            teller.does(partial(book.edit, note, text=text), {note.id: text})
            teller.does(book.undo, {note.id: note.text})


def write_marks(folder: Path, chance: random.Random, teller: Teller, tag: str) -> None:
    """Star, tag and search without end."""
    shelf = Shelf(folder / "notes", folder / "spare")
    for number in range(10**6):
        id = chance.choice(ARTICLES)
        shelf.look()
        shelf.catch_up()
        act = chance.choice(("star", "tag", "place", "search"))
        if act == "star":
            starred = not shelf.mark(id).starred
            teller.does(partial(shelf.update, id, starred=starred), {f"star {id}": str(starred)})
        elif act == "tag":
            teller.does(partial(shelf.update, id, tags=(f"{tag}{number}",)), {f"tags {id}": f"{tag}{number}"})
        elif act == "place":
            teller.does(partial(shelf.update, id, place=number + 1), {f"place {id}": str(number + 1)})
        else:
            query = f"{tag} {number}"
            teller.does(partial(shelf.save_search, "mine", query), {"search mine": query})


def write_drafts(folder: Path, chance: random.Random, teller: Teller, tag: str) -> None:
    """Keep drafts without end."""
    book = notebook(folder, chance)
    for number in range(10**6):
        key, text = f"draft {chance.randrange(3)}", f"{tag}-{number}"
        draft = Note("D", "note", text, "ana", "", "", (), (Target("a.txt"),))
        teller.does(partial(book.drafts.keep, key, draft), {key: text})


KINDS = (write_notes, write_marks, write_drafts)


def found(folder: Path) -> tuple[State, list[str]]:
    """Return what is there after a restart, and what is wrong with it."""
    book, shelf = notebook(folder, random.Random(0)), Shelf(folder / "notes", folder / "spare")
    state: State = {note.id: note.text for note in book.all() if CONFLICT not in note.tags}
    for note in book.trash():
        state.setdefault(note.id, "gone")
    for id in ARTICLES:
        mark = shelf.mark(id)
        state |= {f"star {id}": str(mark.starred), f"tags {id}": "".join(mark.tags), f"place {id}": str(mark.place)}
    state["search mine"] = shelf.searches.get("mine", "")
    state |= {key: draft.text for key, draft in book.drafts.all().items()}
    wrong = [str(problem) for problem in (*book.problems, *shelf.problems)]
    wrong += [f"twice: {id}" for id, count in Counter(note.id for note in book.all()).items() if count > 1]
    return state, wrong


def storm(folder: Path, chance: random.Random, name: str, seconds: float) -> list[list[tuple[str, State]]]:
    """Let one process of each kind write, kill them after ``seconds``, and return what each told."""
    running = []
    for kind in KINDS:
        ours, theirs = os.pipe()
        seed = chance.random()
        pid = os.fork()
        if pid == 0:
            os.close(ours)
            try:
                kind(folder, random.Random(seed), Teller(theirs), name + kind.__name__[6])
            except BaseException as error:  # noqa: BLE001 whatever it is, it is told
                os.write(theirs, json.dumps(["failed", {"error": f"{type(error).__name__}: {error}"}]).encode() + b"\n")
            os._exit(1)
        os.close(theirs)
        running.append((pid, ours))
    told = [b""] * len(running)
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        ready, _, _ = select.select([pipe for _, pipe in running], [], [], left)
        for at, (_, pipe) in enumerate(running):
            told[at] += os.read(pipe, 65536) if pipe in ready else b""
    for pid, _ in running:
        os.kill(pid, signal.SIGKILL)
    for at, (pid, pipe) in enumerate(running):
        os.waitpid(pid, 0)
        while more := os.read(pipe, 65536):
            told[at] += more
        os.close(pipe)
    return [[(word, state) for word, state in map(json.loads, filter(None, lines.split(b"\n")))] for lines in told]


def broken(folder: Path, chance: random.Random) -> Path | None:
    """Make a mistake in a file of notes by hand, now and then."""
    paths = sorted((folder / "notes").glob("*.txt.yaml"))
    if not paths or chance.random() < 0.6:
        return None
    path = chance.choice(paths)
    path.write_bytes(path.read_bytes() + BROKEN)
    return path


def run(folder: Path, count: int, seed: int) -> Iterator[tuple[Counter[str], list[str]]]:
    """Yield, for every storm, its counts and what is wrong after it."""
    chance, truth = random.Random(seed), dict[str, str]()
    for number in range(count):
        torn = broken(folder, chance)
        lines = storm(folder, chance, f"s{number}", chance.uniform(0.02, 0.35))
        if torn is not None:
            torn.write_bytes(torn.read_bytes().removesuffix(BROKEN))
        counts, wrong, open_acts = Counter[str](kills=len(KINDS)), list[str](), dict[str, str]()
        for told in lines:
            asked: State = {}
            for word, state in told:
                if word == "failed":
                    wrong.append(state["error"])
                asked = state if word == "asks" else {}
                if word == "done":
                    counts["acknowledged"] += 1
                    truth |= state
            open_acts |= asked
        state, more = found(folder)
        wrong += more
        for key, value in truth.items():
            now = state.get(key, "")
            if now not in {value, open_acts.get(key, value)} and not (value == "gone" and not now):
                wrong.append(f"{key} is {now!r}, acknowledged {value!r}, asked {open_acts.get(key)!r}")
        notebook(folder, chance).write("Sweeps.", [Target("a.txt")])
        notebook(folder, chance).refresh()
        left = sorted((folder / "notes").rglob("*.tmp"))
        wrong += [f"left over: {path.name}" for path in left]
        shed(folder)
        truth = found(folder)[0]
        yield counts, wrong


def shed(folder: Path) -> None:
    """Take away what conflicts and sweeping left, so that files stay small."""
    book = notebook(folder, random.Random(1))
    extra = [note.id for note in book.all() if CONFLICT in note.tags or note.text == "Sweeps."]
    if extra:
        book.remove(*extra)
    shutil.rmtree(folder / "notes" / ".journal", ignore_errors=True)


def main(count: int = 400, seed: int = 1) -> None:
    """Print the figures, those of the storms so far when interrupted."""
    counts, errors = Counter[str](), 0
    with contextlib.suppress(KeyboardInterrupt), tempfile.TemporaryDirectory() as folder:
        for some, wrong in run(Path(folder), count, seed):
            counts += some
            errors += bool(wrong)
            for line in wrong:
                print(line, flush=True)
    print(f"{counts['kills'] // len(KINDS)} storms, seed {seed}: {dict(counts)}, {errors} with something wrong")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
