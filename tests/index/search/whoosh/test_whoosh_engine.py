"""The index in files: generations, folding of segments, damage, other writers, sudden death."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from index.errors import BusyError, IndexDamagedError
from index.files.lock import FileLock
from index.model.settings import SearchSettings
from index.search.engine import BODY, FREQUENCY_SHIFT, TITLE, ZONE_BITS, Document, IndexRow
from index.search.searcher import IndexWriter, Searcher
from index.search.whoosh.postings_codec import pack, unpack
from index.search.whoosh.segment_reader import DecodedPostings, WhooshSnapshot
from index.search.whoosh.whoosh_engine import WhooshEngine
from tests.builders import article

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from index.model.article import Article

ROW = IndexRow("", "Title", "Outlet", None, None, "2024-04", "en", ("a", "b"), (0, 0, 0))


def document(id: str, title: str = "Title", tags: tuple[str, ...] = ("a", "b")) -> Document:
    return Document(ROW._replace(id=id, title=title, tags=tags), {BODY: {"word": [0, 4]}})


def engine(folder: Path) -> WhooshEngine:
    made = WhooshEngine(folder / "index")
    made.create()
    return made


def test_rows_and_postings_come_back(tmp_path: Path) -> None:
    """A snapshot holds the rows, frequencies, postings and positions that were committed."""
    index = engine(tmp_path)
    index.commit([document("a"), Document(ROW._replace(id="b", title=None), {TITLE: {"word": [9]}})], ())
    snapshot = index.open()
    assert [row and (row.id, row.title, row.tags) for row in snapshot.rows] == [
        ("a", "Title", ("a", "b")),
        ("b", None, ("a", "b")),
    ]
    assert snapshot.forms == {"word": 2 << FREQUENCY_SHIFT | ZONE_BITS[TITLE] | ZONE_BITS[BODY]}
    postings = snapshot.postings(BODY, "word")
    assert (list(postings.documents), list(postings.counts)) == ([0], [2.0])
    assert dict(snapshot.positions(BODY, "word", {0})) == {0: 0b10001}
    assert list(snapshot.postings(BODY, "none").documents) == []


def test_separators_in_values_do_no_harm(tmp_path: Path) -> None:
    """Control characters in a headline or tag become spaces instead of splitting the row."""
    index = engine(tmp_path)
    index.commit([document("a", title="x\x1fy\x1ez", tags=("p\x1eq",))], ())
    (row,) = index.open().rows
    assert row is not None
    assert (row.title, row.tags) == ("x y z", ("p q",))


@pytest.mark.parametrize("positions", [[0], [65_535], [65_536], [3, 999], [3, 70_000], [*range(0, 200, 3)]])
def test_positions_keep_their_value(positions: list[int]) -> None:
    """Positions are packed in two bytes, in four when the text is very long, as bits when there are many."""
    assert unpack(pack(positions)) == sum(1 << position for position in positions)


def test_long_posting_lists_run_over_blocks_and_segments(tmp_path: Path) -> None:
    """Hundreds of documents in several commits come back in order, without the deleted ones."""
    index = engine(tmp_path)
    for start in range(0, 900, 300):
        index.commit([document(f"{number:03}") for number in range(start, start + 300)], ())
    index.commit((), {f"{number:03}" for number in range(0, 900, 2)})
    snapshot = index.open()
    numbers = snapshot.postings(BODY, "word").documents
    assert list(numbers) == sorted(set(numbers))
    assert sorted(row.id for number in numbers if (row := snapshot.rows[number])) == [
        f"{number:03}" for number in range(1, 900, 2)
    ]


def test_small_commits_leave_few_segments(tmp_path: Path) -> None:
    """Many commits of one document are folded together; nothing is lost or doubled."""
    index = engine(tmp_path)
    for number in range(40):
        index.commit([document(f"{number % 30:02}")], {f"{number % 30:02}"})
    snapshot = index.open()
    living = sorted(row.id for row in snapshot.rows if row)
    assert (living, len(snapshot.segments) < 7) == ([f"{number:02}" for number in range(30)], True)


def test_an_open_generation_does_not_change(tmp_path: Path) -> None:
    """A snapshot answers as before while later commits delete and fold its documents."""
    index = engine(tmp_path)
    index.commit([document("a")], ())
    before = index.open()
    index.commit([document("b")], {"a"})
    assert [row and row.id for row in before.rows] == ["a"]
    assert list(before.postings(BODY, "word").documents) == [0]
    assert [row.id for row in index.open().rows if row] == ["b"]


def test_a_commit_while_opening(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that a commit removes while a generation is being opened are no damage: the newer one is opened."""
    index = engine(tmp_path)
    index.commit([document("a")], ())
    other = WhooshEngine(tmp_path / "index")
    real, calls = WhooshSnapshot, []

    def snapshot(folder: Path, known: DecodedPostings) -> WhooshSnapshot:
        calls.append(folder)
        if len(calls) == 1:
            with monkeypatch.context() as during:
                during.setattr("index.search.whoosh.whoosh_engine.WhooshSnapshot", real)
                other.commit([document("b")], ())
            raise FileNotFoundError
        return real(folder, known)

    monkeypatch.setattr("index.search.whoosh.whoosh_engine.WhooshSnapshot", snapshot)
    assert sorted(row.id for row in index.open().rows if row) == ["a", "b"]


def test_nothing_of_ours_is_pickled(tmp_path: Path) -> None:
    """The table of contents names classes of Whoosh and of Python alone, so that no rename of ours can break it."""
    index = engine(tmp_path)
    index.commit([document("a")], ())
    (toc,) = (tmp_path / "index").glob("*.toc")
    assert b"index.search" not in toc.read_bytes()


def broken_toc(folder: Path) -> Path:
    return next(iter((folder).glob("index-*/_MAIN_*.toc")))


def broken_segment(folder: Path) -> Path:
    return next(iter((folder).glob("index-*/MAIN_*.seg")))


def current(folder: Path) -> Path:
    return folder / "current"


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def scramble(path: Path) -> None:
    path.write_bytes(bytes(255 - byte for byte in path.read_bytes()))


def remove(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize("harm", [cut, empty, scramble, remove])
@pytest.mark.parametrize("which", [broken_toc, broken_segment, current])
def test_damage_is_one_error_and_a_rebuild_cures_it(
    tmp_path: Path, which: Callable[[Path], Path], harm: Callable[[Path], None]
) -> None:
    """Whatever file is cut, emptied, scrambled or gone: `IndexDamagedError` or no index, and then a fresh one."""
    articles = [article("Blinken met Xi", "a.txt"), article("Talks ended", "b.txt")]
    IndexWriter(tmp_path).write(articles)
    harm(which(tmp_path))
    searcher = Searcher(tmp_path, SearchSettings())
    if searcher.exists:
        with pytest.raises(IndexDamagedError, match=r"can't be read"):
            searcher.find("blinken")
    IndexWriter(tmp_path).rebuild(articles)
    assert Searcher(tmp_path, SearchSettings()).find("blinken").ids == ["a.txt"]
    assert len(list(tmp_path.glob("index-*"))) == 1


@pytest.mark.parametrize("name", ["forms.bin", "inflections.tsv"])
@pytest.mark.parametrize("harm", [cut, empty, remove])
def test_what_only_makes_it_fast_may_be_lost(tmp_path: Path, name: str, harm: Callable[[Path], None]) -> None:
    """Without the dictionary's file, or with a cut list of inflections, words as written are still found."""
    IndexWriter(tmp_path).write(
        [article("Blinken negotiated", f"{number}.txt", language="en") for number in range(600)]
    )
    harm(next(iter(tmp_path.glob(f"index-*/{name}"))))
    assert Searcher(tmp_path, SearchSettings()).find("negotiated blinken").total == 600


def test_an_index_of_another_version_is_damaged(tmp_path: Path) -> None:
    """Another schema, analysis or Whoosh is not read but built anew."""
    IndexWriter(tmp_path).write([article("Blinken")])
    stated = current(tmp_path)
    stated.write_text(stated.read_text().replace('"schema": ', '"schema": 9'))
    with pytest.raises(IndexDamagedError, match="another version"):
        Searcher(tmp_path, SearchSettings()).open()
    with pytest.raises(IndexDamagedError, match="another version"):
        IndexWriter(tmp_path).write([article("Blinken")])


def test_one_writer_at_a_time(tmp_path: Path) -> None:
    """While another writes, a writer is told who; readers go on."""
    IndexWriter(tmp_path).write([article("Blinken")])
    with FileLock(tmp_path / "writer.lock"), pytest.raises(BusyError, match=str(os.getpid())):
        IndexWriter(tmp_path, timeout=0).write([article("Xi", "b.txt")])
    assert Searcher(tmp_path, SearchSettings()).find("blinken").total == 1


DEATH = """
    import os, signal, sys
    from pathlib import Path
    from index.search import writing
    from index.search.whoosh import postings_codec
    from index.search.searcher import IndexWriter
    from tests.builders import article

    calls, limit = 0, int(sys.argv[2])

    def trace(frame, event, argument):
        global calls
        calls += 1
        if calls == limit:
            os.kill(os.getpid(), signal.SIGKILL)

    writing.BATCH_ARTICLES = 5
    made = [article(f"Blinken met person{number} again", f"{number:02}.txt") for number in range(20)]
    sys.setprofile(trace)
    IndexWriter(Path(sys.argv[1])).write(made, remove=["old.txt"])
"""


@pytest.mark.parametrize("moment", [3_000, 7_000, 12_000, 20_000, 31_000])
def test_sudden_death_leaves_a_readable_index(tmp_path: Path, moment: int) -> None:
    """Killed at any moment of writing, the index holds whole batches, and writing again completes it."""
    IndexWriter(tmp_path).write([article("Blinken stays", "keep.txt"), article("Blinken goes", "old.txt")])
    command = [sys.executable, "-c", textwrap.dedent(DEATH), str(tmp_path), str(moment)]
    status = subprocess.run(command, check=False, cwd=Path.cwd()).returncode
    searcher = Searcher(tmp_path, SearchSettings())
    found = searcher.find("blinken")
    new = [id for id in found.ids if id not in {"keep.txt", "old.txt"}]
    assert status in {0, -signal.SIGKILL}
    assert (len(new) % 5, "keep.txt" in found.ids) == (0, True)
    assert ("old.txt" in found.ids) == (not new)
    made = [article(f"Blinken met person{number} again", f"{number:02}.txt") for number in range(20)]
    IndexWriter(tmp_path).write(made, remove=["old.txt"])
    assert searcher.find("blinken").total == 21
    assert searcher.find("person7").ids == ["07.txt"]


def test_an_error_of_the_articles_is_no_damage(tmp_path: Path) -> None:
    """What reading an article raises comes through as it is, and the index stays as it was."""

    def broken() -> Iterator[Article]:
        yield article("Xi", "b.txt")
        raise KeyError("gone")

    IndexWriter(tmp_path).write([article("Blinken")])
    with pytest.raises(KeyError, match="gone"):
        IndexWriter(tmp_path).write(broken())
    with pytest.raises(KeyError, match="gone"):
        IndexWriter(tmp_path).rebuild(broken())
    assert Searcher(tmp_path, SearchSettings()).find("*").ids == ["a.txt"]
    assert len(list(tmp_path.glob("index-*"))) == 1


def test_one_id_twice_is_the_later_article(tmp_path: Path) -> None:
    """Within one writing the last article of an id stays."""
    IndexWriter(tmp_path).write([article("Xi"), article("Wang"), article("Blinken")])
    searcher = Searcher(tmp_path, SearchSettings())
    assert (searcher.find("*").total, searcher.find("blinken").total) == (1, 1)


def test_progress_is_heard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After each commit the number of articles written so far is told."""
    monkeypatch.setattr("index.search.writing.BATCH_ARTICLES", 2)
    heard: list[int] = []
    IndexWriter(tmp_path).write([article("Xi", f"{number}.txt") for number in range(5)], progress=heard.append)
    assert heard == [2, 4, 5]


@pytest.mark.skipif(os.name != "posix", reason="other systems keep rights in another way")
def test_an_index_is_its_owners_alone(tmp_path: Path) -> None:
    """The folder of the index, and the one around it, can be read and entered by nobody else."""
    old = os.umask(0)
    try:
        IndexWriter(tmp_path / "cache").write([article("Text.", "a.txt")])
    finally:
        os.umask(old)
    folders = [tmp_path / "cache", *(path for path in (tmp_path / "cache").iterdir() if path.is_dir())]
    assert [folder.stat().st_mode & 0o777 for folder in folders] == [0o700] * 2
