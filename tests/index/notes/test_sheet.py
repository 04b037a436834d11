"""One file of the reader's own: seen when it changed, changed when it is as it was read, never written over blindly."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from index.errors import SaveError, YamlError
from index.notes.sheet import BytesChange, Sheet

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from index.files.yaml.yaml_nodes import YamlMapping
    from index.files.yaml.yaml_write import Tree


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.yaml"


@pytest.fixture
def sheet(path: Path) -> Sheet:
    return Sheet(path, path.parent / ".lock", path.parent / ".backup", "# mine\n", clock=lambda: 2**62)


def with_a(document: YamlMapping) -> Mapping[str, Tree]:
    return {**document, "a": "x"}


def test_new_file_opens_with_its_header(sheet: Sheet, path: Path) -> None:
    """A file that was not there begins with its comment."""
    assert (sheet.change(with_a), path.read_bytes()) == (BytesChange(None, b"# mine\na: x\n"), b"# mine\na: x\n")


def test_same_again_is_no_change(sheet: Sheet, path: Path) -> None:
    """A change that changes nothing leaves the file alone."""
    sheet.change(with_a)
    before = path.stat().st_ino
    assert (sheet.change(with_a), path.stat().st_ino) == (None, before)


def test_nothing_left_is_no_file(sheet: Sheet, path: Path) -> None:
    """A file that says nothing any more goes."""
    sheet.change(with_a)
    assert (sheet.change(lambda _: {}), path.exists(), sheet.look()) == (
        BytesChange(b"# mine\na: x\n", None),
        False,
        False,
    )


def test_looks_only_when_the_file_changed(sheet: Sheet, path: Path) -> None:
    """A file is read anew when its stamp changed, and says whether it says something else."""
    path.write_bytes(b"a: 1\n")
    answers = [sheet.look(), sheet.look()]
    os.utime(path, ns=(1, 1))
    answers.append(sheet.look())
    path.write_bytes(b"a: 2\n")
    answers.append(sheet.look())
    path.unlink()
    answers.append(sheet.look())
    assert (answers, dict(sheet.document)) == ([True, False, False, True, True], {})


def test_fresh_file_is_looked_at_again(path: Path) -> None:
    """A file changed a moment before it was read is read again, for its stamp may not tell the next change."""
    sheet = Sheet(path, path.parent / ".lock", path.parent / ".backup", clock=lambda: path.stat().st_mtime_ns + 1)
    path.write_bytes(b"a: 1\n")
    sheet.look()
    before = path.stat()
    with path.open("r+b") as file:
        file.write(b"a: 2\n")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (sheet.look(), dict(sheet.document)) == (True, {"a": "2"})


def test_broken_file_keeps_what_was_read(sheet: Sheet, path: Path) -> None:
    """A file with a mistake says so each time it is looked at, and what it said before stands."""
    sheet.change(with_a)
    path.write_bytes(b"a: [\n")
    for _ in range(2):
        with pytest.raises(YamlError):
            sheet.look()
        with pytest.raises(YamlError):
            sheet.change(with_a)
    assert (dict(sheet.document), path.read_bytes()) == ({"a": "x"}, b"a: [\n")


def test_overtaken_by_an_editor(sheet: Sheet, path: Path) -> None:
    """What an editor saved between our reading and our writing is read, and the change made to that."""
    path.write_bytes(b"b: 1\n")
    edits = iter([b"b: 2\n", b"b: 3\n"])

    def slowly(document: YamlMapping) -> Mapping[str, Tree]:
        if edit := next(edits, None):
            path.write_bytes(edit)
        return with_a(document)

    sheet.change(slowly)
    assert path.read_bytes() == b"b: 3\na: x\n"


def test_overtaken_without_end(sheet: Sheet, path: Path) -> None:
    """A file that another program never leaves alone is an error with a cure, and stays that program's."""

    def slowly(document: YamlMapping) -> Mapping[str, Tree]:
        path.write_bytes(b"b: 1\n" + (path.read_bytes() if path.exists() else b"").replace(b"b: ", b"# "))
        return with_a(document)

    with pytest.raises(SaveError, match="another program keeps changing it"):
        sheet.change(slowly)
    assert b"a: x" not in path.read_bytes()


def test_bytes_are_replaced_only_as_expected(sheet: Sheet, path: Path) -> None:
    """Bytes are put back only where the file is what it was taken for, even if it can't be understood."""
    path.write_bytes(b"a: [\n")
    answers = [sheet.replace(b"a: {\n", b"x: 1\n"), sheet.replace(b"a: [\n", b"a: 1\n"), sheet.replace(None, b"")]
    assert (answers, path.read_bytes(), dict(sheet.document)) == ([False, True, False], b"a: 1\n", {"a": "1"})
    assert (sheet.replace(b"a: 1\n", None), path.exists()) == (True, False)


def test_comments_that_must_go_are_backed_up(sheet: Sheet, path: Path) -> None:
    """A file that can only be written anew leaves a copy with its comments, the last five of them."""
    for number in range(7):
        path.write_text(f"{{b: '{number}'}}  # why\n")
        sheet.change(with_a)
    copies = sorted(copy.read_text() for copy in (path.parent / ".backup").glob("[!.]*"))
    assert (path.read_text(), copies) == (
        "b: '6'\na: x\n",
        [f"{{b: '{number}'}}  # why\n" for number in range(2, 7)],
    )


def test_folder_in_the_way_is_told(sheet: Sheet, path: Path) -> None:
    """A folder where the file should be is an error with a cure."""
    path.mkdir()
    with pytest.raises(SaveError, match="a folder stands in its place"):
        sheet.look()
