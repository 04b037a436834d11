"""The walk of a library's folder."""

from __future__ import annotations

import os
import socket
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.articles.folder import escape, scan, unescape

SUFFIXES = (".txt", ".md")


def make(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)


def ids(root: Path, **options: object) -> list[str]:
    return [stamp.path for stamp in scan(root, SUFFIXES, **options).stamps]  # type: ignore[arg-type]


def reasons(root: Path) -> dict[str, str]:
    return {entry.path: entry.reason for entry in scan(root, SUFFIXES).skipped}


def test_articles_by_suffix_sorted(tmp_path: Path) -> None:
    """Files with an article's suffix are found in folders of any depth, in the order of their ids."""
    make(tmp_path, "b.txt", "a/z.md", "a/B.TXT", "a/c.pdf", "a.txt", "README", "a/deep/er/d.txt")
    assert ids(tmp_path) == ["a.txt", "a/B.TXT", "a/deep/er/d.txt", "a/z.md", "b.txt"]


def test_what_tells_a_change(tmp_path: Path) -> None:
    """A stamp has size, time and inode of the file."""
    make(tmp_path, "a.txt")
    seen = (tmp_path / "a.txt").stat()
    assert scan(tmp_path, SUFFIXES).stamps == (("a.txt", 5, seen.st_mtime_ns, seen.st_ino),)


def test_hidden_and_excluded_are_left_out(tmp_path: Path) -> None:
    """Hidden entries, and the folders of notes and cache, are not the library's."""
    make(tmp_path, "a.txt", ".b.txt", ".git/c.txt", "notes/d.txt", "x/notes/e.txt")
    assert ids(tmp_path, exclude=[tmp_path / "notes"]) == ["a.txt", "x/notes/e.txt"]


def test_restricted_to_some(tmp_path: Path) -> None:
    """Given files and folders, only these are found."""
    make(tmp_path, "a.txt", "b.txt", "c/d.txt", "c/e.txt", "cc.txt")
    assert ids(tmp_path, only=[tmp_path / "a.txt", tmp_path / "c"]) == ["a.txt", "c/d.txt", "c/e.txt"]
    assert ids(tmp_path, only=[tmp_path]) == ["a.txt", "b.txt", "c/d.txt", "c/e.txt", "cc.txt"]


def test_a_file_that_is_named_counts(tmp_path: Path) -> None:
    """A named file counts whatever its suffix; one that is missing or outside the folder is reported."""
    make(tmp_path, "lib/a.log", "lib/b.txt", "lib/.c.txt", "d.txt")
    root = tmp_path / "lib"
    only = [root / "a.log", root / ".c.txt", root / "no.txt", tmp_path / "d.txt", root / "a.log"]
    assert ids(root, only=only) == [".c.txt", "a.log"]
    found = {entry.path: entry.reason for entry in scan(root, SUFFIXES, only=only).skipped}
    assert found == {
        "../d.txt": "It lies outside the library.",
        "no.txt": "It can't be looked at: no such file or directory.",
    }


def test_links_stay_inside(tmp_path: Path) -> None:
    """A link to a file inside that is not found otherwise is an article; every other link has its reason."""
    root = tmp_path / "library"
    make(root, "a.txt", ".store/hidden.txt", "sub/b.txt")
    make(tmp_path, "outside.txt", "other/c.txt")
    links = {
        "hidden.txt": root / ".store/hidden.txt",
        "again.txt": root / "a.txt",
        "out.txt": tmp_path / "outside.txt",
        "gone.txt": root / "nothing.txt",
        "loop.txt": root / "loop.txt",
        "folder": root / "sub",
        "up": root,
        "away": tmp_path / "other",
        "folder.txt": root / "sub",
    }
    for name, target in links.items():
        (root / name).symlink_to(target)
    assert ids(root) == ["a.txt", "hidden.txt", "sub/b.txt"]
    inside = "It is a link to a folder of the library, whose files are read in their own place."
    outside = "It is a link that leads out of the library; copy the file into the folder to read it here."
    assert reasons(root) == {
        "again.txt": "It is a link to a.txt, which is read in its own place.",
        "out.txt": outside,
        "gone.txt": "It is a link to a file that is not there.",
        "loop.txt": "It is a link that leads back to itself.",
        "folder": inside,
        "up": inside,
        "away": outside,
        "folder.txt": inside,
    }


def test_pipes_and_sockets_are_no_files(tmp_path: Path) -> None:
    """What is named like an article and is no file is said; the walk does not wait for it."""
    os.mkfifo(tmp_path / "pipe.txt")
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as made:
        here = Path.cwd()
        os.chdir(tmp_path)
        try:
            made.bind("socket.txt")
        finally:
            os.chdir(here)
        said = "It is a pipe, socket or device, not a file."
        assert reasons(tmp_path) == {"pipe.txt": said, "socket.txt": said}


def test_a_folder_named_like_an_article(tmp_path: Path) -> None:
    """A folder is a folder whatever it is called."""
    make(tmp_path, "a.txt/b.txt")
    assert ids(tmp_path) == ["a.txt/b.txt"]


def test_a_root_that_is_not_there(tmp_path: Path) -> None:
    """A missing or unreadable root is an empty scan with a reason."""
    found = scan(tmp_path / "no", SUFFIXES)
    assert (found.stamps, [entry.path for entry in found.skipped]) == ((), ["."])


@pytest.mark.skipif(sys.platform == "darwin", reason="this file system only takes names in UTF-8")
def test_names_that_are_not_text(tmp_path: Path) -> None:
    """Bytes that are not UTF-8 stand escaped in the id and lead back to the file."""
    os.close(os.open(os.fsencode(tmp_path) + b"/caf\xe9.txt", os.O_CREAT | os.O_WRONLY))
    make(tmp_path, "caf%E9.txt", "100%.txt", "100%25.txt", "naïve.txt")
    found = ids(tmp_path)
    assert found == ["100%.txt", "100%2525.txt", "caf%25E9.txt", "caf%E9.txt", "naïve.txt"]
    assert all((tmp_path / unescape(name)).exists() for name in found)


@given(st.binary(min_size=1).filter(lambda name: b"\0" not in name))
def test_ids_lead_back(name: bytes) -> None:
    """Every name has an id that is valid text and stands for it alone."""
    path = name.decode("utf-8", "surrogateescape")
    escape(path).encode()
    assert unescape(escape(path)) == path


@given(st.text(alphabet="a%25EF9é/\n"), st.text(alphabet="a%25EF9é/\n"))
def test_ids_are_different(one: str, other: str) -> None:
    """Two names never share an id."""
    assert (escape(one) == escape(other)) == (one == other)


def test_deep_folders(tmp_path: Path) -> None:
    """Folders below what a path can name are said, and nothing breaks."""
    here = Path.cwd()
    os.chdir(tmp_path)
    try:
        for _ in range(60):
            Path("d" * 100).mkdir()
            os.chdir("d" * 100)
        Path("a.txt").touch()
    finally:
        os.chdir(here)
    found = scan(tmp_path, SUFFIXES)
    assert (found.stamps, len(found.skipped)) == ((), 1)
    assert found.skipped[0].reason.startswith("The folder can't be read")


@settings(max_examples=60)
@given(
    before=st.dictionaries(st.sampled_from(["a.txt", "b.txt", "c/d.txt", "c/e.md", "c/link.txt"]), st.text(max_size=2)),
    after=st.dictionaries(st.sampled_from(["a.txt", "b.txt", "c/d.txt", "c/e.md", "c/link.txt"]), st.text(max_size=2)),
    narrow=st.booleans(),
)
def test_what_is_known_is_left_out(before: dict[str, str], after: dict[str, str], *, narrow: bool) -> None:
    """Told what is known, a scan gives what is new or changed, and what is gone, and explains the same entries."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        made = {path: (len(text), number, number) for number, (path, text) in enumerate(before.items())}
        make(root, *after)
        for number, path in enumerate(after):
            if path == "c/link.txt":
                (root / path).unlink()
                (root / path).symlink_to(root / "a.txt")
            else:
                os.utime(root / path, ns=(number, number))
        # Two folders of which one lies in the other are walked twice.
        only = [root, root / "c"] if narrow and (root / "c").exists() else ()
        whole = scan(root, SUFFIXES, only=only)
        there = {stamp.path: stamp[1:] for stamp in whole.stamps}
        known = made | {path: there[path] for path in made.keys() & there if len(before[path]) == 1}
        told = scan(root, SUFFIXES, only=only, known=known)
        assert told.stamps == tuple(stamp for stamp in whole.stamps if known.get(stamp.path) != stamp[1:])
        assert (told.gone, told.skipped) == (frozenset(known.keys() - there.keys()), whole.skipped)
