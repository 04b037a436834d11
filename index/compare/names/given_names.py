"""Given names: which are spellings or short forms of one, and which are a man's or a woman's.

Looks at no text; the names are in ``given_names.tsv``.
"""

from __future__ import annotations

from ...text.word_lists import word_lists

_LISTS = word_lists("index.compare.names", "given_names.tsv")

NICKNAMES: dict[str, str] = {short: names.partition(",")[0] for names in _LISTS["alike"] for short in names.split(",")}
"""Given names that are spellings or short forms of one, each mapped to the first of its row."""

MEN: frozenset[str] = frozenset(_LISTS["man"])
"""Given names that are nearly always a man's."""

WOMEN: frozenset[str] = frozenset(_LISTS["woman"])
"""Given names that are nearly always a woman's."""
