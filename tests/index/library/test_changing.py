"""A folder that changes while it is looked through: what is gone costs nothing else, and the next look is right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index import Library
from tests.builders import settings

if TYPE_CHECKING:
    from pathlib import Path

    from index import Progress

COUNT = 40


def text(number: int) -> str:
    return f"Headline number {number} of the day\n\nThe talks of day {number} went on. {'They spoke of ships. ' * 9}\n"


def test_files_that_come_change_and_vanish_meanwhile(tmp_path: Path) -> None:
    """Files are taken away, written anew, made folders and added while others are read; then all is as it stands."""
    news = tmp_path / "news"
    news.mkdir()
    for number in range(COUNT):
        (news / f"{number:02}.txt").write_text(text(number))
    changed: list[str] = []

    def meanwhile(progress: Progress) -> None:
        if not changed and progress.stage == "reading":
            changed.append(progress.stage)
            for number in range(30, 40):
                (news / f"{number}.txt").unlink()
            (news / "39.txt").mkdir()
            (news / "29.txt").write_text(text(1_000))
            (news / "new.txt").write_text(text(2_000))

    library = Library(news, settings=settings(tmp_path))
    try:
        library.refresh(progress=meanwhile)
        assert changed
        library.refresh()
        ids = {row.id for row in library.list()}
        assert ids == {*(f"{number:02}.txt" for number in range(30)), "new.txt"}
        assert [hit.id for hit in library.search('"day 1000"').hits] == ["29.txt"]
        assert [hit.id for hit in library.search('"day 2000"').hits] == ["new.txt"]
        assert library.search('"day 35"').total == 0
    finally:
        library.close()
