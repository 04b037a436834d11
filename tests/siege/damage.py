"""What a damaged cache answers: files of it are flipped, cut, emptied, swapped, removed or made folders, and asked.

``python -m tests.siege.damage [COUNT] [SEED]`` prints how many damages were tried, and how many
were answered wrongly or ended in an error.
"""

from __future__ import annotations

import contextlib
import random
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from index import Library
from tests.builders import settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

WORDS = (
    *("talks", "minister", "border", "tariff", "summit", "ceasefire", "export", "river"),
    *("budget", "strike", "accord", "vote", "mayor", "court", "troops"),
)


def flipped(path: Path, chance: random.Random) -> None:
    """Turn one bit over."""
    data = bytearray(path.read_bytes())
    if data:
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(data)


def swapped(path: Path, chance: random.Random) -> None:
    """Exchange two stretches of the same length."""
    data = bytearray(path.read_bytes())
    size = min(512, len(data) // 2)
    if size:
        first = chance.randrange(len(data) - 2 * size + 1)
        second = chance.randrange(first + size, len(data) - size + 1)
        data[first : first + size], data[second : second + size] = (
            data[second : second + size],
            data[first : first + size],
        )
    path.write_bytes(data)


def cut(path: Path, chance: random.Random) -> None:
    """Leave a beginning of it."""
    data = path.read_bytes()
    path.write_bytes(data[: chance.randrange(len(data) + 1)])


def lengthened(path: Path, chance: random.Random) -> None:
    """Add bytes at the end."""
    path.write_bytes(path.read_bytes() + chance.randbytes(chance.randrange(1, 400)))


def emptied(path: Path, _: random.Random) -> None:
    """Leave nothing in it."""
    path.write_bytes(b"")


def removed(path: Path, _: random.Random) -> None:
    """Take it away."""
    path.unlink()


def foldered(path: Path, _: random.Random) -> None:
    """Put a folder in its place."""
    path.unlink()
    path.mkdir()


HARMS: tuple[Callable[[Path, random.Random], None], ...] = (
    *(flipped, swapped, cut, lengthened, emptied, removed, foldered),
)


class Siege:
    """A library with a cache that is damaged again and again; ``folder`` is the siege's own."""

    def __init__(self, folder: Path, articles: int = 30) -> None:
        self._folder, self._library = folder, folder / "library"
        self._library.mkdir()
        chance = random.Random(articles)
        for number in range(articles):
            body = "\n\n".join(" ".join(chance.choices(WORDS, k=30)).capitalize() + "." for _ in range(4))
            said = f"“The {chance.choice(WORDS)} will hold,” Minister Ada{number % 7} Lovel said on Friday."
            (self._library / f"{number:03}.txt").write_text(
                f"Title of {WORDS[number % 15]} {number}\n\n{body}\n\n{said}\n"
            )
        self.truth = self.answers()
        self._whole = folder / "whole"
        shutil.copytree(folder / "cache", self._whole)

    def answers(self) -> object:
        """Return what the library answers to a number of questions, after a look through its folder."""
        library = Library(self._library, settings=settings(self._folder))
        try:
            library.refresh()
            library.digest()
            found = [library.search(query, limit=None).hits for query in (*WORDS[:4], "negotiate", '"will hold"')]
            hits = [[(hit.id, hit.title, hit.snippet, hit.spans) for hit in hits] for hits in found]
            shown = library.show("007")
            return hits, library.list("title"), shown.text, shown.blocks, library.stories()
        finally:
            library.close()

    def tried(self, chance: random.Random) -> tuple[str, str]:
        """Damage one file in one way; return what was done and what came of it: ``right``, ``wrong`` or an error."""
        cache = self._folder / "cache"
        shutil.rmtree(cache)
        shutil.copytree(self._whole, cache)
        files = sorted(path for path in cache.rglob("*") if path.is_file())
        path, harm = chance.choice(files), chance.choice(HARMS)
        harm(path, chance)
        try:
            came = "right" if self.answers() == self.truth else "wrong"
        except Exception as error:  # noqa: BLE001 whatever it is, it is counted
            came = f"{type(error).__name__}: {error}"
        return f"{harm.__name__} {path.name}", came


def run(folder: Path, count: int, seed: int) -> Iterator[tuple[str, str]]:
    """Yield what was done and what came of it, ``count`` times."""
    siege, chance = Siege(folder), random.Random(seed)
    for _ in range(count):
        yield siege.tried(chance)


def main(count: int = 2_000, seed: int = 1) -> None:
    """Print the figures, those of the damages tried so far when interrupted."""
    came: Counter[str] = Counter()
    with contextlib.suppress(KeyboardInterrupt), tempfile.TemporaryDirectory() as folder:
        for done, what in run(Path(folder), count, seed):
            came[what if what in {"right", "wrong"} else "error"] += 1
            if what != "right":
                print(f"{done}: {what}", flush=True)
    print(f"{came.total()} damages, seed {seed}: {dict(came)}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
