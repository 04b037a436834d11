"""A one-line input with a symbol before it, facts after it, and a problem shown under the offending word.

It does not search: it posts what was typed and entered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from index import safe

from ..text.cells import broken, width

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult

    from index import QueryProblem


class Line(Input):
    """The input itself. Enter is posted straight to the screen: the next key may be meant for where it leads."""

    def __init__(self, box: LineBox, placeholder: str) -> None:
        super().__init__(placeholder=placeholder, compact=True, select_on_focus=False)
        self._box = box

    async def action_submit(self) -> None:
        """Post what was entered."""
        self.screen.post_message(LineBox.Entered(self._box, self.value))


class LineBox(Vertical):
    """An input box one line high, with a line below for a problem, or more if its sentence needs them."""

    DEFAULT_CSS = """
    LineBox { height: auto; }
    LineBox > Horizontal { height: 1; }
    LineBox .sign { width: 3; }
    LineBox Input { width: 1fr; }
    LineBox .facts { width: auto; max-width: 60%; }
    LineBox .problem { height: auto; display: none; }
    LineBox.-problem .problem { display: block; }
    """

    class Typed(Message):
        """The text in the box changed."""

        def __init__(self, box: LineBox, value: str) -> None:
            super().__init__()
            self.box, self.value = box, value

    class Entered(Typed):
        """Enter was pressed in the box."""

    def __init__(self, sign: str, placeholder: str, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._input = Line(self, placeholder)
        self._row = Horizontal(Static(Content(f" {sign} "), classes="sign"), self._input)
        self._facts = Static(classes="facts")
        self._problem = Static(classes="problem")
        self._room = 0

    def compose(self) -> ComposeResult:
        """Compose the input alone; facts and problem are mounted when there are any."""
        yield self._row

    def on_mount(self) -> None:
        """Stop the cursor blinking: every blink repaints the screen."""
        self._input.cursor_blink = False
        self._place()

    def _place(self) -> None:
        """Mount facts and problem once they have content; an empty box does without them."""
        for part, where in ((self._facts, self._row), (self._problem, self)):
            if where.is_attached and part.content and not part.is_attached:
                where.mount(part)

    @property
    def value(self) -> str:
        """The text in the box."""
        return self._input.value

    @value.setter
    def value(self, text: str) -> None:
        self._input.value = text
        self._input.cursor_position = len(text)

    @property
    def typing(self) -> bool:
        """Whether the input has the focus."""
        return self.screen.focused is self._input

    def enter(self) -> None:
        """Focus the input."""
        self.screen.set_focus(self._input, scroll_visible=False)

    def tell(self, facts: str) -> None:
        """Show facts after the text; while words are typed their column only grows, which saves a new layout."""
        room = 0 if not facts else self._room
        grown = width(facts) > room or not facts
        self._room = max(room, width(facts))
        shown = f" {' ' * (self._room - width(facts))}{facts} " if facts else ""
        self._facts.update(Content.styled(shown, "$text-muted"), layout=grown)
        self._place()

    def soon(self, call: Callable[[], None]) -> None:
        """Call ``call`` after the next refresh, so that the work it starts does not delay the echo of a key."""
        self.call_after_refresh(call)

    def complain(self, problems: Sequence[QueryProblem]) -> None:
        """Show the first problem under its word, or clear it."""
        self.set_class(bool(problems), "-problem")
        if problems:
            self._problem.update(Content.styled(self._under(problems[0]), "$text-warning"))
            self._place()

    def _under(self, problem: QueryProblem) -> str:
        """Return carets under the word, with the message after them, else before them, else in lines below."""
        value = self._input.value
        column = 3 + width(value[: problem.start]) - int(self._input.scroll_offset.x)
        marks = "^" * max(1, width(value[problem.start : problem.end]))
        column = min(max(0, column), max(0, self.size.width - len(marks) - 1))
        message = safe(problem.message)
        if self.size.width - column - len(marks) - 2 >= width(message):
            return f"{' ' * column}{marks} {message}"
        if column > width(message):
            return f"{message}{' ' * (column - width(message))}{marks}"
        below = (f"   {line}" for line in broken(message, max(1, self.size.width - 4)))
        return "\n".join([" " * column + marks, *below])

    def on_input_changed(self, event: Input.Changed) -> None:
        """Post what was typed."""
        event.stop()
        self.post_message(self.Typed(self, event.value))
