"""Two sync tools at work in the middle of a save: one renames its version over the files, one leaves conflict copies.

``python -m tests.siege.sync [EVERY]`` lets them strike at each call of the operating system that a kind of save makes
(``EVERY`` 1; with 4, at every fourth), and prints how many saves were tried and what is wrong: an acknowledged act that
is lost, a line of the tool's that is overwritten, a copy that is not named or was merged in silence.

Where the system can't exchange two names in one step, a version that is put in place between the last look at the file
and the renaming over it, some millionths of a second, is lost and left out here.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from index.errors import LibraryError
from tests.siege.faults import CALLS, KINDS, book, shelf, template

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.siege.faults import Kind

SAVES = tuple(name for name in KINDS if name not in {"draft", "session"})
"""The kinds of saves that write files which are the reader's, and are synced."""
LINE = "# by the tool\n"


class Strike:
    """Lets a tool act once, before the call of the operating system with this number."""

    def __init__(self, number: int, act: Callable[[], None]) -> None:
        self.number, self._act, self.calls = number, act, 0
        self.struck = False
        self.exchanges = sys.platform == "linux"
        self._real = [(holder, name, getattr(holder, name)) for holder, name in CALLS]

    def __enter__(self) -> Self:
        for holder, name, real in self._real:
            setattr(holder, name, self._watched(name, real))
        return self

    def __exit__(self, *_: object) -> None:
        for holder, name, real in self._real:
            setattr(holder, name, real)

    def _watched(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: object, **keywords: object) -> object:
            if self.calls == self.number and name == "replace" and not self.exchanges:
                self.number += 1  # the last look is past
            if self.calls == self.number:
                self.calls += 1
                self.struck = True
                self.__exit__()
                self._act()
            self.calls += 1
            return real(*arguments, **keywords)

        return call


def synced(folder: Path) -> list[Path]:
    """Return the reader's own files that a tool keeps in step with another machine."""
    return sorted(path for path in (folder / "notes").glob("*.yaml") if "conflict" not in path.name)


def renames(folder: Path) -> None:
    """Put versions with one more line in the place of all files, as a tool that knows no locks does."""
    for path in synced(folder):
        beside = path.with_name(f".{path.name}.synced")
        beside.write_bytes(path.read_bytes() + LINE.encode())
        beside.replace(path)


def copies(folder: Path) -> None:
    """Leave the other machine's version beside each file, under the names of two tools."""
    for path in synced(folder):
        data = path.read_bytes().replace(b"Old.", b"Theirs.")
        path.with_name(f"{path.stem}.sync-conflict-20261128-101500-ABCDEFG.yaml").write_bytes(data)
        path.with_name(f"{path.stem} (Ana's conflicted copy 2026-11-28).yaml").write_bytes(data)


def goes_away(folder: Path) -> None:
    """Take files away and bring them back with one more line, as a tool that moves them does."""
    for path in synced(folder):
        data = path.read_bytes()
        path.unlink()
        path.write_bytes(data + LINE.encode())


TOOLS = {"renames": renames, "copies": copies, "moves": goes_away}


def tried(kind: Kind, folder: Path, strike: Strike, before: object, after: object) -> Iterator[str]:
    """Save while a tool strikes; yield what is wrong afterwards."""
    came = "made"
    with strike:
        try:
            kind.save(folder)
        except LibraryError:
            came = "refused"
    now = kind.read(folder)
    if now != after and (came == "made" or now != before):
        yield f"{came}, and there is {now}"


def overwritten(folder: Path) -> Iterator[str]:
    """Yield the files that lost the tool's line."""
    for path in synced(folder):
        if path.name in {"b.txt.yaml", "_shelf.yaml", "_places.yaml"} and LINE not in path.read_text():
            yield f"{path.name} lost the tool's line"


def unnamed(folder: Path) -> Iterator[str]:
    """Yield the copies that no problem names, and notes that came out of them by themselves."""
    opened, marks = book(folder), shelf(folder)
    told = {problem.where for problem in (*opened.problems, *marks.problems)}
    for path in sorted((folder / "notes").glob("*conflict*")):
        if path.name.startswith("b.txt") and str(path) not in told:
            yield f"{path.name} is not named"
    if any(note.text == "Theirs." for note in opened.all()):
        yield "a copy was merged in silence"


def run(folder: Path, every: int = 1) -> Iterator[tuple[str, list[str]]]:
    """Yield, for each save and each strike, what it was and what is wrong."""
    whole, scene = folder / "whole", folder / "scene"
    whole.mkdir()
    template(whole)
    turn = 0
    for name in SAVES:
        kind, after = KINDS[name], folder / "after"
        shutil.copytree(whole, after)
        kind.save(after)
        sides = kind.read(whole), kind.read(after)
        shutil.rmtree(after)
        for tool, act in TOOLS.items():
            number, struck = turn % every, True
            turn += 1
            while struck:
                shutil.copytree(whole, scene)
                strike = Strike(number, lambda act=act: act(scene))  # type: ignore[misc]
                wrong = list(tried(kind, scene, strike, *sides))
                struck = strike.struck
                if struck:
                    wrong += unnamed(scene) if tool == "copies" else overwritten(scene)
                    yield f"{name}, a tool {tool} at call {number}", wrong
                shutil.rmtree(scene)
                number += every


def main(every: int = 1) -> None:
    """Print the figures."""
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for what, wrong in run(Path(folder), every):
            counts["saves"] += 1
            counts["wrong"] += bool(wrong)
            for line in wrong:
                print(f"{what}: {line}", flush=True)
    print(f"{counts['saves']} saves of {len(SAVES)} kinds between sync tools: {counts['wrong']} with something wrong")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
