"""What was read and compared lately is there again the next day."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from index.cli.main import run
from index.library.library import Library
from index.library.recent_visits import _LONG, MOST, RecentVisits, Visit

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

START = datetime(2024, 4, 27, 10, 0, tzinfo=UTC)


def clock() -> Callable[[], datetime]:
    """Return a clock that goes on by a minute whenever it is asked."""
    minutes = iter(range(10**9))
    return lambda: START + timedelta(minutes=next(minutes))


def test_the_newest_stands_first_and_each_once(tmp_path: Path) -> None:
    """What is read again moves up; the same accounts in another order are the same comparison, as it stood last."""
    recent = RecentVisits(tmp_path / "r" / "a.jsonl", clock())
    for articles in (["a"], ["a", "b"], ["c"], ["a"], ["b", "a"]):
        assert recent.add(articles) is True
    again = RecentVisits(tmp_path / "r" / "a.jsonl").all()
    assert again == (
        Visit(("b", "a"), START + timedelta(minutes=4)),
        Visit(("a",), START + timedelta(minutes=3)),
        Visit(("c",), START + timedelta(minutes=2)),
    )


def test_lines_that_are_none_are_passed_over(tmp_path: Path) -> None:
    """A file that was damaged, or is not there, hides nothing else."""
    path = tmp_path / "a.jsonl"
    assert RecentVisits(path).all() == ()
    RecentVisits(path, clock()).add(["é\n.txt"])
    path.write_bytes(
        b'\xff\n{"at": 3}\n[]\n{"articles": [], "at": "2024-04-27T10:00:00+00:00"}\n'
        + b"[" * 9_000
        + b"\n"
        + path.read_bytes()
        + b'{"at": "2024-04-27T10:00:00", "articles": ["no zone"]}\n{"at": "2024'
    )
    assert RecentVisits(path).all() == (Visit(("é\n.txt",), START),)


def test_a_long_file_is_cut_to_its_newest(tmp_path: Path) -> None:
    """What is listed stays, the file stays small."""
    path = tmp_path / "a.jsonl"
    recent = RecentVisits(path, clock())
    path.write_bytes(b'{"at": "2024-04-27T10:00:00+00:00", "articles": ["old"]}\n' * (_LONG // 57))
    for number in range(MOST + 1):
        recent.add([f"{number}"])
    recent.add(["x" * 57])
    assert [visit.articles[0] for visit in recent.all()][:3] == ["x" * 57, "200", "199"]
    assert path.stat().st_size < _LONG // 2


def test_a_folder_that_cannot_be_written_is_no_failure(tmp_path: Path) -> None:
    """Reading goes on; what was read is not remembered."""
    (tmp_path / "file").write_text("")
    assert RecentVisits(tmp_path / "file" / "a.jsonl").add(["a"]) is False


@given(st.lists(st.lists(st.text(min_size=1, max_size=3), min_size=1, max_size=3), max_size=12))
def test_nothing_is_lost_and_nothing_twice(visited: list[list[str]]) -> None:
    """After any visits in any order, each set of articles is listed once, as it was visited last."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        from pathlib import Path as Here

        recent = RecentVisits(Here(folder) / "a.jsonl", clock())
        for articles in visited:
            recent.add(articles)
        found = [visit.articles for visit in recent.all()]
    expected: list[tuple[str, ...]] = []
    for articles in reversed(visited):
        if {*articles} not in [{*known} for known in expected]:
            expected.append(tuple(articles))
    assert found == expected


def test_the_command_lists_what_is_still_here(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A comparison is listed while all its accounts are here; ``--limit`` counts what is printed."""
    folder = tmp_path / "news"
    folder.mkdir()
    for name in "ab":
        (folder / f"{name}.txt").write_text(f"Title {name}\n\nWords of the article {name}.\n")
    before = ["--library", str(folder), "recent", "--plain"]
    assert (run(before), capsys.readouterr().out) == (1, "")
    recent = RecentVisits(Library(folder).places.recent, clock())
    for articles in (["a.txt"], ["b.txt", "a.txt"], ["gone.txt"], ["gone.txt", "a.txt"]):
        recent.add(articles)
    assert run(before) == 0
    records = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert [record[:2] for record in records] == [
        ["2024-04-27T10:01:00+00:00", "b.txt,a.txt"],
        ["2024-04-27T10:00:00+00:00", "a.txt"],
    ]
    assert (run([*before, "--limit", "1"]), len(capsys.readouterr().out.splitlines())) == (0, 1)
    assert run(["--library", str(folder), "recent"]) == 0
    ends = [line.split()[-1] for line in capsys.readouterr().out.splitlines()]
    assert ends == ["compared", "b.txt", "a.txt", "read", "a.txt"]


def test_a_fifo_in_the_place_of_the_file_is_not_waited_for(tmp_path: Path) -> None:
    """What can't be kept is not kept, and reading goes on."""
    os.mkfifo(tmp_path / "a.jsonl")

    assert RecentVisits(tmp_path / "a.jsonl", clock()).add(["a"]) is False
