"""Writing the index: articles are committed in batches, whole rebuilds are prepared aside.

For a child process, as it is CPU-bound. Does not read files of articles.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .documents import SeenForms, document
from .index_folder import engine

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from pathlib import Path

    from ..model.article import Article
    from .engine import Run

BATCH_ARTICLES, BATCH_CHARACTERS = 2_000, 12_000_000


class PreparedRun(NamedTuple):
    """A run of articles and the lines on inflections that it adds; ``run`` is ``None`` without articles."""

    run: Run | None
    lines: tuple[str, ...] = ()


class IndexWriter:
    """Writes the index in ``folder``, signed with ``key``, creating it if missing. Locking is up to the caller."""

    def __init__(self, folder: Path, *, key: bytes = b"") -> None:
        self.folder, self.key = folder, key
        self._engine = engine(folder, key)
        self._inflections: SeenForms | None = None
        self._met = SeenForms()

    def write(
        self,
        articles: Iterable[Article],
        remove: Iterable[str] = (),
        progress: Callable[[int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> int:
        """Add or replace ``articles`` and delete the ids ``remove``; return how many were written.

        Commits every few thousand articles, so that being killed loses little; ``progress`` is called with the number
        written so far. When ``cancelled`` returns true the rest is left out. Raises `IndexDamagedError` and
        `SaveError`.
        """
        if not self._engine.exists():
            self._engine.create()
        return self._write(articles, frozenset(remove), progress, cancelled)

    def prepare(self, articles: Iterable[Article]) -> PreparedRun:
        """Write ``articles``, with distinct ids, as a run for `adopt`; other processes may write at the same time.

        Raises `SaveError`, and whatever ``articles`` raises.
        """
        run = self._engine.write_run(document(article, self._met) for article in articles)
        return PreparedRun(run, tuple(self._met.fresh()))

    def merge(self, names: Collection[str]) -> PreparedRun:
        """Merge the runs ``names`` into one for `adopt`; raises `IndexDamagedError` and `SaveError`."""
        return PreparedRun(self._engine.merge(names))

    def adopt(self, prepared: PreparedRun, remove: Collection[str] = (), *, fold: bool = False) -> None:
        """Make a prepared run part of the index and delete the older documents with the ids ``remove``.

        ``fold`` merges small segments of the index with it. Locking is up to the caller. Raises `IndexDamagedError` and
        `SaveError`.
        """
        if not self._engine.exists():
            self._engine.create()
        seen = self._seen()
        seen.take(prepared.lines)
        self._engine.adopt([prepared.run] if prepared.run else [], remove, seen.fresh(), fold=fold)

    def due(self, busy: Collection[str] = (), *, last: int = 0) -> tuple[str, ...]:
        """Return the names of the runs to be merged next, none of them ``busy``.

        ``last`` says that no more will come, and how many workers share the remaining merges.
        """
        return self._engine.due(busy, last=last) if self._engine.exists() else ()

    def tidy(self) -> None:
        """Prepare a fast opening; for use when all runs are adopted."""
        if self._engine.exists():
            self._engine.tidy()

    def _write(
        self,
        articles: Iterable[Article],
        remove: frozenset[str],
        progress: Callable[[int], None] | None,
        cancelled: Callable[[], bool] | None,
    ) -> int:
        written, rest = 0, _Rest(articles, cancelled)
        seen = self._seen()
        while not rest.done or remove:
            self._engine.commit((document(article, seen) for article in rest.batch()), remove, seen.fresh)
            remove = frozenset()
            written += rest.taken
            if progress:
                progress(written)
        self._engine.tidy()
        return written

    def _seen(self) -> SeenForms:
        if self._inflections is None:
            self._inflections = SeenForms(self._engine.open().inflections()[0])
        return self._inflections


class _Rest:
    """The articles not yet written, handed out in batches; ids are distinct within a batch."""

    def __init__(self, articles: Iterable[Article], cancelled: Callable[[], bool] | None) -> None:
        self._articles, self._cancelled = iter(articles), cancelled
        self._next: Article | None = None
        self.taken = 0
        self._advance()

    @property
    def done(self) -> bool:
        """Whether there are no more batches."""
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
