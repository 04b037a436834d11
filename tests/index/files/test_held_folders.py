"""A folder is held from its opening on; another one in its place, or none, is told before anything is written."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from index.errors import FolderLostError, SaveError
from index.files.held_folders import HeldFolders

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

GONE = "this folder was renamed, removed or unmounted; bring it back, and what you do meanwhile is written into it."
OTHER = "another folder is in its place now; bring back the one that was opened, or start anew to write into this one."


def library(folder: Path, *names: str) -> Path:
    """Make a folder with files of these names."""
    folder.mkdir()
    for name in names:
        (folder / name).write_text(name)
    return folder


def away(folder: Path) -> Path:
    """Return where a folder is moved to."""
    return folder.with_name("away")


def renamed(folder: Path) -> None:
    """Rename it."""
    folder.rename(away(folder))


def removed(folder: Path) -> None:
    """Remove it with all that is in it."""
    shutil.rmtree(folder)


def made_a_file(folder: Path) -> None:
    """Put a file in its place."""
    folder.rename(away(folder))
    folder.write_text("no folder")


def dangling(folder: Path) -> None:
    """Put a link that leads nowhere in its place."""
    folder.rename(away(folder))
    folder.symlink_to(folder.parent / "nowhere")


def replaced(folder: Path) -> None:
    """Put an empty folder in its place, as unmounting does."""
    folder.rename(away(folder))
    folder.mkdir()


def copied(folder: Path) -> None:
    """Put a copy made today in its place."""
    folder.rename(away(folder))
    library(folder, "a.txt", "b.txt")
    for path in folder.iterdir():
        os.utime(path, ns=(1, 1))


def led_elsewhere(folder: Path) -> None:
    """Put a link to another folder in its place."""
    folder.rename(away(folder))
    folder.symlink_to(library(folder.parent / "other", "c.txt"))


def untouched(folder: Path) -> None:
    """Do nothing."""


def filled(folder: Path) -> None:
    """Change what is in it."""
    (folder / "a.txt").unlink()
    (folder / "new.txt").write_text("new")


def linked(folder: Path) -> None:
    """Move it and put a link to it in its place."""
    folder.rename(away(folder))
    folder.symlink_to(away(folder))


def back(folder: Path) -> None:
    """Rename it and give it its name back."""
    folder.rename(away(folder))
    away(folder).rename(folder)


def restored(folder: Path) -> None:
    """Put the same files, unchanged, into a folder with another inode, as a remounted disk may have."""
    folder.rename(away(folder))
    shutil.copytree(away(folder), folder)


@pytest.mark.parametrize("become", [renamed, removed, made_a_file, dangling])
def test_a_folder_that_is_gone_is_told(tmp_path: Path, become: Callable[[Path], None]) -> None:
    """A folder that is gone is an error with a cure, and is not made anew."""
    folder = library(tmp_path / "news", "a.txt", "b.txt")
    held = HeldFolders(folder)
    check = held.guard_of(folder / "notes" / "a.txt.yaml")
    become(folder)
    with pytest.raises(FolderLostError) as caught:
        check()
    assert (str(caught.value), str(held.lost)) == (f"{folder}: {GONE}", f"{folder}: {GONE}")


@pytest.mark.parametrize("become", [replaced, copied, led_elsewhere])
def test_another_folder_in_its_place_is_told(tmp_path: Path, become: Callable[[Path], None]) -> None:
    """Empty, full of the same names, or behind a link: it is another, and stays another."""
    folder = library(tmp_path / "news", "a.txt", "b.txt")
    held = HeldFolders(folder)
    become(folder)
    assert [str(held.lost) for _ in range(2)] == [f"{folder}: {OTHER}"] * 2


@pytest.mark.parametrize("become", [untouched, filled, linked, back, restored])
def test_the_same_folder_is_not_told(tmp_path: Path, become: Callable[[Path], None]) -> None:
    """Whatever happens in it and whichever way leads to it; also where a file system changes its inode."""
    folder = library(tmp_path / "news", "a.txt", "b.txt")
    held = HeldFolders(folder)
    become(folder)
    assert [held.lost, held.lost] == [None, None]


def test_a_folder_that_comes_back_is_taken(tmp_path: Path) -> None:
    """Once the folder is back the complaint goes, and what was put in its place does not count."""
    folder = library(tmp_path / "news", "a.txt")
    held = HeldFolders(folder)
    replaced(folder)
    assert held.lost is not None
    folder.rmdir()
    away(folder).rename(folder)
    assert held.lost is None


def test_a_folder_that_is_made_later_is_held_from_then_on(tmp_path: Path) -> None:
    """Notes are first written into a folder that was not there when the library was opened."""
    folder = tmp_path / "notes"
    held = HeldFolders(folder)
    assert held.lost is None
    library(folder, "a.txt.yaml")
    assert held.lost is None
    replaced(folder)
    assert held.lost is not None


def test_only_what_lies_in_a_lost_folder_is_held_back(tmp_path: Path) -> None:
    """Drafts in the reader's own folder are written, whatever became of the library."""
    folder = library(tmp_path / "news")
    held = HeldFolders(folder)
    folder.rmdir()
    held.guard_of(tmp_path / "spare" / "draft.yaml")()
    with pytest.raises(FolderLostError):
        held.guard_of(folder / ".drafts")()


@pytest.mark.parametrize(
    ("target", "refused"),
    [
        ("../elsewhere.yaml", True),
        ("../nowhere.yaml", True),
        ("b.yaml", False),
        ("notes/b.yaml", False),
        ("../synced/b.yaml", False),
        (None, False),
    ],
)
def test_a_link_to_a_file_outside_is_not_written(tmp_path: Path, target: str | None, *, refused: bool) -> None:
    """A file may be a link to one within the folders that are held, their real places included, and to no other."""
    folder, synced = library(tmp_path / "news"), library(tmp_path / "synced", "b.yaml")
    (tmp_path / "elsewhere.yaml").write_text("mine: 1\n")
    (folder / "notes").symlink_to(synced)
    path = folder / "a.yaml"
    if target:
        path.symlink_to(target)
    guards = [HeldFolders(folder, folder / "notes").write_guard_of(path), HeldFolders(synced).write_guard_of(path)]
    if refused:
        with pytest.raises(
            SaveError, match=r"a\.yaml could not be saved: it is a link to a file outside; put the file"
        ):
            guards[0]()
    else:
        guards[0]()
    guards[1]()  # holds no folder of this file
