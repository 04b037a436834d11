"""The writing side of the search room: articles in, committed in batches, whole rebuilds aside.

Meant for a child process: it is all work for the processor. Refuses to read files of articles.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..files.lock import FileLock
from .documents import Inflections, document
from .store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from ..model.article import Article
    from ..model.settings import SearchSettings
    from .engine import Document

BATCH_ARTICLES, BATCH_CHARACTERS = 2_000, 12_000_000


class IndexWriter:
    """Writes the index in ``folder``; one writer at a time, others get `BusyError` after ``timeout`` seconds."""

    def __init__(self, folder: Path, settings: SearchSettings | None = None, *, timeout: float = 2.0) -> None:
        # Weights are applied when searching; nothing of the settings is written yet.
        self._folder, self._settings, self._timeout = folder, settings, timeout
        self._store = Store(folder)
        self._inflections: dict[str, Inflections] = {}

    def write(
        self,
        articles: Iterable[Article],
        remove: Iterable[str] = (),
        progress: Callable[[int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> int:
        """Put ``articles`` in place of those with the same ids, drop the ids ``remove``; return how many were written.

        Commits after some thousand articles, so that being killed loses little; ``progress`` hears the number
        written so far. When ``cancelled`` says so the rest is left out. Raises `IndexDamagedError`, `BusyError`
        and `SaveError`.
        """
        with FileLock(self._folder / "writer.lock", self._timeout):
            if not self._store.exists():
                self._store.choose(self._store.begin())
            name, _ = self._store.current()
            return self._write(name, articles, frozenset(remove), progress, cancelled)

    def rebuild(
        self,
        articles: Iterable[Article],
        progress: Callable[[int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> int:
        """Build the index anew beside the present one, which answers until the new one takes its place whole.

        When ``cancelled`` says so the present one stays. Raises `BusyError` and `SaveError`.
        """
        with FileLock(self._folder / "writer.lock", self._timeout):
            name = self._store.begin()
            written = self._write(name, articles, frozenset(), progress, cancelled)
            if not (cancelled and cancelled()):
                self._store.choose(name)
            return written

    def _write(
        self,
        name: str,
        articles: Iterable[Article],
        remove: frozenset[str],
        progress: Callable[[int], None] | None,
        cancelled: Callable[[], bool] | None,
    ) -> int:
        engine, written = self._store.engine(name), 0
        inflections = self._known(name)
        for batch in _batches(articles, inflections, cancelled):
            self._store.add_inflections(name, inflections.fresh())
            engine.commit(batch.values(), remove | batch.keys())
            remove = frozenset()
            written += len(batch)
            if progress:
                progress(written)
        if remove:
            engine.commit((), remove)
        engine.tidy()
        return written

    def _known(self, name: str) -> Inflections:
        if name not in self._inflections:
            self._inflections = {name: Inflections(self._store.inflections(name))}
        return self._inflections[name]


def _batches(
    articles: Iterable[Article], inflections: Inflections, cancelled: Callable[[], bool] | None
) -> Iterator[dict[str, Document]]:
    batch: dict[str, Document] = {}
    characters = 0
    for article in articles:
        if cancelled and cancelled():
            return
        batch[article.id] = document(article, inflections)
        characters += len(article.text)
        if len(batch) >= BATCH_ARTICLES or characters >= BATCH_CHARACTERS:
            yield batch
            batch, characters = {}, 0
    if batch:
        yield batch
