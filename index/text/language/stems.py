"""Which words are inflections of one another: the stem of a word in a language.

Does not guess a language or stem where no stemmer is known: a word is then its own stem. ``snowballstemmer`` has
the same algorithms twice: compiled by PyStemmer where that is installed, else in Python, forty times as slow.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from ..words import fold

if TYPE_CHECKING:
    from typing import Any

ALGORITHMS = {
    "ar": "arabic",
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "eo": "esperanto",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fa": "persian",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "nb": "norwegian",
    "ne": "nepali",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
    "yi": "yiddish",
}
"""Snowball's algorithms by ISO 639-1 code (https://snowballstem.org); Ukrainian has endings of its own below."""

# Case, number and person endings of Ukrainian nouns, adjectives and verbs, longest first.
_UKRAINIAN = (
    *("уватиметься", "юватиметься"),
    *("ування", "ювання", "істю", "ості", "ами", "ями", "ого", "ому", "ими", "іми", "ових", "ові", "еві", "єві"),
    *("ають", "яють", "ують", "юють", "ати", "яти", "ити", "іти", "ала", "али", "ало", "ила", "или", "ило", "ував"),
    *("ють", "уть", "ить", "ать", "ять", "ах", "ях", "ам", "ям", "ом", "ем", "єм", "ою", "ею", "єю", "ий", "ій"),
    *("ої", "їх", "их", "іх", "им", "їм", "ів", "їв", "ав", "ив", "єт", "ає", "ує", "ях", "ія", "ії", "ію", "ье"),
    *("а", "я", "у", "ю", "о", "е", "є", "и", "і", "ї", "й", "ь"),
)


def inflects(language: str) -> bool:
    """Return whether a stemmer of the language (ISO 639-1) is known."""
    return language == "uk" or language in ALGORITHMS


def stem(word: str, language: str | None) -> str:
    """Return the folded stem of ``word`` in ``language`` (ISO 639-1); accents still on the word help the stemmer."""
    return _remembered(word.casefold(), _primary(language))


def stem_once(word: str, language: str | None) -> str:
    """Return what `stem` does, and remember nothing: for a caller that asks for each word once."""
    return _stem(word.casefold(), _primary(language))


def _primary(language: str | None) -> str:
    return (language or "").partition("-")[0].lower()


@cache
def release() -> str:
    """Return the release (``3.1``) of the algorithms in use: another one may make other stems of the same words."""
    try:
        from Stemmer import version  # noqa: PLC0415 - see `_stemmer`

        stated = version()
    except ImportError:
        from importlib import metadata  # noqa: PLC0415 - rarely needed

        stated = metadata.version("snowballstemmer")
    return ".".join(stated.split(".")[:2])


def _stem(word: str, language: str) -> str:
    if language == "uk":
        return _stem_ukrainian(fold(word))
    if language not in ALGORITHMS:
        return fold(word)
    return fold(_stemmer(ALGORITHMS[language]).stemWord(word)) or fold(word)


_remembered = lru_cache(maxsize=1 << 15)(_stem)


@lru_cache
def _stemmer(algorithm: str) -> Any:  # noqa: ANN401 the package has no types
    # Imported late: without PyStemmer the package loads every language it knows.
    import snowballstemmer  # noqa: PLC0415

    return snowballstemmer.stemmer(algorithm)


def _stem_ukrainian(word: str) -> str:
    for ending in _UKRAINIAN:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word
