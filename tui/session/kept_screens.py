"""The state of the screens as it is stored between runs: plain values, each validated when read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ..keymap import COMPARE, LIBRARY, TABS
from .jump_history import JumpPlace

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_MARKS = 1_000


class KeptScreens(NamedTuple):
    """What is restored: the screen in front, the query and sort order, and the articles listed, read and compared.

    ``article`` is the one under the list's cursor, ``reading`` the one in the reader. The comparison's cursor is at the
    row with the passage at ``row_offset`` of ``row_article``. ``typing`` says the query's last word is a prefix.
    ``facets`` and ``preview`` show or hide those panes, `None` lets the width decide.
    """

    screen: str = LIBRARY
    query: str = ""
    typing: bool = False
    sort: str = ""
    article: str = ""
    reading: str = ""
    compared: tuple[str, ...] = ()
    row_article: str = ""
    row_offset: int = 0
    marked: tuple[str, ...] = ()
    facets: bool | None = None
    preview: bool | None = None

    @property
    def row(self) -> tuple[JumpPlace, ...]:
        """The cursor's row of the comparison as a place, if it is known."""
        return (JumpPlace(COMPARE, self.row_article, self.row_offset),) if self.row_article else ()

    def written(self) -> dict[str, object]:
        """Return the values by name."""
        return self._asdict()


def kept_screens(values: Mapping[str, Any]) -> KeptScreens:
    """Return the stored state; an invalid value gets its default."""
    screen = _text(values.get("screen"))
    return KeptScreens(
        screen=screen if screen in dict(TABS) else LIBRARY,
        query=_text(values.get("query")),
        typing=_boolean(values.get("typing")) or False,
        sort=_text(values.get("sort")),
        article=_text(values.get("article")),
        reading=_text(values.get("reading")),
        compared=_texts(values.get("compared")),
        row_article=_text(values.get("row_article")),
        row_offset=_offset(values.get("row_offset")),
        marked=_texts(values.get("marked")),
        facets=_boolean(values.get("facets")),
        preview=_boolean(values.get("preview")),
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _texts(value: object) -> tuple[str, ...]:
    return tuple(filter(None, map(_text, value[:MOST_MARKS]))) if isinstance(value, list) else ()


def _offset(value: object) -> int:
    return max(0, value) if isinstance(value, int) and not isinstance(value, bool) else 0


def _boolean(value: object) -> bool | None:
    return value if isinstance(value, bool) else None
