"""Problems of single articles, which the reader shows in their heads, as ``check`` lists them: bounded, and cured."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from index import Library
from index.cli.main import run
from index.library.findings import articles_with_problems
from index.model.complaint import Complaint
from tests.builders import settings

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Talks in Beijing\n\nBlinken met Xi on Friday, and the café was closed.\n"
FRONT = "---\ntitle: Talks\ndate: {date}\n{more}---\n\nBlinken met Xi on Friday.\n"

CASES: dict[str, tuple[bytes, str, str]] = {
    "damaged": (
        (TEXT * 20).encode() + b"\xff\n",
        "1 character is damaged in the file and shown as �",
        "take the file anew from where it came from",
    ),
    "old encoding": (
        TEXT.encode("cp1252"),
        "The file is not UTF-8; read as Windows-1252",
        "if signs look wrong, save the file as UTF-8",
    ),
    "a date that is none": (
        FRONT.format(date="soon", more="").encode(),
        "Front matter: “soon” is no date that can be read",
        "write ",
    ),
    "cut short by its reader": (
        b"<html><head><title>Talks</title><script type='application/ld+json'>"
        b'{"@type":"NewsArticle","headline":"Talks","isAccessibleForFree":false}</script></head><body><article>'
        + b"<p>Blinken met Xi on Friday in Beijing, and they spoke for five and a half hours.</p>" * 6
        + b"</article></body></html>",
        "The page says that its text is not free: it may be cut short",
        "add the whole text if you have it",
    ),
}


def opened(tmp_path: Path, **files: bytes) -> Library:
    """Return a library of these files, by their names without dots, read."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, data in files.items():
        (folder / name.replace("_", ".")).write_bytes(data)
    library = Library(folder, settings=settings(tmp_path))
    library.refresh()
    return library


@pytest.mark.parametrize("case", CASES)
def test_a_problem_of_an_article_is_listed_with_its_cure(tmp_path: Path, case: str) -> None:
    """As its head shows it, under the article's id; also by a process that did not read the file."""
    data, message, cure = CASES[case]
    name = "a_html" if data.startswith(b"<html") else "a_md" if data.startswith(b"---") else "a_txt"
    library = opened(tmp_path, **{name: data}, b_txt=b"Nothing is wrong with this one, which speaks of Beijing.\n")
    with library:
        (found,) = library.check()
        (shown,) = library.show(found.where).problems
    with Library(tmp_path / "articles", settings=settings(tmp_path)) as other:
        (again,) = other.check()
    assert (found.where, found.line, again) == (name.replace("_", "."), 0, found)
    assert (found.message[: len(message)], found.cure[: len(cure)]) == (message, cure)
    assert found.message in shown


def test_a_problem_on_a_line_is_placed_as_compilers_do(tmp_path: Path) -> None:
    """Editors open the place; the head of the article, which has no such place, names the line in words."""
    sentence = "Line 3 of the front matter can't be read: a bracket is open; close it."
    (found,) = articles_with_problems(tmp_path, [("a.md", [sentence])])
    assert found == Complaint("a.md", 3, "The front matter can't be read: a bracket is open", "close it")
    library = opened(tmp_path, a_md=FRONT.format(date="2024-04-26", more="outlet: [UNN\n").encode())
    (complaint,) = library.check()
    (problem,) = library.show("a.md").problems
    library.close()
    assert complaint.place == f"a.md:{complaint.line}"
    assert problem.startswith(f"Line {complaint.line} of the front matter can't be read: ")


def test_of_a_kind_of_problem_five_articles_are_named(tmp_path: Path) -> None:
    """The rest is counted in one line; another kind has its own five."""
    told: list[tuple[str, tuple[str, ...]]] = [
        (f"{number:02}.txt", (f"{number} characters are damaged in the file and shown as �.",)) for number in range(9)
    ]
    told.append(("x.md", ("Front matter: “soon” is no date that can be read; write it as 2024-04-26.",)))
    told.append(("y.md", ("The article could not be told from the page.", "It is odd.")))
    found = list(articles_with_problems(tmp_path, told))
    assert [each.where for each in found] == [*(f"{n:02}.txt" for n in range(5)), "x.md", "y.md", "y.md", str(tmp_path)]
    assert found[-1] == Complaint(
        str(tmp_path),
        0,
        "4 more articles have the problem: … characters are damaged in the file and shown as �",
        "`variorum list --json` names them by their “problems”; take the file anew from where it came from",
    )
    assert (found[5].message, found[5].cure) == (
        "Front matter: “soon” is no date that can be read",
        "write it as 2024-04-26",
    )
    assert found[7].cure == "the article is read all the same; mend its file if something is missing"


def test_the_command_lists_them_and_says_so_by_its_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 1, and one complaint an article, with the keys every complaint has."""
    opened(tmp_path, a_txt=TEXT.encode("cp1252")).close()
    code = run(["--library", str(tmp_path / "articles"), "check", "--json"])
    (complaint,) = json.loads(capsys.readouterr().out)
    assert (code, complaint["where"], sorted(complaint)) == (1, "a.txt", ["column", "cure", "line", "message", "where"])
