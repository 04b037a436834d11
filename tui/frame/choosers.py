"""The lists to choose from that every screen has: its keys, all commands and articles, themes.

Refuses to do what is chosen: it hands the action's id to the screen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..keymap import shown
from .picker import Choice, Picker

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App

    from index import ArticleRow

    from ..keymap import Action
    from ..session.session import Session, Verbs

ARTICLE = "article "
"""What stands before an article's id in the palette's values."""


def chooser_verbs(
    session: Session, screen: str, act: Callable[[str], None], read: Callable[[str], None], app: App[Any]
) -> Verbs:
    """Return what opens these lists on a screen; ``act`` does an action of it, ``read`` opens an article."""
    return {
        "help": lambda: show_keys(session, screen, act),
        "palette": lambda: show_palette(session, screen, act, read),
        "theme": lambda: show_themes(session, app),
    }


def show_keys(session: Session, screen: str, act: Callable[[str], None]) -> None:
    """Show the keys of a screen; Enter runs one."""
    choices = [_choice(session, action) for action in session.keymap.on(screen)]

    def run(action: str | None) -> None:
        if action is not None:
            act(action)

    session.ask(Picker("Keys of this screen; Enter runs one", choices), run)


def show_palette(session: Session, screen: str, act: Callable[[str], None], read: Callable[[str], None]) -> None:
    """Show all commands of a screen at once, so that typing goes there, and the articles when they are known."""
    actions = [action for action in session.keymap.on(screen) if action.id not in {"palette", "leave"}]
    picker = Picker("Commands and articles", [_choice(session, action) for action in actions])

    def run(value: str | None) -> None:
        if value is None:
            return
        if value.startswith(ARTICLE):
            read(value.removeprefix(ARTICLE))
        else:
            act(value)

    session.ask(picker, run)
    library = session.library
    if library is not None:
        session.search_thread.ask("list", lambda _: library.list("title"), lambda rows: picker.add(map(_article, rows)))


def show_themes(session: Session, app: App[Any]) -> None:
    """Show the themes; each is seen while the cursor stands on it, and leaving goes back to the one before."""
    before = app.theme

    def see(name: str) -> None:
        app.theme = name

    names = [Choice(name, name) for name in app.available_themes]
    session.ask(Picker("Theme", names, chosen=before, seen=see), lambda name: see(name or before))


def _article(row: ArticleRow) -> Choice:
    return Choice(ARTICLE + row.id, row.name, after=row.outlet or "")


def _choice(session: Session, action: Action) -> Choice:
    keys = " ".join(shown(key, ascii_only=session.settings.display.ascii) for key in action.keys)
    return Choice(action.id, action.label, before=keys, after=action.help)
