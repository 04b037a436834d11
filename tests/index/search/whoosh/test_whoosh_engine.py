"""The index in files: generations, folding of segments, damage, other writers, sudden death."""

from __future__ import annotations

import gc
import os
import pickle
import signal
import subprocess
import sys
import tempfile
import textwrap
import zlib
from array import array
from dataclasses import replace
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import IndexDamagedError
from index.files.sealed import read_sealed, seal, write_sealed
from index.model.settings import SearchSettings
from index.search.engine import Document
from index.search.index_files import index_damage
from index.search.searcher import Searcher
from index.search.tables.rows import IndexRow
from index.search.whoosh import segment_reader
from index.search.whoosh.contents import VERSIONS
from index.search.whoosh.postings_codec import (
    HEAD,
    BlockHead,
    PostingsBlock,
    moved_block,
    pack,
    pack_blocks,
    unpack,
    unpack_counts,
)
from index.search.whoosh.segment_reader import DecodedPostings, SegmentFiles, WhooshSnapshot
from index.search.whoosh.segment_writer import Writer
from index.search.whoosh.whoosh_engine import WhooshEngine
from index.search.writing import IndexWriter
from index.search.zones import BODY, FREQUENCY_SHIFT, TITLE, ZONE_BITS
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


@given(
    st.lists(st.tuples(st.integers(0, 90_000), st.binary(max_size=9), st.integers(1, 300)), min_size=1, max_size=400),
    st.integers(0, 1 << 20),
)
def test_blocks_come_back_as_they_were_packed(postings: list[tuple[int, bytes, int]], base: int) -> None:
    """Numbers, counts and values of any size, moved or not; a block that is shorter than it says is an error."""
    steps, values, counts = zip(*postings, strict=True)
    numbers = list(accumulate(step + 1 for step in steps))
    packed, back = pack_blocks(numbers, counts, values), list[tuple[int, int, bytes]]()
    while packed:
        head = BlockHead(*HEAD.unpack_from(packed))
        body, packed = packed[HEAD.size : HEAD.size + head.length], packed[HEAD.size + head.length :]
        moved = moved_block(head, body, base)
        block = PostingsBlock.unpack(BlockHead(*HEAD.unpack_from(moved)), moved[HEAD.size :])
        back += zip(block.numbers, block.counts, block.values(), strict=True)
        alone = [list(column) for column in unpack_counts(head, body, base)]
        assert alone == [list(block.numbers), list(block.counts)]
        with pytest.raises((ValueError, zlib.error), match=r"."):
            PostingsBlock.unpack(head, body[:-1])
        with pytest.raises(ValueError, match="cut off"):
            unpack_counts(head, body[:-1])
    assert back == [(number + base, *rest) for number, *rest in zip(numbers, counts, values, strict=True)]


def test_a_block_of_fewer_postings_than_it_says_is_an_error() -> None:
    """The front of a block must hold what its head counts, though nothing behind it is looked at."""
    packed = pack_blocks([3, 7], [1, 2], [b"ab", b"cd"])
    head = BlockHead(*HEAD.unpack_from(packed))
    with pytest.raises(ValueError, match="not as long as it says"):
        unpack_counts(head._replace(size=9), packed[HEAD.size :])


def test_counts_of_every_size_come_back(tmp_path: Path) -> None:
    """A document that holds a word hundreds of times stands among documents that hold it once, before and behind."""
    index = engine(tmp_path)
    for id, often in (("a", 1), ("b", 300), ("c", 2)):
        index.commit([Document(ROW._replace(id=id), {BODY: {"word": [*range(often)]}})], ())
    snapshot = index.open()
    postings = snapshot.postings(BODY, "word")
    held = {row.id: count for number, count in zip(*postings, strict=True) if (row := snapshot.rows[number])}
    assert held == {"a": 1, "b": 300, "c": 2}


def test_postings_beyond_the_last_document_are_damage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A document that is none of the segment's is a damaged index, not an error of ranking."""
    index = engine(tmp_path)
    index.commit([document("a")], ())
    snapshot = index.open()
    monkeypatch.setattr(segment_reader, "unpack_counts", lambda *_: (iter([1]), array("B", [1])))
    with pytest.raises(IndexDamagedError, match="more documents than there are"):
        snapshot.postings(BODY, "word")


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


@given(
    st.lists(st.lists(st.integers(0, 30), min_size=1, max_size=90), min_size=2, max_size=4),
    st.sets(st.integers(0, 30), max_size=12),
    st.booleans(),
)
def test_runs_merged_hold_what_they_held(runs: list[list[int]], gone: set[int], common: bool) -> None:  # noqa: FBT001
    """Rows, postings and positions of merged runs are those of the runs, without deleted documents."""
    with tempfile.TemporaryDirectory() as name:
        index = engine(Path(name))
        for number, words in enumerate(runs):
            made = [
                Document(
                    ROW._replace(id=f"{number} {at}"),
                    {BODY: {"all": [at], f"w{word}": [word, 70_000 + at]}, TITLE: {} if common else {"t": [word]}},
                )
                for at, word in enumerate(words)
            ]
            run = index.write_run(made)
            assert run is not None
            index.adopt([run])
        index.adopt([], {f"0 {at}" for at in gone} | {f"1 {at}" for at in gone})
        before = held(index.open())
        names = [entry.name for entry in index.open().contents.segments]
        merged = index.merge(names)
        index.adopt([merged] if merged else [])
        after = index.open()
        assert (held(after), len(after.segments)) == (before, 1 if before else len(names))


def held(snapshot: WhooshSnapshot) -> dict[str, dict[tuple[str, str], int]]:
    """Return for each document by id the positions of every form in every zone."""
    found: dict[str, dict[tuple[str, str], int]] = {row.id: {} for row in snapshot.rows if row}
    everything = range(len(snapshot.rows))
    for zone in (TITLE, BODY):
        for form in snapshot.forms:
            postings = snapshot.postings(zone, form)
            positions = snapshot.positions(zone, form, set(everything))
            assert sorted(positions) == list(postings.documents)
            for number, count in zip(*postings, strict=True):
                row = snapshot.rows[number]
                assert row is not None
                assert positions[number].bit_count() == count
                found[row.id][zone, form] = positions[number]
    return found


def test_a_merge_that_came_too_late_is_dropped(tmp_path: Path) -> None:
    """When a document of the runs was deleted while they were merged, the runs stay and the document is gone."""
    index = engine(tmp_path)
    for id in "ab":
        run = index.write_run([document(id)])
        index.adopt([run] if run else [])
    merged = index.merge([entry.name for entry in index.open().contents.segments])
    assert merged is not None
    index.adopt([], {"a"})
    index.adopt([merged])
    assert [row and row.id for row in index.open().rows] == ["b"]
    assert not merged.folder.exists()


def test_runs_are_due_when_they_make_a_large_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is due below ten documents here; at the end more than four small ones are, but for those busy."""
    monkeypatch.setattr("index.search.whoosh.whoosh_engine.MERGED", 10)
    index, names = engine(tmp_path), []
    for number in range(5):
        run = index.write_run([document(f"{number}{at}") for at in range(2)])
        assert run is not None
        index.adopt([run])
        names.append(run.name)
        assert index.due() == (tuple(names) if number == 4 else ())
    assert (index.due(names[:1]), index.due(names[:1], last=1)) == ((), tuple(names[1:]))
    assert (index.due(last=1), index.due(names[:4], last=1)) == (tuple(names), ())
    index.adopt([], [f"1{at}" for at in range(2)])
    assert index.due(last=1) == ()


def test_processes_share_what_is_merged_last(tmp_path: Path) -> None:
    """Two processes get halves, each with a large run and a small one; what the first left is the other's."""
    index, sizes = engine(tmp_path), dict[str, int]()
    for number in range(10):
        size = 20 if number < 5 else 1
        run = index.write_run([document(f"{number}-{at}") for at in range(size)])
        assert run is not None
        index.adopt([run])
        sizes[run.name] = size
    first = index.due(last=2)
    second = index.due(first, last=1)
    assert sorted(first + second) == sorted(sizes)
    assert sorted(sum(sizes[name] for name in share) for share in (first, second)) == [43, 62]


def test_a_run_that_failed_leaves_nothing(tmp_path: Path) -> None:
    """What the documents raise comes through and its folder is gone; a run nobody adopted goes by tidying."""
    index = engine(tmp_path)

    def broken() -> Iterator[Document]:
        yield document("a")
        raise KeyError("gone")

    with pytest.raises(KeyError, match="gone"):
        index.write_run(broken())
    assert not list(index.folder.glob("aside-*"))
    index.write_run([document("a")])
    index.tidy()
    assert not list(index.folder.glob("aside-*"))


def test_a_dictionary_is_right_after_a_merge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The forms of runs are not counted twice when the runs are merged, nor with the next run behind them."""
    monkeypatch.setattr("index.search.whoosh.segment_reader.LARGE", 2)
    index, reading = engine(tmp_path), WhooshEngine(tmp_path / "index")
    for start in (0, 3):
        run = index.write_run([document(str(start + at)) for at in range(3)])
        index.adopt([run] if run else [])
    before = reading.open()
    merged = index.merge([entry.name for entry in before.contents.segments])
    index.adopt([merged] if merged else [])
    after = reading.open()
    assert (len(after.segments), dict(after.forms)) == (1, {"word": 6 << FREQUENCY_SHIFT | ZONE_BITS[BODY]})
    run = index.write_run([document("x"), document("y")])
    index.adopt([run] if run else [])
    assert reading.open().forms == {"word": 8 << FREQUENCY_SHIFT | ZONE_BITS[BODY]}
    assert WhooshEngine(tmp_path / "index").open().forms == {"word": 8 << FREQUENCY_SHIFT | ZONE_BITS[BODY]}


def test_an_overview_spares_the_rows_of_large_segments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Behind tidying, rows, dictionary and inflections are what they were; the rows of no segment are read for them."""
    monkeypatch.setattr("index.search.whoosh.segment_reader.LARGE", 2)
    index = engine(tmp_path)

    def long(id: str, length: int) -> Document:
        made = document(id)
        return made._replace(row=made.row._replace(lengths=(1, length, 3)))

    for start in (0, 3):
        run = index.write_run([long(str(start + at), start + at + 1) for at in range(3)])
        index.adopt([run] if run else [], (), [f"en\tgo\tgone{start}"])
    index.tidy()
    run = index.write_run([long("x", 9)])
    index.adopt([run] if run else [], {"1"}, ["en\tgo\twent"])
    cut: list[str] = []
    real = SegmentFiles.lines

    def lines(files: SegmentFiles) -> list[bytes]:
        cut.append(files.name)
        return real(files)

    monkeypatch.setattr(SegmentFiles, "lines", lines)
    snapshot = WhooshEngine(tmp_path / "index").open()
    rows = snapshot.rows
    assert (rows.ids()[:], rows.column("outlet")[1], rows.coded("outlet")[1]) == (list("012345x"), "", "")
    assert ([list(zone) for zone in rows.lengths()][1], cut) == ([1, 0, 3, 4, 5, 6, 9], [])
    assert [row.id if row else None for row in rows] == ["0", None, "2", "3", "4", "5", "x"]
    assert dict(snapshot.forms) == {"word": 7 << FREQUENCY_SHIFT | ZONE_BITS[BODY]}
    kept, size = snapshot.sorted_lines()
    assert (list(kept), snapshot.inflections(size)[0]) == (["en\tgo\tgone0", "en\tgo\tgone3"], ["en\tgo\twent", ""])


@pytest.mark.parametrize("gone", [(), ("2", "4")])
def test_before_a_build_ends_segments_are_not_read_to_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gone: tuple[str, ...]
) -> None:
    """Without an overview, each segment has its own: neither rows nor dictionary are read, in runs and merged ones."""
    index = engine(tmp_path)
    runs = [index.write_run([document(str(start + at)) for at in range(3)]) for start in (0, 3, 6)]
    index.adopt([run for run in runs if run])
    index.adopt([], gone)
    merged = index.merge([entry.name for entry in index.open().contents.segments[:2]])
    index.adopt([merged] if merged else [])
    monkeypatch.setattr(SegmentFiles, "lines", None)
    monkeypatch.setattr("index.search.whoosh.postings_codec.Terms.entries", None)
    snapshot = WhooshEngine(tmp_path / "index").open()
    living = [id for id in "678012345" if id not in gone]
    assert (sorted(snapshot.rows.ids()), snapshot.overview_file) == (sorted(living), "")
    assert snapshot.forms == {"word": len(living) << FREQUENCY_SHIFT | ZONE_BITS[BODY]}
    assert list(snapshot.rows.coded("outlet")) == ["Outlet"] * len(living)


def test_what_wrote_a_segment_is_freed_at_once(tmp_path: Path) -> None:
    """During a long build, writers that wait for the collector would take as much memory as all that they wrote."""
    index = engine(tmp_path)
    gc.collect()
    gc.disable()
    try:
        runs = [index.write_run([document(id)]) for id in "ab"]
        index.adopt([run for run in runs if run])
        index.merge([entry.name for entry in index.open().contents.segments])
        kept = [one for one in gc.get_objects() if isinstance(one, Writer)]
    finally:
        gc.enable()
    assert kept == []


def test_a_segment_with_fewer_rows_than_it_says_is_damage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Columns that are shorter than the segment are told before anything is counted by them."""
    index = engine(tmp_path)
    index.commit([document("a"), document("b")], ())
    snapshot = WhooshEngine(tmp_path / "index").open()
    monkeypatch.setattr(snapshot.segments[0]._files, "size", 3)
    with pytest.raises(IndexDamagedError, match="rows are missing"):
        snapshot.rows.ids()


def test_an_overview_of_segments_that_are_gone_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When what it is of was merged, rows and dictionary are read of the segments, until it is written anew."""
    monkeypatch.setattr("index.search.whoosh.segment_reader.LARGE", 2)
    index = engine(tmp_path)
    for start in (0, 3):
        run = index.write_run([document(str(start + at)) for at in range(3)])
        index.adopt([run] if run else [], {"0"})
    index.tidy()
    before = overview(tmp_path / "index")
    merged = index.merge([entry.name for entry in index.open().contents.segments])
    index.adopt([merged] if merged else [])
    snapshot = WhooshEngine(tmp_path / "index").open()
    assert ([row.id for row in snapshot.rows if row], len(snapshot.rows)) == (list("12345"), 5)
    assert snapshot.forms["word"] >> FREQUENCY_SHIFT == 5
    index.tidy()
    assert (before.exists(), overview(tmp_path / "index").exists()) == (False, True)


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

    def snapshot(folder: Path, key: bytes, known: DecodedPostings) -> WhooshSnapshot:
        calls.append(folder)
        if len(calls) == 1:
            with monkeypatch.context() as during:
                during.setattr("index.search.whoosh.whoosh_engine.WhooshSnapshot", real)
                other.commit([document("b")], ())
            raise FileNotFoundError
        return real(folder, key, known)

    monkeypatch.setattr("index.search.whoosh.whoosh_engine.WhooshSnapshot", snapshot)
    assert sorted(row.id for row in index.open().rows if row) == ["a", "b"]


def test_no_pickle_is_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Writing, folding, opening and reading call no function that unpickles, Whoosh's own included."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a pickle was loaded")

    for name in ("pickle.load", "pickle.loads", "pickle.Unpickler"):
        monkeypatch.setattr(name, refuse)
    for name in ("whoosh.filedb.structfile.load_pickle", "whoosh.codec.whoosh3.loads", "whoosh.index.pickle.loads"):
        monkeypatch.setattr(name, refuse)
    index = engine(tmp_path)
    for number in range(5):
        index.commit([document(str(number))], (), lambda: ["en\tgo\tgone"])
    index.tidy()
    snapshot = WhooshEngine(tmp_path / "index").open()
    assert (len(snapshot.postings(BODY, "word").documents), snapshot.positions(BODY, "word", {0})) == (5, {0: 0b10001})


def test_a_pickle_in_place_of_a_table_runs_nothing(tmp_path: Path) -> None:
    """A segment whose tables are pickles, with every checksum right, is damaged and no more."""

    class Trap:
        def __reduce__(self) -> tuple[object, tuple[Path, ...]]:
            return Path.mkdir, (tmp_path / "sprung",)

    index = engine(tmp_path)
    index.commit([document("a")], ())
    contents = index.open().contents
    path = tmp_path / "index" / contents.segments[0].file
    data = bytearray(path.read_bytes())
    place = int.from_bytes(data[:8], "big")
    path.write_bytes(bytes(data[:place]) + pickle.dumps(Trap()) + bytes(64))
    forged = replace(contents, files={path.name: seal(path)})
    forged.write(tmp_path / "index", b"")
    with pytest.raises(IndexDamagedError):
        WhooshEngine(tmp_path / "index").open()
    assert not (tmp_path / "sprung").exists()


def contents(folder: Path) -> Path:
    return folder / "contents.json"


def segment(folder: Path) -> Path:
    return next(iter(folder.glob("MAIN_*.seg")))


def overview(folder: Path) -> Path:
    return next(iter(folder.glob("overview-*.bin")))


def inflections(folder: Path) -> Path:
    return folder / "inflections.tsv"


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def scramble(path: Path) -> None:
    path.write_bytes(bytes(255 - byte for byte in path.read_bytes()))


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 4
    path.write_bytes(data)


def remove(path: Path) -> None:
    path.unlink()


def replaced_by_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("harm", [cut, empty, scramble, flip, remove, replaced_by_a_folder])
@pytest.mark.parametrize("which", [contents, segment, overview, inflections])
def test_no_damage_answers_wrongly(tmp_path: Path, which: Callable[[Path], Path], harm: Callable[[Path], None]) -> None:
    """Whatever file is cut, emptied, changed in one bit or gone is told before a question is answered."""
    IndexWriter(tmp_path).write(
        [article("Blinken negotiated", f"{number}.txt", language="en") for number in range(600)]
    )
    assert index_damage(tmp_path) == ()
    broken = which(tmp_path)
    harm(broken)
    assert index_damage(tmp_path) == (() if not contents(tmp_path).exists() else (broken.name,))
    searcher = Searcher(tmp_path, SearchSettings())
    if contents(tmp_path).exists():
        with pytest.raises(IndexDamagedError, match=r"can't be read"):
            searcher.find("blinken")


def test_a_bit_that_fell_over_unseen_is_told_by_a_thorough_look(tmp_path: Path) -> None:
    """Where the stamp of a file is still what it was, its checksum is asked for by a thorough look only."""
    IndexWriter(tmp_path).write([article("Blinken")])
    flip(segment(tmp_path))
    facts, files = read_sealed(contents(tmp_path), b"")
    name = segment(tmp_path).name
    status = segment(tmp_path).stat()
    unseen = files[name]._replace(modified_ns=status.st_mtime_ns, changed_ns=status.st_ctime_ns, inode=status.st_ino)
    write_sealed(contents(tmp_path), facts, {**files, name: unseen}, b"")
    assert (index_damage(tmp_path), index_damage(tmp_path, thorough=True)) == ((), (name,))


def test_what_another_user_signed_is_not_opened(tmp_path: Path) -> None:
    """An index that came with a folder carries no signature of this user's."""
    IndexWriter(tmp_path, key=b"theirs").write([article("Blinken")])
    with pytest.raises(IndexDamagedError, match="not written by this user"):
        Searcher(tmp_path, SearchSettings(), key=b"mine").open()
    with pytest.raises(IndexDamagedError, match="not written by this user"):
        IndexWriter(tmp_path, key=b"mine").write([article("Xi")])


@pytest.mark.parametrize("name", ["schema", "analysis", "whoosh", "byte order"])
def test_an_index_of_another_version_is_damaged(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another schema, analysis, Whoosh or order of bytes is not read but built anew."""
    IndexWriter(tmp_path).write([article("Blinken")])
    monkeypatch.setitem(VERSIONS, name, "other")
    with pytest.raises(IndexDamagedError, match="another version"):
        Searcher(tmp_path, SearchSettings()).open()
    with pytest.raises(IndexDamagedError, match="another version"):
        IndexWriter(tmp_path).write([article("Blinken")])


def test_lines_of_a_commit_that_was_cut_off_do_not_count(tmp_path: Path) -> None:
    """What stands behind the sealed lines of inflections is dropped by the next commit."""
    index = engine(tmp_path)
    index.commit([document("a")], (), lambda: ["en\tgo\tgone"])
    with inflections(tmp_path / "index").open("a") as file:
        file.write("en\tgo\tgo")
    assert index.open().inflections() == (["en\tgo\tgone", ""], 11)
    index.commit([document("b")], (), lambda: ["en\tsee\tsaw"])
    assert index.open().inflections(11) == (["en\tsee\tsaw", ""], 22)


DEATH = """
    import os, signal, sys
    from pathlib import Path
    from index.search import writing
    from index.search.whoosh import postings_codec
    from index.search.writing import IndexWriter
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
    assert Searcher(tmp_path, SearchSettings()).find("*").ids == ["a.txt"]


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


def test_an_index_is_its_owners_alone(tmp_path: Path) -> None:
    """The folder of the index can be read and entered by nobody else."""
    old = os.umask(0)
    try:
        IndexWriter(tmp_path / "cache").write([article("Text.", "a.txt")])
    finally:
        os.umask(old)
    assert (tmp_path / "cache").stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(("positions", "size"), [([7], 2), ([3, 999], 4), ([3, 70_000], 9), ([*range(0, 200, 3)], 27)])
def test_positions_take_little_room(positions: list[int], size: int) -> None:
    """Two bytes each, four and a sign in a very long text, a bit for each place where there are many."""
    assert len(pack(positions)) == size


def test_a_commit_is_flushed_to_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file that a commit leaves, and the folder itself, was flushed before it returned."""
    index, flushed = engine(tmp_path), set[int]()
    real = os.fsync

    def fsync(descriptor: int) -> None:
        flushed.add(os.fstat(descriptor).st_ino)
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    index.commit([document("a")], ())
    files = [path for path in index.folder.iterdir() if "LOCK" not in path.name]
    assert len(files) >= 2
    assert [path.name for path in (*files, index.folder) if path.stat().st_ino not in flushed] == []
