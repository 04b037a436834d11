"""Words too common to carry a comparison, in the languages where they are mistaken for nothing else.

This is not a stop list of the search index, which has none; the words are ``stopwords.tsv``.
"""

from __future__ import annotations

from ..word_lists import word_lists

_LISTS = word_lists("index.text.language", "stopwords.tsv")

ENGLISH: frozenset[str] = frozenset(_LISTS["english"])
"""English function words, and the verbs of saying that stand in every news text."""

OTHERS: frozenset[str] = frozenset(_LISTS["other"])
"""Function words of other languages of the corpora."""

STOPWORDS: frozenset[str] = ENGLISH | OTHERS.difference(_LISTS["content"])
"""All of them but those that are content words in English."""
