"""Addresses of shared archives: what they name, what is refused, and who is told to ask."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.archive.archive_address import ArchiveAddress, archive_address, is_archive
from index.archive.credentials import authorization
from index.errors import ArchiveError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("text", "expected", "shown"),
    [
        (
            "https://news.example/articles",
            ArchiveAddress(secure=True, host="news.example", port=443, prefix="", index="articles"),
            "https://news.example/articles",
        ),
        (
            "https://news.example:9200/search/articles-2024/",
            ArchiveAddress(secure=True, host="news.example", port=9200, prefix="/search", index="articles-2024"),
            "https://news.example:9200/search/articles-2024",
        ),
        (
            "http://127.0.0.1:9200/a,b*",
            ArchiveAddress(secure=False, host="127.0.0.1", port=9200, prefix="", index="a,b*"),
            "http://127.0.0.1:9200/a,b*",
        ),
        (
            "http://[::1]/a",
            ArchiveAddress(secure=False, host="::1", port=80, prefix="", index="a"),
            "http://[::1]/a",
        ),
    ],
)
def test_an_address_names_a_server_and_an_index(text: str, expected: ArchiveAddress, shown: str) -> None:
    """Host, port, the path before the index and the index; the address can be shown and read again."""
    found = archive_address(text)

    assert found == expected
    assert found.shown == shown
    assert archive_address(found.shown) == found


@pytest.mark.parametrize(
    "text",
    [
        "https://news.example",
        "https://news.example/",
        "https://news.example/_all",
        "https://news.example/a?q=1",
        "https://news.example/a#b",
        "https://news.example:port/a",
        "ftp://news.example/a",
        "https:///a",
        "https:// /a",
        "https://news.example/a%2541",
        "https://news.example/a b",
    ],
)
def test_what_names_no_index_is_refused(text: str) -> None:
    """Addresses of servers, of the server's own pages and of questions are no archives."""
    with pytest.raises(ArchiveError):
        archive_address(text)


def test_an_address_never_holds_a_password() -> None:
    """A login in an address is refused, and not repeated in the sentence that says so."""
    with pytest.raises(ArchiveError) as caught:
        archive_address("https://ann:secret@news.example/a")

    assert "secret" not in str(caught.value)
    assert "netrc" in str(caught.value)


@pytest.mark.parametrize("host", ["news.example", "10.0.0.1", "128.0.0.1"])
def test_other_machines_are_asked_in_the_open_only_by_an_explicit_word(host: str) -> None:
    """http:// is allowed for this machine alone unless the configuration allows it."""
    with pytest.raises(ArchiveError, match="plain_http"):
        archive_address(f"http://{host}/a")

    assert archive_address(f"http://{host}/a", plain_http=True).host == host
    assert archive_address("http://localhost:9200/a").port == 9200


@given(st.text(max_size=60) | st.text(" ./:@[]#?%aé0", max_size=20))
@example(" /0")
def test_any_text_is_an_address_or_refused(text: str) -> None:
    """Any text gives an address or an error of one sentence."""
    try:
        found = archive_address(f"https://{text}")
    except ArchiveError as error:
        assert str(error).endswith(".")  # noqa: PT017 both ways are right
    else:
        assert is_archive(found.shown)
        assert archive_address(found.shown) == found


def test_a_login_comes_from_the_environment_or_netrc(tmp_path: Path) -> None:
    """A key goes before a login, the environment before netrc, and netrc knows its hosts apart."""
    address = archive_address("https://news.example/a")
    (tmp_path / ".netrc").write_text("machine news.example login ann password secret\n", "utf-8")
    (tmp_path / ".netrc").chmod(0o600)
    home = {"HOME": str(tmp_path)}

    assert authorization(address, home) == "Basic YW5uOnNlY3JldA=="
    assert authorization(archive_address("https://other.example/a"), home) == ""
    login = {**home, "VARIORUM_ARCHIVE_USER": "bob", "VARIORUM_ARCHIVE_PASSWORD": "x"}
    assert authorization(address, login) == "Basic Ym9iOng="
    assert authorization(address, {**login, "VARIORUM_ARCHIVE_KEY": "abc"}) == "ApiKey abc"


def test_a_login_is_never_sent_in_the_open(tmp_path: Path) -> None:
    """With a login, http:// to another machine is refused, to this machine allowed."""
    known = {"HOME": str(tmp_path), "VARIORUM_ARCHIVE_KEY": "abc"}
    with pytest.raises(ArchiveError, match="never sent"):
        authorization(archive_address("http://news.example/a", plain_http=True), known)

    assert authorization(archive_address("http://127.0.0.1/a"), known) == "ApiKey abc"


def test_a_netrc_that_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    """A FIFO or an endless device in its place is told in a sentence at once."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "device").symlink_to("/dev/zero")
    for name, kind in (("pipe", "a named pipe"), ("device", "a device")):
        with pytest.raises(ArchiveError, match=f"can't be read .*{kind} stands in its place"):
            authorization(archive_address("https://news.example/index"), {"NETRC": str(tmp_path / name)})


def test_a_netrc_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    """A broken netrc is one sentence, not a question without a login."""
    (tmp_path / "netrc").write_text("machine\n", "utf-8")
    with pytest.raises(ArchiveError, match="netrc"):
        authorization(archive_address("https://news.example/a"), {"NETRC": str(tmp_path / "netrc")})
