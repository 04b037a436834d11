"""The lists to choose from that every screen has: its keys, all commands and articles, themes.

Refuses to do what is chosen: the screen runs its own actions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..citation import name_of
from ..keymap import shown
from .picker import Choice, Picker

if TYPE_CHECKING:
    from index import ArticleRow

    from ..keymap import Action
    from .base_screen import BaseScreen

ARTICLE = "article "
"""What stands before an article's id in the palette's values."""


def show_keys(screen: BaseScreen) -> None:
    """Show the keys of a screen; Enter runs one."""
    home = screen.home
    choices = [_choice(screen, action) for action in home.keymap.on(screen.NAME)]
    screen.app.push_screen(Picker("Keys of this screen; Enter runs one", choices), lambda value: _run(screen, value))


def show_palette(screen: BaseScreen) -> None:
    """Show all commands of a screen at once, so that typing goes there, and the articles when they are known."""
    actions = [action for action in screen.home.keymap.on(screen.NAME) if action.id not in {"palette", "leave"}]
    picker = Picker("Commands and articles", [_choice(screen, action) for action in actions])
    screen.app.push_screen(picker, lambda value: _run(screen, value))
    library = screen.home.library
    if library is not None:
        screen.home.search_thread.ask(
            "list", lambda _: library.list("title"), lambda rows: picker.add(map(_article, rows))
        )


def _article(row: ArticleRow) -> Choice:
    return Choice(ARTICLE + row.id, name_of(row), after=row.outlet or "")


def show_themes(screen: BaseScreen) -> None:
    """Show the themes; each is seen while the cursor stands on it, and leaving goes back to the one before."""
    app, before = screen.app, screen.app.theme

    def see(name: str) -> None:
        app.theme = name

    def decide(name: str | None) -> None:
        app.theme = name or before

    names = [Choice(name, name) for name in app.available_themes]
    app.push_screen(Picker("Theme", names, chosen=before, seen=see), decide)


def _choice(screen: BaseScreen, action: Action) -> Choice:
    plain = screen.home.settings.display.ascii
    keys = " ".join(shown(key, ascii_only=plain) for key in action.keys)
    return Choice(action.id, action.label, before=keys, after=action.help)


def _run(screen: BaseScreen, value: str | None) -> None:
    if value is None:
        return
    if value.startswith(ARTICLE):
        screen.home.read(value.removeprefix(ARTICLE))
    else:
        screen.call_next(screen.run_action, value)
