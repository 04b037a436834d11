"""The tour: a few lines for first-time readers with the most important keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.widgets import Static

if TYPE_CHECKING:
    from ..session.session import Session

STEPS: Final = (
    (("down", "open"), "walk through the list, and read; back with {back}"),
    (("search",), "search all articles as you type; {filter} filters them"),
    (("compare",), "compare this story’s accounts, or those marked with {mark}"),
    (("annotate",), "write a note, in an article on words selected by {select_sentence}"),
    (("help", "palette"), "every key of a screen, and every command"),
)
"""The actions whose keys lead each line, and its text; other keys are named in braces."""


class Tour(Static):
    """The tour, shown once under the list until the next key, which also does what it is bound to."""

    DEFAULT_CSS = "Tour { height: auto; padding: 0 1; border-top: solid $primary; }"

    def __init__(self, session: Session) -> None:
        super().__init__(Content(tour_text(session)), id="tour")


def tour_text(session: Session) -> str:
    """Return the lines, with the keys of the current keymap."""
    named = {action.id: session.key_of(action.id) for action in session.keymap.actions}
    leads = [" ".join(named[action] for action in actions) for actions, _ in STEPS]
    width = max(map(len, leads))
    told = [f"{lead:<{width}}  {words.format_map(named)}" for lead, (_, words) in zip(leads, STEPS, strict=True)]
    return "\n".join(["Welcome to Variorum: shown once; any key puts it away.", *told])
