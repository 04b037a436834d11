"""Adding pages to a library: captures, accounts, versions."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

from index import Library
from index.captures.capture_folder import CaptureFolder
from index.captures.fetching import Fetched, FetchError
from index.captures.links import links_in, texts_in_feed
from index.library.adding import Adding
from index.text.addresses import normal_address, slug, unwrapped
from tests.builders import settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

URL = "https://hill.example/news/quarry-closes"
needs_html = pytest.mark.skipif(find_spec("trafilatura") is None, reason="the extra [html] is not installed")


def page(last: str) -> bytes:
    parts = "".join(
        f"<p>The quarry above Hillton closed on Thursday after ninety years. Part {n}.</p>" for n in range(6)
    )
    return f"<html lang='en'><body><article><h1>Quarry closes</h1>{parts}<p>{last}</p></article></body></html>".encode()


class _Net:
    """Answers what it was told to; what it was asked is kept."""

    def __init__(self, *answers: bytes | int) -> None:
        self.answers, self.known = list(answers), list[dict[str, str]]()
        self.sources: list[str] = []
        self.anyway: list[bool] = []

    def fetch(
        self,
        url: str,
        known: Mapping[str, str] | None = None,
        *,
        anyway: bool = False,
        source: str = "",
    ) -> Fetched:
        self.anyway.append(anyway)
        self.known.append(dict(known or {}))
        self.sources.append(source)
        answer = self.answers.pop(0)
        if isinstance(answer, int):
            if answer == 0:
                raise FetchError("It broke off.")
            return Fetched(url, url, (), answer, {}, b"")
        return Fetched(url, url, (), 200, {"content-type": "text/html", "etag": f'"{len(self.known)}"'}, answer)


class _Days:
    def __init__(self) -> None:
        self.now = datetime(2024, 5, 2, 10, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(days=1)
        return self.now


def adding(library: Library, net: _Net) -> Adding:
    return Adding(library.places.folder, library._reader, net, _Days())  # type: ignore[arg-type]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    (tmp_path / "articles").mkdir()
    with Library(tmp_path / "articles", settings=settings(tmp_path)) as made:
        yield made


@needs_html
def test_versions_of_a_page(library: Library) -> None:
    """Another text is another version, the same text is only seen; the last two are there to be compared."""
    net = _Net(page("It was old."), page("It was old."), page("It was very old."), 304)
    made = adding(library, net)
    found = [added for _ in range(4) for added in made.add(URL)]
    library.refresh()
    versions = library.versions(f"{URL}?utm_source=x#top")
    assert [(added.status, added.version) for added in found] == [
        *(("kept", 1), ("unchanged", 1), ("kept", 2), ("unchanged", 2)),
    ]
    assert list(versions) == [added.id for added in found if added.kept]
    assert net.known[1] == {"If-None-Match": '"1"'}
    first = library.show(versions[0])
    assert (first.captured.value, first.url.value) == ("2024-05-03T10:00:00Z", URL)


@needs_html
def test_robots_are_ignored_only_for_an_address_that_is_named(library: Library, tmp_path: Path) -> None:
    """`--anyway` does not count for pages of a list or feed, which were not named one by one."""
    listed = tmp_path / "list.txt"
    listed.write_text("https://hill.example/a\nhttps://hill.example/b\n")
    feed = b"<rss><channel><item><link>https://hill.example/c</link></item></channel></rss>"
    net = _Net(page("It was old."), page("It was a."), page("It was b."), feed, page("It was c."))
    for target in (URL, str(listed), "https://hill.example/feed"):
        assert [added.status for added in adding(library, net).add(target, anyway=True)] != ["failed"]
    assert net.anyway == [True, False, False, True, False]


@needs_html
def test_an_account_of_other_bytes_is_not_believed(library: Library) -> None:
    """A capture that was changed by hand is an article without an account."""
    (added,) = adding(library, _Net(page("It was old."))).add(URL)
    file = library.places.folder / str(added.id)
    file.write_bytes(page("It was new."))
    library.refresh()
    assert (library.versions(URL), list(CaptureFolder(library.places.folder).all())) == ([], [])


def test_failures_are_said_and_leave_nothing(library: Library) -> None:
    """A status, a broken connection and a page without a text: one sentence each, no file."""
    made = adding(library, _Net(404, 0, b"<html><body></body></html>"))
    found = [added for _ in range(3) for added in made.add(URL)]
    assert [added.status for added in found] == ["failed"] * 3
    assert found[0].reason == f"{URL} answered with status 404."
    assert [path for path in library.places.folder.rglob("*") if path.is_file()] == []


def test_a_list_without_an_end_is_not_read_for_ever(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """A device in place of a list of links is reported as too large."""
    monkeypatch.setattr("index.library.adding._LARGEST", 1 << 20)
    (added,) = adding(library, _Net()).add("/dev/zero")
    assert added.reason == "It can't be read: it is larger than 1 MB; name an address (https://…) or a file with some."


@needs_html
def test_a_feed_brings_what_is_new(library: Library) -> None:
    """Each entry of a feed that is not here yet is fetched."""
    entry = "<item><title>Q</title><link>https://hill.example/{}</link></item>"
    feed = f"<rss><channel>{entry.format('a')}{entry.format('b')}</channel></rss>".encode()
    made = adding(library, _Net(feed, page("It was a."), page("It was b."), feed))
    first, second = list(made.add("https://hill.example/feed")), list(made.add("https://hill.example/feed"))
    assert ([added.status for added in first], second) == (["kept", "kept"], [])


@pytest.mark.parametrize(
    ("name", "data", "wanted"),
    [
        ("a.csv", "title,url,media_url\nQ,https://a.example/1,https://m.example/\n", ["https://a.example/1"]),
        ("a.html", '<A HREF="https://a.example/1">x</A><a href="https://a.example/1#b">', ["https://a.example/1"]),
        (
            "a.xml",
            "<feed><entry><link href='https://a.example/1'/><id>https://a.example/x</id></entry></feed>",
            ["https://a.example/1"],
        ),
        ("a.txt", "see https://a.example/1 and (https://a.example/2)", ["https://a.example/1", "https://a.example/2"]),
        (
            "a.html",
            '<a href="https://www.google.com/url?rct=j&amp;url=https://a.example/1&amp;ct=ga">',
            ["https://a.example/1"],
        ),
    ],
)
def test_links_of_lists(name: str, data: str, wanted: list[str]) -> None:
    """Each article's address once, in order, without the addresses that only lead to it."""
    assert links_in(data.encode(), name) == wanted


def test_addresses_of_one_page() -> None:
    """Fragment, followers of readers, case of the host and the usual port make no other page."""
    same = ["https://A.example:443/x?id=1&utm_source=y#z", "https://a.example/x?fbclid=3&id=1"]
    assert {normal_address(url) for url in same} == {"https://a.example/x?id=1"}
    assert normal_address("https://a.example/x?id=2") != normal_address(same[0])
    assert (slug("https://a.example/News/The-Quarry.html?x"), slug("https://a.example/")) == ("the-quarry", "page")
    assert unwrapped("https://a.example/?url=https://b.example/") == "https://a.example/?url=https://b.example/"


@needs_html
@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        ("bytes", "The account is of other bytes than "),
        ("file", "The account of a capture stands alone: its file is gone."),
        ("yaml", "The account of a capture can't be read: "),
    ],
)
def test_an_account_that_does_not_fit_is_reported(library: Library, spoil: str, said: str) -> None:
    """The account is ignored, and `check` says which one, why, and how to fetch the page again."""
    list(adding(library, _Net(page("It was old."))).add(URL))
    (capture,) = CaptureFolder(library.places.folder).all()
    account = capture.path.with_name(f"{capture.path.name}.yaml")
    if spoil == "bytes":
        capture.path.write_bytes(page("It was changed by hand."))
    elif spoil == "file":
        capture.path.unlink()
    else:
        account.write_text("url: [")
    library.refresh()
    (finding,) = [each for each in library.check() if each.where == str(account)]
    assert finding.message.startswith(said)
    assert (f"variorum add {URL}" in finding.cure) == (spoil != "yaml")
    assert [article.captured.value for article in map(library.show, (row.id for row in library.list()))] == (
        [] if spoil == "file" else [None]
    )


@needs_html
@pytest.mark.parametrize("which", ["account", "capture"])
@pytest.mark.parametrize("endless", ["fifo", "/dev/zero"])
def test_an_account_or_capture_that_never_ends_is_not_read(library: Library, which: str, endless: str) -> None:
    """A folder from a stranger may hold a FIFO or a link to a device in their place: it is reported at once."""
    list(adding(library, _Net(page("It was old."))).add(URL))
    folder = CaptureFolder(library.places.folder)
    (capture,) = folder.all()
    path = capture.path.with_name(f"{capture.path.name}.yaml") if which == "account" else capture.path
    path.unlink()
    os.mkfifo(path) if endless == "fifo" else path.symlink_to(endless)

    assert (list(folder.all()), len(list(folder.misfits()))) == ([], 1)


def test_a_fitting_account_is_no_finding(library: Library) -> None:
    """A capture as it was kept is not spoken of."""
    (library.places.folder / "captures" / "hill.example").mkdir(parents=True)
    assert library.check() == ()


TEXT = "".join(
    f"<p>The quarry above Hillton closed on Thursday after ninety years &amp; more. Part {n}.</p>" for n in range(8)
)
FEED = f"""<?xml version="1.0"?><rss><channel><title>Hill Gazette</title><link>https://hill.example</link>
<item><title>Quarry &amp; bridge</title><link>{URL}</link><content:encoded><![CDATA[{TEXT}]]></content:encoded></item>
<item><title>Teaser</title><link>https://hill.example/teaser</link><description>Read more.</description></item>
</channel></rss>"""


@needs_html
@pytest.mark.parametrize("failure", [0, 404])
def test_the_text_of_a_feed_is_kept_when_its_page_fails(library: Library, failure: int) -> None:
    """What the feed has of an entry is better than nothing; a teaser is not; the account says who told it."""
    made = adding(library, _Net(FEED.encode(), failure, failure, page("It was old.")))
    first = list(made.add("https://hill.example/feed.xml"))
    library.refresh()
    (capture,) = CaptureFolder(library.places.folder).all()
    (article,) = [library.show(row.id) for row in library.list()]
    assert [(added.url, added.status, added.kept) for added in first] == [
        (URL, "from feed", True),
        ("https://hill.example/teaser", "failed", False),
    ]
    assert first[0].reason is not None
    assert first[0].reason.endswith("The text that the feed has is kept.")
    assert (capture.account.told, capture.account.feed) == ("feed", "https://hill.example/feed.xml")
    assert (article.title.value, article.url.value) == ("Quarry & bridge", URL)
    assert "after ninety years & more. Part 7." in article.text
    # Once the page can be had it is another version.
    assert [(added.status, added.version) for added in made.add(URL)] == [("kept", 2)]


def test_texts_of_feeds_are_read_as_they_stand_or_escaped() -> None:
    """CDATA as it stands, entities resolved, Atom's content as well; what is short is no text."""
    long = "A word of it. " * 40
    atom = f"<feed><entry><title>B</title><link href='https://b.example/1'/><content>&lt;p&gt;{long}&lt;/p&gt;</content></entry></feed>"
    assert {url: text.html[:5] for url, text in texts_in_feed(atom.encode()).items()} == {
        normal_address("https://b.example/1"): "<p>A "
    }
    assert list(texts_in_feed(FEED.encode())) == [normal_address(URL)]
