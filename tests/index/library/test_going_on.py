"""Large files: reading goes on where it was cut off or where a file has grown, and no parser runs without need."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from index import Library
from index.articles.guard.pool import Worker
from index.articles.readers.files.lines import LONGEST
from index.library.building import file_batches
from tests.builders import settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from index.articles.guard.slices import Slice
    from index.model.results import Progress

    Read = Callable[[Worker, int, Mapping[str, Any]], Iterator[tuple[Slice, bytes]]]


def _line(number: int) -> str:
    text = f"Report {number} says that the quarry of Hillton closed on day {number} after ninety years of work."
    return json.dumps({"title": f"Day {number}", "text": text, "url": f"https://hill.example/{number % 700}"})


def _mail(number: int) -> str:
    head = f"From a@hill.example Thu Mar  6 09:00:00 2025\nFrom: Hill <a@hill.example>\nSubject: Day {number}\n"
    return f"{head}Message-ID: <{number}@hill.example>\n\nThe quarry of Hillton closed on day {number}.\n\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    return made


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many parts each worker was told to skip."""
    calls: list[int] = []
    read: Read = Worker.read

    def counted(self: Worker, handle: int, request: Mapping[str, Any]) -> Iterator[tuple[Slice, bytes]]:
        calls.append(request["skip"])
        return read(self, handle, request)

    monkeypatch.setattr(Worker, "read", counted)
    return calls


def _ids(library: Library) -> dict[str, str | None]:
    return {row.id: row.title for row in library.list("id")}


def _whole(folder: Path, tmp_path: Path) -> dict[str, str | None]:
    """Return the articles of the folder as a library has them that never saw it before."""
    fresh = Library(folder, settings=settings(tmp_path / "fresh"))
    fresh.refresh()
    ids = _ids(fresh)
    fresh.close()
    return ids


def test_what_was_cut_off_goes_on_where_it_was(
    folder: Path, tmp_path: Path, asked: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next refresh of a large file reads what is missing, and the library is that of one who was never cut off."""
    monkeypatch.setattr(file_batches, "LIMITS", file_batches.BatchLimits(articles=400, first=400))
    (folder / "many.jsonl").write_text("\n".join(map(_line, range(1100))))
    library = Library(folder, settings=settings(tmp_path))
    library.refresh(cancelled=lambda: True)
    before = len(library.list())
    seen: list[Progress] = []
    rest = library.refresh(progress=seen.append)
    # While one file is read, its articles are counted.
    assert any(progress.articles and not progress.done for progress in seen)
    assert (0 < before < 1100, asked) == (True, [0, before - 1])
    assert (len(rest.added), rest.changed, rest.removed, rest.moved) == (1100 - before, (), (), ())
    assert _ids(library) == _whole(folder, tmp_path)
    assert not library.refresh()
    library.close()


def test_what_is_cut_off_twice_goes_on_twice(
    folder: Path, tmp_path: Path, asked: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reading that went on may be cut off as well."""
    monkeypatch.setattr(file_batches, "LIMITS", file_batches.BatchLimits(articles=400, first=400))
    (folder / "many.jsonl").write_text("\n".join(map(_line, range(1100))))
    library = Library(folder, settings=settings(tmp_path))
    for _ in range(2):
        library.refresh(cancelled=lambda: True)
    library.refresh()
    assert (asked == sorted(set(asked)), len(asked)) == (True, 3)
    assert _ids(library) == _whole(folder, tmp_path)
    library.close()


GROWN = {
    "day.jsonl": ("\n".join(map(_line, range(5))) + "\n", "\n".join(map(_line, range(5, 9)))),
    "cut.jsonl": ("\n".join(map(_line, range(5)))[:-20], _line(4)[-20:] + "\n" + _line(5)),
    "box.mbox": ("".join(map(_mail, range(4))), "".join(map(_mail, range(4, 7)))),
    "cut.mbox": ("".join(map(_mail, range(4)))[:-12], "a day late.\n\n" + _mail(5)),
}


@pytest.mark.parametrize("name", GROWN)
def test_a_file_that_has_grown_is_read_on(folder: Path, tmp_path: Path, asked: list[int], name: str) -> None:
    """Only its last article is read again with what is new; ids are those of the whole file."""
    path, (first, later) = folder / name, GROWN[name]
    path.write_text(first)
    library = Library(folder, settings=settings(tmp_path))
    library.refresh()
    before = {id: library.show(id).hash for id in _ids(library)}
    path.write_text(first + later)
    refresh = library.refresh()
    after = {id: library.show(id).hash for id in _ids(library)}
    changed = [id for id in before if after[id] != before[id]]
    assert (asked[0], asked[1] > 0, len(changed) <= 1, refresh.removed) == (0, True, True, ())
    assert _ids(library) == _whole(folder, tmp_path)
    library.close()


def test_a_file_that_begins_otherwise_is_read_as_a_whole(folder: Path, tmp_path: Path, asked: list[int]) -> None:
    """One that is longer and begins with other bytes has not grown."""
    path = folder / "day.jsonl"
    path.write_text("\n".join(map(_line, range(5))))
    library = Library(folder, settings=settings(tmp_path))
    library.refresh()
    path.write_text("\n".join(map(_line, range(1, 9))))
    library.refresh()
    assert asked == [0, 0]
    assert _ids(library) == _whole(folder, tmp_path)
    library.close()


def test_a_short_table_that_grows_is_read_as_a_whole(folder: Path, tmp_path: Path, asked: list[int]) -> None:
    """A later row may decide on the order of day and month in all of them."""
    path = folder / "table.csv"
    path.write_text("title,date,text\na,03/04/2025,One text of some length\nb,05/06/2025,Another text of some length\n")
    library = Library(folder, settings=settings(tmp_path))
    library.refresh()
    with path.open("a") as file:
        file.write("c,25/06/2025,A third text of some length\n")
    library.refresh()
    assert asked == [0, 0]
    assert [row.published for row in library.list("id")] == ["2025-04-03", "2025-06-05", "2025-06-25"]
    library.close()


def test_no_parser_runs_for_what_it_read_before(folder: Path, tmp_path: Path, asked: list[int]) -> None:
    """A rebuild and a moved file take what was kept; only ``reread`` asks the parser again."""
    (folder / "a.json").write_text(_line(1))
    library = Library(folder, settings=settings(tmp_path))
    library.refresh()
    first = library.show("a.json")
    library.refresh(rebuild=True)
    assert (library.show("a.json"), asked) == (first, [0])
    (folder / "a.json").rename(folder / "b.json")
    assert (library.refresh().moved, asked) == ((("a.json", "b.json"),), [0])
    library.refresh(reread=True)
    assert asked == [0, 0]
    library.close()


def test_another_version_of_a_parser_changes_nothing_under_notes(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it reads differently comes in when it is asked for, and not by a refresh or a rebuild."""
    (folder / "a.json").write_text(_line(1))
    library = Library(folder, settings=settings(tmp_path))
    library.refresh()
    library.annotate("a.json", "look this up", quote="ninety years")
    read: Read = Worker.read

    def other(self: Worker, handle: int, request: Mapping[str, Any]) -> Iterator[tuple[Slice, bytes]]:
        from index.articles.guard.worker_messages import slice_of

        for _, data in read(self, handle, request):
            changed = data.replace(b"ninety years", b"ninety  years")
            yield slice_of(changed), changed

    monkeypatch.setattr(Worker, "read", other)
    seen = []
    for rebuild, reread in ((False, False), (True, False), (False, True), (True, False)):
        library.refresh(rebuild=rebuild, reread=reread)
        seen.append("ninety  years" in library.show("a.json").text)
    assert seen == [False, False, True, True]
    assert [place.state for note in library.notes("a.json") for place in note.places] != []
    library.close()


def test_what_was_kept_of_files_that_are_gone_goes_too(folder: Path, tmp_path: Path, asked: list[int]) -> None:
    """A file that comes back another day is read again."""
    (folder / "a.json").write_text(_line(1))
    library = Library(folder, settings=settings(tmp_path))
    library.refresh()
    (folder / "a.json").unlink()
    library.refresh()
    (folder / "a.json").write_text(_line(1))
    library.refresh()
    assert asked == [0, 0]
    library.close()


def test_a_file_whose_reader_fails_is_listed_and_nothing_waits(folder: Path, tmp_path: Path) -> None:
    """A line that is too long ends the file it stands in; what was read before it stays."""
    (folder / "a.jsonl").write_text("\n".join([_line(1), _line(2), "x" * (LONGEST + 1)]))
    library = Library(folder, settings=settings(tmp_path))
    refresh = library.refresh()
    assert (len(library.list()), [item.path for item in refresh.skipped]) == (2, ["a.jsonl"])
    library.close()
