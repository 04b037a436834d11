"""The worker: what it may not do, what becomes of files that break it, and what its answers must be."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.articles.file_reader import ArticleReader
from index.articles.file_reading import Before
from index.articles.guard.worker_messages import PostError, packed, unpacked
from index.articles.readers.composition import Composition
from index.articles.readers.stated_fields import StatedFields
from index.model.article import Role
from index.model.settings import ArticleSettings

if TYPE_CHECKING:
    from pathlib import Path

    from index.articles.readers.protocol import RawArticle

LONG = "The quarry above Hillton closed on Thursday after ninety years, and forty people lost their work."


def _raw() -> RawArticle:
    stated, composition = StatedFields("test"), Composition()
    stated.say("title", "Quarry closes", "headline")
    stated.say("agency", "Hill Wire", "provider")
    stated.detail("section", "News")
    composition.add("Quarry closes", Role.TITLE, "test:headline")
    composition.add(LONG)
    return composition.article(stated, key="k1", captured="2024-05-02T10:00:00Z", pages=(0, 14), problems=("cut",))


def test_articles_survive_the_post() -> None:
    """An article that was sent is equal to the one that comes out."""
    raw = _raw()
    assert unpacked(json.loads(json.dumps(packed(raw)))) == raw


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("text", 7),
        ("blocks", [[0, -1, "body", "", True]]),
        ("blocks", [[0, 5, "no role", "", True]]),
        ("blocks", [[0.5, 5, "body", "", True]]),
        ("told", {"title": ["x", "no provenance", None]}),
        ("pages", ["1"]),
        ("tags", [None]),
        ("captured", [1, 2]),
    ],
)
def test_answers_are_checked_value_by_value(name: str, value: object) -> None:
    """An answer with one invalid value is refused as a whole."""
    with pytest.raises(PostError):
        unpacked({**packed(_raw()), name: value})


@given(
    st.recursive(
        st.none() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    )
)
def test_no_answer_raises_anything_else(answer: object) -> None:
    """Any answer of a broken worker is an article or is refused."""
    with pytest.raises(PostError):
        unpacked(answer)


def _confined(code: str) -> str:
    attempt = f"try:\n    {code}\nexcept Exception as e:\n    print(type(e).__name__)\nelse:\n    print('allowed')"
    script = f"from index.articles.guard.limits import confine; confine()\n{attempt}"
    return subprocess.run(
        [sys.executable, "-B", "-c", script], capture_output=True, text=True, check=False
    ).stdout.strip()


@pytest.mark.parametrize(
    ("code", "wanted"),
    [
        ("open('/tmp/variorum-never', 'w')", "PermissionError"),
        ("import socket; socket.create_connection(('127.0.0.1', 9))", "PermissionError"),
        ("import subprocess; subprocess.Popen(['true'])", "PermissionError"),
        ("import os; os.remove('/tmp/variorum-never')", "PermissionError"),
        ("bytearray(2 << 30)", "MemoryError"),
        ("import json; json.loads('[]')", "allowed"),
    ],
)
def test_what_a_confined_process_may_not_do(code: str, wanted: str) -> None:
    """Files are not written, nothing is sent, nothing is started, and memory has a limit."""
    if wanted == "MemoryError" and sys.platform == "darwin":
        pytest.skip("macOS does not hold the limit; the parent watches the size")
    assert _confined(code) == wanted


def test_a_file_that_breaks_the_worker_is_listed_and_the_next_is_read(tmp_path: Path) -> None:
    """A crash, a failure and a refusal each belong to their file; what follows is read by a new worker."""
    (tmp_path / "a.json").write_text("[" * 200_000)
    (tmp_path / "b.html").write_bytes(b"<html>" + bytes(range(256)) * 20)
    (tmp_path / "c.json").write_text(json.dumps({"title": "C", "text": LONG}))
    readings = list(ArticleReader(tmp_path, ArticleSettings()).read_all(["a.json", "b.html", "c.json"]))
    assert [reading.path for reading in readings if reading.done] == ["a.json", "b.html", "c.json"]
    assert [bool(reading.articles) for reading in (readings[0], readings[-1])] == [False, True]


def test_a_worker_that_is_silent_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that takes too long is listed with the seconds, and the worker is gone."""
    from index.articles.guard import pool

    monkeypatch.setattr(pool, "SECONDS", 0)
    monkeypatch.setattr(pool, "_START", "import signal; signal.pause() # {root} {number}")
    (tmp_path / "a.json").write_text("{}")
    skipped = ArticleReader(tmp_path, ArticleSettings()).read("a.json").skipped
    assert skipped is not None
    assert skipped.reason == "Reading it took longer than 0 seconds."


def test_a_file_with_many_articles_comes_in_readings(tmp_path: Path) -> None:
    """Articles of a large file are handed on as they come; the ids run through."""
    rows = [json.dumps({"title": f"T{n}", "text": LONG}) for n in range(1201)]
    (tmp_path / "many.jsonl").write_text("\n".join(rows))
    readings = list(ArticleReader(tmp_path, ArticleSettings()).read_all(["many.jsonl"]))
    ids = [article.id for reading in readings for article in reading.articles]
    assert [reading.done for reading in readings].count(False) >= 2
    assert (len(ids), ids[0], ids[-1]) == (1201, "many.jsonl#1", "many.jsonl#1201")


def test_bytes_that_are_known_are_not_read(tmp_path: Path) -> None:
    """A file with a known digest is not read again, whichever process is asked."""
    (tmp_path / "a.json").write_text(json.dumps({"title": "C", "text": LONG}))
    (tmp_path / "b.txt").write_text(LONG)
    reader = ArticleReader(tmp_path, ArticleSettings())
    first = {reading.path: Before(reading.file_hash) for reading in reader.read_all(["a.json", "b.txt"])}
    again = list(reader.read_all(["a.json", "b.txt"], first))
    assert [(reading.same, reading.articles) for reading in again] == [(True, ()), (True, ())]
