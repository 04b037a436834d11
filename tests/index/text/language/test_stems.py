"""Inflections by language."""

from __future__ import annotations

import sys
from importlib import import_module, metadata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.language.stems import ALGORITHMS, release, stem, stem_once


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


@given(st.text(max_size=12), st.sampled_from([None, "xx", "uk", "en-GB", *ALGORITHMS]))
def test_a_stem_is_the_same_remembered_or_not(word: str, language: str | None) -> None:
    """What is indexed has the stems that are searched for."""
    assert stem_once(word, language) == stem(word, language)


@pytest.mark.parametrize("word", ["us", "may", "will", "not", "can"])
def test_common_words_are_kept(word: str) -> None:
    """No word is dropped or cut to nothing for being common."""
    assert stem(word, "en") == word


def test_unknown_language_leaves_the_word() -> None:
    """Without a stemmer for its language a word is its own stem, folded."""
    assert (stem("Élections", None), stem("Élections", "xx")) == ("elections", "elections")


def test_every_named_algorithm_exists() -> None:
    """Each language of the table has its stemmer, and a stem is never empty."""
    assert {language for language in ALGORITHMS if not stem("a", language)} == set()


LETTERS = {
    "ar": "ابتثجحخدرسشعفقكلمنهويةىأإ",
    "el": "αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώ",
    "ru": "абвгдежзийклмнопрстуфхцчшщыьэюя",
}
"""Letters of scripts of their own; other languages are asked in Latin ones, with accents."""


@pytest.mark.parametrize("language", ["ar", "de", "el", "en", "es", "fr", "ru", "tr"])
@given(data=st.data())
def test_compiled_stems_are_the_same(language: str, data: st.DataObject) -> None:
    """The compiled algorithm gives the stems of that in Python, so that either reads an index that the other wrote."""
    compiled = pytest.importorskip("Stemmer", reason="PyStemmer is not installed")
    word = data.draw(st.text(LETTERS.get(language, "abcdefghijklmnopqrstuvwxyzäéèñöüßçışğ'"), min_size=1, max_size=14))
    name = ALGORITHMS[language]
    plain: Any = getattr(import_module(f"snowballstemmer.{name}_stemmer"), f"{name.capitalize()}Stemmer")()
    assert compiled.Stemmer(name).stemWord(word) == plain.stemWord(word)


@pytest.mark.parametrize(("package", "installed"), [("PyStemmer", True), ("snowballstemmer", False)])
def test_release_of_the_algorithms(monkeypatch: pytest.MonkeyPatch, package: str, *, installed: bool) -> None:
    """The release in use is that of PyStemmer where it is installed, by its first two numbers."""
    if installed:
        pytest.importorskip("Stemmer", reason="PyStemmer is not installed")
    else:
        monkeypatch.setitem(sys.modules, "Stemmer", None)
    assert release.__wrapped__() == ".".join(metadata.version(package).split(".")[:2])
