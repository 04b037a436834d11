"""The accounts of one story as pane entries: what connects them, notes on the story, its events.

Nothing is fetched or painted here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from index import one_line, short_date

from ..frame.entry_pane import PaneEntry
from ..text.cells import broken, fit
from .story_rows import percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index import ArticleRow, Event

    from ..text.glyphs import Glyphs
    from .story_rows import StoryRow

ONE_LINE: Final = 90
"""From this width on, in cells, an account takes one line."""

OUTLET, DAY, WORDS = 20, 11, 11


def entries(row: StoryRow | None, cells: int, signs: Glyphs) -> list[PaneEntry]:
    """Return the entries of the pane, ``cells`` wide; only accounts are selectable."""
    if row is None:
        return []
    accounts = {account.id: account for account in row.accounts}
    found = [_said("about", about(row, signs), cells, "place")]
    for note in row.own:
        words = one_line(note.text) or "marked without words"
        found.append(_said(f"note {note.id}", f"{signs.note} {one_line(note.kind)}: {words}", cells, "text"))
    for number, event in enumerate(row.story.events):
        if len(row.story.events) > 1:
            found.append(_said(f"event {number}", _heading(event), cells, "heading"))
        known = (accounts[id] for id in event.articles if id in accounts)
        found += [PaneEntry(account.id, tuple(_lines(account, cells, signs))) for account in known]
    return found


def about(row: StoryRow, signs: Glyphs) -> str:
    """Describe how many accounts a story has, what they share, and whether the reader decided on it."""
    parts = [f"{len(row.accounts):,} accounts"]
    if row.story.shared is not None:
        parts.append(f"{percent(row.story.shared)} of their words stand in another of them too")
    if row.story.decided:
        parts.append(f"{signs.decided} joined or parted by you")
    return one_line("; ".join(parts))


def _heading(event: Event) -> str:
    return one_line(event.reason[:1].upper() + event.reason[1:])


def _said(key: str, text: str, cells: int, look: str) -> PaneEntry:
    lines = broken(text, max(10, cells - 3))
    return PaneEntry(key, tuple(((f" {line}", look),) for line in lines), way=False)


def _lines(account: ArticleRow, cells: int, signs: Glyphs) -> Iterator[tuple[tuple[str, str], ...]]:
    outlet = one_line(account.outlet or "") or signs.dash
    day = short_date(account.published, DAY) if account.published else "undated"
    words = f"{account.words:,} words"
    headline = one_line(account.shown_title)
    if cells >= ONE_LINE:
        facts = f"{day:<{DAY}}  {words:>{WORDS}}  "
        yield (f" {fit(outlet, OUTLET, signs.ellipsis)}  ", "kind"), (facts, "place"), (headline, "text")
    else:
        yield ((f" {headline}", "text"),)
        yield (f"   {outlet}", "kind"), (f" {signs.dot} {day} {signs.dot} {words}", "place")
