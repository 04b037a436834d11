"""The tokens of the query language: brackets, operators, quoted and bare text, field names, with their positions.

Does not know which fields exist or how tokens combine. Accepts any text.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator


class Sort(Enum):
    """The kind of a token."""

    OPEN = auto()
    CLOSE = auto()
    AND = auto()
    OR = auto()
    NOT = auto()
    FIELD = auto()
    COMMA = auto()
    QUOTED = auto()
    TEXT = auto()


class QueryToken(NamedTuple):
    """A stretch ``[start, end)`` of the query.

    ``value`` is the text without quotation marks; ``glued`` tokens follow the one before without white space;
    ``closed`` is false for a quotation that never ends.
    """

    sort: Sort
    value: str
    start: int
    end: int
    glued: bool = False
    closed: bool = True


_CLOSERS = {
    '"': '"',
    "“": "”“",
    "”": "”",
    "„": "“”‟",
    "‟": "”",
    "«": "»",
    "»": "«»",
    "‹": "›",
    "›": "‹›",
    "「": "」",
    "『": "』",
    "《": "》",
    "〝": "〞〟",
    "＂": "＂",
    "‘": "’",
    "‚": "‘’",
    "'": "'",
}
# As often apostrophes as quotation marks: they open only before a word and close only after one.
_SINGLE = "‘‚'"
_BRACKETS = {"(": Sort.OPEN, "（": Sort.OPEN, ")": Sort.CLOSE, "）": Sort.CLOSE}
_OPERATORS = {"AND": Sort.AND, "OR": Sort.OR, "NOT": Sort.NOT}
_FIELD = re.compile(r"([^\W\d_]+)[:：](?!//)")
_QUOTES = "".join(mark for mark in _CLOSERS if mark not in _SINGLE)
_BARE = re.compile(rf"[^\s()（）{re.escape(_QUOTES)}]+")
_VALUE = re.compile(rf"[^\s,()（）{re.escape(_QUOTES)}]+")


def tokens(text: str) -> Iterator[QueryToken]:
    """Yield the tokens of ``text`` in order; between them is white space."""
    position, before, in_value, valued = 0, 0, False, False
    while position < len(text):
        if text[position].isspace():
            position += 1
            in_value = valued = False
            continue
        token = _next(text, position, in_value=in_value, valued=valued)._replace(
            glued=position == before and position > 0
        )
        yield token
        # Commas separate values only: `title:a,b`, never `a,b`; a value with no comma after it ends the field.
        valued = in_value and token.sort in {Sort.QUOTED, Sort.TEXT}
        in_value = token.sort in {Sort.FIELD, Sort.COMMA}
        position = before = token.end


def _next(text: str, position: int, *, in_value: bool, valued: bool) -> QueryToken:
    mark = text[position]
    sort = _BRACKETS.get(mark, Sort.COMMA if (in_value or valued) and mark == "," else None)
    if sort is not None:
        return QueryToken(sort, mark, position, position + 1)
    if (quoted := _quoted(text, position, in_value=in_value)) is not None:
        return quoted
    if mark in "-−" and not in_value and _negates(text, position):
        return QueryToken(Sort.NOT, mark, position, position + 1)
    if not in_value and (field := _FIELD.match(text, position)):
        return QueryToken(Sort.FIELD, field[1].casefold(), position, field.end())
    return _bare(text, position, in_value=in_value)


def _quoted(text: str, position: int, *, in_value: bool) -> QueryToken | None:
    """Return the quotation that starts here, if any; in a value it may follow an equals sign."""
    mark = text[position]
    if in_value and mark == "=" and position + 1 < len(text):
        quoted = _quoted(text, position + 1, in_value=False)
        return quoted and quoted._replace(value=f"={quoted.value}", start=position)
    if mark not in _CLOSERS:
        return None
    if mark in _SINGLE:
        return _single_quoted(text, position)
    closers = _CLOSERS[mark]
    end = next((at for at in range(position + 1, len(text)) if text[at] in closers), None)
    if end is None:
        return QueryToken(Sort.QUOTED, text[position + 1 :], position, len(text), closed=False)
    return QueryToken(Sort.QUOTED, text[position + 1 : end], position, end + 1)


def _single_quoted(text: str, position: int) -> QueryToken | None:
    closers = _CLOSERS[text[position]]
    for end in range(position + 2, len(text)):
        if text[end] in closers and (end + 1 == len(text) or not text[end + 1].isalnum()):
            return QueryToken(Sort.QUOTED, text[position + 1 : end], position, end + 1)
    return None


def _negates(text: str, position: int) -> bool:
    behind = text[position - 1] if position else " "
    ahead = text[position + 1 : position + 2]
    return (behind.isspace() or behind in _BRACKETS) and bool(ahead) and not ahead.isspace() and ahead not in "-−)"


def _bare(text: str, position: int, *, in_value: bool) -> QueryToken:
    match = (_VALUE if in_value else _BARE).match(text, position)
    end = match.end() if match else position + 1
    word = text[position:end]
    return QueryToken(_OPERATORS.get(word, Sort.TEXT) if not in_value else Sort.TEXT, word, position, end)
