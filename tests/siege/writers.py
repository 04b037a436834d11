"""Eight writers of three kinds at once: the screens' store, the command line and an import, over one library.

``python -m tests.siege.writers [ACTS] [SEED]`` lets three processes write notes, searches and drafts as the screens do,
three run commands (`notes add`, `shelf`) and two import files of annotations, ``ACTS`` acts each, and prints how many
acts were acknowledged, how many of them are lost, and what else is wrong.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import sys
import tempfile
from collections import Counter
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from index import Library, Target
from index.cli.main import run as run_command
from index.errors import BusyError
from index.model.note import Note
from index.notes.book.note_merging import CONFLICT
from tests.builders import settings

if TYPE_CHECKING:
    from collections.abc import Callable

ARTICLES = ("0.txt", "1.txt", "2.txt")
NOW = "2026-11-28T00:00:00Z"

Writer = "Callable[[Path, str, int, random.Random], list[tuple[str, str]]]"
"""Writes so many acts below a folder, each named after the writer; returns what must be there: what kind, and what."""


def opened(folder: Path) -> Library:
    """Open the library as it is."""
    return Library(folder / "news", settings=settings(folder))


def as_screens(folder: Path, name: str, acts: int, chance: random.Random) -> list[tuple[str, str]]:
    """Write as the screens do: one library open all the time."""
    library, done = opened(folder), list[tuple[str, str]]()
    for number in range(acts):
        text, id = f"{name}-{number}", chance.choice(ARTICLES)
        library.notebook.refresh()
        note = library.notebook.write(text, [Target(id)])
        if number % 3 == 1:
            text += "-edited"
            library.notebook.edit(note, text=text)
        done.append(("note", text))
        with contextlib.suppress(BusyError):
            library.shelf.save_search(f"{name}{number}", text)
            done.append(("search", f"{name}{number}"))
        draft = Note("D", "note", text, "ana", "", "", (), (Target(id),))
        library.notebook.drafts.keep(f"{name}{number}", draft)
        done.append(("draft", f"{name}{number}"))
    library.close()
    return done


def as_commands(folder: Path, name: str, acts: int, chance: random.Random) -> list[tuple[str, str]]:
    """Run commands, each of which opens the library anew."""
    config, done = folder / f"{name}.yaml", list[tuple[str, str]]()
    config.write_text(json.dumps({"cache": str(folder / "cache"), "notes": str(folder / "kept-notes")}))
    command = ["--library", str(folder / "news"), "--config", str(config)]
    for number in range(acts):
        text, id = f"{name}-{number}", chance.choice(ARTICLES)
        for kind, arguments in (
            ("note", ["notes", "add", id, "-m", text, "--no-refresh"]),
            ("tag", ["shelf", id, "--tag", text, "--no-refresh"]),
        ):
            if run_command([*command, *arguments]) == 0:
                done.append((kind, text))
    return done


def as_imports(folder: Path, name: str, acts: int, chance: random.Random) -> list[tuple[str, str]]:
    """Import files of annotations of others."""
    library, done = opened(folder), list[tuple[str, str]]()
    for number in range(acts):
        text = f"{name}-{number}"
        said = {
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "id": f"urn:{name}:{number}",
            "type": "Annotation",
            "body": {"type": "TextualBody", "value": text},
            "target": {"source": f"https://example.org/{chance.randrange(3)}"},
        }
        taken = library.notes.take_in("w3c", json.dumps(said).encode(), now=NOW)
        if taken.notes:
            done.append(("note", text))
    library.close()
    return done


WRITERS = (*[as_screens] * 3, *[as_commands] * 3, *[as_imports] * 2)


def there(folder: Path) -> tuple[Counter[tuple[str, str]], list[str]]:
    """Return what is there afterwards, and what is wrong with it."""
    library = opened(folder)
    found = Counter(("note", note.text) for note in library.notebook.all())
    found.update(("search", name) for name in library.shelf.searches)
    found.update(("draft", key) for key in library.notebook.drafts.all())
    found.update(("tag", tag) for id in ARTICLES for tag in library.shelf.mark(id).tags)
    wrong = [str(problem) for problem in (*library.notebook.problems, *library.shelf.problems)]
    wrong += [f"a conflict: {note.text}" for note in library.notebook.all() if CONFLICT in note.tags]
    wrong += [f"left over: {path.name}" for path in (folder / "kept-notes").rglob("*.tmp")]
    library.close()
    return found, wrong


def run(folder: Path, acts: int, seed: int) -> tuple[int, list[str]]:
    """Let all write at once; return how many acts were acknowledged and what is wrong."""
    (folder / "news").mkdir()
    for number, id in enumerate(ARTICLES):
        head = f"---\ntitle: Number {number}\nurl: https://example.org/{number}\n---\n\n"
        (folder / "news" / id).write_text(f"{head}The envoys met on the river {number}.\n")
    library = opened(folder)
    library.refresh()
    library.close()
    pipes = [
        _started(partial(writer, folder, f"w{at}", acts, random.Random(seed + at))) for at, writer in enumerate(WRITERS)
    ]
    told = [json.loads(_read(*pipe)) for pipe in pipes]
    wrong = [one for one in told if isinstance(one, str)]
    done = [(kind, what) for one in told if not isinstance(one, str) for kind, what in one]
    found, more = there(folder)
    wrong += [f"lost: {kind} {what}" for kind, what in done if not found[kind, what]]
    wrong += [f"twice: {kind} {what}" for (kind, what), count in found.items() if count > 1]
    return len(done), wrong + more


def _started(act: Callable[[], object]) -> tuple[int, int]:
    """Do it in a process of its own; return the process and where it tells what came of it."""
    ours, theirs = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(ours)
        with Path(os.devnull).open("w", encoding="utf-8") as silence, contextlib.redirect_stdout(silence):
            try:
                told = act()
            except BaseException as error:  # noqa: BLE001 whatever it is, it is told
                told = f"{type(error).__name__}: {error}"
        with os.fdopen(theirs, "w", encoding="utf-8") as pipe:
            json.dump(told, pipe)
        os._exit(0)
    os.close(theirs)
    return pid, ours


def _read(pid: int, ours: int) -> bytes:
    with os.fdopen(ours, "rb") as pipe:
        told = pipe.read()
    os.waitpid(pid, 0)
    return told


def main(acts: int = 60, seed: int = 1) -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        done, wrong = run(Path(folder), acts, seed)
    for line in wrong:
        print(line, flush=True)
    print(f"{len(WRITERS)} writers, seed {seed}: {done} acts acknowledged, {len(wrong)} wrong")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
