"""The cache keeps what it is given, counts lines step by step, and starts anew rather than answer wrongly."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import Agency, Article, DateHint, Field, IndexDamagedError, Provenance, Role, Span
from index.cache.article_table import entry_of
from index.cache.database import Database
from index.cache.generation import Generation
from index.cache.generations import Generations
from index.cache.manifest import Known
from index.cache.records import pack, unpack
from index.model.article import OPENING
from tests.builders import article

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Generation]:
    with closing(Generation(tmp_path)) as made:
        made.create()
        yield made


def test_the_tables_are_not_mapped_into_memory(store: Generation) -> None:
    """A screen that lists a hundred thousand articles does not come to hold their file whole."""
    with store.database.reading() as connection:
        assert connection.execute("PRAGMA mmap_size").fetchone() == (0,)


def _put(store: Generation, *articles: Article) -> None:
    for one in articles:
        _put_one(store, one)


def _put_one(store: Generation, one: Article, family: str = "folder:") -> None:
    numbers = store.lines.families([family])
    with store.database.writing():
        store.catalogue.put([entry_of(one)], {one.id: numbers[family]})
        store.lines.add([(numbers[family], one.hash, [hash(line) for line in one.text.split("\n")])])


def test_an_article_comes_back_as_it_was_put(store: Generation) -> None:
    """Fields, provenance, evidence, blocks, hints and text survive the cache."""
    one = replace(
        article("Headline\nBody", "b/ö.txt", title="Headline", published="2024-04", tags=("x", "ÿ")),
        agency=Agency("Reuters", Provenance.EXPLICIT, Span(0, 4), "cited"),
        outlet=Field("Guess", Provenance.GUESSED, "house style"),
        hints=(DateHint(Span(1, 3), "weekday", ("2024-04-26",)),),
    )

    _put(store, one)

    assert store.catalogue.article("b/ö.txt") == one


def test_lists_and_counts_are_read_in_order(store: Generation) -> None:
    """Once settled, no list is sorted and no count looks at the table: a start does not grow with the library."""
    _put(store, article("One", "a.txt", published="2024-04", tags=("x",)), article("Two", "b.txt", outlet="Ü Post"))
    expected = [(store.catalogue.ids(sort), store.catalogue.facets()) for sort in ("date", "outlet", "title", "id")]
    store.catalogue.settle()
    asked: list[str] = []
    with store.database.reading() as connection:
        connection.set_trace_callback(asked.append)
        found = [(store.catalogue.ids(sort), store.catalogue.facets()) for sort in ("date", "outlet", "title", "id")]
        tags = store.catalogue.tags()
        connection.set_trace_callback(None)
        steps = [row[3] for question in asked for row in connection.execute(f"EXPLAIN QUERY PLAN {question}")]
    sorted_lists = [step for step in steps if "ORDER BY" in step]

    assert (found, tags) == (expected, {"a.txt": ("x",)})
    assert [step for step in steps if " articles" in step and "INDEX" not in step] == []
    assert [step for step in steps if "GROUP BY" in step] == []
    # The values of a facet are put in order once they are counted.
    assert len(sorted_lists) == 4 * len(store.catalogue.facets())


def test_what_is_settled_is_not_written_again(store: Generation) -> None:
    """A refresh that finds nothing leaves the seal of the tables whole."""
    store.catalogue.settle()
    store.seal()
    sealed = (store.folder / "seals.json").read_bytes()
    store.catalogue.settle()

    assert (store.folder / "seals.json").read_bytes() == sealed


@given(st.text())
def test_any_text_survives_packing(text: str) -> None:
    """Packing and unpacking give the same article, whatever its text holds."""
    one = article(text)

    assert unpack(pack(one)) == one


def test_a_guessed_field_is_not_shown_in_a_list(store: Generation) -> None:
    """A row holds known values only."""
    _put(store, replace(article("Body"), outlet=Field("Perhaps", Provenance.GUESSED)))

    assert store.catalogue.rows(["a.txt"])[0].outlet is None


def test_an_article_without_a_headline_is_listed_by_how_it_begins(store: Generation) -> None:
    """What it tells first stands in quotation marks, on one line and cut; a guessed headline counts for none."""
    long = "Two ministers  met\ton Friday and " + "spoke and " * 40
    _put(
        store,
        article("Photo: Ada\n" + long, "long.txt", roles={0: Role.CREDIT}),
        article("Body", "guessed.txt", title=Field("Perhaps", Provenance.GUESSED)),
        article("Body", "titled.txt", title="Headline"),
        article("Share this", "nothing.txt", roles={0: Role.SHARE}),
    )

    shown = [row.shown_title for row in store.catalogue.rows(["long.txt", "guessed.txt", "titled.txt", "nothing.txt"])]

    begun = ("“Two ministers met on Friday and spoke", True)
    assert [(shown[0][: len(begun[0])], len(shown[0]) <= OPENING + 2), *shown[1:]] == [
        begun,
        "“Body”",
        "Headline",
        "nothing.txt",
    ]


def test_a_beginning_that_turns_out_to_be_furniture_is_not_listed(store: Generation) -> None:
    """When a row's furniture is marked anew, its words are counted anew and what it begins with is told anew."""
    one = article("Read our app\nTwo ministers met", words=6)
    _put(store, one)

    store.catalogue.mark_anew([replace(one, words=3, blocks=(replace(one.blocks[0], role=Role.PROMO), one.blocks[1]))])

    (row,) = store.catalogue.rows(["a.txt"])
    assert (row.shown_title, row.words) == ("“Two ministers met”", 3)


def test_undated_articles_stand_after_the_dated(store: Generation) -> None:
    """By date: newest first, partial dates in their place, undated last."""
    _put(store, article("1", "none"), article("2", "old", published="2023-01-05"))
    _put(store, article("3", "month", published="2024-04"), article("4", "new", published="2024-04-26"))

    assert store.catalogue.ids("date") == ["new", "month", "old", "none"]


def test_a_reference_is_matched_exactly_then_by_beginning_then_by_part(store: Generation) -> None:
    """`matching` gives three widening circles, then those of what stands behind others."""
    _put(store, article("1", "001_ab.txt", title="Talks in Beijing"), article("2", "002_cd.txt", title="Rain"))

    assert tuple(store.catalogue.matching("001")) == ([], ["001_ab.txt"], ["001_ab.txt"], [], [])
    assert tuple(store.catalogue.matching("BEIJING")) == ([], [], ["001_ab.txt"], [], [])
    assert store.catalogue.near("003_cd.txt", limit=1) == ["002_cd.txt"]


def test_an_id_is_found_without_looking_at_other_articles(store: Generation) -> None:
    """One question is put for a reference that is an id; the others, which look at every article, when asked for."""
    _put(store, article("1", "a.txt"), article("2", "b.txt"))
    asked: list[str] = []
    with store.database.reading() as connection:
        connection.set_trace_callback(asked.append)
        first = next(store.catalogue.matching("a.txt"))
        connection.set_trace_callback(None)

    assert (first, len(asked)) == (["a.txt"], 1)


def test_a_line_is_common_once_enough_texts_hold_it(store: Generation) -> None:
    """Crossing the threshold marks exactly the holders; falling below it unmarks them."""
    articles = [article(f"Own {n}\nSubscribe now", f"{n}.txt") for n in range(3)]
    _put(store, article("Quite alone", "other.txt"), *articles[:2])
    before = store.lines.settle(lambda _: 3)
    _put(store, articles[2])
    crossed = store.lines.settle(lambda _: 3)
    repeated = store.lines.repeated_for("0.txt")
    with store.database.writing():
        store.lines.forget(["2.txt"])
        store.catalogue.remove(["2.txt"])
    fallen = store.lines.settle(lambda _: 3)

    assert before == set()
    assert crossed == {"0.txt", "1.txt", "2.txt"}
    assert repeated == {hash("Subscribe now")}
    assert fallen == {"0.txt", "1.txt"}


def test_copies_of_one_text_count_once(store: Generation) -> None:
    """Three copies of an article do not make its lines furniture."""
    _put(store, *(article("One\nTwo", f"{n}.txt") for n in range(4)))

    assert store.lines.settle(lambda _: 3) == set()


@settings(max_examples=30)
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 4), st.integers(0, 5)), max_size=25))
def test_line_counts_equal_a_fresh_count(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[bool, int, int]]
) -> None:
    """After any adding and removing, what is common equals a count from scratch over the distinct texts."""
    store = Generation(tmp_path_factory.mktemp("store"))
    store.create()
    present: dict[str, str] = {}
    for adding, name, variant in steps:
        id = f"{name}.txt"
        with store.database.writing():
            store.lines.forget([id])
            store.catalogue.remove([id])
        present.pop(id, None)
        if adding:
            one = article(f"common {variant % 2}\nown {variant}", id)
            _put(store, one)
            present[id] = one.text
    store.lines.settle(lambda _: 3)
    texts = set(present.values())
    lines = {line for text in texts for line in text.split("\n")}
    expected = {hash(line) for line in lines if sum(line in text.split("\n") for text in texts) >= 3}

    assert store.lines.repeated().get("folder:", frozenset()) == expected
    store.close()


def test_the_manifest_knows_an_unchanged_file(store: Generation) -> None:
    """A stamp equals what was put; hashes and reasons come back."""
    store.manifest.put([Known("a.txt", 3, 5, 7, "h"), Known("b.bin", 3, 5, 8, "i", "this is not text")])

    assert store.manifest.stamps() == {"a.txt": (3, 5, 7), "b.bin": (3, 5, 8)}
    assert list(store.manifest.known(["a.txt", "gone"])) == [Known("a.txt", 3, 5, 7, "h")]
    assert store.manifest.hashes() == {"h", "i"}
    assert [(item.path, item.reason) for item in store.manifest.skipped()] == [("b.bin", "this is not text")]


def test_a_transaction_is_whole_or_nothing(store: Generation) -> None:
    """An error inside `writing` takes back everything written in it."""

    def fail_half_way() -> None:
        with store.database.writing():
            store.manifest.put([Known("a.txt", 3, 5, 7, "h")])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_half_way()

    assert store.manifest.stamps() == {}


@pytest.mark.parametrize(
    "damage",
    [b"", b"not a database at all" * 100, b"SQLite format 3\0" + b"\xff" * 4000],
    ids=["nothing", "text", "a torn page"],
)
def test_tables_that_can_not_be_read_are_not_believed(tmp_path: Path, damage: bytes) -> None:
    """A damaged file is not readable, and using it raises an error that says what happens next."""
    (tmp_path / "library.sqlite").write_bytes(damage)
    with closing(Generation(tmp_path)) as store:
        assert not store.readable
        with pytest.raises(IndexDamagedError, match="rebuil"):
            store.catalogue.ids()


@pytest.fixture
def closings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What happened to the connections made during the test, in order."""
    events: list[str] = []

    class Watched(sqlite3.Connection):
        def __init__(self, *arguments: Any, **options: Any) -> None:
            events.append("opened")
            super().__init__(*arguments, **options)

        def close(self) -> None:
            events.append("closed")
            super().close()

    monkeypatch.setattr(sqlite3, "connect", partial(sqlite3.connect, factory=Watched))
    return events


def test_a_database_closes_the_connections_of_all_threads(tmp_path: Path, closings: list[str]) -> None:
    """Each thread reads by a connection of its own; all are closed with the database, and made again when asked."""
    with closing(Generation(tmp_path)) as made:
        made.create()
        reading = Thread(target=made.catalogue.ids)
        reading.start()
        reading.join()
        assert closings == ["opened", "opened"]
        made.close()
        assert closings == ["opened", "opened", "closed", "closed"]
        assert [*made.catalogue.ids()] == []
    assert closings[4:] == ["opened", "closed"]


def test_a_file_that_is_no_database_is_not_kept_open(tmp_path: Path, closings: list[str]) -> None:
    """A connection to a damaged file is closed at once or with the database, as often as it was opened."""
    (tmp_path / "library.sqlite").write_bytes(b"not a database at all" * 100)
    made = Database(tmp_path / "library.sqlite")
    for _ in range(2):
        with pytest.raises(IndexDamagedError):
            made.meta("schema")
    made.close()
    assert closings.count("opened") == closings.count("closed") > 0


def test_a_generation_is_switched_in_one_step(tmp_path: Path) -> None:
    """The old generation is current until the switch and swept away after it."""
    generations = Generations(tmp_path / "cache")
    first = generations.create()
    generations.switch(first)
    second = generations.create()
    during = generations.current()
    generations.switch(second)
    generations.sweep()

    assert during == first
    assert generations.current() == second
    assert not first.exists()
    assert (tmp_path / "cache").stat().st_mode & 0o777 == 0o700


def test_a_generation_that_was_begun_is_the_newest_behind_the_current(tmp_path: Path) -> None:
    """It is found by its number, kept by a sweep that is told so, and no older one is taken for it."""
    generations = Generations(tmp_path / "cache")
    assert generations.begun() is None
    older, current, begun = (generations.create() for _ in range(3))
    assert generations.begun() == begun
    generations.switch(current)
    assert generations.begun() == begun
    generations.sweep(keep=begun)
    assert (older.exists(), current.exists(), begun.exists()) == (False, True, True)
    generations.switch(begun)
    assert generations.begun() is None


@pytest.mark.parametrize("pointer", ["", "../../elsewhere", "generation-99", "\xff"])
def test_a_pointer_that_leads_nowhere_is_no_generation(tmp_path: Path, pointer: str) -> None:
    """No contents of the pointer file lead outside the cache."""
    generations = Generations(tmp_path)
    (tmp_path / "current").write_text(pointer, "latin-1")

    assert generations.current() is None


_ANOTHER_PROCESS = """
import sqlite3, sys
with sqlite3.connect(sys.argv[1]) as connection:
    print(connection.execute("SELECT value FROM meta WHERE key = 'revision'").fetchone()[0])
connection.close()
"""


@pytest.mark.parametrize("looked", [Generation.seal, Generation.differing])
def test_another_process_that_closes_the_tables_takes_no_log_away(
    store: Generation, looked: Callable[[Generation], object]
) -> None:
    """The tables are sealed or looked through, another process reads and ends: what is written then, others read."""

    def read_elsewhere() -> str:
        command = [sys.executable, "-c", _ANOTHER_PROCESS, str(store.database.path)]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    store.database.set_meta(revision="first")
    store.seal()
    store.database.set_meta(revision="second")
    looked(store)
    before = read_elsewhere()
    store.database.set_meta(revision="third")
    assert (before, read_elsewhere(), store.database.revision) == ("second", "third", "third")


def test_what_was_kept_open_beside_the_tables_is_closed_with_them(tmp_path: Path) -> None:
    """Two have the tables open: nothing of the file stays open behind the last of them."""
    first, second = Generation(tmp_path), Generation(tmp_path)
    first.create()
    first.seal()
    assert second.readable
    second.close()
    held = _open_descriptors(first.database.path)
    first.close()
    assert (held > 0, _open_descriptors(first.database.path)) == (True, 0)


def _open_descriptors(path: Path) -> int:
    wanted = path.stat()
    found = 0
    for link in Path("/dev/fd").iterdir():
        with suppress(OSError):
            found += os.path.samestat(os.fstat(int(link.name)), wanted)
    return found
