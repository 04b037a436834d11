"""Words of an article between quotation marks of ours, told apart from those the words bring with them.

Does not change the words.
"""

from __future__ import annotations

from typing import Final

_OPENING: Final = '“"„«'
_CLOSING: Final = '”"“»'
_DOUBLE: Final = frozenset(_OPENING + _CLOSING)


def quoted(words: str) -> str:
    """Return words in quotation marks: double ones, or single ones where a double one of theirs stands at an end.

    Words that are one quotation already, with its marks at both ends and none between, stay as they are.
    """
    words = words.strip()
    if len(words) > 1 and words[0] in _OPENING and words[-1] in _CLOSING and not _DOUBLE & set(words[1:-1]):
        return words
    return f"‘{words}’" if _DOUBLE & {words[:1], words[-1:]} else f"“{words}”"
