"""The seal of the tables follows what is written to them, without reading the rest."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.cache.generation import Generation
from index.cache.table_seal import TableSeal

if TYPE_CHECKING:
    from pathlib import Path

KEY = b"a key"
WRITES = st.lists(
    st.tuples(st.sampled_from(("add", "change", "remove")), st.integers(0, 30), st.integers(1, 60_000)), max_size=6
)


def write(store: Generation, what: str, number: int, size: int) -> None:
    """Write a value of some bytes into the tables, or take it out."""
    name = f"value {number}"
    if what == "remove":
        with store.database.writing() as connection:
            connection.execute("DELETE FROM meta WHERE key = ?", (name,))
    else:
        store.database.set_meta(**{name: chr(97 + size % 26) * size})


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.booleans(), WRITES), min_size=1, max_size=5))
def test_after_any_writes_the_seal_is_that_of_the_whole_file(
    tmp_path_factory: pytest.TempPathFactory, rounds: list[tuple[bool, list[tuple[str, int, int]]]]
) -> None:
    """Values come, change, grow and go, by one process or the next: a thorough look finds the tables as sealed."""
    folder = tmp_path_factory.mktemp("tables")
    store = Generation(folder, KEY)
    store.create()
    for reopened, writes in rounds:
        for what, number, size in writes:
            write(store, what, number, size)
        store.seal()
        if reopened:
            store.close()
            store = Generation(folder, KEY)
        assert (store.differing(), store.readable) == ((), True)
    store.close()


@pytest.fixture
def sealed(tmp_path: Path) -> Generation:
    store = Generation(tmp_path, KEY)
    store.create()
    for number in range(40):
        write(store, "add", number, 60_000)
    store.seal()
    return store


def looked_at(store: Generation, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return a list to which the number of each block of the tables is added that is read."""
    numbers: list[int] = []
    real = TableSeal._digest

    def digest(seal: TableSeal, number: int, data: bytes) -> int:
        numbers.append(number)
        return real(seal, number, data)

    monkeypatch.setattr(TableSeal, "_digest", digest)
    assert store.database.path.stat().st_size > 2_400_000
    return numbers


def test_a_small_change_reads_little(sealed: Generation, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of 150 blocks of tables a changed value costs a handful, before and after."""
    with closing(sealed):
        numbers = looked_at(sealed, monkeypatch)
        write(sealed, "add", 99, 3)
        sealed.seal()
        assert 0 < len(numbers) < 12


def test_a_log_that_was_written_into_the_file_meanwhile_is_not_believed(
    sealed: Generation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a checkpoint in between, or by somebody else, all of the file is read, and the seal is right."""
    with closing(sealed):
        numbers = looked_at(sealed, monkeypatch)
        write(sealed, "change", 3, 50_000)
        assert sealed.database.settled()
        write(sealed, "change", 30, 50_000)
        sealed.seal()
        assert len(set(numbers)) > 140
        assert sealed.differing() == ()


def test_a_forged_page_is_found_by_a_thorough_look(sealed: Generation) -> None:
    """Bytes that changed with the stamp kept differ from the seal, also when others were changed and sealed since."""
    with closing(sealed):
        write(sealed, "change", 3, 10)
        sealed.seal()
        data = sealed.database.path.read_bytes()
        at = data.rindex(b"value 30") + 2_000
        with sealed.database.path.open("r+b") as file:
            file.seek(at)
            file.write(b"#")
        assert sealed.differing() == ("library.sqlite",)
        assert not sealed.readable
        with closing(Generation(sealed.folder, b"another key")) as stranger:
            assert stranger.differing() == ("seals.json",)
