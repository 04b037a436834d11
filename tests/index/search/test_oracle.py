"""Search against a plain scan of the texts."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.model.article import Role
from index.model.settings import SearchSettings
from index.search.searcher import Searcher
from index.search.writing import IndexWriter
from tests.builders import SEEDS, article

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.model.article import Article

WORDS = ("china", "talks", "talk", "talked", "beijing", "US", "U.S.", "o'neill", "red-line", "co", "été", "習近平")


def scan(articles: list[Article], pattern: str) -> set[str]:
    """Return the articles whose text holds ``pattern`` as whole words, whatever the case; a figure may be glued on."""
    sought = re.compile(rf"(?<!\w){pattern}(?![^\W\d_])", re.IGNORECASE)
    return {article.id for article in articles if sought.search(article.text)}


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Article], Searcher]:
    folder = tmp_path_factory.mktemp("seeds")
    articles = [
        article(path.read_text(encoding="utf-8"), path.name, language="en") for path in sorted(SEEDS.glob("*.txt"))
    ]
    IndexWriter(folder).write(articles)
    return articles, Searcher(folder, SearchSettings())


def vocabulary(articles: list[Article]) -> set[str]:
    """Return all words of two letters and more."""
    found = {word for article in articles for word in re.findall(r"[^\W\d_]{2,}", article.text)}
    # “US” is found in “U.S.” too, as it should.
    return {word for word in found if word.isalpha() and word.casefold() != "us"}


def test_every_word_of_the_seeds(seeds: tuple[list[Article], Searcher]) -> None:
    """A word in quotation marks is found exactly where a scan finds it, a bare word at least there."""
    articles, searcher = seeds
    for word in vocabulary(articles):
        expected = scan(articles, re.escape(word))
        assert set(searcher.find(f'"{word}"').ids) == expected, word
        assert set(searcher.find(word).ids) >= expected, word


def test_every_beginning_in_the_seeds(seeds: tuple[list[Article], Searcher]) -> None:
    """A beginning of three letters finds exactly the articles with such a word."""
    articles, searcher = seeds
    for start in {word[:3] for word in vocabulary(articles) if len(word) > 2}:
        assert set(searcher.find(f"{start}*").ids) == scan(articles, rf"{re.escape(start)}\w*"), start


def test_pairs_of_words_in_the_seeds(seeds: tuple[list[Article], Searcher]) -> None:
    """Two words side by side are found as a phrase exactly where a scan finds them with a space between."""
    articles, searcher = seeds
    for sentence in re.findall(r"(?<=\. )[A-Z][a-z]+(?: [a-z]+)+", articles[1].text):
        for first, second in pairwise(sentence.split()):
            assert set(searcher.find(f'"{first} {second}"').ids) >= scan(articles, rf"{first}\s+{second}")


texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join)
libraries = st.lists(texts, min_size=1, max_size=6)


@given(libraries, st.lists(st.sampled_from(WORDS), min_size=1, max_size=3))
@settings(
    max_examples=60, suppress_health_check=[*settings().suppress_health_check, HealthCheck.function_scoped_fixture]
)
def test_phrases_in_any_library(tmp_path_factory: pytest.TempPathFactory, texts: list[str], phrase: list[str]) -> None:
    """A phrase is found exactly in the texts that hold its words in a row, over headline and body alike."""
    folder = tmp_path_factory.mktemp("index")
    articles = [
        article(text.replace(" ", "\n", 1), f"{number}.txt", roles={0: Role.TITLE}) for number, text in enumerate(texts)
    ]
    IndexWriter(folder).write(articles)
    found = Searcher(folder, SearchSettings()).find(f'"{" ".join(phrase)}"')
    sought = [form for word in phrase for form in plain(word)]
    expected = {
        f"{number}.txt"
        for number, text in enumerate(texts)
        if holds([f for word in text.split() for f in plain(word)], sought)
    }
    assert set(found.ids) == expected


def plain(word: str) -> list[str]:
    """Cut a word of `WORDS` by hand."""
    by_hand = {"U.S.": ["us"], "o'neill": ["o", "neill"], "red-line": ["red", "line"], "été": ["ete"]}
    return by_hand.get(word, ["習近", "近平"] if word == "習近平" else [word.lower()])


def holds(text: list[str], row: list[str]) -> bool:
    return any(text[at : at + len(row)] == row for at in range(len(text)))


leaves = st.sampled_from(["china", "talks", "beijing", "co"])
queries = st.recursive(
    leaves.map(lambda word: (f'"{word}"', lambda held, word=word: word in held)),
    lambda parts: st.one_of(
        st.tuples(parts, parts).map(
            lambda two: (f"({two[0][0]} {two[1][0]})", lambda held: two[0][1](held) and two[1][1](held))
        ),
        st.tuples(parts, parts).map(
            lambda two: (f"({two[0][0]} OR {two[1][0]})", lambda held: two[0][1](held) or two[1][1](held))
        ),
        parts.map(lambda one: (f"NOT {one[0]}", lambda held: not one[1](held))),
    ),
    max_leaves=6,
)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, set[str]], Searcher]:
    """Return a library of every combination of four words, with the words of each article."""
    folder = tmp_path_factory.mktemp("small")
    words = ("china", "talks", "beijing", "co")
    held = {str(n): {word for bit, word in enumerate(words) if n >> bit & 1} for n in range(16)}
    IndexWriter(folder).write(article(" ".join(sorted(words)) or "none", id) for id, words in held.items())
    return held, Searcher(folder, SearchSettings())


@given(queries)
@settings(suppress_health_check=[*settings().suppress_health_check, HealthCheck.function_scoped_fixture])
def test_and_or_not(small: tuple[dict[str, set[str]], Searcher], query: tuple[str, Callable[[set[str]], bool]]) -> None:
    """Operators and brackets combine as sets do, with an exact total."""
    held, searcher = small
    text, test = query
    found = searcher.find(text)
    assert set(found.ids) == {id for id, words in held.items() if test(words)}
    assert found.total == len(found.ids)
