"""Pickers that every screen opens: keys, command palette, recent articles, themes.

They run nothing themselves: the id of the chosen action goes back to the screen.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from index import safe

from ..keymap import COMMANDS, COMPARE, GROUPS, NOTES, READER, TABS, TOLD, shown
from ..text.cells import width
from ..text.glyphs import LEGEND
from .picker import Choice, Picker

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual.app import App

    from index import ArticleRow, Library, Visit

    from ..keymap import Action
    from ..session.navigation import Navigation
    from ..session.session import Session, Verbs

KEYS_SHOWN, KEY_CELLS = 2, 12
"""How many keys of an action, in how many cells, the column of keys has room for; docs/keys.md has all."""

SENTENCE = "say "
"""What stands before a sentence in the palette's values that is said when it is chosen."""

ARTICLE = "article "
"""The prefix of article ids among the palette's values."""

ROW = "row "
"""The prefix of the numbers of rows among them."""

_NUMBER = re.compile(r"[+-]?\d{1,18}|\$")

_OF_KIND = "A note of this kind."
_TAB = dict(TABS)
_NEEDED = {READER: "an article that is read", COMPARE: "accounts side by side"}


def chooser_verbs(
    session: Session,
    screen: str,
    act: Callable[[str], None],
    navigation: Navigation,
    app: App[Any],
    go_to_row: Callable[[str], None],
) -> Verbs:
    """Return the verbs that open these pickers on a screen; ``act`` runs one of its actions."""
    return {
        "help": lambda: show_keys(session, screen, act),
        "palette": lambda: show_palette(session, screen, act, navigation, go_to_row),
        "recent": lambda: show_recent(session, navigation),
        "theme": lambda: show_themes(session, app),
    }


def show_keys(session: Session, screen: str, act: Callable[[str], None]) -> None:
    """Show the keys of a screen by group, those only it has first, then its symbols; Enter runs a key's action.

    Words typed behind ``?``, which searches backwards in vim and less, run nothing by themselves.
    """
    rows = session.keymap.on(screen)
    alone = f"Only in {_TAB[screen]}"
    headed = [(alone if action.screens == (screen,) else action.group, action) for action in rows]
    groups = {group: number for number, group in enumerate((alone, *GROUPS))}
    headed.sort(key=lambda pair: groups[pair[0]])
    choices = [replace(_choice(session, action), group=group) for group, action in headed]

    def run(action: str | None) -> None:
        if action:
            act(action)

    listed = [*choices, *_signs(session, screen)]
    session.ask(Picker("Keys of this screen; Enter runs one", listed, looked_up=True), run)


def _signs(session: Session, screen: str) -> list[Choice]:
    """Return the legend of a screen's symbols, those of the kinds of notes last; choosing one runs nothing."""
    noted, library = screen in {READER, COMPARE, NOTES}, session.library
    kinds = library.settings.note_kinds if noted and library is not None else ()
    ascii_only = session.settings.display.ascii
    return [
        Choice("", label, before=getattr(session.glyphs, name), after=told, group="Signs")
        for name, label, screens, told in LEGEND
        if screen in screens.split()
    ] + [
        Choice("", safe(kind.name), before=safe(kind.key if ascii_only else kind.glyph), after=_OF_KIND, group="Signs")
        for kind in kinds
    ]


def show_palette(
    session: Session,
    screen: str,
    act: Callable[[str], None],
    navigation: Navigation,
    go_to_row: Callable[[str], None],
) -> None:
    """Open the palette: all commands, this screen's first, so that typing goes there; articles follow once listed."""
    commands = [action for action in session.keymap.actions if action.id not in {"palette", "leave"}]
    here = [action for action in commands if screen in action.screens]
    elsewhere = {action.id: action for action in commands if screen not in action.screens}
    there = [
        replace(_choice(session, action), before="", after=f"{_TAB[action.screens[0]]}: {action.help}")
        for action in elsewhere.values()
    ]
    told = [Choice(f"{SENTENCE}{text}", about, after=text, also=tuple(words.split())) for words, about, text in TOLD]
    commands_here = [_choice(session, action) for action in here]
    picker = Picker("Commands and articles", [*commands_here, *there, *told], made=_row)

    def run(value: str | None) -> None:
        if value is None:
            return
        if value.startswith(ROW):
            go_to_row(value.removeprefix(ROW))
        elif value.startswith(SENTENCE):
            session.say(value.removeprefix(SENTENCE))
        elif value.startswith(ARTICLE):
            navigation.read(value.removeprefix(ARTICLE))
        elif value not in elsewhere:
            act(value)
        elif not navigation.act_on(elsewhere[value].screens[0], value):
            home, key = elsewhere[value].screens[0], session.key_of(f"go_{elsewhere[value].screens[0]}")
            session.refuse(f"“{elsewhere[value].label}” needs {_NEEDED[home]}: {key} goes to {_TAB[home]}.")

    session.ask(picker, run)
    session.look_up("list", lambda library: library.list("title"), lambda rows: picker.add(map(_article, rows)))


def _row(typed: str) -> list[Choice]:
    """Return the way to the row of a number, as `:5`, `:+5` and `:$` are typed in vim and less."""
    if not _NUMBER.fullmatch(typed):
        return []
    signed = {"+": f"{typed[1:]} rows down", "-": f"{typed[1:]} rows up", "$": "the last row"}
    return [Choice(f"{ROW}{typed}", signed.get(typed[0], f"row {typed}"), after="Go there, in a text to that line.")]


def show_recent(session: Session, navigation: Navigation) -> None:
    """Show recently read and compared articles, newest first, except those in front; Enter reopens them."""
    if session.library is None:
        session.refuse("The library is being opened; what was read lately is listed then.")
        return

    def found(library: Library) -> dict[tuple[str, ...], Choice]:
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

        nothing = f"Nothing {'else ' if choices else ''}was read or compared here yet; esc goes back."
        session.ask(
            Picker(
                "Read and compared lately",
                [choice for choice in choices.values() if choice.value in others],
                nothing=nothing,
            ),
            run,
        )

    session.look_up("list", found, show, leads=True)


def _visit(session: Session, visit: Visit, rows: Mapping[str, ArticleRow]) -> Choice:
    accounts = [rows[id] for id in visit.articles]
    names = f" {session.glyphs.dot} ".join(row.outlet or row.agency or row.shown_title for row in accounts)
    if len(visit.articles) == 1:
        names = accounts[0].shown_title
    what = "read" if len(visit.articles) == 1 else "compared"
    when = f"{visit.at.astimezone():%Y-%m-%d %H:%M}"
    return Choice("\n".join(visit.articles), names, before=what, after=when)


def show_themes(session: Session, app: App[Any]) -> None:
    """Show the themes, Variorum's first; the one under the cursor is previewed, leaving restores the previous one."""
    before = app.theme

    def see(name: str) -> None:
        app.theme = name

    own = sorted(app.available_themes, key=lambda name: not name.startswith("variorum"))
    names = [Choice(name, name) for name in own]
    session.ask(Picker("Theme", names, chosen=before, seen=see), lambda name: see(name or before))


def _article(row: ArticleRow) -> Choice:
    return Choice(ARTICLE + row.id, row.shown_title, after=row.outlet or "")


def _choice(session: Session, action: Action) -> Choice:
    keys = [shown(key, ascii_only=session.settings.display.ascii) for key in action.keys]
    before = ", ".join(keys[:KEYS_SHOWN])
    before = before if width(before) <= KEY_CELLS else keys[0]
    also = (*COMMANDS.get(action.id, "").split(), *filter(str.isdigit, action.keys))
    return Choice(action.id, action.label, before=before, after=action.help, also=also)
