"""What strangers wrote leaves by no door as anything but visible signs: terminal, HTML, Markdown, CSV, errors."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from index import Library, Target
from index.cli.main import run
from tests.builders import settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HOSTILE = (
    "\x1b[31mred \x1b]0;title\x07 \x1b]52;c;SE9T\x07 \x9b31m \u202edesrever\u202c \u2066isolated\u2069 \u200f\x08\x7f"
    "\u2028 <script>alert(1)</script><img src=x onerror=alert(1)> [bold]bold[/] "
    "![pic](http://x.example/p.png) `code` | cell"
)
FORMULAS = ("=HYPERLINK(1)", "+1", "-1", "@SUM(1)", "＝1")

Run = "Callable[..., str]"


class Tags(HTMLParser):
    """Collects the tags and attributes of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen += [tag, *(name for name, _ in attrs)]


@pytest.fixture
def variorum(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Fill a library with hostile texts, names and notes; return a way to run a command and see all it prints."""
    news = tmp_path / "news"
    news.mkdir()
    title = json.dumps(HOSTILE)
    for number in (1, 2):
        body = f"The envoys met on the river in the north to speak of trade and of ships {HOSTILE} and went home again."
        head = f"---\ntitle: {title}\noutlet: {title}\nauthor: {title}\ntags: [{title}]\nurl: https://example.org/{number}\n---\n\n"
        (news / f"a{number} \x1b[31m\u202e<b>.md").write_text(f"{head}{body}\n\n{HOSTILE}\n", "utf-8")
    config = tmp_path / "config.yaml"
    config.write_text(f"cache: {tmp_path / 'cache'}\nnotes: {tmp_path / 'kept-notes'}\n", "utf-8")
    library = Library(news, settings=settings(tmp_path))
    library.refresh()
    first = library.list("id")[0].id
    for text in (HOSTILE, *FORMULAS):
        library.notebook.write(text, [Target(first)], tags=[HOSTILE, text])
    library.shelf.save_search(HOSTILE, HOSTILE)
    library.close()

    def command(*arguments: str) -> str:
        run(["--library", str(news), "--config", str(config), *arguments])
        captured = capsys.readouterr()
        return captured.out + captured.err

    return command


def unseen(text: str, allowed: str = "\n") -> list[str]:
    """Return the signs that steer a terminal or reorder a line, but for those ``allowed``.

    U+200F alone reorders nothing that is not from right to left, and notes in such scripts need it.
    """
    steering = {sign for sign in text if unicodedata.category(sign) in {"Cc", "Cf", "Zl", "Zp"}}
    return [f"U+{ord(sign):04X}" for sign in sorted(steering - set(allowed))]


@pytest.mark.parametrize(
    "arguments",
    [
        ("list",),
        ("show", "a1"),
        ("search", "envoys"),
        ("search", f"envoys {HOSTILE}"),
        ("compare", "a1", "a2"),
        ("compare", "a1", "a2", "--markdown"),
        ("quotes", "a1"),
        ("nearest", "a1"),
        ("related", "a1"),
        ("shelf", "a1"),
        ("trace", "The envoys met on the river in the north to speak of trade and of ships"),
        ("notes", "list"),
        ("notes", "search", "red"),
        ("notes", "check"),
        ("notes", "export", "--to", "md"),
        ("show", HOSTILE),
        ("compare", HOSTILE, "a1"),
        ("check",),
        ("stories",),
    ],
)
def test_nothing_printed_steers_the_terminal(variorum: Callable[..., str], arguments: tuple[str, ...]) -> None:
    """No command prints an escape, a control or a mark that turns a line around, in its answer or in an error."""
    told = variorum(*arguments)

    assert unseen(told, "\n\t\u200f") == []
    assert "Traceback" not in told


@pytest.mark.parametrize("arguments", [("compare", "a1", "a2", "--html"), ("notes", "export", "--to", "html")])
def test_pages_run_nothing(variorum: Callable[..., str], arguments: tuple[str, ...]) -> None:
    """A page holds no script, no picture and no handler of a stranger's, and no sign that reorders it."""
    page = variorum(*arguments)

    assert {"script", "img", "iframe", "onerror", "onload", "onclick"} & set(Tags(page).seen) == set()
    assert unseen(page, "\n\t\u200f") == []


def test_cells_are_no_formulas(variorum: Callable[..., str]) -> None:
    """No cell of a table begins as a formula does."""
    rows = list(csv.reader(io.StringIO(variorum("notes", "export", "--to", "csv"), newline="")))

    assert len(rows) == 2 + len(FORMULAS)
    assert [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "＝", "\t", "\r"))] == []
    assert unseen("".join(cell for row in rows for cell in row), "\n\t\u200f") == []
