"""The folder of an index: which sub-folder is current, which versions made it, the inflections beside it.

``current`` names the sub-folder and is replaced in one step, so that a rebuild shows whole or not at all. Refuses to
read or write postings.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
from typing import TYPE_CHECKING, Any

from ..errors import IndexDamagedError
from ..files.durable import make_folder, write_atomic
from .documents import ANALYSIS

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable
    from pathlib import Path

    from .engine import Engine

SCHEMA = 2
_CURRENT, _INFLECTIONS = "current", "inflections.tsv"


class IndexFolder:
    """The index in ``folder``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._engines: dict[str, Engine] = {}

    def exists(self) -> bool:
        """Whether an index has been begun here."""
        return (self.folder / _CURRENT).exists()

    def generation(self) -> Hashable:
        """Return what tells the present generation from others, ``None`` without an index; cheap.

        Raises `IndexDamagedError`.
        """
        if not self.exists():
            return None
        name = self._stated()["folder"]
        return (name, self._engine(name).generation())

    def current(self) -> tuple[str, Engine]:
        """Return the name and the engine of the index that is current; raises `IndexDamagedError`."""
        stated = self._stated()
        name = stated["folder"]
        engine = self._engine(name)
        if stated["versions"] != self._versions():
            raise IndexDamagedError(str(self.folder), "another version of the program made it")
        return name, engine

    def begin(self) -> str:
        """Create an empty index beside the current one and return its name; `choose` makes it current."""
        make_folder(self.folder, durable=False)
        self.folder.chmod(0o700)
        name = f"index-{secrets.token_hex(4)}"
        self._engine(name).create()
        return name

    def engine(self, name: str) -> Engine:
        """Return the engine of one sub-folder."""
        return self._engine(name)

    def choose(self, name: str) -> None:
        """Make ``name`` the current index."""
        stated = {"folder": name, "versions": self._versions()}
        write_atomic(self.folder / _CURRENT, json.dumps(stated).encode())

    def drop_unchosen(self) -> None:
        """Remove all indexes but the current one."""
        try:
            current = self._stated()["folder"]
        except IndexDamagedError:
            current = ""
        for other in self.folder.glob("index-*"):
            if other.name != current:
                shutil.rmtree(other, ignore_errors=True)

    def inflections(self, name: str, start: int = 0) -> tuple[list[str], int]:
        """Return the whole lines that were taken down from byte ``start`` on, and where the next one begins."""
        try:
            with (self.folder / name / _INFLECTIONS).open("rb") as file:
                file.seek(start)
                data = file.read()
        except FileNotFoundError:
            return [], 0
        end = data.rfind(b"\n") + 1
        return data[:end].decode(errors="replace").split("\n"), start + end

    def add_inflections(self, name: str, lines: Iterable[str]) -> None:
        """Take down more lines, on the disk before the commit that needs them."""
        written = "".join(f"{line}\n" for line in lines)
        if not written:
            return
        with (self.folder / name / _INFLECTIONS).open("a", encoding="utf-8") as file:
            # The first line end parts them from a line that a crash cut short.
            file.write(f"\n{written}")
            file.flush()
            os.fsync(file.fileno())

    def _stated(self) -> dict[str, Any]:
        try:
            stated = json.loads((self.folder / _CURRENT).read_bytes())
            stated["folder"].removeprefix("index-").encode("ascii")
            dict(stated["versions"])
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise IndexDamagedError(str(self.folder), "it does not say what is in it") from error
        return dict(stated)

    def _engine(self, name: str) -> Engine:
        if name not in self._engines:
            # Imported late: Whoosh is an eighth of a second, and no list or page needs it.
            from .whoosh.whoosh_engine import WhooshEngine  # noqa: PLC0415

            self._engines = {name: WhooshEngine(self.folder / name)}
        return self._engines[name]

    def _versions(self) -> dict[str, object]:
        from .whoosh.whoosh_engine import VERSION  # noqa: PLC0415 as in `_engine`

        return {"schema": SCHEMA, "analysis": ANALYSIS, "whoosh": VERSION}
