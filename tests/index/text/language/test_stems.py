"""Inflections by language."""

from __future__ import annotations

import pytest

from index.text.language.stems import ALGORITHMS, stem, stems


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [
        ("en", "negotiating", "negotiation"),
        ("en", "running", "runs"),
        ("en-GB", "leaders", "Leader"),
        ("es", "operación", "operaciones"),
        ("de", "Häuser", "Haus"),
        ("fr", "parlé", "parler"),
        ("uk", "Блінкена", "Блінкеном"),
        ("uk", "переговори", "переговорів"),
        ("ru", "переговоры", "переговоров"),
    ],
)
def test_inflections_share_a_stem(language: str, first: str, second: str) -> None:
    """Two inflections of one word have the same stem in their language."""
    assert stem(first, language) == stem(second, language)


@pytest.mark.parametrize("word", ["us", "may", "will", "not", "can"])
def test_common_words_are_kept(word: str) -> None:
    """No word is dropped or cut to nothing for being common."""
    assert stem(word, "en") == word


def test_unknown_language_leaves_the_word() -> None:
    """Without a stemmer for its language a word is its own stem, folded."""
    assert (stem("Élections", None), stem("Élections", "xx")) == ("elections", "elections")


def test_stems_of_several_languages() -> None:
    """A word of a query has a stem in each language of the library."""
    assert stems("taken", ["en", "nl", None]) == {"taken", "taak"}


def test_every_named_algorithm_exists() -> None:
    """Each language of the table has its stemmer, and a stem is never empty."""
    assert {language for language in ALGORITHMS if not stem("a", language)} == set()
