"""Which articles hold some words: told by the words alone, and the same as a look at every article."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.cache import term_holders
from index.cache.term_holders import BLOCK

if TYPE_CHECKING:
    from collections.abc import Iterator

WORDS = [*"abcdefgh", "\ud800", "zürich"]
ARTICLES = st.dictionaries(
    st.one_of(st.integers(0, 5), st.integers(BLOCK - 2, BLOCK + 2), st.integers(0, 3 * BLOCK)),
    st.lists(st.sampled_from(WORDS), max_size=6),
    max_size=12,
)


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    """A database with the table."""
    opened = sqlite3.connect(":memory:")
    opened.execute(term_holders.CREATED)
    yield opened
    opened.close()


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ARTICLES, st.data())
def test_holders_are_those_of_a_look_at_every_article(
    connection: sqlite3.Connection, articles: dict[int, list[str]], data: st.DataObject
) -> None:
    """Added at once or apart, some removed and added again: who holds so many of some words is told, nobody else."""
    connection.execute("DELETE FROM term_holders")
    numbers = sorted(articles)
    cut = data.draw(st.integers(0, len(numbers)))
    for some in (numbers[:cut], numbers[cut:]):
        term_holders.add(connection, {number: articles[number] for number in some})
    gone = data.draw(st.sets(st.sampled_from(numbers))) if numbers else set()
    for number in gone:
        term_holders.remove(connection, number, articles.pop(number))
    sought, least = data.draw(st.sets(st.sampled_from(WORDS))), data.draw(st.integers(1, 3))

    expected = [number for number in sorted(articles) if len(sought & set(articles[number])) >= least]
    assert term_holders.holders(connection, sought, least) == expected


def test_nothing_is_kept_of_articles_that_are_gone(connection: sqlite3.Connection) -> None:
    """The last article with a word takes its row along."""
    term_holders.add(connection, {1: ["a", "b"], 2: ["b"]})
    term_holders.remove(connection, 1, ["a", "b"])
    assert connection.execute("SELECT count(*) FROM term_holders").fetchone() == (1,)
    term_holders.remove(connection, 2, ["b"])
    assert connection.execute("SELECT count(*) FROM term_holders").fetchone() == (0,)
