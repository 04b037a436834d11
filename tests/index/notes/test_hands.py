"""Two windows and a person with an editor over the same files: no words are ever lost that nobody took away."""

from __future__ import annotations

import itertools
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from index.model.note import Target
from index.notes.book.identifiers import Identifiers
from index.notes.book.notebook import Notebook

if TYPE_CHECKING:
    from index.model.note import Note

ARTICLES = ["a.txt", "b.txt"]
windows = st.integers(0, 1)
places = st.integers(0, 50)


class Hands(RuleBasedStateMachine):
    """`wanted` holds the texts that must be there: each was written, and nobody who saw it changed or deleted it."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp())
        self.numbers = itertools.count()
        self.times = itertools.count(1_795_000_000_000)
        self.windows = [self.open(), self.open()]
        self.wanted: set[str] = set()
        self.broken: dict[Path, bytes] = {}

    def open(self) -> Notebook:
        return Notebook(
            self.root / "notes",
            self.root / "spare",
            now=lambda: f"2026-11-22T10:00:{next(self.numbers) % 60:02}Z",
            new_id=Identifiers(lambda: next(self.times)),
        )

    def teardown(self) -> None:
        """Remove the folder."""
        shutil.rmtree(self.root)

    def text(self) -> str:
        return f"text {next(self.numbers)}"

    def pick(self, window: int, place: int) -> Note | None:
        notes = self.windows[window].all()
        return notes[place % len(notes)] if notes else None

    @rule(window=windows, article=st.sampled_from(ARTICLES))
    def write(self, window: int, article: str) -> None:
        note = self.windows[window].write(self.text(), [Target(article)])
        self.wanted.add(note.text)

    @rule(window=windows, place=places)
    def edit(self, window: int, place: int) -> None:
        if note := self.pick(window, place):
            text = self.text()
            self.wanted.discard(note.text)
            self.windows[window].edit(note, text=text)
            self.wanted.add(text)

    @rule(window=windows, place=places, tag=st.sampled_from("xyz"))
    def tag(self, window: int, place: int, tag: str) -> None:
        if note := self.pick(window, place):
            self.windows[window].edit(note, tags=(*note.tags, tag))

    @rule(window=windows, place=places)
    def remove(self, window: int, place: int) -> None:
        if note := self.pick(window, place):
            self.wanted.discard(note.text)
            self.windows[window].remove(note.id)

    @rule(window=windows)
    def look(self, window: int) -> None:
        self.windows[window].refresh()

    @rule(window=windows)
    def restart(self, window: int) -> None:
        self.windows[window] = self.open()

    @rule(article=st.sampled_from(ARTICLES))
    def add_by_hand(self, article: str) -> None:
        path = self.root / "notes" / f"{article}.yaml"
        if path.exists() and path not in self.broken and "\n  - id: " in path.read_text():
            text = self.text()
            path.write_text(f"{path.read_text()}\n  # by hand\n  - text: {text}\n")
            self.wanted.add(text)

    @rule(place=places)
    def edit_by_hand(self, place: int) -> None:
        paths = [path for path in sorted((self.root / "notes").glob("*.yaml")) if path not in self.broken]
        here = [(path, text) for path in paths for text in sorted(self.wanted) if f"{text}\n" in path.read_text()]
        if here:
            path, old = here[place % len(here)]
            new = self.text()
            path.write_text(path.read_text().replace(f"{old}\n", f"{new}\n"))
            self.wanted.discard(old)
            self.wanted.add(new)

    @rule(article=st.sampled_from(ARTICLES))
    def slip(self, article: str) -> None:
        path = self.root / "notes" / f"{article}.yaml"
        if path.exists() and path not in self.broken:
            self.broken[path] = path.read_bytes()
            path.write_bytes(self.broken[path] + b"oops: [\n")

    @precondition(lambda self: self.broken)
    @rule()
    def mend(self) -> None:
        path, data = self.broken.popitem()
        assert path.read_bytes() == data + b"oops: [\n"
        path.write_bytes(data)

    @invariant()
    def nothing_is_lost(self) -> None:
        if not self.broken:
            notes = self.open().all()
            texts = {note.text for note in notes}
            assert self.wanted - texts == set()
            assert len({note.id for note in notes}) == len(notes)


Hands.TestCase.settings = settings(max_examples=25, stateful_step_count=25)
TestHands = Hands.TestCase
