"""Languages by their names: ``english``, ``deu`` and ``Deutsch`` lead to the code that an article states.

The names stand in ``language_names.tsv`` beside this file. Does not tell which language a text is in.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ..word_lists import word_lists

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def codes_by_name() -> Mapping[str, str]:
    """Return the code of each language by its names, small."""
    lists = word_lists("index.text.language", "language_names.tsv")
    return {name: code for code, names in lists.items() for name in names}
