"""The tour: a few lines for first-time readers with the most important keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.widgets import Static

from ..frame.page_keys import name_of
from ..keymap import FINDING, LIBRARY, MOVING, SHOWING

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.events import Key
    from textual.widget import Widget

    from ..session.session import Session

STEPS: Final = (
    (("down", "open"), "walk through the list, and read; back with {back}"),
    (("search",), "search all articles as you type; {filter} filters them"),
    (("compare",), "compare this story’s accounts, or those marked with {mark}"),
    (("annotate",), "write a note, in an article on words selected by {select_sentence}"),
    (("help", "palette"), "every key of a screen, and every command"),
)
"""The actions whose keys lead each line, and its text; other keys are named in braces."""


HARMLESS: Final = frozenset({MOVING, FINDING, SHOWING})
"""The groups of actions that change nothing."""


class Tour(Static):
    """The tour, shown once under the list until the next key, which also acts if it is one of those in `acting`."""

    DEFAULT_CSS = "Tour { height: auto; padding: 0 1; border-top: solid $primary; }"

    def __init__(self, session: Session) -> None:
        super().__init__(Content(tour_text(session)), id="tour")
        self._session = session

    def shown_below(self, panes: Widget) -> Callable[[Key], object]:
        """Mount the tour below the panes; return what is to hear the next key."""
        panes.screen.query_one("#room").mount(self, after=panes)
        return self.leave

    def leave(self, event: Key) -> None:
        """Remove the tour at the first key."""
        if self.is_attached:
            self.remove()
            if not acting(self._session, name_of(event)):
                event.stop().prevent_default()


def tour_text(session: Session) -> str:
    """Return the lines, with the keys of the current keymap."""
    named = {action.id: session.key_of(action.id) for action in session.keymap.actions}
    leads = [" ".join(named[action] for action in actions) for actions, _ in STEPS]
    width = max(map(len, leads))
    told = [f"{lead:<{width}}  {words.format_map(named)}" for lead, (_, words) in zip(leads, STEPS, strict=True)]
    return "\n".join(["Welcome to Variorum: shown once; any key puts it away.", *told])


def acting(session: Session, key: str) -> bool:
    """Return whether a key that puts the tour away also acts: it moves, finds, shows, or leads a line of it.

    Any other only puts it away: ``q`` would quit. Letters behind ``/`` need the box that it opens.
    """
    named = {action for actions, _ in STEPS for action in actions}
    begun = [
        action
        for action in session.keymap.on(LIBRARY)
        if any(each == key or each.startswith(f"{key} ") for each in action.keys)
    ]
    return bool(begun) and all(
        action.group in HARMLESS or action.id in named or action.id.startswith("go_") for action in begun
    )
