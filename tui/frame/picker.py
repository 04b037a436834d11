"""A list to choose from by typing: help, commands, sort orders, themes, places.

Refuses to act on the choice: it hands it back.
"""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from index import safe

from ..text.cells import broken, clip, width

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from textual.app import ComposeResult
    from textual.events import Resize

MOST_SHOWN = 200
SHORT = 24
"""Cells of a name up to which names stand in a column, what is said of them in the next."""
LOW, AROUND, MORE = 30, 5, 3
"""Lines of a terminal below which the box takes all; of the box that are no list; and of what lines had no room for."""
BOX, SHARE, EDGES = 100, 0.96, 5
"""Cells of the box, and its share of the terminal, at most (as in the style); of it that are frame and scrollbar."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose: its value, its name, what stands before it (a key) and behind it (a sentence).

    ``group`` is the heading it stands under as long as nothing is typed.
    """

    value: str
    text: str
    before: str = ""
    after: str = ""
    group: str = ""

    def rank(self, words: Sequence[str]) -> int | None:
        """Return how well all the words fit, smaller is better; ``None`` when one does not."""
        name, whole = self.text.casefold(), f"{self.text} {self.after} {self.before}".casefold()
        if not all(word in whole for word in words):
            return None
        if name.startswith(tuple(words) or ""):
            return 0
        return 1 if all(word in name for word in words) else 2


def matching(choices: Iterable[Choice], query: str) -> list[Choice]:
    """Return the choices that hold every word of the query, the nearest first, else in their own order."""
    words = query.casefold().split()
    ranked = ((choice.rank(words), choice) for choice in choices)
    found = [(rank, choice) for rank, choice in ranked if rank is not None]
    return [choice for _, choice in sorted(found, key=lambda pair: pair[0])][:MOST_SHOWN]


class Picker(ModalScreen[str | None]):
    """Choose one of several; typing narrows the list, ``seen`` is told of each choice the cursor passes.

    Dismisses with the value chosen, or ``None``. With ``whole`` sentences stand below the names, on as many lines as
    they need.
    """

    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", show=False),
        Binding("down", "move('cursor_down')", show=False, priority=True),
        Binding("up", "move('cursor_up')", show=False, priority=True),
        Binding("ctrl+n", "move('cursor_down')", show=False, priority=True),
        Binding("ctrl+p", "move('cursor_up')", show=False, priority=True),
        Binding("pagedown", "move('page_down')", show=False, priority=True),
        Binding("pageup", "move('page_up')", show=False, priority=True),
        Binding("enter", "choose", show=False, priority=True),
    ]

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice],
        *,
        chosen: str | None = None,
        seen: Callable[[str], None] | None = None,
        nothing: str = "Nothing fits; esc goes back.",
        whole: bool = False,
    ) -> None:
        super().__init__()
        self._title, self._choices, self._chosen = title, choices, chosen
        self._seen = seen or (lambda _: None)
        self._nothing, self._whole = nothing, whole
        self._found: list[Choice] = list(choices)
        self._shown: list[Choice | None] = []
        self._columns = (0, 0, 0)

    @property
    def choices(self) -> Sequence[Choice]:
        """All there is to choose from."""
        return self._choices

    def compose(self) -> ComposeResult:
        """Lay the box out: title, field, list."""
        with Vertical(id="box"):
            yield Static(Content(safe(self._title)), id="box-title")
            yield Input(placeholder="type to narrow", compact=True, select_on_focus=False)
            yield OptionList(compact=True, markup=False)
            yield Static(id="box-more")

    def on_mount(self) -> None:
        """Fill the list and stand on what is chosen now."""
        self.query_one(Input).cursor_blink = False
        self._fill()

    def add(self, choices: Iterable[Choice]) -> None:
        """Offer more choices, found while the box was open already."""
        if not self.is_attached:
            return
        under = self._under_cursor
        self._chosen = under.value if under else self._chosen
        self._choices = [*self._choices, *choices]
        self._found = matching(self._choices, self.query_one(Input).value)
        self._fill()

    def on_resize(self, _: Resize) -> None:
        """Clip the lines anew."""
        self._fill()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list; the cursor goes to the nearest match."""
        event.stop()
        self._found, self._chosen = matching(self._choices, event.value), None
        self._fill()

    def _fill(self) -> None:
        options = self.query_one(OptionList)
        cells = max(20, min(BOX, int(self.size.width * SHARE)) - EDGES)
        keys = max((width(choice.before) for choice in self._found), default=0)
        names = _name_column(self._found, cells)
        options.clear_options()
        self._shown, self._columns = [], (keys, names, cells)
        for choice in self._found[:MOST_SHOWN]:
            if choice.group and not self.query_one(Input).value and choice.group != self._group_above:
                heading = Content(choice.group).stylize("bold $text-muted")
                options.add_option(Option(heading, disabled=True))
                self._shown.append(None)
            line = _lines(choice, cells) if self._whole else _line(choice, keys, names, cells)
            options.add_option(Option(line))
            self._shown.append(choice)
        self._divide()
        if not self._found:
            options.add_option(Option(Content(self._nothing).stylize("$text-muted"), disabled=True))
            return
        places = [(place, choice.value) for place, choice in enumerate(self._shown) if choice]
        options.highlighted = next((place for place, value in places if value == self._chosen), places[0][0])

    @property
    def _group_above(self) -> str:
        last = self._shown[-1] if self._shown else None
        return last.group if last else ""

    @property
    def _under_cursor(self) -> Choice | None:
        place = self.query_one(OptionList).highlighted
        return self._shown[place] if place is not None and place < len(self._shown) else None

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Tell what the cursor stands on."""
        event.stop()
        choice = self._shown[event.option_index] if event.option_index < len(self._shown) else None
        if choice:
            self.query_one("#box-more", Static).update(Content(self._rest(choice)))
            self._seen(choice.value)

    def _rest(self, choice: Choice) -> str:
        """Return what a choice's line has no room for."""
        texts = zip((choice.text, choice.after), _rooms(choice, *self._columns), strict=True)
        in_column = self._whole or width(choice.text) <= self._columns[1]
        return "" if in_column else safe("  ".join(text for text, room in texts if width(text) > room))

    def _divide(self) -> None:
        """Give the list what room the box has, less the lines below it if any choice needs them."""
        more = self.query_one("#box-more", Static)
        more.display = any(map(self._rest, self._found[:MOST_SHOWN]))
        height = self.size.height - 3 if self.size.height < LOW else self.size.height * 4 // 5
        self.query_one("#box").styles.max_height = height
        self.query_one(OptionList).styles.max_height = max(3, height - AROUND - (MORE if more.display else 0))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Choose by a click."""
        event.stop()
        self.action_choose()

    def action_move(self, how: str) -> None:
        """Move the list's cursor."""
        getattr(self.query_one(OptionList), f"action_{how}")()

    def action_choose(self) -> None:
        """Hand back what the cursor stands on."""
        choice = self._under_cursor if self.is_mounted else None
        if choice:
            self.dismiss(choice.value)


def _lines(choice: Choice, cells: int) -> Content:
    below = wrap(safe(choice.after), cells - 4, break_long_words=True)
    return Content.assemble(clip(safe(choice.text), cells), *((f"\n  {line}", "$text-muted") for line in below))


def _name_column(choices: Sequence[Choice], cells: int) -> int:
    """Return the cells of the column of names: long ones leave it where there are short ones."""
    names = [width(choice.text) for choice in choices]
    return min(max([name for name in names if name <= SHORT] or names, default=0), cells // 2)


def _rooms(choice: Choice, keys: int, names: int, cells: int) -> tuple[int, int]:
    """Return the cells of a choice's name and of a line behind it: a long name leaves the column of names."""
    room, name = max(0, cells - keys - (2 if keys else 0)), width(choice.text)
    if not choice.after:
        return room, 0
    if name <= names:
        return names, max(0, room - names - 2)
    behind = min(width(choice.after), room // 3)
    return max(0, room - behind - 2), max(0, behind, room - name - 2)


def _line(choice: Choice, keys: int, names: int, cells: int) -> Content:
    """Return a choice in its columns; what is said of a name in its column goes on below, none of it is cut."""
    before = safe(choice.before) + " " * (keys - width(safe(choice.before)))
    room, rest = _rooms(choice, keys, names, cells)
    text = clip(safe(choice.text), room)
    parts = [(before, "bold $text-accent"), "  " if keys else "", text]
    if choice.after:
        in_column = width(choice.text) <= names
        first, *below = broken(safe(choice.after), rest) if in_column else [clip(safe(choice.after), rest)]
        indent = " " * (cells - rest)
        parts += [" " * max(2, names - width(text) + 2), (first, "$text-muted")]
        parts += [(f"\n{indent}{line}", "$text-muted") for line in below]
    return Content.assemble(*parts)
