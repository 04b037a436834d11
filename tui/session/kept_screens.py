"""The state of the screens as it is stored between runs: plain values, each validated when read."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple, get_type_hints

from ..keymap import COMPARE, LIBRARY, TABS
from .jump_history import JumpPlace

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MOST_LISTED: Final = 1_000
"""The most values of a list that are restored, such as marked articles."""


class KeptReading(NamedTuple):
    """How the reader shows its article: the caret's ``line`` of the screen, the ``words`` looked for, the folds.

    ``opened`` are the blocks of open folds. ``column`` shows or hides the side, ``drawer`` is what stands below the
    text, `None` and an empty string let the width decide; sizes in cells, 0 as configured. ``toggled`` are switches of
    the reading style that are not as configured.
    """

    line: int = 0
    words: str = ""
    unfolded: bool = False
    opened: tuple[int, ...] = ()
    column: bool | None = None
    drawer: str = ""
    side_cells: int = 0
    measure: int = 0
    zen: bool = False
    toggled: tuple[str, ...] = ()


class KeptComparison(NamedTuple):
    """How a comparison is shown: as matrix or columns, which rows, the account under the cursor and its line.

    The fields from ``lead`` to ``needle`` are those of a `RowChoice`; ``aside`` tells what stands in place of the rows
    or beside them, ``plain`` that differing words are not marked.
    """

    matrix: bool | None = None
    side: int = 0
    line: int = 0
    lead: int = 0
    folded: bool = False
    whole: bool = False
    opened: tuple[int, ...] = ()
    differing: bool = False
    quotes: bool = False
    needle: str = ""
    plain: bool = False
    notes: bool = False
    facts: bool = False
    zen: bool = False


class KeptList(NamedTuple):
    """How notes or stories are listed: search, order, filters, the row ``at`` the cursor and its line of the screen.

    ``filters`` are pairs of a field and a value; ``pane`` shows or hides what stands beside the list.
    """

    words: str = ""
    sort: str = ""
    filters: tuple[str, ...] = ()
    at: str = ""
    line: int = 0
    marked: tuple[str, ...] = ()
    pane: bool | None = None
    zen: bool = False


class KeptScreens(NamedTuple):
    """What is restored: the screen in front, the query and sort order, and the articles listed, read and compared.

    ``article`` is the one under the list's cursor, at ``line`` of the screen, ``reading`` the one in the reader.
    ``included`` were not to be set aside when ``compared``. The comparison's cursor is at the row with the passage at
    ``row_offset`` of ``row_article``. ``typing`` says the query's last word is a prefix. ``facets`` and ``preview``
    show or hide those panes, `None` lets the width decide; ``sizes`` are theirs in cells, 0 as designed;
    ``in_facets`` says that the keys go to the facets.
    """

    screen: str = LIBRARY
    query: str = ""
    typing: bool = False
    sort: str = ""
    article: str = ""
    line: int = 0
    reading: str = ""
    compared: tuple[str, ...] = ()
    included: tuple[str, ...] = ()
    row_article: str = ""
    row_offset: int = 0
    marked: tuple[str, ...] = ()
    facets: bool | None = None
    preview: bool | None = None
    sizes: tuple[int, ...] = ()
    in_facets: bool = False
    zen: bool = False
    as_read: KeptReading = KeptReading()
    as_compared: KeptComparison = KeptComparison()
    notes: KeptList = KeptList()
    stories: KeptList = KeptList()

    @property
    def row(self) -> tuple[JumpPlace, ...]:
        """The cursor's row of the comparison as a place, if it is known."""
        return (JumpPlace(COMPARE, self.row_article, self.row_offset),) if self.row_article else ()

    def written(self) -> dict[str, object]:
        """Return the values by name, those of the records in it as well."""
        values = self._asdict()
        return {name: value._asdict() if isinstance(value, _RECORDS) else value for name, value in values.items()}


def kept_screens(values: Mapping[str, Any]) -> KeptScreens:
    """Return the stored state; an invalid value gets its default."""
    kept: KeptScreens = _record(KeptScreens, values)
    return kept if kept.screen in dict(TABS) else kept._replace(screen=LIBRARY)


def _record(kind: Any, values: object) -> Any:  # noqa: ANN401 a record of any kind
    """Return a record of this kind; each field is read by its type."""
    found = values if isinstance(values, dict) else {}
    return kind(**{name: _READ[told](found.get(name)) for name, told in get_type_hints(kind).items()})


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _texts(value: object) -> tuple[str, ...]:
    return tuple(filter(None, map(_text, value[:MOST_LISTED]))) if isinstance(value, list) else ()


def _number(value: object) -> int:
    return max(0, value) if isinstance(value, int) and not isinstance(value, bool) else 0


def _numbers(value: object) -> tuple[int, ...]:
    return tuple(map(_number, value[:MOST_LISTED])) if isinstance(value, list) else ()


def _perhaps(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


_RECORDS: Final = (KeptReading, KeptComparison, KeptList)
_READ: Final[Mapping[Any, Callable[[object], Any]]] = {
    str: _text,
    tuple[str, ...]: _texts,
    int: _number,
    tuple[int, ...]: _numbers,
    bool: lambda value: value is True,
    bool | None: _perhaps,
    **{kind: partial(_record, kind) for kind in _RECORDS},
}
"""How a value is read, by its type."""
