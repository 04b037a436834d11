"""An app around single widgets, and what stands on their lines, for tests."""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from textual import on
from textual.app import App

from tui import themes
from tui.article.article_pane import ArticlePane
from tui.library.result_list import ResultList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.message import Message
    from textual.widget import Widget

STYLES: list[str | PurePath] = [
    Path(__file__).parent.parent / "tui" / name for name in ("style.tcss", "ansi_style.tcss", "late_style.tcss")
]


class Stage(App[None]):
    """Widgets one below the other in the program's own style; it keeps the messages they send."""

    CSS_PATH = STYLES
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, *widgets: Widget, theme: str = "variorum-dark", ansi: bool | None = None) -> None:
        super().__init__(ansi_color=ansi)
        self.widgets = widgets
        self.heard: list[Message] = []
        themes.install(self)
        self.theme = theme

    def compose(self) -> ComposeResult:
        """Yield the widgets."""
        yield from self.widgets

    def on_mount(self) -> None:
        """Let the first widget hear keys."""
        self.widgets[0].styles.height = "1fr"
        self.widgets[0].focus()

    @on(ArticlePane.CaretMoved)
    @on(ResultList.Highlighted)
    @on(ResultList.Opened)
    def keep(self, message: Message) -> None:
        """Remember a message."""
        self.heard.append(message)

    def told(self, kind: type[Message], field: str) -> list[object]:
        """Return a field of each message of one kind, in order, and forget them."""
        values = [getattr(message, field) for message in self.heard if isinstance(message, kind)]
        self.heard = [message for message in self.heard if not isinstance(message, kind)]
        return values


def lines(widget: Widget, count: int | None = None) -> list[str]:
    """Return what stands on the lines of a widget, without trailing blanks."""
    height = widget.size.height if count is None else count
    return [widget.render_line(y).text.rstrip() for y in range(height)]


def marked(widget: Widget, y: int, *, bold: bool = False, reverse: bool = False, underline: bool = False) -> str:
    """Return the text on a line whose style has the asked attributes."""
    wanted = {name for name, asked in (("bold", bold), ("reverse", reverse), ("underline", underline)) if asked}
    strip = widget.render_line(y)
    return "".join(text for text, style, _ in strip if style and all(getattr(style, name) for name in wanted))


def blocks_of(texts: Sequence[str]) -> str:
    """Return paragraphs as one text."""
    return "\n\n".join(texts)
