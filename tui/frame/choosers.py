"""The lists to choose from that every screen has: its keys, all commands and articles, themes.

Refuses to do what is chosen: it hands the action's id to the screen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..keymap import shown
from .picker import Choice, Picker

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual.app import App

    from index import ArticleRow, Visit

    from ..keymap import Action
    from ..session.navigation import Navigation
    from ..session.session import Session, Verbs

ARTICLE = "article "
"""What stands before an article's id in the palette's values."""


def chooser_verbs(
    session: Session, screen: str, act: Callable[[str], None], navigation: Navigation, app: App[Any]
) -> Verbs:
    """Return what opens these lists on a screen; ``act`` does an action of it."""
    return {
        "help": lambda: show_keys(session, screen, act),
        "palette": lambda: show_palette(session, screen, act, navigation.read),
        "recent": lambda: show_recent(session, navigation),
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


def show_recent(session: Session, navigation: Navigation) -> None:
    """Show what was read and compared lately, newest first, but for what is in front; Enter opens it again."""
    library = session.library
    if library is None:
        return

    def found() -> dict[tuple[str, ...], Choice]:
        visits = library.recent.all()
        rows = {row.id: row for row in library.rows([id for visit in visits for id in visit.articles])}
        whole = (visit for visit in visits if rows.keys() >= set(visit.articles))
        return {visit.articles: _visit(session, visit, rows) for visit in whole}

    def show(choices: dict[tuple[str, ...], Choice]) -> None:
        others = {choice.value: articles for articles, choice in choices.items() if articles != navigation.in_front}

        def run(value: str | None) -> None:
            articles = others[value] if value is not None else ()
            if len(articles) == 1:
                navigation.read(articles[0])
            elif articles:
                navigation.compare(articles, include=articles)

        nothing = "Nothing was read or compared here yet; esc goes back."
        session.ask(
            Picker(
                "Read and compared lately",
                [choice for choice in choices.values() if choice.value in others],
                nothing=nothing,
            ),
            run,
        )

    session.search_thread.ask("list", lambda _: found(), show)


def _visit(session: Session, visit: Visit, rows: Mapping[str, ArticleRow]) -> Choice:
    names = f" {session.glyphs.dot} ".join(rows[id].outlet or rows[id].name for id in visit.articles)
    if len(visit.articles) == 1:
        names = rows[visit.articles[0]].name
    what = "read" if len(visit.articles) == 1 else "compared"
    when = f"{visit.at.astimezone():%Y-%m-%d %H:%M}"
    return Choice("\n".join(visit.articles), names, before=what, after=when)


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
