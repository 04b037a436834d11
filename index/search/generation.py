"""One generation of the index with all that is derived from it: catalogue, lexicon, ranking.

Refuses to change after it was made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import IndexDamagedError
from .catalogue import Catalogue
from .inflections import Kin
from .lexicon import Lexicon
from .ranking import Ranking

if TYPE_CHECKING:
    from collections.abc import Hashable

    from ..model.settings import SearchSettings
    from .engine import Snapshot
    from .index_folder import Store


class Generation:
    """The present generation of ``store``, with what can be kept of the one ``before``; raises `IndexDamagedError`."""

    def __init__(self, store: Store, settings: SearchSettings, before: Generation | None = None) -> None:
        name, self._snapshot = _open(store)
        self.name: Hashable = (name, self._snapshot.generation)
        self.catalogue = Catalogue(self._snapshot.rows)
        self.folder = name
        kept = before if before is not None and before.folder == name else None
        self.kin: Kin = kept.kin if kept else Kin()
        self.read: int = kept.read if kept else 0
        lines, self.read = store.inflections(name, self.read)
        self.kin.add(lines)
        self.lexicon = Lexicon(self._snapshot.forms, self.kin, {*self.catalogue.languages, ""})
        self.ranking = Ranking(self._snapshot, self.catalogue, settings)

    def close(self) -> None:
        """Give files back."""
        self._snapshot.close()


def _open(store: Store) -> tuple[str, Snapshot]:
    name, engine = store.current()
    try:
        return name, engine.open()
    except IndexDamagedError:
        # A rebuild may have put another index in its place meanwhile.
        again, engine = store.current()
        if again == name:
            raise
        return again, engine.open()
