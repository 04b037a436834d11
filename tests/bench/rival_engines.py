"""One search engine on one folder, in a process of its own: built, opened, asked, changed; figures as JSON.

    python -m tests.bench.rival_engines NAME FOLDER STORE QUERIES

``QUERIES`` is the JSON file that `tests.bench.questions` writes. Every engine indexes the headline and the text of the
same files, answers with the best twenty and the number of all, and keeps the text where it makes snippets of it.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import os
import re
import resource
import shutil
import sqlite3
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

from tests.bench.made_articles import texts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

FIRST: Final = 20
CORES: Final = os.cpu_count() or 1


class RivalEngine(Protocol):
    """An engine under measurement; ``ask`` answers one question with the number of results."""

    def build(self) -> None:
        """Index the folder into the store."""

    def open(self) -> None:
        """Open what was built."""

    def ask(self, kind: str, words: Sequence[str]) -> int:
        """Answer; ``kind`` is one of the keys of the questions."""

    def update(self, name: str, text: str) -> int:
        """Take in a changed file and count the articles that hold its new word."""


NEW_WORD: Final = "zyx" + "".join(chr(ord("a") + int(digit)) for digit in str(os.getpid()))
"""A word that no article holds, another one in each run."""


class Variorum:
    """This program, by its library: all that a refresh does, and queries with all counts of its facets.

    A build of ``processes``, as many as are usual for 0.
    """

    def __init__(self, folder: Path, store: Path, processes: int = 0) -> None:
        from index import Library, LibrarySettings
        from index.model.settings import SearchSettings

        search = SearchSettings(processes=processes)
        settings = LibrarySettings(cache=str(store), notes=str(store / "notes"), search=search)
        self._folder, self._library = folder, Library(folder, settings=settings)

    def build(self) -> None:
        self._library.refresh()

    def open(self) -> None:
        self._library.find("opened")

    def ask(self, kind: str, words: Sequence[str]) -> int:
        if kind == "keystroke":
            return self._library.find(" ".join(words), quick=True).total
        found = self._library.find(_own_query(kind, words))
        self._library.hits(found, 0, FIRST if kind == "snippets" else 0)
        return found.total

    def update(self, name: str, text: str) -> int:
        (self._folder / name).write_text(text, "utf-8")
        self._library.refresh()
        return self._library.find(NEW_WORD).total

    def rescan(self) -> None:
        """Look through the unchanged folder."""
        self._library.refresh()


def _own_query(kind: str, words: Sequence[str]) -> str:
    match kind:
        case "phrase":
            return f'"{" ".join(words)}"'
        case "boolean":
            return f"({words[0]} OR {words[1]}) -{words[2]}"
        case "prefix":
            return f"{words[0]}*"
        case "date":
            return f"{words[0]} date:{words[1]}..{words[2]}"
    return " ".join(words)


class SqliteFts5:
    """SQLite's FTS5 with its Porter stemmer, text kept in the table."""

    def __init__(self, folder: Path, store: Path) -> None:
        self._folder, self._path = folder, store / "fts5.sqlite"
        self._db: sqlite3.Connection | None = None

    @property
    def _connection(self) -> sqlite3.Connection:
        if self._db is None:
            self._db = sqlite3.connect(self._path)
        return self._db

    def build(self) -> None:
        db = self._connection
        tokenizer = "tokenize = 'porter unicode61', prefix = '2 3'"
        db.execute(f"CREATE VIRTUAL TABLE articles USING fts5(name UNINDEXED, day UNINDEXED, text, {tokenizer})")
        with db:
            db.executemany("INSERT INTO articles VALUES (?, ?, ?)", texts(self._folder))

    def open(self) -> None:
        self.ask("word", ["opened"])

    def ask(self, kind: str, words: Sequence[str]) -> int:
        query, condition, given = _fts5_query(kind, words)
        shown = "snippet(articles, 2, '[', ']', '…', 40)" if kind == "snippets" else "name"
        where = f"FROM articles WHERE articles MATCH ? {condition}"
        self._connection.execute(f"SELECT {shown} {where} ORDER BY rank LIMIT {FIRST}", (query, *given)).fetchall()
        return int(self._connection.execute(f"SELECT count(*) {where}", (query, *given)).fetchone()[0])

    def update(self, name: str, text: str) -> int:
        with self._connection as db:
            db.execute("DELETE FROM articles WHERE name = ?", (name,))
            db.execute("INSERT INTO articles VALUES (?, '', ?)", (name, text))
        return self.ask("word", [NEW_WORD])


def _fts5_query(kind: str, words: Sequence[str]) -> tuple[str, str, tuple[str, ...]]:
    quoted = [f'"{word}"' for word in words]
    match kind:
        case "phrase":
            return f'"{" ".join(words)}"', "", ()
        case "boolean":
            return f"({quoted[0]} OR {quoted[1]}) NOT {quoted[2]}", "", ()
        case "prefix" | "keystroke":
            return " AND ".join((*quoted[:-1], f"{quoted[-1]} *")), "", ()
        case "date":
            return quoted[0], "AND day BETWEEN ? AND ?", (words[1], f"{words[2]}-31")
    return " AND ".join(quoted), "", ()


class Tantivy:
    """tantivy with its English stemmer, text kept."""

    def __init__(self, folder: Path, store: Path) -> None:
        tantivy = importlib.import_module("tantivy")
        self._folder, self._store, self._tantivy = folder, store / "tantivy", tantivy
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("name", stored=True, tokenizer_name="raw")
        builder.add_date_field("day", indexed=True, fast=True)
        builder.add_text_field("text", stored=True, tokenizer_name="en_stem")
        self._schema = builder.build()
        self._index: Any = None

    def build(self) -> None:
        self._store.mkdir()
        index = self._tantivy.Index(self._schema, path=str(self._store))
        writer = index.writer(128_000_000, CORES)
        for name, day, text in texts(self._folder):
            writer.add_document(self._document(name, day, text))
        writer.commit()
        writer.wait_merging_threads()

    def _document(self, name: str, day: str, text: str) -> Any:
        document = self._tantivy.Document(name=name, text=text)
        if day:
            document.add_date("day", datetime.fromisoformat(day).replace(tzinfo=UTC))
        return document

    def open(self) -> None:
        self._index = self._tantivy.Index.open(str(self._store))
        self.ask("word", ["opened"])

    def ask(self, kind: str, words: Sequence[str]) -> int:
        if self._index is None:
            self.open()
        searcher = self._index.searcher()
        query = self._query(kind, words)
        result = searcher.search(query, FIRST)
        documents = [searcher.doc(address) for _, address in result.hits]
        if kind == "snippets":
            generator = self._tantivy.SnippetGenerator.create(searcher, query, self._schema, "text")
            for document in documents:
                generator.snippet_from_doc(document).to_html()
        return int(result.count)

    def _query(self, kind: str, words: Sequence[str]) -> Any:
        parse: Callable[[str], Any] = lambda text: self._index.parse_query(text, ["text"])  # noqa: E731
        query, must = self._tantivy.Query, self._tantivy.Occur.Must
        match kind:
            case "phrase":
                return parse(f'"{" ".join(words)}"')
            case "boolean":
                return parse(f"+({words[0]} OR {words[1]}) -{words[2]}")
            case "prefix" | "keystroke":
                last = query.regex_query(self._schema, "text", re.escape(words[-1].lower()) + ".*")
                return query.boolean_query([*((must, parse(word)) for word in words[:-1]), (must, last)])
            case "date":
                return parse(f"+{words[0]} +day:[{words[1]}-01T00:00:00Z TO {words[2]}-28T23:59:59Z]")
        return parse(" ".join(f"+{word}" for word in words))

    def update(self, name: str, text: str) -> int:
        writer = self._index.writer(15_000_000, 1)
        writer.delete_documents_by_term("name", name)
        writer.add_document(self._document(name, "", text))
        writer.commit()
        self._index.reload()
        return self.ask("word", [NEW_WORD])


class WhooshAsShipped:
    """Whoosh with its own analysis, writer, queries and highlighter."""

    def __init__(self, folder: Path, store: Path) -> None:
        from whoosh import fields

        self._folder, self._store = folder, store / "whoosh"
        self._schema = fields.Schema(
            name=fields.ID(stored=True, unique=True), day=fields.ID(), text=fields.TEXT(stored=True)
        )
        self._index: Any = None

    def build(self) -> None:
        from whoosh.index import create_in

        self._store.mkdir()
        writer = create_in(self._store, self._schema).writer(procs=CORES, limitmb=128, multisegment=True)
        for name, day, text in texts(self._folder):
            writer.add_document(name=name, day=day, text=text)
        writer.commit()

    def open(self) -> None:
        from whoosh.index import open_dir

        self._index = open_dir(self._store)
        self.ask("word", ["opened"])

    def ask(self, kind: str, words: Sequence[str]) -> int:
        from whoosh.qparser import QueryParser

        if self._index is None:
            self.open()
        match kind:
            case "keystroke":
                text = f"{' '.join(words)}*"
            case "date":
                text = f"{words[0]} day:[{words[1]} TO {words[2]}-31]"
            case "boolean":
                text = f"({words[0]} OR {words[1]}) NOT {words[2]}"
            case _:
                text = _own_query(kind, words)
        with self._index.searcher() as searcher:
            results = searcher.search(QueryParser("text", self._schema).parse(text), limit=FIRST)
            if kind == "snippets":
                for hit in results:
                    hit.highlights("text")
            return len(results)

    def update(self, name: str, text: str) -> int:
        writer = self._index.writer()
        writer.update_document(name=name, day="", text=text)
        writer.commit()
        self.open()
        return self.ask("word", [NEW_WORD])


class Ripgrep:
    """ripgrep over the files: no index, no ranking, whole words whatever the case, no stems."""

    def __init__(self, folder: Path, store: Path) -> None:
        del store
        self._folder = folder
        self._program = _ripgrep()

    def build(self) -> None:
        """There is nothing to build."""

    def open(self) -> None:
        """There is nothing to open."""

    def ask(self, kind: str, words: Sequence[str]) -> int:
        match kind:
            case "phrase":
                return len(self._files(r"\b" + r"\W+".join(map(re.escape, words)) + r"\b"))
            case "boolean":
                held = self._files(rf"\b({words[0]}|{words[1]})\b")
                return len(held) - len(self._files(rf"\b{words[2]}\b", held))
            case "prefix" | "keystroke":
                held = self._files(rf"\b{re.escape(words[-1])}")
                return len(self._files(rf"\b{words[0]}\b", held) if len(words) > 1 else held)
            case "date":
                years = "|".join(map(str, range(int(words[1][:4]), int(words[2][:4]) + 1)))
                return len(self._files(rf"\b{words[0]}\b", self._files(rf"^date: ({years})")))
            case "snippets":
                held = self._files(rf"\b{words[0]}\b")
                self._run("-m", "3", "-e", rf"\b{words[0]}\b", "--", *held[:FIRST])
                return len(held)
        held = self._files(rf"\b{words[0]}\b")
        for word in words[1:]:
            held = self._files(rf"\b{word}\b", held)
        return len(held)

    def _files(self, pattern: str, among: Sequence[str] | None = None) -> list[str]:
        if among is not None and not among:
            return []
        return self._run("-l", "-e", pattern, "--", *(among or ["."])).splitlines()

    def _run(self, *arguments: str) -> str:
        command = [self._program, "-i", "--no-messages", *arguments]
        return subprocess.run(command, cwd=self._folder, capture_output=True, text=True, check=False).stdout

    def update(self, name: str, text: str) -> int:
        (self._folder / name).write_text(text, "utf-8")
        return self.ask("word", [NEW_WORD])


def _ripgrep() -> str:
    beside = Path(sys.executable).with_name("rg")
    return str(beside) if beside.exists() else shutil.which("rg") or ""


ENGINES: Final[Mapping[str, tuple[Callable[[Path, Path], RivalEngine], Callable[[], bool]]]] = {
    "Variorum": (Variorum, lambda: True),
    "SQLite FTS5": (SqliteFts5, lambda: True),
    "tantivy": (Tantivy, lambda: importlib.util.find_spec("tantivy") is not None),
    "ripgrep": (Ripgrep, lambda: bool(_ripgrep())),
    "Whoosh as shipped": (WhooshAsShipped, lambda: True),
}
"""By name: how it is made, and whether it is installed."""

ALONE: Final = "Variorum by one process"
"""What is built once more, to tell what several processes gain."""


def work() -> float:
    """Return the seconds that this process and those it waited for have computed."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)


def measured(name: str, folder: Path, store: Path, questions: Mapping[str, list[list[str]]]) -> dict[str, Any]:
    """Build in this process when the store is empty and return what that took; else open, ask and change."""
    built = (store / "built").exists()
    engine = Variorum(folder, store, 1) if name == ALONE else ENGINES[name][0](folder, store)
    began, computed = time.perf_counter(), work()
    if not built:
        engine.build()
        figures: dict[str, Any] = {"build_wall": time.perf_counter() - began, "build": work() - computed}
        (store / "built").touch()
        return {**figures, "build_memory": _memory()}
    engine.open()
    figures = {"open": 1000 * work()}
    for kind, asked in questions.items():
        times, found = [], 0
        for words in asked:
            before = work()
            found += engine.ask(kind, words)
            times.append(1000 * (work() - before))
        figures[kind] = {"times": times, "found": found}
    figures["ask_memory"] = _own_memory() / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    first = next(texts(folder))[0]
    before = work()
    if engine.update(first, f"A changed article\n\nIt has a new word, {NEW_WORD}, in it.\n") != 1:
        raise RuntimeError(name)
    figures["update"] = 1000 * (work() - before)
    if isinstance(engine, Variorum):
        before = work()
        engine.rescan()
        figures["rescan"] = 1000 * (work() - before)
    return figures


def _memory() -> float:
    """Return the largest memory so far in megabytes, of this process and of helpers, each taken for the largest."""
    others = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * min(CORES, 4)
    return (_own_memory() + others) / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def _own_memory() -> int:
    # Linux counts what stood in this process's place before it was started; its own account does not.
    status = Path("/proc/self/status")
    if status.exists():
        return next(int(line.split()[1]) for line in status.read_text("utf-8").splitlines() if "VmHWM" in line)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main() -> None:
    """Print the figures of one engine as JSON."""
    name, folder, store, questions = sys.argv[1:]
    asked = json.loads(Path(questions).read_text("utf-8"))
    print(json.dumps(measured(name, Path(folder), Path(store), asked)))


if __name__ == "__main__":
    main()
