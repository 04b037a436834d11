"""Files that were damaged on their way: what of them can be read is read, and the rest is said in a sentence."""

from __future__ import annotations

import gzip
import io
import json
import random
import re
import zipfile
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

from index.articles.file_reader import ArticleReader
from index.model.settings import ArticleSettings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from index.articles.file_reading import FileReading

LONG = "The quarry above Hillton closed on Thursday after ninety years, and forty people lost their work."
PACKED = gzip.compress("\n".join(json.dumps({"title": f"Q{n}", "text": f"{LONG} {n}"}) for n in range(3000)).encode())
DAMAGED = "It is packed with gzip and damaged: it can't be unpacked to its end; fetch or export it again."
ROWS = f"title,date,text\nQuarry,2024-05-02,{LONG}\nBridge,2024-05-03,{LONG} Again.\n"
MAIL = f"From: Hill Wire <wire@hill.example>\nSubject: Quarry closes\nDate: Thu, 2 May 2024 10:00:00 +0000\n\n{LONG}\n"
PAGE = f"<html><body><article><h1>Quarry closes</h1><p>{LONG}</p></article></body></html>"
RIS = f"TY  - NEWS\nTI  - Quarry closes\nAB  - {LONG}\nER  - \n"


def _zip() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", LONG)
        archive.writestr("b.txt", f"{LONG} Again.")
    return held.getvalue()


SOUND = {
    "rows.csv": ROWS.encode(),
    "rows.json": json.dumps([{"title": "Quarry", "text": LONG}] * 3).encode(),
    "rows.jsonl": "\n".join([json.dumps({"title": "Quarry", "text": LONG})] * 3).encode(),
    "mail.eml": MAIL.encode(),
    "box.mbox": f"From a@b.example Thu May  2 10:00:00 2024\n{MAIL}\n".encode() * 2,
    "page.html": PAGE.encode(),
    "note.ris": RIS.encode(),
    "texts.zip": _zip(),
    "rows.csv.gz": gzip.compress(ROWS.encode()),
    "feed.rss": f"<rss><channel><item><description>{LONG}</description></item></channel></rss>".encode(),
}


def _damages(data: bytes, chance: random.Random) -> list[bytes]:
    """Return a file cut short, without its head, with holes, turned bits, other line ends, and as another encoding."""
    half, lines = len(data) // 2, data.split(b"\n")
    return [
        *(data[: len(data) * part // 5] for part in range(1, 5)),
        *(data[half:], data[1:], data[:-1], data + data, b"\n\n  " + data, b"\xef\xbb\xbf" + data),
        data[:half] + bytes(40) + data[half:],
        *(data.replace(b"\n", end) for end in (b"\r\n", b"\r")),
        bytes(byte for byte in data if chance.random() > 0.01),
        *(bytes(byte ^ (1 << chance.randrange(8)) if chance.random() < 0.01 else byte for byte in data) for _ in "abc"),
        b"\n".join(chance.sample(lines, len(lines))),
        data.decode("utf-8", "replace").encode("utf-16"),
        data.replace(b"<", b"<<"),
        data.upper(),
    ]


def test_damaged_files_are_read_or_listed(tmp_path: Path) -> None:
    """A damaged file is read or listed with a reason, without the names of internal errors."""
    paths = []
    for name, data in SOUND.items():
        for number, damaged in enumerate(_damages(data, random.Random(name))):
            paths.append(f"{number}.{name}")
            (tmp_path / paths[-1]).write_bytes(damaged)
    found: dict[str, bool] = {}
    said: dict[str, str] = {}
    for reading in ArticleReader(tmp_path, ArticleSettings()).read_all(paths):
        found[reading.path] = found.get(reading.path, False) or bool(reading.articles)
        said[reading.path] = reading.skipped.reason if reading.skipped else ""
    assert [path for path in paths if not found[path] and not said[path].endswith((".", ")"))] == []
    assert [reason for reason in said.values() if re.search(r"Reading it failed|[a-z]Error\b", reason)] == []
    assert len(paths) >= 20 * len(SOUND)


def test_of_a_packed_file_that_breaks_off_the_beginning_is_read(read: Callable[..., FileReading]) -> None:
    """What came before the damage stands, and the cure is named."""
    reading = read("rows.jsonl.gz", PACKED[: len(PACKED) * 9 // 10])
    assert reading.skipped is not None
    assert reading.skipped.reason == f"{DAMAGED} {len(reading.articles)} articles of it were read."
    assert 1000 < len(reading.articles) < 3000


def test_a_broken_address_of_a_sender_is_taken_as_it_stands(read: Callable[..., FileReading]) -> None:
    """The standard library stumbles over some; the mail is read all the same."""
    (article,) = read("mail.eml", MAIL.replace("<wire@", "<<wire@")).articles
    assert (article.title.value, article.published.value) == ("Quarry closes", "2024-05-02")


@pytest.mark.skipif(find_spec("trafilatura") is None, reason="the extra [html] is not installed")
def test_a_page_may_hold_signs_that_no_tree_takes_back(read: Callable[..., FileReading]) -> None:
    """Control signs written as numbers cost nothing but themselves."""
    paragraphs = "".join(f"<p>&#1;&#x1f;{LONG} Part {n}.</p>" for n in range(4))
    (article,) = read("page.html", PAGE.replace("<p>", f"{paragraphs}<p>")).articles
    assert "Part 3." in article.text
