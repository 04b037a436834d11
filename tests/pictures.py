"""Makes the pictures of the pages from the running app on the seeds: ``make pictures`` writes ``docs/*.svg``.

The fonts that Textual names on other machines are left out; any monospaced font will do.
"""

from __future__ import annotations

import asyncio
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from index import Library, LibrarySettings, Refresh
from tests.builders import SEEDS
from tui.app import VariorumApp
from tui.screen_settings import DisplaySettings, ScreenSettings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tui.session.child_jobs import Listener

DOCS = Path(__file__).parent.parent / "docs"
DARK, LIGHT = "variorum-dark", "variorum-light"
LARGE, SMALL = (120, 32), (80, 24)
NOTED = ("j", "enter", "}", "}", "}", "v", "a", *"Which", "space", *"meeting?", "f2", "}", "}", "H")
PICTURES = {
    "library": (LARGE, DARK, ("slash", *"taiwan", "enter")),
    "reader": (LARGE, DARK, ("slash", *"taiwan", "enter", "j", "j", "enter")),
    "compare": (LARGE, DARK, ("j", "space", "space", "c", "n", "n")),
    "matrix": (LARGE, DARK, ("j", "space", "space", "space", "c", "j", "j")),
    "library-light": (LARGE, LIGHT, ("slash", *"taiwan", "enter")),
    "reader-light": (LARGE, LIGHT, ("slash", *"taiwan", "enter", "j", "j", "enter")),
    "compare-light": (LARGE, LIGHT, ("j", "space", "space", "c", "n", "n")),
    "library-small": (SMALL, DARK, ("slash", *"taiwan", "enter")),
    "reader-small": (SMALL, DARK, ("slash", *"taiwan", "enter", "j", "j", "enter")),
    "compare-small": (SMALL, DARK, ("j", "space", "space", "c", "n", "n")),
    "flags": (LARGE, DARK, ("j", "j", "space", "space", "c", *["exclamation_mark"] * 2)),
    "compare-wide": ((200, 40), DARK, ("j", "j", "space", "space", "c", *["exclamation_mark"] * 2)),
    "stories": (LARGE, DARK, ("5",)),
    "facts": (LARGE, DARK, ("j", "space", "space", "c", "F")),
    "facets": ((200, 40), DARK, ("f",)),
    "note": (LARGE, DARK, NOTED[:-4]),
    "notes": (LARGE, DARK, (*NOTED, "4")),
    "keys": (LARGE, DARK, ("question_mark",)),
}
"""By name: size, theme, keys."""


async def picture(name: str, folder: Path) -> None:
    """Run the app at a size, press keys, and keep what is seen."""
    size, theme, keys = PICTURES[name]
    settings = LibrarySettings(cache=str(folder / "cache"), notes=str(folder / name), author="Ann")
    library = Library(SEEDS, settings=settings)
    library.refresh()
    library.digest()
    library.last_session.is_first()
    display = DisplaySettings(theme=theme, counts=False, resume=False)
    app = VariorumApp(
        lambda: Library(SEEDS, settings=settings), settings=ScreenSettings(display=display), request={}, job=Idle()
    )
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
    """A job with nothing to do, which says so at once: the library of the pictures is up to date."""

    running = False

    def start(self, request: Mapping[str, object], listener: Listener) -> None:
        """Tell that nothing changed, when whoever asked has gone on."""
        outcome = {"refresh": Refresh(), "digest": 0}.get(str(request["verb"]))
        if outcome is not None:
            asyncio.get_running_loop().call_soon(listener.done, outcome)

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
