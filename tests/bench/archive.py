"""What one screen asks of a shared archive, and how long it waits for a cluster of ten million articles.

    python -m tests.bench.archive [--seconds N]

The articles are made and few, kept by the server in memory; a relay before it holds each answer back as long as ten
shards of a million articles would, slow ones among them, and scales totals up. The keys are those of a busy reader.
What is measured is this program; what the cluster would take is assumed, and printed.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import tempfile
import threading
import time
import urllib.request
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from index import Library, LibrarySettings
from tests.archive_samples import WORDS, write_articles
from tests.archive_servers import start_osmem
from tests.fake_archive import Asked, FakeArchive, Told
from tui.session.search_thread import SearchThread

if TYPE_CHECKING:
    from index import Found

SHARDS: Final = 10
NETWORK: Final = 0.02
"""Seconds there and back."""

MEDIANS: Final = {"search": 0.015, "counts": 0.08, "articles": 0.006, "rest": 0.004}
"""Seconds that half of all shards take at most for one question; the slowest of ten is waited for."""

SPREAD: Final = 0.8
KEY, PAUSE, LOOK = 0.18, 0.25, 1.0
"""Seconds between keys, from the last one to the full answer, and on a row."""


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0)
    seconds = parser.parse_args().seconds
    server = start_osmem()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_articles(folder / "articles", 400)
        settings = LibrarySettings(cache=str(folder / "cache"), notes=str(folder / "notes"))
        library = Library(folder / "articles", settings=settings)
        library.refresh()
        library.push(f"{server.url}/news", replicas=0)
        library.close()
        relay = Relay(server.url)
        reader = Reader(Library(f"{relay.fake.url}/news", settings=settings))
        reader.read(seconds)
        relay.fake.close()
        print(relay.told(reader.seconds), reader.told(), sep="\n")
    server.stop()


class Relay:
    """Hands questions on to a server, and answers back as late as a large cluster would; counts both."""

    def __init__(self, url: str) -> None:
        self._url, self._chance, self._turn = url, random.Random(3), threading.Lock()
        self.kinds: Counter[str] = Counter()
        self.bytes = 0
        self.fake = FakeArchive(self._answer)

    def told(self, seconds: float) -> str:
        """Return the requests and bytes of a minute."""
        minute = 60 / seconds
        kinds = ", ".join(f"{count * minute:.0f} {kind}" for kind, count in self.kinds.most_common())
        total = sum(self.kinds.values()) * minute
        return f"a minute of one screen: {total:.0f} requests ({kinds}), {self.bytes * minute / 1e6:.1f} MB"

    def _answer(self, asked: Asked) -> Told:
        head = {"Content-Type": "application/json"}
        request = urllib.request.Request(f"{self._url}{asked.path}", asked.body or None, head, method=asked.method)  # noqa: S310 loopback
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 loopback
            body: Any = json.loads(answer.read())
        if "hits" in body and isinstance(body["hits"].get("total"), dict):
            total = body["hits"]["total"]
            total["value"], total["relation"] = min(100_000, total["value"] * 25_000), "gte"
        kind = _kind(asked)
        with self._turn:
            self.kinds[kind] += 1
            self.bytes += len(json.dumps(body))
            waited = NETWORK + max(self._chance.lognormvariate(0, SPREAD) for _ in range(SHARDS)) * MEDIANS[kind]
        threading.Event().wait(waited)
        return Told(body=body)


def _kind(asked: Asked) -> str:
    if not asked.path.endswith("/_search"):
        return "rest"
    if b'"aggs"' in asked.body:
        return "counts"
    return "search" if b'"_source":false' in asked.body else "articles"


class Reader:
    """Types, looks through results and opens articles, as the screen does it: newest question first."""

    def __init__(self, library: Library) -> None:
        self._library, self._chance = library, random.Random(5)
        self._thread = SearchThread(lambda show: show(), lambda error: print(error, file=sys.stderr))
        self._ids: list[str] = []
        self._asked = 0.0
        self.waits: dict[str, list[float]] = {"while typing": [], "in full": [], "rows": [], "an article": []}
        self.seconds = 0.0

    def read(self, seconds: float) -> None:
        """Read for so long."""
        self._thread.start()
        begun = time.perf_counter()
        while time.perf_counter() - begun < seconds:
            self._type(" ".join(self._chance.sample([word for word in WORDS if word.isascii()], 2)))
            for place in range(6):
                self._look_at(place)
        self.seconds = time.perf_counter() - begun
        self._thread.stop()
        self._library.close()

    def told(self) -> str:
        """Return how long each kind of answer took, from the question to the values."""
        return "\n".join(
            f"{what:>14}: median {statistics.median(waits):.2f} s, 95 % within {_within(waits):.2f} s ({len(waits)})"
            for what, waits in self.waits.items()
        )

    def _type(self, query: str) -> None:
        for end in range(1, len(query) + 1):
            self._ask("while typing", query[:end], quick=True)
            time.sleep(KEY)
        time.sleep(PAUSE - KEY)
        self._ask("in full", query, quick=False)
        time.sleep(LOOK)

    def _ask(self, what: str, query: str, *, quick: bool) -> None:
        asked = time.perf_counter()

        def shown(found: Found) -> None:
            self.waits[what].append(time.perf_counter() - asked)
            self._ids = list(found.ids)
            rows, begun = self._ids[:16], time.perf_counter()
            work = lambda _: (self._library.rows(rows), self._library.hits(found, 0, 16))  # noqa: E731 one line
            self._thread.ask("page", work, lambda _: self.waits["rows"].append(time.perf_counter() - begun))

        find = lambda cancelled: self._library.find(query, typing=quick, quick=quick, cancelled=cancelled)  # noqa: E731 one line
        self._thread.ask("find", find, shown)

    def _look_at(self, place: int) -> None:
        if place < len(self._ids):
            id, begun = self._ids[place], time.perf_counter()
            done = lambda _: self.waits["an article"].append(time.perf_counter() - begun)  # noqa: E731 one line
            self._thread.ask("preview", lambda _: self._library.show(id), done)
        time.sleep(LOOK)


def _within(waits: list[float]) -> float:
    return sorted(waits)[int(0.95 * (len(waits) - 1))]


if __name__ == "__main__":
    main()
