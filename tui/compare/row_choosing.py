"""The comparison's keys that move between rows, open them, and choose which are shown, how, and of which accounts.

Does not compare: other accounts are requested from the `Navigation`.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from ..keymap import COMPARE
from ..text.cells import clip
from .accounts import NAME, labels

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..frame.line_box import LineBox
    from ..session.navigation import Navigation
    from ..session.session import Session, Verbs
    from .comparison_view import ComparisonView


CALLED: Final = {"differences": "difference", "flagged": "flag", "one_sided": "passage of one account alone"}
"""The names of the entries that keys move between, by attribute of `ShownRows`."""


class RowChoosing:
    """Moves and filters the rows of ``view``; ``box`` takes the words that rows must contain.

    ``sided`` is called when the cursor moved to another account.
    """

    def __init__(
        self,
        session: Session,
        navigation: Navigation,
        view: ComparisonView,
        box: LineBox,
        sided: Callable[[], None],
    ) -> None:
        self._session, self._navigation, self._view, self._box, self._sided = session, navigation, view, box, sided
        self.verbs: Verbs = {
            "side_left": partial(self._go_beside, -1),
            "side_right": partial(self._go_beside, 1),
            "next_pane": partial(self._turn_side, 1),
            "previous_pane": partial(self._turn_side, -1),
            "next_difference": partial(self._walk, "differences", 1),
            "previous_difference": partial(self._walk, "differences", -1),
            "next_flag": partial(self._walk, "flagged", 1),
            "previous_flag": partial(self._walk, "flagged", -1),
            "next_one_sided": partial(self._walk, "one_sided", 1),
            "previous_one_sided": partial(self._walk, "one_sided", -1),
            "open_all": self.toggle_whole,
            "fold_same": lambda: self._choose(folded=not view.choice.folded),
            "differing": lambda: self._choose(differing=not view.choice.differing),
            "quotations": lambda: self._choose(quotes=not view.choice.quotes),
            "words": self.toggle_words,
            "lead": self.lead,
            "matrix": view.turn,
            "select_rows": self.toggle_selection,
            "find_rows": self.find,
            "bring_in": self.bring_in,
        }

    def bring_in(self) -> None:
        """Bring in the accounts that were set aside, and the articles marked in the Library."""
        compared = self._view.compared
        if compared is None:
            return
        more = [*compared.asked, *self._navigation.marked]
        aside = [article.id for article in compared.aside]
        if not aside and set(more) == set(compared.asked):
            self._session.refuse("No account is set aside; mark more in the Library to add them.")
        else:
            self._navigation.compare(more, include=aside)

    def _go_beside(self, step: int) -> None:
        """Move to the account on the left or right."""
        self._view.choose_side(self._view.side + step)
        self._sided()

    def _turn_side(self, step: int) -> None:
        """Move to the next account, wrapping around."""
        self._view.choose_side((self._view.side + step) % max(1, len(self._view.articles)))
        self._sided()

    def _walk(self, places: str, step: int) -> None:
        """Move to the next (1) or previous (-1) of the entries in the attribute ``places`` of `ShownRows`."""
        passages = self._view.passages
        if passages is not None and not self._view.go_beyond(getattr(passages, places), step):
            self._session.refuse(f"There is no {CALLED[places]} {'further on' if step > 0 else 'before this one'}.")

    def open(self) -> None:
        """Open the fold under the cursor, else read the chosen account at this passage."""
        view = self._view
        row, passages, article = view.row, view.passages, view.article
        if view.unfold():
            return
        if row is None or passages is None or article is None:
            self._session.refuse("There is no row here.")
        else:
            self._navigation.read(article.id, offset=passages.origin(row, view.side))

    def toggle_whole(self) -> None:
        """Expand every run that one account has alone, or fold them again."""
        whole = not self._view.choice.whole
        self._view.choose(whole=whole, opened=frozenset())
        self._session.say("All is open." if whole else "What one account tells alone is folded.")

    def _choose(self, **changes: object) -> None:
        if not self._view.choose(**changes):
            self._session.refuse("No row is left; the same key shows all again.")

    def toggle_words(self) -> None:
        """Mark the words that differ, or not."""
        marked = self._view.table.words = not self._view.table.words
        self._view.show_rows()
        self._session.say("Words that differ are marked." if marked else "Words that differ are not marked.")

    def lead(self) -> None:
        """Order the rows by the account on the chosen side."""
        passages, side = self._view.passages, self._view.side
        if passages is None:
            return
        name = clip(labels(passages.comparison)[side], NAME, self._session.glyphs.ellipsis)
        if side == self._view.choice.lead:
            self._session.refuse(f"{name} leads already; {self._session.key_of('side_right')} chooses another account.")
            return
        here = self._view.place(COMPARE)
        self._choose(lead=side)
        self._view.go_to(here)
        self._session.say(f"{name} leads: rows follow its order, and words are marked against it.")

    def toggle_selection(self) -> None:
        """Start selecting rows here, or stop."""
        key_of = self._session.key_of
        if self._view.pane.selection.toggle():
            keys = f"{key_of('annotate')} writes a note on all of them, {key_of('copy')} copies them"
            self._session.say(f"Rows are being selected; {keys}.")
        else:
            self._session.say("No rows selected.")

    # Finding

    def find(self) -> None:
        """Open the box to find words in all accounts."""
        self._box.display = True
        self._box.enter()

    def typed(self, words: str) -> None:
        """Show the rows that contain what is typed."""
        self._view.choose(needle=words)
        count = len(self._view.passages.entries) if self._view.passages else 0
        self._box.tell(f"{count} rows" if words else "")

    def close_box(self) -> bool:
        """Close the box and show all rows again; return whether it was open."""
        was_open = bool(self._box.display)
        if was_open:
            self._box.value = ""
            self._box.display = False
            self._choose(needle="")
            self._view.pane.focus()
        return was_open
