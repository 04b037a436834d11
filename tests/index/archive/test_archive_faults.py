"""Whatever goes wrong between here and an archive is one sentence, and nothing waits longer than it has to."""

from __future__ import annotations

import itertools
import shutil
import socket
import subprocess
import threading
from typing import TYPE_CHECKING

import pytest

from index import Library
from index.archive.archive_address import archive_address
from index.archive.archive_client import ArchiveClient
from index.archive.archive_faults import AskedAnewError
from index.archive.archive_kinds import OwnArchive
from index.archive.archive_search import ArchiveSearch
from index.archive.connection import Connection
from index.cache.records import to_record
from index.errors import ArchiveError
from index.model.settings import SearchSettings
from index.search.documents import ANALYSIS
from tests.builders import article, settings
from tests.fake_archive import OWN_MAPPING, Asked, FakeArchive, Told, hits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Fake = Callable[[Callable[[Asked], Told]], FakeArchive]
    Connect = Callable[..., ArchiveClient]

VERSION = {"version": {"number": "2.19.0", "distribution": "opensearch"}}
LANGUAGES = {"language": {"buckets": [{"key": "en", "doc_count": 1}]}}


@pytest.fixture
def fake() -> Iterator[Fake]:
    """What starts a server that answers as a function says."""
    started: list[FakeArchive] = []

    def start(answer: Callable[[Asked], Told]) -> FakeArchive:
        started.append(FakeArchive(answer))
        return started[-1]

    yield start
    for each in started:
        each.close()


@pytest.fixture
def connect() -> Iterator[Connect]:
    """What asks the index ``news`` of a server, with a login or none."""
    made: list[ArchiveClient] = []

    def client(url: str, authorization: str = "") -> ArchiveClient:
        address = archive_address(f"{url}/news")
        made.append(ArchiveClient(address, Connection(address, authorization)))
        return made[-1]

    yield client
    for each in made:
        each.close()


def _search(client: ArchiveClient) -> ArchiveSearch:
    return ArchiveSearch(client, OwnArchive(client), SearchSettings(), {}, pause=lambda _: None)


def _own(asked: Asked) -> Told:
    """Answer as an archive of one article."""
    if asked.path.endswith("/_mapping"):
        return Told(body=OWN_MAPPING)
    if b'"language"' in asked.body and b'"size":0' in asked.body:
        return Told(body=hits(aggregations=LANGUAGES))
    if b'"head"' in asked.body:
        return Told(body=hits())
    return Told(body=VERSION if asked.path == "/" else hits("a.txt"))


def test_the_mapping_of_these_tests_is_of_this_version() -> None:
    """The fake archive is of the version that is read here."""
    assert OWN_MAPPING["news"]["mappings"]["_meta"]["variorum"]["analysis"] == ANALYSIS


@pytest.mark.parametrize(
    ("status", "said", "expected"),
    [
        (400, "unknown query", "does not understand"),
        (401, "", "login"),
        (403, "", "may not read"),
        (404, "no such index [news]", "no such index"),
        (429, "too many", "asked too much"),
        (500, "boom", "error 500"),
        (503, "", "not ready"),
        (302, "", "another address"),
    ],
)
def test_an_error_is_told_in_one_sentence(fake: Fake, status: int, said: str, expected: str, connect: Connect) -> None:
    """The error gives the server's words and a cure; it shows the address and not the login."""
    error = {"error": {"root_cause": [{"reason": said}]}} if said else b"<html>"
    server = fake(lambda _: Told(status, error, headers=(("Location", "http://127.0.0.1:1/"),)))
    with pytest.raises(ArchiveError) as caught:
        connect(server.url, "ApiKey secret").search({"query": {"match_all": {}}})

    sentence = str(caught.value)
    assert expected in sentence
    assert server.url in sentence
    assert said in sentence
    assert "secret" not in sentence
    assert caught.value.reachable
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("status", "kind", "expected"),
    [
        (400, "index_closed_exception", "the index is closed (said); ask its keeper to open it"),
        (403, "cluster_block_exception", "the index is blocked (said); ask its keeper to lift the block"),
        (403, "security_exception", "this login may not read it; ask its keeper for the right to read"),
    ],
)
def test_an_index_that_is_closed_or_blocked_is_called_so(
    fake: Fake, connect: Connect, status: int, kind: str, expected: str
) -> None:
    """It is neither a question that is not understood nor a login without rights."""
    server = fake(lambda _: Told(status, {"error": {"root_cause": [{"type": kind, "reason": "said"}]}}))
    with pytest.raises(ArchiveError) as caught:
        connect(server.url).search({"query": {"match_all": {}}})

    assert str(caught.value).partition("/news: ")[2] == f"{expected}."


def test_several_indexes_behind_one_name_are_one(fake: Fake, connect: Connect) -> None:
    """The fields of all of them are known, those of the first by name where two differ; our own mark must be on all."""
    text, word, number = {"type": "text"}, {"type": "keyword"}, {"type": "long"}
    news: dict[str, object] = {"properties": {"body": text, "meta": {"properties": {"day": word}}}, "_meta": {"a": 1}}
    older: dict[str, object] = {"properties": {"body": word, "meta": {"properties": {"page": number}}}}
    told = {"news-2": {"mappings": older}, "news-1": {"mappings": news}}
    server = fake(lambda _: Told(body=told))
    parted = connect(server.url).mapping()
    older["_meta"] = {"a": 1}
    marked = connect(server.url).mapping()

    properties = {"body": text, "meta": {"properties": {"day": word, "page": number}}}
    assert (parted, marked) == ({"properties": properties}, {"properties": properties, "_meta": {"a": 1}})


@pytest.mark.parametrize(
    "body",
    [b"", b"no json", b"[]", b"{}", b'{"hits": 3}', b'{"hits": {"hits": [1]}}', b"[" * 100_000],
    ids=["empty", "text", "list", "object", "number", "hits", "deep"],
)
def test_an_answer_that_is_none_is_said(fake: Fake, body: bytes, connect: Connect) -> None:
    """A server that speaks HTTP but is no archive is named as such, whatever it answers."""
    server = fake(lambda _: Told(body=body))
    with pytest.raises(ArchiveError, match="can't be read"):
        connect(server.url).search({"query": {"match_all": {}}})


@pytest.mark.parametrize(
    "told",
    [
        {"hits": {"hits": [{"_id": "a"}], "total": 1}},
        {"hits": {"hits": [{"_id": "a", "sort": []}], "total": {"value": "many"}}},
        {"hits": {"hits": [{"_id": "a", "sort": ["a"]}]}, "aggregations": {"outlet": {"buckets": [3]}}},
        {"hits": {"hits": [{"_id": "a", "sort": ["a"], "_score": "x"}]}, "aggregations": {"language": []}},
    ],
    ids=["no sort", "no number", "no bucket", "no score"],
)
def test_an_answer_of_another_shape_is_said(fake: Fake, connect: Connect, told: dict[str, object]) -> None:
    """Answers that look like one and are not end in a sentence wherever they are read, never in a traceback."""
    search = _search(connect(fake(lambda _: Told(body=told)).url))
    for ask in (lambda: search.find("oil"), lambda: search.find("*"), lambda: search.holding(["1"], 5)):
        with pytest.raises(ArchiveError, match="can't be read"):
            ask()


def test_nobody_there(connect: Connect) -> None:
    """A refused connection is reported, and that the archive can't be reached."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(ArchiveError, match="nobody answers") as caught:
        connect(f"http://127.0.0.1:{port}").mapping()

    assert not caught.value.reachable


def test_half_an_answer(fake: Fake, connect: Connect) -> None:
    """An answer that breaks off is not taken for a whole one."""
    server = fake(lambda _: Told(body=hits("a.txt"), cut=20))
    with pytest.raises(ArchiveError, match="broke off"):
        connect(server.url).search({"query": {"match_all": {}}})


def test_an_idle_connection_that_was_closed_is_opened_anew(fake: Fake, connect: Connect) -> None:
    """A server that hangs up between two questions is asked again once, without the reader hearing of it."""
    server = fake(lambda _: Told(body=hits("a.txt"), hang_up=len(server.asked) == 2))
    client = connect(server.url)
    first, second = (client.search({"query": {"match_all": {}}}) for _ in range(2))

    assert first == second
    assert len(server.asked) == 3


def test_slow_answers_are_not_waited_for_without_end(fake: Fake) -> None:
    """After the time allowed the question ends in a sentence."""
    release = threading.Event()
    server = fake(lambda _: Told(body=hits(), wait=release))
    address = archive_address(f"{server.url}/news")
    with pytest.raises(ArchiveError, match="in time"):
        Connection(address).ask("GET", "/news", seconds=0.05)
    release.set()


_LINE = b"HTTP/1.1 200 OK\r\n"
DRIPS = {
    "line": (b"HTTP/1.1 ", b" "),
    "headers": (_LINE, b"X: y\r\n"),
    "long header": (_LINE + b"X: ", b"y"),
    "body": (_LINE + b"Content-Length: 1000000\r\n\r\n", b" "),
    "body without a length": (_LINE + b"\r\n", b" "),
    "chunks": (_LINE + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n"),
}


@pytest.mark.parametrize("drip", DRIPS.values(), ids=DRIPS)
def test_an_answer_that_drips_is_cut_off_in_time(fake: Fake, drip: tuple[bytes, bytes]) -> None:
    """A server that sends a byte now and then, anywhere in its answer, is cut off after the time allowed."""
    address = archive_address(f"{fake(lambda _: Told(drip=drip)).url}/news")
    with pytest.raises(ArchiveError, match=r"in time|more than \d+ (headers|bytes)"):
        Connection(address).ask("GET", "/news", seconds=0.3)


def test_a_newer_question_breaks_an_answer_off_that_drips(fake: Fake) -> None:
    """A newer question does not wait for the rest of an older answer."""
    address = archive_address(f"{fake(lambda _: Told(drip=DRIPS['body'])).url}/news")
    looks = itertools.count()
    with pytest.raises(AskedAnewError):
        Connection(address).ask("GET", "/news", seconds=5, cancelled=lambda: next(looks) > 5)


def test_a_newer_question_breaks_an_older_one_off(fake: Fake, connect: Connect) -> None:
    """A question that is no longer needed gives up its connection at once, and the next is asked."""
    release, arrived = threading.Event(), threading.Event()

    def answer(asked: Asked) -> Told:
        arrived.set()
        return Told(body=hits("a.txt"), wait=release if b"slow" in asked.body else None)

    server = fake(answer)
    client = connect(server.url)
    with pytest.raises(AskedAnewError):
        client.search({"query": {"slow": {}}}, cancelled=arrived.is_set)

    assert client.search({"query": {"match_all": {}}})["hits"]["total"]["value"] == 1
    release.set()


def test_a_quick_question_waits_for_the_next_key() -> None:
    """A tenth of a second passes before anything is asked; the next key in it makes the question void."""
    address = archive_address("http://127.0.0.1:1/news")
    client = ArchiveClient(address, Connection(address))
    now = [0.0]
    search = ArchiveSearch(
        client,
        OwnArchive(client),
        SearchSettings(),
        {},
        clock=lambda: now[0],
        pause=lambda seconds: now.__setitem__(0, now[0] + seconds),
    )
    found = search.find("oil", quick=True, cancelled=lambda: now[0] > 0.05)

    assert (found.ids, found.total, found.total_exact) == ((), 0, False)
    with pytest.raises(ArchiveError, match="nobody answers"):
        search.find("oil", quick=True, cancelled=lambda: False)
    assert now[0] == pytest.approx(0.06 + 0.1, abs=0.02)


def test_parts_that_do_not_answer_are_said(fake: Fake, connect: Connect) -> None:
    """With two of five shards silent the total is a lower bound, with the reason; all silent is an error."""
    shards = {"failed": 2, "total": 5}

    def answer(asked: Asked) -> Told:
        told = _own(asked)
        return told._replace(body={**told.body, "_shards": shards}) if b'"should"' in asked.body else told

    search = _search(connect(fake(answer).url))
    found = search.find("oil")

    assert (found.total, found.total_exact) == (1, False)
    assert [problem.message for problem in found.problems] == ["2 of 5 parts of the archive did not answer."]
    shards["failed"] = 5
    with pytest.raises(ArchiveError):
        search.find("oil")


def test_a_question_the_server_gave_up_is_said(fake: Fake, connect: Connect) -> None:
    """An answer that ran out of time on the server is a lower bound."""

    def answer(asked: Asked) -> Told:
        told = _own(asked)
        return told._replace(body={**told.body, "timed_out": True}) if b'"should"' in asked.body else told

    found = _search(connect(fake(answer).url)).find("oil")

    assert not found.total_exact
    assert "gave up" in found.problems[0].message


def test_totals_are_lower_bounds_where_they_are(fake: Fake, connect: Connect) -> None:
    """A server that stopped counting says so, and so does the answer."""

    def answer(asked: Asked) -> Told:
        told = _own(asked)
        body = hits("a.txt", total=100_000, relation="gte") if b'"should"' in asked.body else told.body
        return told._replace(body=body)

    found = _search(connect(fake(answer).url)).find("oil", most=1)

    assert (found.total, found.total_exact) == (100_000, False)


def test_a_list_that_breaks_off_keeps_what_it_has(fake: Fake, connect: Connect) -> None:
    """An index that vanishes between two pages leaves the first page on the screen, with the reason."""

    def answer(asked: Asked) -> Told:
        if "point_in_time" in asked.path:
            return Told(body={"pit_id": "p"})
        if b'"pit"' in asked.body:
            return Told(404, {"error": {"root_cause": [{"reason": "no such index [news]"}]}})
        told = _own(asked)
        return told._replace(body=hits("a.txt", "b.txt", total=9)) if b'"should"' in asked.body else told

    found = _search(connect(fake(answer).url)).find("oil")

    assert (list(found.ids), found.total) == (["a.txt", "b.txt"], 9)
    assert "no such index" in found.problems[0].message


def test_a_moment_that_is_refused_is_done_without(fake: Fake, connect: Connect) -> None:
    """A login that may search and hold no point in time still pages through all results."""

    def answer(asked: Asked) -> Told:
        if "point_in_time" in asked.path:
            return Told(403)
        told = _own(asked)
        if b'"should"' not in asked.body:
            return told
        ids = ("a", "b") if b'"size":1000' in asked.body else ("a", "b", "c")
        return told._replace(body=hits(*ids, total=3))

    assert list(_search(connect(fake(answer).url)).find("oil").ids) == ["a", "b", "c"]


def test_an_index_of_another_version_is_not_read(fake: Fake, tmp_path: Path) -> None:
    """What another version cut by other rules would be found wrongly; the reader is told, on opening and on `check`."""
    mapping = {"news": {"mappings": {"_meta": {"variorum": {"schema": 1, "analysis": ANALYSIS - 1}}}}}
    server = fake(lambda _: Told(body=mapping))
    library = Library(f"{server.url}/news", settings=settings(tmp_path))
    with pytest.raises(ArchiveError, match="another version"):
        library.find("oil")

    assert "another version" in library.check()[0].message
    library.close()


def test_a_login_goes_along_with_every_request(fake: Fake, connect: Connect) -> None:
    """The header is sent each time, and nowhere else."""
    server = fake(lambda _: Told(body=hits("a.txt")))
    client = connect(server.url, "ApiKey abc")
    client.search({"query": {"match_all": {}}})
    client.search({"query": {"match_all": {}}})

    assert [asked.authorization for asked in server.asked] == ["ApiKey abc", "ApiKey abc"]


@pytest.mark.external
@pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl to make a certificate")
@pytest.mark.parametrize("trusted", [False, True])
def test_a_certificate_is_verified(
    connect: Connect, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, trusted: bool
) -> None:
    """A server with a certificate of an unknown authority is not asked; ``SSL_CERT_FILE`` can name the authority."""
    pem = tmp_path / "server.pem"
    names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"]
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *names]
    subprocess.run([*made, "-keyout", pem, "-out", tmp_path / "cert.pem"], check=True, capture_output=True)
    pem.write_bytes(pem.read_bytes() + (tmp_path / "cert.pem").read_bytes())
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "cert.pem"))
    server = FakeArchive(lambda _: Told(body=hits("a.txt")), pem)
    client = connect(server.url, "ApiKey abc")
    if trusted:
        assert client.search({"query": {"match_all": {}}})["hits"]["total"]["value"] == 1
    else:
        with pytest.raises(ArchiveError, match="certificate is not valid"):
            client.search({"query": {"match_all": {}}})
        assert server.asked == []
    client.close()
    server.close()


@pytest.mark.parametrize(
    "record",
    [
        None,
        {},
        {"id": "a.txt"},
        {"id": "b.txt", "text": "x", "hash": "00"},
        {"blocks": [[0, 99, "body", "", True]]},
        {"blocks": [[0, 1, "no role", "", True]]},
        {"text": "changed"},
    ],
    ids=["none", "empty", "cut", "other", "outside", "role", "changed"],
)
def test_what_is_not_as_it_was_pushed_is_not_shown(fake: Fake, tmp_path: Path, record: object) -> None:
    """A record that is cut, of another article, or whose text does not fit its hash is an error, never an article."""
    whole = to_record(article("Rain fell.", "a.txt"))
    told = {**whole, **record} if isinstance(record, dict) and "id" not in record and record else record

    def answer(asked: Asked) -> Told:
        if asked.path.endswith("/_mapping"):
            return Told(body=OWN_MAPPING)
        answered = hits("a.txt")
        answered["hits"]["hits"][0]["_source"] = {"record": told}
        return Told(body=answered)

    library = Library(f"{fake(answer).url}/news", settings=settings(tmp_path))
    with pytest.raises(ArchiveError, match="not as it was pushed"):
        library.show("a.txt")
    library.close()
