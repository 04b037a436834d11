"""What a session looked like, as it is kept from one day to the next: plain values, each checked when read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ..keymap import LIBRARY, TABS

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_MARKS = 1_000


class KeptScreens(NamedTuple):
    """The screen in front, the query with its order, the article under the cursor, in the reader, those compared.

    ``typing`` says that the last word of the query is a beginning. ``facets`` and ``preview`` are the reader's wishes
    for the panes, `None` where the width decides.
    """

    screen: str = LIBRARY
    query: str = ""
    typing: bool = False
    sort: str = ""
    article: str = ""
    reading: str = ""
    compared: tuple[str, ...] = ()
    marked: tuple[str, ...] = ()
    facets: bool | None = None
    preview: bool | None = None

    def written(self) -> dict[str, object]:
        """Return the values by their names."""
        return self._asdict()


def kept_screens(values: Mapping[str, Any]) -> KeptScreens:
    """Return what was kept; a value that can't be one is left at its default."""
    screen = _text(values.get("screen"))
    return KeptScreens(
        screen=screen if screen in dict(TABS) else LIBRARY,
        query=_text(values.get("query")),
        typing=_truth(values.get("typing")) or False,
        sort=_text(values.get("sort")),
        article=_text(values.get("article")),
        reading=_text(values.get("reading")),
        compared=_texts(values.get("compared")),
        marked=_texts(values.get("marked")),
        facets=_truth(values.get("facets")),
        preview=_truth(values.get("preview")),
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _texts(value: object) -> tuple[str, ...]:
    return tuple(filter(None, map(_text, value[:MOST_MARKS]))) if isinstance(value, list) else ()


def _truth(value: object) -> bool | None:
    return value if isinstance(value, bool) else None
