"""Makes README's pictures from the running app on the seeds: ``python -m tests.pictures`` writes ``docs/*.svg``.

The fonts that Textual names on other machines are left out; any monospaced font will do.
"""

from __future__ import annotations

import asyncio
import re
import tempfile
from pathlib import Path

from index import Library, LibrarySettings
from tests.builders import SEEDS
from tui.app import VariorumApp

DOCS = Path(__file__).parent.parent / "docs"
PICTURES = {
    "library": ((120, 32), ("slash", *"taiwan", "enter")),
    "reader": ((120, 32), ("slash", *"taiwan", "enter", "j", "j", "enter")),
    "compare": ((120, 32), ("j", "space", "space", "c", "n", "n")),
    "matrix": ((120, 32), ("j", "space", "space", "space", "c", "j", "j")),
}


async def picture(name: str, folder: Path) -> None:
    """Run the app at a size, press keys, and keep what is seen."""
    size, keys = PICTURES[name]
    settings = LibrarySettings(cache=str(folder / "cache"), notes=str(folder / name))
    Library(SEEDS, settings=settings).refresh()
    app = VariorumApp(lambda: Library(SEEDS, settings=settings), request={}, job=Idle())
    async with app.run_test(size=size) as pilot:
        await settle(app, pilot)
        for key in keys:
            await pilot.press(key)
            await settle(app, pilot)
        svg = app.export_screenshot(title="Variorum")
    svg = re.sub(r"@font-face\s*{[^}]*}", "", svg).replace("Fira Code", "DejaVu Sans Mono")
    DOCS.mkdir(exist_ok=True)
    (DOCS / f"{name}.svg").write_text(svg + "\n", "utf-8")


async def settle(app: VariorumApp, pilot: object) -> None:
    """Wait until no question is without its answer on the screen."""
    for _ in range(400):
        await pilot.pause(0.02)  # type: ignore[attr-defined] # Pilot is generic in the app's return type
        if app.session.library is not None and not app.session.search_thread.busy:
            return


class Idle:
    """An job that is never run: the pictures need no re-scan."""

    running = False

    def start(self, request: object, listener: object) -> None:
        """Do nothing."""

    def cancel(self) -> None:
        """Do nothing."""

    def abandon(self) -> None:
        """Do nothing."""

    def close(self) -> None:
        """Do nothing."""


async def main() -> None:
    """Make all pictures."""
    with tempfile.TemporaryDirectory() as name:
        for picture_name in PICTURES:
            await picture(picture_name, Path(name))


if __name__ == "__main__":
    asyncio.run(main())
