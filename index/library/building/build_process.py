"""A process of its own that prepares files and merges runs for the one that keeps the cache.

It is told over a socket what to do and answers over it; it needs no lock, since nothing of what it writes counts before
its parent takes it in. It outlives its parent by one batch at most.
"""

from __future__ import annotations

import gc
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, NamedTuple

from ...articles.file_reader import ArticleReader
from ...cache.extractions import Extractions
from ...errors import IndexDamagedError, SaveError
from ...search.writing import IndexWriter
from .file_batches import Preparation, Reading

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from typing import TypeAlias

    from ...model.settings import ArticleSettings
    from ...search.writing import PreparedRun
    from .file_batches import BatchLimits, PreparedBatch

    Answer: TypeAlias = "PreparedBatch | PreparedRun | More | Failure | Done"


COLLECTED = 100_000
"""New objects after which dead circles are looked for: an article is made of many objects, and of hardly a circle."""


class Beginning(NamedTuple):
    """What a process is told first: the library's folder, where what parsers made is kept, the index, what repeats.

    ``key`` signs what is written; ``limits`` are those of its batches.
    """

    root: Path
    articles: ArticleSettings
    extracted: Path
    index_folder: Path
    key: bytes
    repeated: Mapping[str, frozenset[int]]
    limits: BatchLimits


class Merging(NamedTuple):
    """Runs to merge; answered by one run."""

    names: tuple[str, ...]


class More(NamedTuple):
    """Asks for more files; answered by a `Reading`, or by ``None`` when what was read is to be handed over."""


class Failure(NamedTuple):
    """An error of the family of the library: its class by name, and what it was made with."""

    kind: str
    given: tuple[str, ...]


class Done(NamedTuple):
    """The task is done."""


def main(number: int) -> None:
    """Serve the connection that is open as file ``number`` until its other end is closed."""
    gc.set_threshold(COLLECTED)
    with Connection(number) as parent:
        try:
            beginning: Beginning = parent.recv()
            with Extractions(beginning.extracted, beginning.key) as kept:
                process = _Process(beginning, kept, parent)
                while True:
                    for answer in process.answers(parent.recv()):
                        parent.send(answer)
        except (EOFError, OSError):
            # Nobody wants to know any more.
            return


class _Process:
    """What does the tasks."""

    def __init__(self, told: Beginning, kept: Extractions, parent: Connection) -> None:
        self._parent = parent
        self._asked = False
        self._following: Reading | None = None
        self._writer = IndexWriter(told.index_folder, key=told.key)
        reader = ArticleReader(told.root, told.articles)
        self._preparation = Preparation(reader, kept, self._writer, told.repeated, told.limits)

    def answers(self, task: Reading | Merging) -> Iterator[Answer]:
        """Do one task and yield what comes of it; the last answer is `Done` or a `Failure`."""
        try:
            if isinstance(task, Reading):
                for batch in self._preparation.batches(self._readings(task)):
                    self._hear()  # the parent may be writing still, and would wait for ever for one that writes too
                    yield batch
            else:
                yield self._writer.merge(task.names)
        except SaveError as error:
            yield Failure(SaveError.__name__, (error.path, error.reason, error.cure))
        except IndexDamagedError as error:
            yield Failure(IndexDamagedError.__name__, (error.path, error.reason))
        else:
            yield Done()

    def _readings(self, task: Reading) -> Iterator[Reading]:
        """Yield a task and those that follow: the next is asked for before one is begun, so that nobody waits."""
        self._following = task
        while (reading := self._following) is not None:
            self._parent.send(More())
            self._asked = True
            yield reading
            self._hear()

    def _hear(self) -> None:
        """Take the answer to a `More`, unless it was taken already."""
        if self._asked:
            self._following, self._asked = self._parent.recv(), False
