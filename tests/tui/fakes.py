"""A library held in memory, an job that does nothing by itself, and timers that fire when a test says so."""

from __future__ import annotations

import asyncio
import json
import os
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

from textual.events import Key
from textual.keys import _character_to_key, key_to_character

from index import (
    Article,
    ArticleRow,
    Complaint,
    Found,
    Hit,
    LibrarySettings,
    Mark,
    QueryProblem,
    Span,
    UnknownArticleError,
    Visit,
)
from index.notes.grouping.story_decisions import StoryDecisions
from index.notes.shelf.shelf_history import ShelfHistory
from tests.tui.fake_comparing import FakeComparing
from tests.tui.notebooks import notebook_of, stories_of
from tests.tui.samples import ARTICLES, row
from tui.app import VariorumApp
from tui.screen_settings import DisplaySettings, ScreenSettings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from textual.pilot import Pilot

    from index import Article, Comparison, Complaint, Library, Refresh
    from tui.session.child_jobs import Listener


_OUTLET = r'outlet:("[^"]*"|\S+)'


def _words(query: str) -> list[str]:
    return [word for word in re.sub(_OUTLET, "", query).split() if ":" not in word]


def _patterns(query: str, *, typing: bool) -> list[str]:
    words = _words(query)
    ends = [""] * len(words) if typing and not query.endswith(" ") else [r"\b"] * len(words)
    return [rf"\b{re.escape(word)}{end}" for word, end in zip(words, ends, strict=True)]


def _in_order(articles: Mapping[str, Article], ids: Iterable[str], sort: str) -> list[str]:
    fields = {"title": "title", "outlet": "outlet"}
    if sort not in fields:
        return list(ids)
    return sorted(ids, key=lambda name: getattr(articles[name], fields[sort]).value or "")


class FakeShelf:
    """Marks in memory; ``fails`` is what a change raises, ``saves`` counts saves; none ``waits``."""

    def __init__(self) -> None:
        self.marks: dict[str, Mark] = {}
        self.searches: dict[str, str] = {}
        self.fails: Exception | None = None
        self.saves, self.waits = 0, False
        self.history = ShelfHistory(Path(os.devnull) / "shelf", self.mark, self._save)
        self.others: dict[str, Mark] = {}
        """What another window does to marks, until it is looked at."""

    def _save(self, changes: Mapping[str, Mapping[str, Any]]) -> None:
        self.update_all(changes)

    def catch_up(self) -> bool:
        """Say that no change waits for another writer."""
        return False

    def look(self) -> frozenset[str]:
        """Take in what another window did, and return which articles it marked."""
        marks, self.others = self.others, {}
        self.marks |= marks
        return frozenset(marks)

    def mark(self, id: str) -> Mark:
        """Return a mark."""
        return self.marks.get(id, Mark())

    def save_search(self, name: str, query: str) -> None:
        """Keep a search, or forget it when it is empty."""
        if self.fails is not None:
            raise self.fails
        self.searches.pop(name, None)
        self.searches |= {name: query} if query else {}

    def update_all(self, changes: Mapping[str, Mapping[str, Any]], label: str = "") -> str:
        """Change fields of marks in one save; with a label it is an act of the history."""
        if self.fails is not None:
            raise self.fails
        self.saves += 1
        before = {id: self.mark(id) for id in changes}
        self.marks |= {id: replace(self.mark(id), **fields) for id, fields in changes.items()}
        return self.history.record(label, before, {id: dict(each) for id, each in changes.items()}) if label else ""


class FakeLastSession:
    """What was kept, in memory; ``written`` counts how often."""

    def __init__(self) -> None:
        self.kept: dict[str, Any] = {}
        self.written, self.first = 0, False
        self.frame = b""

    def read_frame(self) -> bytes:
        """Return the frame kept."""
        return self.frame

    def write_frame(self, data: bytes) -> bool:
        """Keep a frame."""
        self.frame = data
        return True

    def is_first(self) -> bool:
        """Return what the test says, once."""
        first, self.first = self.first, False
        return first

    def read(self) -> dict[str, Any]:
        """Return what was kept."""
        return self.kept

    def write(self, state: Mapping[str, object]) -> bool:
        """Keep this, as it would be read back."""
        self.kept, self.written = json.loads(json.dumps(state)), self.written + 1
        return True


class FakeRecent:
    """What was read and compared, in memory, a minute apart."""

    def __init__(self) -> None:
        self.visits: list[Visit] = []

    def add(self, articles: Sequence[str]) -> bool:
        """Remember a visit, once."""
        at = datetime(2024, 4, 27, 10, 0, tzinfo=UTC) + timedelta(minutes=len(self.visits))
        self.visits = [Visit(tuple(articles), at), *(each for each in self.visits if {*each.articles} != {*articles})]
        return True

    def all(self) -> tuple[Visit, ...]:
        """Return the visits, newest first."""
        return tuple(self.visits)


class FakeLibrary(FakeComparing):
    """A few articles in memory, with a search that looks for words and understands ``outlet:``."""

    def __init__(self, articles: Iterable[Article] = ARTICLES, searches: Mapping[str, str] | None = None) -> None:
        self.articles = {each.id: each for each in articles}
        self.settings = LibrarySettings(searches=searches or {})
        self.notebook, self.notes = notebook_of(self.articles)
        self.decisions = StoryDecisions(self.notebook.store.folder)
        self.stories = stories_of(self.articles, self.decisions, lambda: self.grouped)
        self.shelf = FakeShelf()
        self.last_session = FakeLastSession()
        self.recent = FakeRecent()
        self.asked: list[tuple[str, str, bool]] = []
        self.complaints: tuple[Complaint, ...] = ()
        self.fails: Exception | None = None
        self.closed, self.warmed = False, 0
        self.name, self.title, self.about = "/library/news", "news", ""
        self.places, self.held = SimpleNamespace(named=()), SimpleNamespace(lost=None)
        self.pages: tuple[tuple[str, ...], ...] = ()
        self.copies: dict[str, tuple[str, ...]] = {}

    def mark(self, id: str) -> Mark:
        """Return a mark."""
        return self.shelf.mark(id)

    def list(self, sort: str = "date") -> tuple[ArticleRow, ...]:
        """Return all rows."""
        return self.rows(_in_order(self.articles, self.articles, sort))

    def count(self) -> int:
        """Return how many articles there are."""
        return len(self.articles)

    def rows(self, ids: Sequence[str]) -> tuple[ArticleRow, ...]:
        """Return rows by id."""
        known = (id for id in ids if id in self.articles)
        return tuple(replace(row(self.articles[id]), copies=self.copies.get(id, ())) for id in known)

    def page_versions(self, id: str) -> Sequence[str]:
        """Return the versions of the page that an article is one of."""
        return next((versions for versions in self.pages if id in versions), ())

    def show(self, reference: str) -> Article:
        """Return an article."""
        if reference not in self.articles:
            raise UnknownArticleError(reference)
        return self.articles[reference]

    def find(
        self,
        query: str,
        sort: str = "relevance",
        *,
        typing: bool = False,
        quick: bool = False,
        cancelled: Callable[[], bool] | None = None,
    ) -> Found:
        """Return the articles that hold every word; the last one may be a beginning when ``typing``."""
        del cancelled
        self.asked.append((query, sort, quick))
        if self.fails is not None:
            raise self.fails
        words, outlets = _patterns(query, typing=typing or quick), re.findall(_OUTLET, query)
        ids = [id for id, each in self.articles.items() if self._fits(each, words, outlets)]
        ids = _in_order(self.articles, ids, sort)
        facets = self._facets(ids)
        problems = tuple(
            QueryProblem(m.start(), m.end(), "there is no field “colour”") for m in re.finditer(r"colour:\S*", query)
        )
        suggestions = () if ids or not words else ("taiwan",)
        scores = (1.0,) * len(ids) if words and sort == "relevance" else ()
        return Found(query, tuple(ids), scores, len(ids), not quick, 3.0, problems, suggestions, facets)

    def _fits(self, each: Article, words: Sequence[str], outlets: Sequence[str]) -> bool:
        wanted = [outlet.strip('"').casefold() for outlet in outlets]
        named = (each.outlet.value or "").casefold()
        found = all(re.search(word, each.text, re.IGNORECASE) for word in words)
        return found and all(named == one for one in wanted)

    def _facets(self, ids: Sequence[str]) -> dict[str, dict[str, int]]:
        shown = [self.articles[id] for id in ids]
        outlets = Counter(each.outlet.value for each in shown if each.outlet.value)
        agencies = Counter(each.agency.value for each in shown if each.agency.value)
        months = Counter(each.published.value[:7] for each in shown if each.published.value)
        return {"outlet": dict(outlets), "agency": dict(agencies), "month": dict(months), "language": {}}

    def hits(self, found: Found, start: int = 0, stop: int | None = None) -> tuple[Hit, ...]:
        """Return hits with every occurrence of the query's words marked."""
        words = _words(found.query)
        return tuple(self._hit(self.articles[id], words) for id in found.ids[start:stop])

    def _hit(self, each: Article, words: Sequence[str]) -> Hit:
        pattern = "|".join(map(re.escape, words)) or r"(?!)"
        spans = tuple(Span(m.start(), m.end()) for m in re.finditer(pattern, each.text, re.IGNORECASE))
        low = max(0, spans[0].start - 20) if spans else 0
        snippet = each.text[low : low + 90]
        marks = tuple(Span(span.start - low, span.end - low) for span in spans if span.end <= low + 90)
        return Hit(
            "article",
            each.id,
            None,
            each.title.value,
            each.outlet.value,
            each.published.value,
            1.0,
            snippet,
            marks,
            spans,
        )

    def check(self) -> tuple[Complaint, ...]:
        """Return what is wrong."""
        return self.complaints

    def changed_file(self, reference: str) -> None:
        """Say that no file changed behind this article."""

    def prewarm(self, cancelled: Callable[[], bool]) -> None:
        """Count how often it was asked for."""
        del cancelled
        self.warmed += 1

    def close(self) -> None:
        """Remember that it was closed."""
        self.closed = True


@dataclass
class FakeJob:
    """An job whose outcome the test tells."""

    requests: list[dict[str, Any]] = field(default_factory=list)
    listener: Listener | None = None

    def start(self, request: Mapping[str, Any], listener: Listener) -> None:
        """Remember who listens."""
        self.requests.append(dict(request))
        self.listener = listener

    def end(self, refresh: Refresh | int | Comparison) -> None:
        """Tell the outcome."""
        assert self.listener is not None
        listener, self.listener = self.listener, None
        listener.done(refresh)

    def cancel(self) -> None:
        """Stop."""
        self.listener = None

    def abandon(self) -> None:
        """Stop."""
        self.listener = None

    def close(self) -> None:
        """Stop."""
        self.listener = None

    @property
    def running(self) -> bool:
        """Whether someone listens."""
        return self.listener is not None


class Timers:
    """Pauses that end when the test says so."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], None]] = []

    def later(self, seconds: float, call: Callable[[], None]) -> Callable[[], None]:
        """Put off a call."""
        del seconds
        self.waiting.append(call)

        def call_off() -> None:
            if call in self.waiting:
                self.waiting.remove(call)

        return call_off

    def pass_by(self) -> None:
        """Let every pause end."""
        waiting, self.waiting = self.waiting, []
        for call in waiting:
            call()


CALM, STEPS = 6, 6
"""Rounds without news after which the screen has come to rest (key, message, mount, paint), and turns in a round."""


class Bench:
    """An app over a fake library, and what a test needs to drive it."""

    def __init__(
        self, library: FakeLibrary | None = None, settings: ScreenSettings | None = None, **options: Any
    ) -> None:
        self.library = library or FakeLibrary()
        self.job, self.timers = FakeJob(), Timers()
        self.now = 0.0
        opened = cast("Library", self.library)
        settings = settings or ScreenSettings(display=DisplaySettings(counts=False))
        self.app = VariorumApp(lambda: opened, settings=settings, job=self.job, clock=lambda: self.now, **options)
        self.app.later = self.timers.later  # type: ignore[method-assign]

    async def settle(self, pilot: Pilot[None]) -> None:
        """Wait until every message is handled and every question has its answer on the screen.

        Pilot's own pauses watch the processor and take 50 ms each; the queues tell the same at once.
        """
        calm = 0
        while calm < CALM and self.app.is_running and not self.app._exit:
            await pilot._wait_for_screen()
            for _ in range(STEPS):
                await asyncio.sleep(0)  # gives way to what was begun by the messages handled
            self.app.screen._on_timer_update()
            busy = self.app.session.search_thread.busy or self.app.message_queue_size or self.app.held
            calm = 0 if busy or not self.app.screen.is_mounted else calm + 1

    def send(self, *keys: str) -> None:
        """Send keys all at once, as a terminal does when one types fast."""
        driver = self.app._driver
        assert driver is not None
        for key in keys:
            name = _character_to_key(key) if len(key) == 1 else key
            event = Key(name, key if len(key) == 1 else key_to_character(name))
            event.set_sender(self.app)
            driver.send_message(event)

    async def press(self, pilot: Pilot[None], *keys: str) -> None:
        """Press keys one after another, each when the screen has come to rest."""
        for key in keys:
            self.send(key)
            await self.settle(pilot)

    async def resize(self, pilot: Pilot[None], width: int, height: int) -> None:
        """Give the terminal another size."""
        await pilot.resize_terminal(width, height)
        await self.settle(pilot)


def screen_text(app: VariorumApp) -> str:
    """Return what the screen shows, as text, blanks at the ends of lines left out."""
    strips = app.screen._compositor.render_strips(app.size)
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)
