"""Acts of the reader in a folder, one file each, newest last, so that they can be undone even after a restart.

What an act is, and how it is undone, is not known here.
"""

from __future__ import annotations

import contextlib
import errno
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from ..errors import LibraryError, SaveError
from ..files.durable import explain, write_atomic
from ..files.held_folders import ANY_FOLDER
from ..files.yaml.yaml_write import dump

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path
    from typing import Final

    from ..files.held_folders import HeldFolders
    from ..files.yaml.yaml_write import Tree

KEPT: Final = 200
"""How many acts can be undone."""

UNDONE: Final = ".undone.yaml"
_NO_ACT: Final = {errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.ENODEV, errno.ELOOP}
"""Errors that mean that there is no such file, or something else in its place."""


class Labelled(Protocol):
    """An act: its id, which increases with time, and its label."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def label(self) -> str:
        """What it is in a few words."""


ActT = TypeVar("ActT", bound=Labelled)


class ActFiles(Generic[ActT]):
    """The acts in ``folder``: ``read`` reads one from its file, ``tree`` is what is written; read when needed."""

    def __init__(
        self,
        folder: Path,
        read: Callable[[Path], ActT],
        tree: Callable[[ActT], Mapping[str, Tree]],
        held: HeldFolders = ANY_FOLDER,
    ) -> None:
        self._folder, self._read, self._tree, self._held = folder, read, tree, held.guard_of(folder)
        self._known: dict[str, ActT] = {}
        self._listed = False
        self._done: list[str] = []
        self._undone: list[str] = []

    def record(self, act: ActT) -> None:
        """Add an act; acts undone before can no longer be redone.

        An act that can't be stored can still be undone in this run.
        """
        self._list()
        self._known[act.id] = act
        self._done.append(act.id)
        for id in self._undone:
            self._remove(id + UNDONE)
        self._undone.clear()
        with contextlib.suppress(SaveError):
            self._write(act, ".yaml")
        for id in self._done[:-KEPT]:
            self._remove(f"{id}.yaml")
        del self._done[:-KEPT]

    def last(self) -> ActT | None:
        """Return the act that would be undone."""
        self._list()
        return self._top(self._done, ".yaml")

    def next(self) -> ActT | None:
        """Return the act that would be redone."""
        self._list()
        return self._top(self._undone, UNDONE)

    @property
    def done(self) -> Iterator[ActT]:
        """The acts that are not undone, oldest first, as far as they can be read."""
        self._list()
        for id in self._done:
            with contextlib.suppress(OSError):
                if act := self._act(id, ".yaml"):
                    yield act

    def step_back(self) -> None:
        """Record that the last act was undone."""
        self.step(self._done[-1], back=True)

    def step_forth(self) -> None:
        """Record that the next act was redone."""
        self.step(self._undone[-1], back=False)

    def step(self, id: str, *, back: bool) -> None:
        """Record that an act was undone (``back``) or redone; unknown ids are ignored."""
        self._list()
        old, new = (self._done, self._undone) if back else (self._undone, self._done)
        if id in old:
            old.remove(id)
            new.append(id)
            names = (f"{id}.yaml", id + UNDONE)
            self._rename(*(names if back else reversed(names)))

    def rewrite(self, change: Callable[[ActT], ActT]) -> None:
        """Replace every act, for instance after articles were renamed, so that it can still be undone."""
        self._list()
        for ids, suffix in ((self._done, ".yaml"), (self._undone, UNDONE)):
            for id in ids:
                with contextlib.suppress(OSError, SaveError):
                    act = self._act(id, suffix)
                    if act is not None and (now := change(act)) != act:
                        self._known[id] = now
                        self._write(now, suffix)

    def _write(self, act: ActT, suffix: str) -> None:
        self._held()
        write_atomic(self._folder / (act.id + suffix), dump(self._tree(act)).encode(), durable=False, follow=False)

    def _list(self) -> None:
        """List the stored acts, on the first call."""
        if not self._listed:
            names = sorted(path.name for path in self._folder.glob("*.yaml"))
            self._done = [name.partition(".")[0] for name in names if not name.endswith(UNDONE)]
            self._undone = [name.partition(".")[0] for name in reversed(names) if name.endswith(UNDONE)]
            self._listed = True

    def _top(self, ids: list[str], suffix: str) -> ActT | None:
        """Return the last act of a list; missing and invalid ones are skipped, since nothing depends on them.

        Raises `SaveError` if the disk fails: undoing an earlier act instead is not what was asked.
        """
        while ids:
            try:
                if act := self._act(ids[-1], suffix):
                    return act
            except OSError as error:
                raise explain(self._folder / (ids[-1] + suffix), error) from error
            ids.pop()
        return None

    def _act(self, id: str, suffix: str) -> ActT | None:
        if id not in self._known:
            try:
                self._known[id] = self._read(self._folder / (id + suffix))
            except (LibraryError, ValueError):
                pass
            except OSError as error:
                if error.errno not in _NO_ACT:
                    raise
        return self._known.get(id)

    def _remove(self, name: str) -> None:
        self._known.pop(name.partition(".")[0], None)
        with contextlib.suppress(OSError, SaveError):
            self._held()
            (self._folder / name).unlink(missing_ok=True)

    def _rename(self, old: str, new: str) -> None:
        with contextlib.suppress(OSError, SaveError):
            self._held()
            (self._folder / old).replace(self._folder / new)
