"""The first folder that can be written takes what is kept; nothing is dropped in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index.errors import SaveError
from index.notes.writable_folders import WritableFolders

if TYPE_CHECKING:
    from pathlib import Path


def test_the_first_folder_that_can_be_written_takes_it(tmp_path: Path) -> None:
    """The first writable folder is taken; those after it are not tried."""
    asked: list[str] = []

    def write(folder: Path) -> str:
        asked.append(folder.name)
        if folder.name == "full":
            raise SaveError(str(folder), "the disk is full", "make room")
        folder.mkdir()
        return folder.name

    folders = WritableFolders("the note", [tmp_path / name for name in ("full", "spare", "last")])
    assert (folders.keep(write), asked) == ("spare", ["full", "spare"])
    assert [folder.name for folder in folders] == ["full", "spare", "last"]


def test_what_no_folder_takes_is_an_error(tmp_path: Path) -> None:
    """The error is that of the last folder, or that there is none."""

    def refuse(folder: Path) -> None:
        raise SaveError(folder.name, "the disk is full", "make room")

    with pytest.raises(SaveError, match="spare"):
        WritableFolders("the note", [tmp_path / "a", tmp_path / "spare"]).keep(refuse)
    with pytest.raises(SaveError, match="the draft could not be saved: there is no folder"):
        WritableFolders("the draft", []).keep(refuse)


def test_a_text_that_is_none_is_told(tmp_path: Path) -> None:
    """Half a surrogate pair can be written in no encoding."""
    with pytest.raises(SaveError, match="no characters"):
        WritableFolders("the note", [tmp_path]).encoded({"text": "\ud800"})


def test_no_gitignore_is_made_through_a_link(tmp_path: Path) -> None:
    """One that came with a stranger's folder and leads nowhere would make a file where it leads."""
    folder, elsewhere = tmp_path / "notes", tmp_path / "elsewhere"
    folder.mkdir()
    (folder / ".gitignore").symlink_to(elsewhere)
    WritableFolders("the note", [folder]).keep(lambda _: None)
    assert elsewhere.exists() is False
