"""Articles to compare: the four seeds as the library reads them, and small ones made of sentences."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from index.articles.file_reader import ArticleReader
from index.model.article import Agency, Article, Block, Field, Role, Source
from index.model.settings import ArticleSettings

if TYPE_CHECKING:
    from collections.abc import Callable

SEEDS = Path(__file__).parents[3] / "seeds"


@pytest.fixture(scope="session")
def seeds() -> tuple[Article, ...]:
    """The four seeds, in id order."""
    reader = ArticleReader(SEEDS, ArticleSettings())
    return tuple(reader.read(path.name).articles[0] for path in sorted(SEEDS.glob("*.txt")))


@pytest.fixture(scope="session")
def article() -> Callable[..., Article]:
    """Make an article of one body block a line."""
    return made


def made(identity: str, text: str, *, agency: str | None = None, published: str | None = None) -> Article:
    blocks, place = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(place, place + len(line), Role.BODY))
        place += len(line) + 1
    return Article(
        id=identity,
        source=Source(identity, "plain"),
        text=text,
        hash=blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest(),
        blocks=tuple(blocks),
        agency=Agency(agency, None, None, "credit" if agency else None),
        published=Field(published),
        words=len(text.split()),
    )
