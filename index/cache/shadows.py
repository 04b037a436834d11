"""Articles hidden behind another in every list: copies of its text, and older versions of its page.

Of copies the one with the most known fields leads, then the first by id. Of versions the newest leads; only captures
with a known time are versions. Nothing is deleted: a hidden article is still found by its id.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .database import Database

HIDDEN: Final = "SELECT number FROM shadows"
"""Selects what no list shows."""

_TOLD: Final = " + ".join(
    f"({column} IS NOT NULL)"
    for column in ("title", "outlet", "author", "agency", "published", "language", "address", "captured")
)
_COPIES: Final = (
    "SELECT number, first_value(number) OVER (PARTITION BY hash ORDER BY told DESC, id) AS lead, id, hash"  # noqa: S608
    f" FROM (SELECT number, id, hash, {_TOLD} AS told FROM articles"
    " WHERE hash IN (SELECT hash FROM articles GROUP BY hash HAVING count(*) > 1))"
)
_VERSIONS: Final = (
    "SELECT number, captured, first_value(number) OVER newest AS lead, first_value(captured) OVER newest AS last"  # noqa: S608
    f" FROM articles WHERE address IS NOT NULL AND captured IS NOT NULL AND number NOT IN ({HIDDEN})"
    " WINDOW newest AS (PARTITION BY address ORDER BY captured DESC, id)"
)
_BEHIND: Final = (
    "SELECT front.id, behind.id, kind FROM shadows JOIN articles AS behind ON behind.number = shadows.number"
    " JOIN articles AS front ON front.number = lead"
)
_ORDER: Final = "ORDER BY behind.captured IS NULL, behind.captured, behind.id"
_LIMIT: Final = 500


class Shadow(StrEnum):
    """Why an article is hidden behind another."""

    COPY = "copy"
    VERSION = "version"


class Behind(NamedTuple):
    """What is hidden behind an article, as ids: copies in order, older versions from the oldest on."""

    copies: tuple[str, ...] = ()
    versions: tuple[str, ...] = ()


class Shadows:
    """The table of hidden articles."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def settle(self) -> None:
        """Recompute which articles are hidden, if the articles have changed since."""
        revision = self._database.revision
        if self._database.meta("shadows") == revision:
            return
        with self._database.writing() as connection:
            connection.execute("DELETE FROM shadows")
            connection.execute(
                f"INSERT INTO shadows SELECT number, lead, '{Shadow.COPY}' FROM ({_COPIES}) WHERE number <> lead"  # noqa: S608
            )
            connection.execute(
                f"INSERT INTO shadows SELECT number, lead, '{Shadow.VERSION}' FROM ({_VERSIONS}) WHERE captured < last"  # noqa: S608
            )
            self._database.set_meta(shadows=revision)

    def ids(self, kind: Shadow) -> frozenset[str]:
        """Return the ids of the articles hidden for one reason."""
        question = "SELECT id FROM shadows JOIN articles USING (number) WHERE kind = ?"
        with self._database.reading() as connection:
            return frozenset(row[0] for row in connection.execute(question, (kind,)))

    def leads(self) -> dict[str, str]:
        """Return the id of the lead of each copy, by the copy's id."""
        with self._database.reading() as connection:
            rows = connection.execute(f"{_BEHIND} WHERE kind = ?", (Shadow.COPY,)).fetchall()
        return {behind: front for front, behind, _ in rows}

    def versions_with(self, id: str) -> tuple[str, ...]:
        """Return the versions of an article's page, oldest first; empty if there is only one."""
        question = (
            "SELECT front.id FROM shadows JOIN articles AS behind ON behind.number = shadows.number"
            " JOIN articles AS front ON front.number = lead WHERE behind.id = ? AND kind = ?"
        )
        with self._database.reading() as connection:
            row = connection.execute(question, (id, Shadow.VERSION)).fetchone()
        newest = row[0] if row else id
        older = self.behind([newest]).get(newest, Behind()).versions
        return (*older, newest) if older else ()

    def behind(self, ids: Sequence[str] | None = None) -> dict[str, Behind]:
        """Return what is hidden behind each of ``ids``, or every article, that has anything behind it."""
        found: dict[str, dict[str, list[str]]] = {}
        with self._database.reading() as connection:
            for part in _parts(ids):
                among = f"WHERE front.id IN ({','.join('?' * len(part))})" if part else ""
                for front, back, kind in connection.execute(f"{_BEHIND} {among} {_ORDER}", part):
                    found.setdefault(front, {}).setdefault(kind, []).append(back)
        return {
            front: Behind(tuple(sorted(kinds.get(Shadow.COPY, ()))), tuple(kinds.get(Shadow.VERSION, ())))
            for front, kinds in found.items()
        }


def _parts(ids: Sequence[str] | None) -> Iterator[Sequence[str]]:
    """Split ids into parts small enough for one query; one empty part asks for all."""
    if ids is None:
        yield ()
    else:
        yield from (ids[start : start + _LIMIT] for start in range(0, len(ids), _LIMIT))
