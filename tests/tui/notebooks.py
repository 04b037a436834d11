"""A notebook in a folder of its own for a library held in memory, with ids and times that tests can foresee."""

from __future__ import annotations

import itertools
import shutil
import tempfile
import weakref
from pathlib import Path
from typing import TYPE_CHECKING, cast

from index.library.noting import Noting
from index.notes.book.notebook import Notebook

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from index import Article
    from index.library.answering import Answering

NOW = "2026-11-22T14:02:00Z"


class Answers:
    """What the notes ask of a library: its articles."""

    def __init__(self, articles: Mapping[str, Article]) -> None:
        self._articles = articles

    def article(self, id: str) -> Article | None:
        """Return an article."""
        return self._articles.get(id)

    def resolve(self, reference: str) -> str:
        """Return the id itself."""
        return reference

    def ids(self) -> Sequence[str]:
        """Return all ids."""
        return list(self._articles)


def notebook_of(owner: object, articles: Mapping[str, Article]) -> tuple[Notebook, Noting]:
    """Return a notebook and its meeting with the articles; its folder lives as long as ``owner``."""
    folder = tempfile.mkdtemp(prefix="variorum-notes-")
    weakref.finalize(owner, shutil.rmtree, folder, ignore_errors=True)
    numbers = itertools.count(1)
    notebook = Notebook(
        Path(folder), author="Mira", new_id=lambda: f"01HQZ000000000000000000{next(numbers):03d}", now=lambda: NOW
    )
    return notebook, Noting(notebook, cast("Answering", Answers(articles)))
