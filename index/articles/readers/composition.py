"""Builds an article of a structured format piece by piece, each with its role.

Drops no character of a piece; white space inside it collapses unless lines are asked for.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ...model.article import Block, Field, Provenance, Role
from ..decoding import canonical
from .protocol import RawArticle

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .stated_fields import StatedFields

_BLANKS: Final = re.compile(r"[ \t\n\r\f\v]+")
_LINES: Final = re.compile(r"[ \t]*\n\s*")


class Composition:
    """The growing text of one article."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._blocks: list[Block] = []
        self._length = 0

    def __bool__(self) -> bool:
        """Whether anything was written."""
        return bool(self._blocks)

    @property
    def length(self) -> int:
        """The length of the text so far, in code points."""
        return self._length

    def add(self, text: str, role: Role = Role.BODY, rule: str = "", *, sure: bool = True, lines: bool = False) -> None:
        """Add one piece as one block; ``lines`` keeps its line ends."""
        text = canonical(text)
        text = text.strip("\n").rstrip() if lines else _BLANKS.sub(" ", text)
        text = text.strip()
        if not text:
            return
        if self._parts:
            self._parts.append("\n")
            self._length += 1
        self._blocks.append(Block(self._length, self._length + len(text), role, rule, sure))
        self._parts.append(text)
        self._length += len(text)

    def paragraphs(self, text: str, rule: str) -> None:
        """Add each line of ``text`` as a block."""
        for line in _LINES.split(canonical(text).strip()):
            self.add(line, Role.BODY, rule)

    def article(
        self,
        told: StatedFields | None = None,
        *,
        key: str = "",
        encoding: str = "utf-8",
        structured: bool = True,
        reader: str = "",
        captured: str = "",
        pages: tuple[int, ...] = (),
        problems: Iterable[str] = (),
        made_by: str = "",
    ) -> RawArticle:
        """Return the article with its fields; ``captured`` is the time when a copy was made."""
        return RawArticle(
            "".join(self._parts),
            tuple(self._blocks),
            encoding,
            key=key,
            told=told.fields() if told else None,
            tags=tuple(told.tags) if told else (),
            details=tuple(told.details) if told else (),
            structured=structured,
            reader=reader,
            captured=Field(captured, Provenance.EXPLICIT, "capture") if captured else Field(),
            pages=pages,
            problems=tuple(problems),
            made_by=made_by,
        )
