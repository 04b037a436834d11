"""A modal list filtered by typing: help, commands, sort orders, themes, places.

It does not act on the choice: it returns it.
"""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from index import safe

from ..text.cells import broken, clip, width
from .prompt import unheard
from .style_blend import least_contrast, legible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from textual.app import ComposeResult
    from textual.events import Key, Resize

MOST_SHOWN = 200
SHORT = 24
"""Names up to this many cells share a column, with their descriptions in the next."""
LOW, AROUND, MORE = 30, 5, 3
"""On a terminal below LOW lines the box takes all; AROUND of its lines are no list, MORE show clipped text."""
BOX, SHARE, EDGES = 100, 0.96, 5
"""The box's greatest width in cells and as a share of the terminal (as in the CSS); cells of frame and scrollbar."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One item: its value, its name, and what is shown before it (a key) and after it (a description).

    ``group`` is the heading it is listed under while nothing is typed. ``also`` holds other names: typing one of them
    exactly, or beginning with one that ends in a slash, ranks the item first, with or without colons before it.
    """

    value: str
    text: str
    before: str = ""
    after: str = ""
    group: str = ""
    also: tuple[str, ...] = ()

    def rank(self, words: Sequence[str]) -> int | None:
        """Return how well an item matches all the words, smaller is better; ``None`` when one is missing."""
        command = words[0].lstrip(":") if words else ""
        if command and (
            not {command, words[0]}.isdisjoint(self.also)
            or command.startswith(tuple(each for each in self.also if each[-1] == "/"))
        ):
            return -1
        name, whole = self.text.casefold(), f"{self.text} {self.after} {self.before}".casefold()
        if not all(word in whole for word in words):
            return None
        if not all(word in name for word in words):
            return 2
        return 0 if name.startswith(tuple(words) or "") else 1


def matching(choices: Iterable[Choice], query: str) -> list[Choice]:
    """Return at most `MOST_SHOWN` items that contain every word of the query, best first, otherwise in their order."""
    words = query.casefold().split()
    ranked = ((choice.rank(words), choice) for choice in choices)
    found = [(rank, choice) for rank, choice in ranked if rank is not None]
    return [choice for _, choice in sorted(found, key=lambda pair: pair[0])][:MOST_SHOWN]


class ChoiceList(OptionList):
    """A list whose highlighted option is as legible as the others: its colours keep their contrast to the cursor's."""

    def render_line(self, y: int) -> Strip:
        """Render a line, the colours of the highlighted option moved where the cursor would drown them."""
        strip, place = super().render_line(y), self.highlighted
        least = least_contrast(self)
        return Strip(
            [
                Segment(text, legible(style, least) if style and style.meta.get("option") == place else style, control)
                for text, style, control in strip
            ],
            strip.cell_length,
        )


class Picker(ModalScreen[str | None]):
    """Choose one of several items; typing filters the list, ``seen`` is called with each value the cursor reaches.

    ``made`` returns items made of what is typed. Dismisses with the chosen value, or ``None``. With ``whole``,
    descriptions stand below the names, wrapped in full. With ``looked_up``, the list is mostly for reading: Enter
    chooses an item that the cursor was moved to, and otherwise only says what a second Enter would choose.
    """

    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", show=False),
        Binding("down,ctrl+n,ctrl+j,tab", "move('cursor_down')", show=False, priority=True),
        Binding("up,ctrl+p,shift+tab", "move('cursor_up')", show=False, priority=True),
        Binding("pagedown,ctrl+f,ctrl+d", "move('page_down')", show=False, priority=True),
        Binding("pageup,ctrl+b", "move('page_up')", show=False, priority=True),
        Binding("ctrl+u", "clear", show=False, priority=True),
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
        looked_up: bool = False,
        made: Callable[[str], Sequence[Choice]] = lambda _: (),
    ) -> None:
        super().__init__()
        self._title, self._choices, self._chosen = title, choices, chosen
        self._seen = seen or (lambda _: None)
        self._nothing, self._whole, self._made = nothing, whole, made
        self._looked_up, self._meant = looked_up, not looked_up
        self._found: list[Choice] = list(choices)
        self._filtered_by = ""
        self._shown: list[Choice | None] = []
        self._columns = (0, 0, 0)

    @property
    def choices(self) -> Sequence[Choice]:
        """All items, filtered or not."""
        return self._choices

    def compose(self) -> ComposeResult:
        """Compose the box: title, input, list."""
        with Vertical(id="box"):
            yield Static(Content(safe(self._title)), id="box-title")
            yield Input(placeholder="type to narrow", compact=True, select_on_focus=False)
            yield ChoiceList(compact=True, markup=False)
            yield Static(id="box-more")

    def on_mount(self) -> None:
        """Fill the list, with the cursor on the current choice."""
        self.query_one(Input).cursor_blink = False
        self._fill()

    def add(self, choices: Iterable[Choice]) -> None:
        """Add items found after the box was opened."""
        if not self.is_attached:
            return
        under = self._under_cursor
        self._chosen = under.value if under else self._chosen
        self._choices = [*self._choices, *choices]
        self._found = self._matching(self.query_one(Input).value)
        self._fill()

    def on_resize(self, _: Resize) -> None:
        """Clip the lines to the new width."""
        self._fill()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter the list; the cursor goes to the best match."""
        event.stop()
        self._filter(event.value)

    def _filter(self, query: str) -> None:
        """List what matches ``query`` unless it is listed already."""
        if query != self._filtered_by:
            self._filtered_by = query
            self._found, self._chosen = self._matching(query), None
            self._mean(not self._looked_up)
            self._fill()

    def _matching(self, query: str) -> list[Choice]:
        """Return what is made of the words typed, then the items that hold them."""
        return [*self._made(query), *matching(self._choices, query)]

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
        """Show the full text of the highlighted item and report its value."""
        event.stop()
        choice = self._shown[event.option_index] if event.option_index < len(self._shown) else None
        if choice:
            self.query_one("#box-more", Static).update(Content(self._rest(choice)))
            self._seen(choice.value)

    def _rest(self, choice: Choice) -> str:
        """Return what is clipped from an item's line."""
        texts = zip((choice.text, choice.after), _rooms(choice, *self._columns), strict=True)
        in_column = self._whole or width(choice.text) <= self._columns[1]
        return "" if in_column else safe("  ".join(text for text, room in texts if width(text) > room))

    def _divide(self) -> None:
        """Give the list the height of the box, less the lines for clipped text if any item needs them."""
        more = self.query_one("#box-more", Static)
        more.display = any(map(self._rest, self._found[:MOST_SHOWN]))
        height = self.size.height - 3 if self.size.height < LOW else self.size.height * 4 // 5
        self.query_one("#box").styles.max_height = height
        self.query_one(OptionList).styles.max_height = max(3, height - AROUND - (MORE if more.display else 0))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Choose the clicked item."""
        event.stop()
        self._choose()

    def action_move(self, how: str) -> None:
        """Move the cursor of the list."""
        getattr(self.query_one(OptionList), f"action_{how}")()
        self._mean(True)

    def action_clear(self) -> None:
        """Take away what is typed before the cursor, else go a page up, as vim's ctrl+u does."""
        line = self.query_one(Input)
        if line.cursor_position:
            line.action_delete_left_all()
        else:
            self.action_move("page_up")

    def on_key(self, event: Key) -> None:
        """Say in the title that a key does nothing here."""
        if told := unheard(self, event):
            self.query_one("#box-title", Static).update(Content(told))

    def action_choose(self) -> None:
        """Dismiss with the item under the cursor, of those that match all that is typed."""
        if self.is_mounted:
            self._filter(self.query_one(Input).value)  # letters just typed may not have been told yet
        choice = self._under_cursor if self.is_mounted else None
        if choice and choice.value and not self._meant:
            self._mean(True, f"Enter again: “{choice.text}”; esc leaves")
        else:
            self._choose()

    def _mean(self, meant: bool, title: str = "") -> None:  # noqa: FBT001 - a state
        """Set whether Enter chooses the item under the cursor, and the title."""
        self._meant = meant
        self.query_one("#box-title", Static).update(Content(safe(title or self._title)))

    def _choose(self) -> None:
        choice = self._under_cursor if self.is_mounted else None
        if choice:
            self.dismiss(choice.value)


def _lines(choice: Choice, cells: int) -> Content:
    below = wrap(safe(choice.after), cells - 4, break_long_words=True)
    return Content.assemble(clip(safe(choice.text), cells), *((f"\n  {line}", "$text-muted") for line in below))


def _name_column(choices: Sequence[Choice], cells: int) -> int:
    """Return the width of the name column in cells; long names overflow it if there are short ones."""
    names = [width(choice.text) for choice in choices]
    return min(max([name for name in names if name <= SHORT] or names, default=0), cells // 2)


def _rooms(choice: Choice, keys: int, names: int, cells: int) -> tuple[int, int]:
    """Return the cells for an item's name and for a line of its description; a long name overflows the name column."""
    room, name = max(0, cells - keys - (2 if keys else 0)), width(choice.text)
    if not choice.after:
        return room, 0
    if name <= names:
        return names, max(0, room - names - 2)
    behind = min(width(choice.after), room // 3)
    return max(0, room - behind - 2), max(0, behind, room - name - 2)


def _line(choice: Choice, keys: int, names: int, cells: int) -> Content:
    """Render an item in columns; the description of a name that fits its column is wrapped, otherwise it is clipped."""
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
