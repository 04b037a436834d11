"""The keys of a screen: verbs offered under action ids, counts typed before a key, and key sequences.

As in vim ``3j`` moves three rows down and ``10G`` to the tenth. A digit bound to an action of its own (``3``: Compare)
runs it after a short pause, or when a key follows that opens a line to type in, which is then opened there. Any other
key that takes no count does nothing behind one, and says so.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from textual.binding import Binding

from ..keymap import AWAITING, MOVING, shown
from ..session.session import nothing
from .list_pane import ListPane, why_empty
from .moving import moving_verbs, numbered_verbs, standing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from textual.events import Key

    from ..keymap import Action
    from ..session.session import Numbered, Session, Verbs
    from .moving import MovingPane

DIGITS: Final = "0123456789"
REPEATED: Final = (
    *("next_", "previous_", "word_", "sentence_", "paragraph_", "caret_", "side_", "pane_"),
    *("read_on", "undo", "redo", "back_place", "forward_place", "narrower", "wider"),
)
"""Prefixes of the actions that a count repeats."""

MARKING: Final = frozenset({"mark", "mark_story", "mark_note"})
"""The actions that a count repeats as far as there are rows: they go down, and on the last row would turn back."""

TYPING: Final = frozenset({"search", "find", "find_stories", "find_notes", "find_rows", "palette", "help"})
"""The actions that open a line to type in: behind a digit they do so on the screen the digit leads to."""

SETTLING: Final = "pause"
"""The name of the key that macros hold where a pause made a digit a key of its own."""

ON_ROWS: Final = frozenset({"open", "open_story", "go_passage", "mark", "mark_story", "mark_note"})
"""The actions besides movement that need a row in the list with the focus."""

ON_LISTED: Final = frozenset(
    {
        *("compare", "compare_nearest", "star", "tag", "toggle_read", "next_unread", "read_all", "next_hit"),
        *("previous_hit", "annotate", "take_out", "take_account_out", "forget_decisions", "copy", "copy_cited"),
        *("browse", "pipe", "edit_note", "edit_outside", "delete_note", "note_kind", "tag_note", "link", "reply"),
        *("accept_guess", "pick_anew", "keep_whole", "export_notes"),
    }
)
"""The actions that need a listed or marked row, wherever the focus is."""

GOING: Final = ("down", "up", "page_down", "page_up", "half_page_down", "half_page_up")
"""Actions that move, unless already at the end."""

LISTS: Final = ("palette", "help")
"""Actions that open a list of actions."""

PAUSE: Final = 0.3
"""Seconds after which a pending digit stands for itself."""

AT_ONCE: Final = 1.0
"""Seconds during which a key counts as the argument of an unbound vim command typed before it."""

MOST: Final = 9_999
_HELD: Final = 18

_SIGNS: Final = {"comma": ","}
"""Characters that the configuration spells out."""


class Count:
    """A count being typed; ``later`` schedules a call, ``alone`` is given a digit that turned out to be its own key.

    ``passed`` is called before that if nothing followed the digit for a while.
    """

    def __init__(
        self,
        later: Callable[[float, Callable[[], None]], Callable[[], None]],
        alone: Callable[[str], object],
        passed: Callable[[], object] = nothing,
    ) -> None:
        self._later, self._alone, self._passed = later, alone, passed
        self._digits = ""
        self._call_off: Callable[[], None] = nothing

    @property
    def digits(self) -> str:
        """The digits typed so far; empty when no count is pending."""
        return self._digits

    def typed(self, digit: str) -> None:
        """Take a digit; a leading 0 starts no count."""
        self._call_off()
        self._digits = (self._digits + digit)[:_HELD]
        if self._digits == "0":
            self.settle()
        else:
            self._call_off = self._later(PAUSE, self._pass_by)

    def take(self) -> int:
        """Return the count and reset it; 0 when there is none."""
        self._call_off()
        number, self._digits = min(int(self._digits or 0), MOST), ""
        return number

    def hold(self) -> None:
        """Keep the count however long the next key takes: a sequence is still being typed."""
        self._call_off()

    def _pass_by(self) -> None:
        self._passed()
        self.settle()

    def settle(self) -> None:
        """Treat the last digit as a key of its own: the digits were no count."""
        self._call_off()
        digit, self._digits = self._digits[-1:], ""
        if digit:
            self._alone(digit)


class KeySequence:
    """Multi-key sequences; ``later`` schedules a call, ``hint`` shows which keys may follow."""

    def __init__(
        self, later: Callable[[float, Callable[[], None]], Callable[[], None]], hint: Callable[[str], None]
    ) -> None:
        self._later, self._hint = later, hint
        self._actions: dict[tuple[str, ...], Action] = {}
        self._typed: tuple[str, ...] = ()
        self.last: tuple[str, ...] = ()
        """The last key or key sequence typed, bound or not."""
        self._call_off: Callable[[], None] = nothing

    @property
    def under_way(self) -> bool:
        """Whether a sequence has been started."""
        return bool(self._typed)

    def know(self, actions: Sequence[Action]) -> None:
        """Set the actions whose keys are sequences."""
        several = [(key.split(), action) for action in actions for key in action.keys if " " in key]
        self._actions = {tuple(_SIGNS.get(part, part) for part in keys): action for keys, action in several}
        self._typed = ()

    def take(self, key: str) -> tuple[Action, ...]:
        """Take a key; return the actions still reachable, or the one completed (then `under_way` is false)."""
        self._call_off()
        typed = self.last = (*self._typed, key)
        ways = {keys: action for keys, action in self._actions.items() if keys[: len(typed)] == typed}
        self._typed = typed if ways and typed not in ways else ()
        if self._typed:
            self._call_off = self._later(PAUSE, partial(self._show, ways))
        return tuple(ways.values())

    def _show(self, ways: Mapping[tuple[str, ...], Action]) -> None:
        here = len(self._typed)
        follow = {keys[here]: action.label if len(keys) == here + 1 else "…" for keys, action in ways.items()}
        told = "  ".join(f"{shown(key)} {label}" for key, label in follow.items())
        self._hint(f"{' '.join(map(shown, self._typed))} …  {told}")


def name_of(event: Key) -> str:
    """Return a key's name in the keymap: a character, or ``enter``, ``space``, ``ctrl+n``."""
    printable = event.is_printable and event.character is not None and not event.character.isspace()
    return str(event.character) if printable else event.key


class PageKeys:
    """The keys of the screen ``name``; ``act`` runs an action after messages already queued."""

    def __init__(self, name: str, session: Session, act: Callable[[str], None]) -> None:
        self._name, self._session, self._act = name, session, act
        self.verbs: Verbs = {}
        self._late: list[Callable[[], Verbs]] = []
        self._numbered: Numbered = {"replay": self._ask_replay}
        self._asked: Callable[[str], None] | None = None
        self._left: Callable[[], None] = nothing
        self._call_off: Callable[[], None] = nothing
        self._pane: Callable[[], MovingPane] | None = None
        self._on_rows: frozenset[str] = frozenset()
        self._listing: ListPane | None = None
        self._marks: Iterable[str] = ()
        self._vain = ""
        self._stop_waiting: Callable[[], None] = nothing
        self.offer({"record": self._record, "replay": lambda: self._ask_replay(1)})
        self.count = Count(session.later, self._stands_alone, lambda: session.macros.pause(SETTLING))
        self.sequence = KeySequence(session.later, session.say)
        self._actions: dict[str, str] = {}
        self._counted_top = False

    def _read_keymap(self) -> dict[str, str]:
        actions = self._session.keymap.on(self._name)
        self.sequence.know(actions)
        return {key: action.id for action in actions for key in action.keys if " " not in key}

    @property
    def asking(self) -> bool:
        """Whether the next key is read as the name of a macro."""
        return self._asked is not None

    def bindings(self) -> list[Binding]:
        """Return a Textual binding for every key of the session's current keymap.

        Digits are bound to counts, if the reader wants them.
        """
        self._actions = self._read_keymap()
        counts = DIGITS if self._session.settings.display.counts else ""
        ours = [
            Binding(key, f"act('{action}')", show=False, id=f"{self._name}.{action}")
            for key, action in self._actions.items()
            if key not in counts
        ]
        return [*ours, *(Binding(digit, f"count('{digit}')", show=False) for digit in counts)]

    def offer(self, *verbs: Verbs) -> None:
        """Add verbs; a later one replaces an earlier one of the same id."""
        for more in verbs:
            self.verbs.update(more)

    def offer_numbered(self, verbs: Numbered) -> None:
        """Add verbs that take a count."""
        self._numbered |= verbs

    def offer_late(self, make: Callable[[], Verbs]) -> None:
        """Add verbs made lazily: ``make`` is called when a key first needs one, or by `make_ready`."""
        self._late.append(make)

    def make_ready(self) -> None:
        """Make all lazy verbs now; they replace none that exist."""
        while self._late:
            self.verbs = self._late.pop(0)() | self.verbs

    def offer_moving(self, pane: Callable[[], MovingPane]) -> None:
        """Add the movement keys for the pane that has the focus."""
        moving = moving_verbs(pane)
        self.offer(moving)
        self._on_rows = ON_ROWS | moving.keys()
        self._pane = pane
        self._numbered |= numbered_verbs(pane)

    def offer_listing(self, listing: ListPane, marks: Iterable[str]) -> None:
        """Have the screen's list, while it is empty and nothing is marked, answer actions that need a row of it."""
        self._listing, self._marks = listing, marks

    def run(self, action: str) -> None:
        """Run an action, with the count typed before it if it takes one."""
        number = self.count.take()
        if action not in self.verbs:
            self.make_ready()
        again, self._counted_top = self._counted_top, action == "top" and number > 0
        if again and action == "top" and not number:
            return  # the second g of vim's 10gg
        if action in LISTS:
            self._session.macros.mark()
        going = self._pane() if self._pane and self._session.macros.playing and action in GOING else None
        before = standing(going) if going else ()
        self._do(action, number)
        if going and standing(going) == before:
            self._session.refuse("That goes no further.")

    def _why_empty(self, action: str) -> str:
        """Return why an action on rows finds none in the list it needs; empty if it has rows."""
        pane: object = self._pane() if self._pane and action in self._on_rows else None
        if action in ON_LISTED and not any(self._marks):
            pane = self._listing
        return why_empty(pane) if isinstance(pane, ListPane) else ""

    def _do(self, action: str, number: int) -> None:
        if empty := self._why_empty(action):
            self._session.refuse(empty, passing=True)
            return
        if self._takes_none(action, number):
            return
        if number and action in self._numbered:
            self._numbered[action](number)
            return
        times = max(1, number) if self._takes_number(action) else 1
        if action in MARKING and self._listing is not None:
            times = min(times, self._listing.row_count - self._listing.cursor)
        for _ in range(times):
            self.verbs[action]()

    def _takes_none(self, action: str, number: int) -> bool:
        """Whether a number means nothing to an action, which is said then; keys that move do so without it."""
        digits, key = str(number), self._session.key_of(action)
        if not number or self._takes_number(action) or self._session.keymap.action(action).group == MOVING:
            return False
        alone = self._session.keymap.action(self._actions[digits]).label if digits in self._actions else ""
        goes = f"; {digits} and a short pause goes to {alone}" if alone else ""
        self._session.refuse(f"{key} takes no number{goes}.")
        return True

    def go_to_row(self, number: str) -> None:
        """Go to the row or line of a number; one with a sign counts from the cursor, ``$`` is the last."""
        moves = {"$": ("bottom", 0), "+": ("down", 1), "-": ("up", 1)}
        action, least = moves.get(number[:1], ("top", 1))
        self._do(action, max(least, min(int(number.strip("$+-") or 0), MOST)))

    def type_digit(self, digit: str) -> None:
        """Take a digit of a count, and show what may follow."""
        self.count.typed(digit)
        if self.count.digits:
            self._session.say(f"{self.count.digits} … j k rows, G row {self.count.digits}")

    def heard(self, event: Key, bound: str, *, known: bool) -> None:
        """Inspect a key before its binding runs ``bound``, its action if any; one not ``known`` is reported as unbound.

        Behind a digit, a key that opens a line to type in is replayed on the screen that the digit leads to.
        """
        if event.key == SETTLING:
            event.stop()
            self.count.settle()
            return
        begun, name = self.sequence.under_way, name_of(event)
        vain, self._vain = self._vain, ""
        if self._asked is not None or (vain and event.is_printable):
            event.stop()
            self._answer(name) if self._asked is not None else self._say_unbound(f"{vain} {name}")
            return
        ways = self.sequence.take(name)
        if ways or begun:
            event.stop()
            self._go_on(ways)
        elif bound in TYPING and self.count.digits in self._actions:
            event.stop()
            self._session.hear_again(event)
            self.count.settle()
        elif bound == "leave" and self.count.digits:
            event.stop()
            self.count.take()
        elif not known:
            self.count.take()
            self._say_unbound(name)
            self._await_in_vain(name)

    # Macros

    def _record(self) -> None:
        macros, key_of = self._session.macros, self._session.key_of
        if not macros.recording:
            self.ask("a letter names what is recorded from now on", macros.begin)
            return
        ways = [[_SIGNS.get(part, part) for part in key.split()] for key in self._session.keymap.action("record").keys]
        letter = macros.end(ways)
        kept = f"Kept as “{letter}”; {key_of('replay')} {letter} plays it."
        if letter:
            self._session.say(kept if letter in macros.all else "Nothing was recorded; what was there is gone.")

    def _ask_replay(self, times: int) -> None:
        known = "  ".join(
            f"{letter} {' '.join(shown(each.character or each.key) for each in strokes[:8])}"
            for letter, strokes in sorted(self._session.macros.all.items())
        )
        self.ask(known or "nothing is recorded yet", lambda letter: self._session.macros.play(letter, times))

    def ask(self, hint: str, then: Callable[[str], None], left: Callable[[], None] = nothing) -> None:
        """Read the next key as a name; ``hint`` is shown if it does not come at once, Escape calls ``left`` instead."""
        self._asked, self._left = then, left
        self._call_off = self._session.later(PAUSE, lambda: self._session.say(f"…  {hint}"))

    def _answer(self, name: str) -> None:
        then, self._asked = self._asked, None
        self._call_off()
        if then is not None:
            self._left() if name == "escape" else then(name)

    def _await_in_vain(self, key: str) -> None:
        """Swallow the key typed right after one that takes an argument in vim and is unbound here."""
        if key in AWAITING:
            self._vain = key
            self._stop_waiting()
            self._stop_waiting = self._session.later(AT_ONCE, partial(setattr, self, "_vain", ""))

    def _go_on(self, ways: Sequence[Action]) -> None:
        """Run the action a key sequence led to, wait for the next key, or report that the sequence is unbound."""
        self.count.hold()
        if ways and not self.sequence.under_way:
            self._act(ways[0].id)
        elif not ways:
            self.count.take()
            if self.sequence.last[-1] != "escape":
                self._say_unbound(" ".join(self.sequence.last))

    def _takes_number(self, action: str) -> bool:
        return action in self._numbered or action in MARKING or action.startswith(REPEATED)

    def _stands_alone(self, digit: str) -> None:
        if digit in self._actions:
            self._session.say("")
            self._act(self._actions[digit])
        else:
            self._say_unbound(digit)

    def _say_unbound(self, key: str) -> None:
        instead = self._session.keymap.instead(key, self._name)
        told = f": {shown(instead.keys[0])} is “{instead.label}”" if instead else ""
        self._session.refuse(f"{shown(key)} does nothing here{told}; {self._session.key_of('help')} lists the keys.")
