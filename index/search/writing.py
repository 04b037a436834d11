"""The writing side of the search room: articles in, committed in batches, whole rebuilds aside.

Meant for a child process: it is all work for the processor. Refuses to read files of articles.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..files.lock import FileLock
from .documents import SeenForms, document
from .index_folder import IndexFolder

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
        self._store = IndexFolder(folder)
        self._inflections: dict[str, SeenForms] = {}

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
            try:
                written = self._write(name, articles, frozenset(), progress, cancelled)
                if not (cancelled and cancelled()):
                    self._store.choose(name)
            finally:
                self._store.drop_unchosen()
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
        rest = _Rest(articles, cancelled)
        while not rest.done or remove:
            engine.commit(self._documents(name, rest), remove)
            remove = frozenset()
            written += rest.taken
            if progress:
                progress(written)
        engine.tidy()
        return written

    def _documents(self, name: str, rest: _Rest) -> Iterator[Document]:
        """Yield the documents of one commit; what they need beside them is on the disk when they end."""
        inflections = self._known(name)
        for article in rest.batch():
            yield document(article, inflections)
        self._store.add_inflections(name, inflections.fresh())

    def _known(self, name: str) -> SeenForms:
        if name not in self._inflections:
            self._inflections = {name: SeenForms(self._store.inflections(name)[0])}
        return self._inflections[name]


class _Rest:
    """The articles not yet written, handed out a batch at a time; no id comes twice in a batch."""

    def __init__(self, articles: Iterable[Article], cancelled: Callable[[], bool] | None) -> None:
        self._articles, self._cancelled = iter(articles), cancelled
        self._next: Article | None = None
        self.taken = 0
        self._advance()

    @property
    def done(self) -> bool:
        """Whether there is no further batch."""
        return self._next is None

    def batch(self) -> Iterator[Article]:
        """Yield the articles of the next batch; ``taken`` counts them."""
        ids: set[str] = set()
        characters = self.taken = 0
        while (article := self._next) is not None and article.id not in ids:
            ids.add(article.id)
            characters += len(article.text)
            self.taken += 1
            yield article
            self._advance()
            if len(ids) >= BATCH_ARTICLES or characters >= BATCH_CHARACTERS:
                return

    def _advance(self) -> None:
        self._next = None if self._cancelled and self._cancelled() else next(self._articles, None)
