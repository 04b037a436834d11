"""A server gives only so many hits at a time, and takes only so large a question: that is met, or said."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError

import pytest

from index import ArchiveError, Library
from index.archive.archive_address import archive_address
from index.archive.archive_faults import refused
from tests.archive_samples import WHOLE, write_articles
from tests.builders import settings
from tests.fake_archive import Asked, FakeArchive, Told

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.archive_servers import Server

MOST = 10
TOO_LARGE = (
    f"Result window is too large, from + size must be less than or equal to: [{MOST}] but was [{{}}]. See the scroll"
)


def _told(library: Library, query: str, order: str) -> tuple[list[str], int]:
    found = library.find(query, order)
    return sorted(found.ids), found.total


def test_more_than_a_server_gives_at_a_time_is_fetched_in_parts(
    server: Server, new_index: Callable[[], str], tmp_path: Path
) -> None:
    """With ten hits an answer (`index.max_result_window`) lists, words and articles are those of the folder."""
    write_articles(tmp_path / "articles")
    folder, address = Library(tmp_path / "articles", settings=settings(tmp_path)), new_index()
    folder.refresh()
    folder.push(address, replicas=0)
    sizes: list[int] = []

    def answer(asked: Asked) -> Told:
        body: dict[str, Any] | None = json.loads(asked.body or "null")
        if body and body.get("size", 0) > MOST:
            return Told(400, {"error": {"root_cause": [{"reason": TOO_LARGE.format(body["size"])}]}})
        sizes.append((body or {}).get("size", 0))
        try:
            return Told(body=server.ask(asked.method, asked.path, body))
        except HTTPError as error:
            return Told(error.code, error.read())

    relay = FakeArchive(answer)
    archive = Library(address.replace(server.url, relay.url), settings=settings(tmp_path))
    queries = ["", "oil", "policies", "pri*", '"oil pri*"', "title:rain", "date:2024", "prise~", *WHOLE[:20]]
    # The server in memory counts scores finer than it tells them: a page may repeat the last of the one before.
    orders = ("date", "title") if server.name == "osmem" else ("relevance", "date", "title")
    found = {(query, order): _told(archive, query, order) for query in queries for order in orders}
    listed, pushed = archive.list("title"), folder.push(relay.url + address.removeprefix(server.url))
    archive.close()
    relay.close()

    assert found == {(query, order): _told(folder, query, order) for query in queries for order in orders}
    assert (listed, max(sizes)) == (folder.list("title"), MOST)
    assert (pushed.sent, pushed.same > MOST) == (0, True)
    folder.close()


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Query contains too many nested clauses; maxClauseCount is set to 64", "larger"),
        ("The number of terms [99] used in the Terms Query request has exceeded the allowed maximum of [50]", "larger"),
        ("The length of regex [164] used in the request has exceeded the allowed maximum of [50]", "larger"),
        ("too_many_clauses: maxClauseCount is set to 64", "larger"),
        ("Query contains too many nested clauses; max clause count is set to 64", "larger"),
        ("failed to create query", "does not understand"),
    ],
)
def test_a_question_that_is_too_large_is_said(said: str, expected: str) -> None:
    """The limit is the server's: the reader is not told that the program is of another version."""
    data = json.dumps({"error": {"root_cause": [{"reason": said}]}}).encode()
    errors = [refused(archive_address("https://a.example/news"), status, data) for status in (400, 500)]

    assert [said in error.reason for error in errors] == [True, True]
    assert expected in errors[0].reason
    assert errors[0].reason == errors[1].reason or "error 500" in errors[1].reason


def test_a_limit_that_helps_nothing_is_told_as_it_is(tmp_path: Path) -> None:
    """A server that refuses the size it named itself is asked no more."""

    def answer(asked: Asked) -> Told:
        if asked.path.endswith("_mapping"):
            return Told(body={"news": {"mappings": {"_meta": {"variorum": {"schema": 1, "analysis": 4}}}}})
        return Told(400, {"error": {"reason": TOO_LARGE.format(10)}})

    relay = FakeArchive(answer)
    library = Library(f"{relay.url}/news", settings=settings(tmp_path))
    with pytest.raises(ArchiveError, match="larger than it allows"):
        library.find("")
    searches = [asked for asked in relay.asked if asked.path.endswith("_search")]
    library.close()
    relay.close()

    assert len(searches) == 2
