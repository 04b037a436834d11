"""Filling an archive: what is sent, what is left out the second time, and what happens to a push that is broken off."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Library
from index.archive.archive_address import archive_address
from index.archive.archive_client import ArchiveClient
from index.archive.archive_documents import places
from index.archive.connection import Connection
from index.archive.own_index import BLANK, PARTED
from index.archive.push import LEAST, MOST, ArchivePush, Outgoing
from index.errors import ArchiveError
from tests.archive_samples import write_articles
from tests.builders import article, settings
from tests.fake_archive import Asked, FakeArchive, Told, hits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.archive_servers import Server


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Library]:
    """A library of articles in a folder."""
    write_articles(tmp_path / "articles", 12)
    library = Library(tmp_path / "articles", settings=settings(tmp_path))
    library.refresh()
    yield library
    library.close()


def test_pushing_twice_sends_nothing(folder: Library, new_index: Callable[[], str], server: Server) -> None:
    """What is there in the same state is left out; an article that changed is sent alone, and replaces the old one."""
    address = new_index()
    first, second = folder.push(address, replicas=0), folder.push(address, replicas=0)
    path = folder.places.folder / "part1" / "a001.md"
    path.write_text(path.read_text("utf-8") + "\nA new end about zebras.\n", "utf-8")
    folder.refresh()
    third = folder.push(address, replicas=0)

    assert (first.sent, first.same, first.refused) == (14, 0, [])
    assert (second.sent, second.same) == (0, 14)
    assert (third.sent, third.same) == (1, 13)
    query = {"query": {"term": {"kind": "article"}}, "track_total_hits": True, "size": 0}
    assert server.ask("POST", f"{address.removeprefix(server.url)}/_search", query)["hits"]["total"]["value"] == 14


def test_a_push_goes_on_where_it_was_broken_off(folder: Library, new_index: Callable[[], str], tmp_path: Path) -> None:
    """Stopped after some articles, the next push sends the rest, and every word of theirs is found."""
    address = new_index()
    sent: list[int] = []
    stopped = folder.push(address, replicas=0, cancelled=lambda: True)
    whole = folder.push(address, replicas=0, progress=lambda progress: sent.append(progress.done))
    archive = Library(address, settings=settings(tmp_path))

    assert (stopped.sent, whole.sent, sent) == (0, 14, [14])
    assert archive.find("policies").total == folder.find("policies").total
    archive.close()


def test_somebody_elses_index_is_not_written_into(
    folder: Library, new_index: Callable[[], str], server: Server
) -> None:
    """An existing index of somebody else is refused and not changed."""
    address = new_index()
    path = address.removeprefix(server.url)
    server.ask("PUT", path, {"mappings": {"properties": {"body": {"type": "text"}}}})
    with pytest.raises(ArchiveError, match="somebody else"):
        folder.push(address)

    assert list(server.ask("GET", f"{path}/_mapping")[path[1:]]["mappings"]["properties"]) == ["body"]


class _Bulks:
    """A server that takes bulks; ``statuses`` are those of the next articles, ``whole`` those of the next answers."""

    def __init__(self) -> None:
        self.statuses: list[int] = []
        self.whole: list[int] = []
        self.taken: dict[str, str] = {}
        self.sizes: list[int] = []
        self.refused: list[int] = []
        self.error = {"reason": "no room"}

    def __call__(self, asked: Asked) -> Told:
        if not asked.path.endswith("/_bulk"):
            return Told(self.refused.pop(0)) if self.refused else Told(body=hits())
        self.sizes.append(len(asked.body))
        if self.whole and (status := self.whole.pop(0)) != 200:
            return Told(status)
        lines = [json.loads(line) for line in asked.body.splitlines()]
        return Told(body={"items": [self._item(*pair) for pair in zip(lines[::2], lines[1::2], strict=True)]})

    def _item(self, action: Any, document: Any) -> Any:
        key, article = action["index"]["_id"], document["kind"] == "article"
        status = self.statuses.pop(0) if article and self.statuses else 201
        if status == 201:
            self.taken[key] = document.get("id", "")
        error = {} if status == 201 else {"error": self.error}
        return {"index": {"_id": key, "status": status, **error}}


@pytest.fixture
def pushing() -> Iterator[tuple[_Bulks, ArchivePush, list[float]]]:
    """A push to a server that does as it is told, whose clock stands still, and the pauses it made."""
    bulks, pauses = _Bulks(), list[float]()
    server = FakeArchive(bulks)
    address = archive_address(f"{server.url}/news")
    client = ArchiveClient(address, Connection(address))
    yield bulks, ArchivePush(client, lambda _: ((), ()), clock=lambda: 0.0, pause=pauses.append), pauses
    client.close()
    server.close()


def _outgoing(*texts: str) -> list[Outgoing]:
    made = [article(text, f"{number}.txt") for number, text in enumerate(texts)]
    return [Outgoing(each, {"hash": each.hash}, {"text": each.text}) for each in made]


def test_what_a_busy_server_leaves_is_sent_again(pushing: tuple[_Bulks, ArchivePush, list[float]]) -> None:
    """Articles answered with 429 are sent again after a growing pause, the others are not."""
    bulks, push, pauses = pushing
    bulks.statuses = [429, 201, 429]
    outcome = push.push(_outgoing("Rain.", "Wind."), 2)

    assert (outcome.sent, outcome.refused) == (2, [])
    assert sorted(filter(None, bulks.taken.values())) == ["0.txt", "1.txt"]
    assert pauses == [0.25, 0.5]


def test_what_a_server_refuses_is_listed(pushing: tuple[_Bulks, ArchivePush, list[float]]) -> None:
    """An article the server does not take is named with the reason, and the push goes on."""
    bulks, push, _ = pushing
    bulks.statuses = [400, 201]
    outcome = push.push(_outgoing("Rain.", "Wind."), 2)

    assert outcome.sent == 1
    assert [(each.path, each.reason) for each in outcome.refused] == [("0.txt", "no room")]


def test_bulks_grow_and_shrink(pushing: tuple[_Bulks, ArchivePush, list[float]]) -> None:
    """Quick answers make bulks larger, within limits; one that is too large is cut in parts and sent whole."""
    bulks, push, _ = pushing
    before = push.bulk_bytes
    push.push(_outgoing("Rain."), 1)
    grown = push.bulk_bytes
    bulks.whole = [413]
    push.push(_outgoing(*(f"{word} " * 50_000 for word in ("rain", "wind", "snow"))), 3)

    assert before < grown <= MOST
    assert sorted(filter(None, bulks.taken.values())) == ["0.txt", "1.txt", "2.txt"]
    assert push.bulk_bytes >= LEAST


def test_a_server_that_takes_nothing_ends_the_push(pushing: tuple[_Bulks, ArchivePush, list[float]]) -> None:
    """After some tries the push ends in a sentence that says that it may be begun again."""
    bulks, push, pauses = pushing
    bulks.whole = [429] * 100
    with pytest.raises(ArchiveError, match="push again later"):
        push.push(_outgoing("Rain."), 1)

    assert len(pauses) == 8


def test_an_index_that_is_blocked_ends_the_push_at_once(pushing: tuple[_Bulks, ArchivePush, list[float]]) -> None:
    """No article of it would be taken: that is said once, and not of each."""
    bulks, push, pauses = pushing
    bulks.statuses, bulks.error = [403] * 9, {"type": "cluster_block_exception", "reason": "index write (api)"}
    with pytest.raises(ArchiveError, match=r"the index is blocked \(index write \(api\)\); ask its keeper"):
        push.push(_outgoing("Rain.", "Wind."), 2)
    bulks.statuses = [429] * 9
    with pytest.raises(ArchiveError, match=r"nothing more just now \(index write \(api\)\); push again later"):
        push.push(_outgoing("Rain."), 1)

    assert len(pauses) == 8


def test_a_server_that_is_asked_too_much_is_asked_again(pushing: tuple[_Bulks, ArchivePush, list[float]]) -> None:
    """Looking up what it has waits for a busy server as sending does, and ends as that does; other errors end it."""
    bulks, push, pauses = pushing
    bulks.refused = [429, 503]
    sent = push.push(_outgoing("Rain."), 1).sent
    waited, bulks.refused = list(pauses), [429] * 20
    with pytest.raises(ArchiveError, match="asked too much"):
        push.push(_outgoing("Rain."), 1)
    pauses.clear()
    bulks.refused = [500]
    with pytest.raises(ArchiveError, match="error 500"):
        push.push(_outgoing("Rain."), 1)

    assert (sent, waited, pauses) == (1, [0.25, 0.5], [])


def test_the_dictionary_goes_before_the_article(pushing: tuple[_Bulks, ArchivePush, list[float]]) -> None:
    """A push killed between two requests never leaves an article whose words the dictionary lacks."""
    bulks, push, _ = pushing
    push.push(_outgoing("Policies rained."), 1)

    assert list(bulks.taken.values())[-1] == "0.txt"
    assert len(bulks.taken) > 2


def test_the_whole_word_goes_before_its_parts() -> None:
    """Of the forms of a place the longest stands in the first row, whatever the text had before."""
    zone = {"covid": [1, 4], "19": [2, 4], "und": [3], "covid19": [4], "s": [5], "china": [5]}

    assert places([zone])[0] == ["covid 19 und covid19 china"]
    assert places([zone])[1][0] == f"{BLANK} {BLANK} {BLANK} covid{PARTED}19 s"


@given(
    st.dictionaries(st.integers(1, 40), st.lists(st.sampled_from("abcdef"), min_size=1, max_size=4, unique=True)),
)
def test_places_keep_every_form_in_its_place(held: dict[int, list[str]]) -> None:
    """Each place has one form in the first rows and the others beside it; rows are as long as one another."""
    zone: dict[str, list[int]] = {}
    for position, forms in sorted(held.items()):
        for form in forms:
            zone.setdefault(form, []).append(position)
    first, inside = places([zone])
    rows = inside[:-1] or [" ".join(BLANK for _ in row.split()) for row in first]
    flat = [
        (one, other)
        for row, beside in zip(first, rows, strict=True)
        for one, other in zip(row.split(), beside.split(), strict=True)
    ]

    told = [{one, *(other.split(PARTED) if other != BLANK else ())} for one, other in flat]
    assert told == [set(forms) for _, forms in sorted(held.items())]
    assert sum(len(row.split()) for row in first) == len(held)
    runs = sum(position - 1 not in held for position in held)
    assert len(first) == runs
