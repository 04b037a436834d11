"""One file becomes its articles, or says why not."""

from __future__ import annotations

import os
import subprocess
import sys
from hashlib import blake2b
from pathlib import Path

import pytest

from index.articles.file_reader import ArticleReader
from index.model.settings import ArticleSettings

BODY = "The harbour of Riga will be rebuilt before the winter, the council said on Monday after a long meeting."


def reader(root: Path, **settings: object) -> ArticleReader:
    return ArticleReader(root, ArticleSettings(**settings))  # type: ignore[arg-type]


def reason(root: Path, name: str, **settings: object) -> str:
    reading = reader(root, **settings).read(name)
    assert reading.articles == ()
    assert reading.skipped is not None
    assert reading.skipped.path == name
    return reading.skipped.reason


def test_an_article_knows_where_it_came_from(tmp_path: Path) -> None:
    """Id, source and hashes are those of the file and of the text."""
    (tmp_path / "news").mkdir()
    data = b"\xef\xbb\xbf" + f"Riga harbour\r\n\r\n{BODY}\r\n".encode()
    (tmp_path / "news/a.txt").write_bytes(data)
    reading = reader(tmp_path).read("news/a.txt")
    (article,) = reading.articles
    text = f"Riga harbour\n\n{BODY}\n"
    assert (article.id, article.text) == ("news/a.txt", text)
    assert (article.source.path, article.source.reader, article.source.encoding) == ("news/a.txt", "plain", "utf-8")
    assert article.hash == blake2b(text.encode(), digest_size=16).hexdigest()
    assert reading.file_hash == blake2b(data, digest_size=16).hexdigest()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "It is empty."),
        (b" \n\t\r\n", "It is empty."),
        (b"a\0b", "It holds NUL bytes, so it is not text, or UTF-16 without its byte order mark."),
        (b"\x89PNG\r\n", "It is a picture, not text."),
    ],
)
def test_files_without_text(tmp_path: Path, data: bytes, said: str) -> None:
    """Empty and binary files are stepped over with one sentence, and keep their hash."""
    (tmp_path / "a.txt").write_bytes(data)
    assert reason(tmp_path, "a.txt") == said
    assert len(reader(tmp_path).read("a.txt").file_hash) == 32


def test_white_space_of_other_alphabets_is_empty(tmp_path: Path) -> None:
    """A file of nothing but wide spaces has no article."""
    (tmp_path / "a.txt").write_text("\u3000\u2003\n")
    assert reason(tmp_path, "a.txt") == "It is empty."


def test_files_that_are_not_there(tmp_path: Path) -> None:
    """A file that vanished since the scan, or a path out of the library, is a reason."""
    assert reason(tmp_path, "gone.txt") == "It can't be read: no such file or directory."
    assert reason(tmp_path, "../a.txt") == "It lies outside the library."
    assert reason(tmp_path, "/etc/passwd") == "It lies outside the library."


def test_large_files(tmp_path: Path) -> None:
    """The limit of the configuration is named."""
    (tmp_path / "a.txt").write_bytes(b"x" * (1 << 20) + b"y")
    assert "the setting articles.max_megabytes allows 1" in reason(tmp_path, "a.txt", max_megabytes=1)
    assert len(reader(tmp_path, max_megabytes=2).read("a.txt").articles) == 1


def test_what_is_no_file(tmp_path: Path) -> None:
    """Folders and pipes are refused at once, and so is a link out of the library."""
    (tmp_path / "library").mkdir()
    root = tmp_path / "library"
    (root / "folder.txt").mkdir()
    os.mkfifo(root / "pipe.txt")
    (tmp_path / "out.txt").write_text(BODY)
    (root / "link.txt").symlink_to(tmp_path / "out.txt")
    (root / "inner.txt").write_text(BODY)
    (root / "inner-link.txt").symlink_to("inner.txt")
    assert reason(root, "folder.txt") in {"It is not a file.", "It can't be read: is a directory."}
    assert reason(root, "pipe.txt") == "It is not a file."
    assert reason(root, "link.txt") == "It is a link that leads out of the library."
    assert len(reader(root).read("inner-link.txt").articles) == 1


def test_names_that_are_not_text(tmp_path: Path) -> None:
    """An escaped id leads to its file."""
    handle = os.open(os.fsencode(tmp_path) + b"/caf\xe9.txt", os.O_CREAT | os.O_WRONLY)
    with os.fdopen(handle, "wb") as file:
        file.write(BODY.encode())
    assert [article.id for article in reader(tmp_path).read("caf%E9.txt").articles] == ["caf%E9.txt"]


def test_a_readers_own_rules(tmp_path: Path) -> None:
    """A rule file of one's own folds its lines, changes the version, and lists its bad rules with line."""
    rules = tmp_path / "rules.yaml"
    rules.write_text("rules:\n- {name: sister, role: promo, openings: [Our sister paper]}\n- {name: bad, role: menu}\n")
    (tmp_path / "a.txt").write_text(
        f"Riga harbour to be rebuilt\n\n{BODY}\n\nOur sister paper has more on ice.\n\n{BODY}\n"
    )
    plain, own = reader(tmp_path), reader(tmp_path, furniture=str(rules))
    folded = [
        [article.text[block.start : block.end] for block in article.blocks if block.folded]
        for each in (plain, own)
        for article in each.read("a.txt").articles
    ]
    assert folded == [[], ["Our sister paper has more on ice."]]
    assert plain.version != own.version
    assert [(problem.where, problem.line) for problem in own.problems] == [(str(rules), 3)]


def test_a_rule_file_that_is_not_there(tmp_path: Path) -> None:
    """The built-in rules hold, and the setting is named."""
    found = reader(tmp_path, furniture=str(tmp_path / "no.yaml"))
    (problem,) = found.problems
    assert problem.message == "The furniture rules can't be read: no such file or directory."
    assert problem.cure == "mend articles.furniture in the configuration"


def test_the_version_is_stable(tmp_path: Path) -> None:
    """Two readers with the same settings read alike."""
    assert reader(tmp_path).version == reader(tmp_path).version


def test_suffixes_of_the_settings_and_pins(tmp_path: Path) -> None:
    """What the scan looks for: the configured suffixes and those that a reader is pinned for."""
    found = reader(tmp_path, suffixes=(".TXT", ".md"), readers={"*.log": "plain"})
    assert found.suffixes == (".txt", ".md", ".log")


def test_nothing_is_loaded_before_a_file_is_read(tmp_path: Path) -> None:
    """A library that lists what its cache knows pays neither for patterns nor for YAML."""
    program = (
        "import sys; from pathlib import Path; from index.articles.file_reader import ArticleReader; "
        "from index.articles.repeats import mark_repeated; from index.model.settings import ArticleSettings; "
        f"reader = ArticleReader(Path({str(tmp_path)!r}), ArticleSettings()); reader.version; reader.suffixes; "
        "late = ('yaml', 'index.articles.article_maker', 'importlib.metadata'); "
        "print([name for name in late if name in sys.modules])"
    )
    root = Path(__file__).parents[3]
    done = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("[]\n", "")
