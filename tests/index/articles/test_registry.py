"""Which reader reads which file."""

from __future__ import annotations

import importlib.metadata
import sys
from dataclasses import dataclass
from importlib.metadata import EntryPoint
from typing import TYPE_CHECKING

import pytest

from index.articles.file_reader import TEXT_SUFFIXES, ArticleReader
from index.articles.readers import installed, registry
from index.articles.readers.formats import FORMATS, SUFFIXES, Format, format_of
from index.articles.readers.protocol import VERSIONS, RawArticle
from index.articles.readers.registry import Readers
from index.model.article import Block, Role
from index.model.settings import ArticleSettings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class LedgerReader:
    """Reads files whose articles are parted by a line of signs."""

    name = "ledger"
    version = "3"
    suffixes = (".ledger",)

    def sniff(self, head: bytes, path: str) -> float:
        return 0.8 if b"@@" in head and not path.endswith(".md") else 0.0

    def read(self, data: bytes, path: str) -> Iterator[RawArticle]:
        for part in data.decode().split("@@"):
            if "broken" in part:
                raise LookupError(f"no article in {path}")
            text = part.strip()
            yield RawArticle(text, (Block(0, len(text), Role.QUOTE, "ledger"),), structured=True)


class SilentReader(LedgerReader):
    name = "silent"

    def sniff(self, head: bytes, path: str) -> float:
        raise RuntimeError(f"no sense of smell for {len(head)} bytes of {path}"[:17])


@dataclass(frozen=True)
class Point:
    """An entry point of an installed package."""

    name: str
    loads: object

    def load(self) -> object:
        return self.loads


@pytest.fixture
def others(monkeypatch: pytest.MonkeyPatch) -> None:
    points = [
        Point("ledger", LedgerReader),
        Point("silent", SilentReader()),
        Point("nothing", object()),
        EntryPoint("gone", "no_such_module_here:Reader", installed.GROUP),
    ]
    monkeypatch.setattr(installed, "_any_installed", lambda: True)
    monkeypatch.setattr(importlib.metadata, "entry_points", lambda group: points if group == installed.GROUP else [])


def test_built_in_readers_go_by_suffix() -> None:
    """Markdown is told by its suffix; everything else is plain text."""
    readers = Readers({})
    assert [readers.choose(b"# a", path).name for path in ("a.md", "b.MARKDOWN", "c.txt", "d")] == [
        "markdown",
        "markdown",
        "plain",
        "plain",
    ]


def test_a_pin_wins() -> None:
    """The configuration's pattern decides over any sniffing, by name or path."""
    readers = Readers({"*.txt": "markdown", "raw/*": "plain"})
    assert [readers.choose(b"", path).name for path in ("a.txt", "x/b.txt", "raw/c.md", "c.md")] == [
        "markdown",
        "markdown",
        "plain",
        "markdown",
    ]


def test_formats_are_asked_once_for_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever number of formats there is, the beginning of a file is looked at for all of them at once."""
    asked: list[str] = []

    def counted(head: bytes, path: str) -> Format | None:
        asked.append(path)
        return format_of(head, path)

    monkeypatch.setattr(registry, "format_of", counted)
    readers = Readers({})
    chosen = [readers.choose(head, path).name for head, path in ((b"%PDF-1.4", "a.txt"), (b"{", "b.json"), (b"", "c"))]
    assert (chosen, asked) == (["pdf", "json", "plain"], ["a.txt", "b.json", "c"])


def test_a_pin_to_nobody_is_a_complaint() -> None:
    """A reader that is not there is named with the one it may be meant for, else with those that are."""
    readers = Readers({"*.log": "tables", "*.out": "xyzzy"})
    near, none = readers.problems
    assert ("“tables”" in near.message, near.cure) == (True, "did you mean “table”?")
    assert none.cure == f"name one of: {', '.join(sorted(VERSIONS))}"
    assert readers.choose(b"", "a.log").name == "plain"


@pytest.mark.usefixtures("others")
def test_other_peoples_readers(tmp_path: Path) -> None:
    """A reader from elsewhere claims its files and yields several articles, numbered in the id."""
    (tmp_path / "a.txt").write_text("one @@ two")
    reader = ArticleReader(tmp_path, ArticleSettings())
    reading = reader.read("a.txt")
    assert [(article.id, article.text, article.source.reader) for article in reading.articles] == [
        ("a.txt#1", "one", "ledger"),
        ("a.txt#2", "two", "ledger"),
    ]
    assert reading.articles[0].blocks == (Block(0, 3, Role.QUOTE, "ledger"),)


@pytest.mark.usefixtures("others")
def test_files_of_other_peoples_readers_are_looked_for(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """By the suffixes their readers name, unless the settings name some; what is no suffix is passed over."""
    assert ".ledger" in ArticleReader(tmp_path, ArticleSettings()).suffixes
    assert ArticleReader(tmp_path, ArticleSettings(suffixes=(".md",))).suffixes == (".md",)
    for wrong in (".ledger", (".", "ledger", 3, ".page"), None):
        monkeypatch.setattr(LedgerReader, "suffixes", wrong)
        more = set(ArticleReader(tmp_path, ArticleSettings()).suffixes) - {*TEXT_SUFFIXES, *SUFFIXES}
        assert more == ({".page"} if isinstance(wrong, tuple) else set())


@pytest.mark.usefixtures("others")
def test_broken_readers_are_complaints(tmp_path: Path) -> None:
    """Readers that can't be loaded, are none, or fail to look are listed; the others go on."""
    (tmp_path / "a.txt").write_text("plain text")
    reader = ArticleReader(tmp_path, ArticleSettings())
    assert reader.read("a.txt").articles[0].source.reader == "plain"
    assert [(problem.where, problem.message) for problem in reader.problems] == [
        ("reader nothing", "The reader is left out: it has no “name”."),
        (
            "reader gone",
            "The reader is left out: it can't be loaded: ModuleNotFoundError: No module named 'no_such_module_here'.",
        ),
        ("reader silent", "The reader is left out: it failed to look at a.txt: RuntimeError: no sense of smell."),
    ]


@pytest.mark.usefixtures("others")
def test_a_reader_that_fails_skips_its_file(tmp_path: Path) -> None:
    """What a reader raises is the file's reason, never an exception of the scan."""
    (tmp_path / "a.txt").write_text("one @@ broken")
    reading = ArticleReader(tmp_path, ArticleSettings()).read("a.txt")
    assert reading.articles == ()
    assert reading.skipped is not None
    assert reading.skipped.reason == "The reader “ledger” failed: LookupError: no article in a.txt."


def test_the_version_follows_readers(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Another's reader and a pin change the version of all articles, a built-in reader only the version of its own."""
    plain = ArticleReader(tmp_path, ArticleSettings()).version
    pinned = ArticleReader(tmp_path, ArticleSettings(readers={"*.txt": "markdown"})).version
    monkeypatch.setitem(VERSIONS, "plain", "99")
    newer = ArticleReader(tmp_path, ArticleSettings())
    same = newer.version
    monkeypatch.setattr(installed, "_any_installed", lambda: True)
    monkeypatch.setattr(importlib.metadata, "entry_points", lambda group: [Point(group, LedgerReader)])
    others = ArticleReader(tmp_path, ArticleSettings()).version
    assert (plain == same, newer.versions["plain"]) == (True, "99")
    assert len({plain, pinned, others}) == 3


def test_built_in_versions_are_listed() -> None:
    """Every built-in reader has a version, and no version is of a reader that is not there."""
    assert {kind.name for kind in FORMATS} | {"plain", "markdown"} == set(VERSIONS)


def test_packages_are_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package that names the group is found without importing anything of it; others cost nothing."""
    found = []
    for group in ("other.group", installed.GROUP):
        folder = tmp_path / group / "some-1.0.dist-info"
        folder.mkdir(parents=True)
        (folder / "entry_points.txt").write_text(f"[{group}]\nledger = some:Reader\n")
        monkeypatch.setattr(sys, "path", [str(tmp_path / group), str(tmp_path / "none")])
        installed._any_installed.cache_clear()
        found.append(installed._any_installed())
    installed._any_installed.cache_clear()
    assert found == [False, True]
