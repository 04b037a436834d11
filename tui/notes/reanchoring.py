"""The reader's decisions on notes with a changed or lost passage: accept the guess, pick another, whole article.

A guess is never accepted automatically.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index import ASTRAY, State, one_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from index import Placed, PlacedNote

    from ..session.navigation import Navigation
    from ..session.session import Session, Verbs
    from .notepad import Notepad


class Reanchoring:
    """The three decisions, for the note ``at_hand``."""

    def __init__(
        self,
        session: Session,
        navigation: Navigation,
        notepad: Notepad,
        at_hand: Callable[[], PlacedNote | None],
    ) -> None:
        self._session, self._navigation, self._notepad, self._at_hand = session, navigation, notepad, at_hand
        self.verbs: Verbs = {
            "accept_guess": self.accept_guess,
            "pick_anew": self.pick_anew,
            "keep_whole": self.keep_whole,
        }

    def accept_guess(self) -> None:
        """Accept the best guess for each changed or lost passage."""
        note = self._at_hand()
        if note is None or not any(map(_guessed, note.places)):
            self._session.refuse("There is no guess to accept here.")
        else:
            self._notepad.accept(note)

    def pick_anew(self) -> None:
        """Go to the article and select the passage there."""
        note = self._at_hand()
        if note is None or not note.places:
            self._session.refuse("This note has no passage to pick.")
            return
        astray = (number for number, place in enumerate(note.places) if place.state in ASTRAY)
        self._navigation.repick(note, next(astray, 0))

    def keep_whole(self) -> None:
        """Keep the note on the whole article, dropping its changed or lost passages."""
        note = self._at_hand()
        astray = [place for place in note.places if place.state in ASTRAY] if note else []
        if note is None or not astray:
            self._session.refuse("This note stands in its place.")
            return
        self._notepad.keep_whole(note)


def why_unreadable(place: Placed | None, session: Session) -> str:
    """Return why there is no passage to be read, with the keys that help; empty if there is one."""
    if place is not None and place.absent:
        return f"{one_line(place.target.article)} is not among the articles read."
    if place is None or place.state is not State.LOST or place.guess is not None:
        return ""
    pick, keep = session.key_of("pick_anew"), session.key_of("keep_whole")
    return f"The passage of this note is lost; {pick} picks another, {keep} keeps it on the whole article."


def _guessed(place: Placed) -> bool:
    return place.state in ASTRAY and place.guess is not None and place.guess.end > place.guess.start
