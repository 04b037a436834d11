"""The four seed articles: every block's role and every field, as a careful reader would give them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from index.articles.file_reader import ArticleReader
from index.model.article import Article, Provenance
from index.model.settings import ArticleSettings

SEEDS = Path(__file__).parents[3] / "seeds"

# Lines by role; a star says that the block folds. Lines without text are in none.
ROLES = {
    "000_3409787b884da66f.txt": "1 title, 2 ad*, 3-20 body, 21 ad*, 22 related*, 23 comments*",
    "001_e153c235d9510564.txt": (
        "1 title, 3 caption, 5 caption, 7 body, 9 related*, 11-45 body, 47-48 bio*, 50 bio*, "
        "52 comments*, 54 comments*, 56-58 nav*"
    ),
    "002_e5f407245666f9ac.txt": ("1 outlet, 3 title, 5 subtitle, 7 byline, 9-65 body, 67-68 caption, 70 nav*, 72 nav*"),
    "003_b53085ebdd9173a8.txt": "1 body, 2 heading, 3-19 body, 20 teaser*",
}
NOTHING: tuple[None, None] = (None, None)
EXPLICIT, DERIVED = Provenance.EXPLICIT, Provenance.DERIVED
FIELDS: dict[str, dict[str, tuple[str | None, Provenance | None]]] = {
    "000_3409787b884da66f.txt": {
        "title": ("Blinken and a Top Chinese Official in Talks on U.S.-China Tensions", EXPLICIT),
    },
    "001_e153c235d9510564.txt": {
        "title": (
            (
                "Blinken warns Foreign Minister Wang of the dangers of misunderstandings and miscalculations in "
                "U.S.-China ties"
            ),
            EXPLICIT,
        ),
    },
    "002_e5f407245666f9ac.txt": {
        "title": ("Blinken notes progress, concerns as he meets Xi", EXPLICIT),
        "subtitle": (
            (
                "The secretary of State raises differences over Taiwan, human rights and China’s support for Russia "
                "in Ukraine."
            ),
            EXPLICIT,
        ),
        "author": ("Matthew Lee", DERIVED),
        "outlet": ("Los Angeles Times", DERIVED),
        "agency": ("Associated Press", EXPLICIT),
        "dateline": ("BEIJING", EXPLICIT),
    },
    "003_b53085ebdd9173a8.txt": {
        "outlet": ("UNN", DERIVED),
        "agency": ("Reuters", EXPLICIT),
    },
}
NAMES = ("title", "subtitle", "author", "outlet", "agency", "dateline", "published", "updated", "url")


def read(name: str) -> Article:
    (article,) = ArticleReader(SEEDS, ArticleSettings()).read(name).articles
    return article


def roles_by_line(listed: str) -> dict[int, str]:
    found = {}
    for first, last, role in re.findall(r"(\d+)(?:-(\d+))? (\w+\*?)", listed):
        found.update(dict.fromkeys(range(int(first), int(last or first) + 1), role))
    return found


@pytest.mark.parametrize("name", ROLES)
def test_every_line_has_its_role(name: str) -> None:
    """Each line of a seed is one block with the role a reader would give it, and only furniture folds."""
    article = read(name)
    wanted = roles_by_line(ROLES[name])
    lines = article.text.split("\n")
    found = {article.text.count("\n", 0, block.start) + 1: block.role + "*" * block.folded for block in article.blocks}
    assert found == {number: wanted[number] for number, line in enumerate(lines, 1) if line.strip()}


@pytest.mark.parametrize("name", ROLES)
def test_every_block_is_its_line(name: str) -> None:
    """A block holds its whole line but for the white space at either end."""
    article = read(name)
    lines = [line.strip() for line in article.text.split("\n") if line.strip()]
    assert [article.text[block.start : block.end] for block in article.blocks] == lines


@pytest.mark.parametrize("name", FIELDS)
def test_every_field_says_how_it_is_known(name: str) -> None:
    """Values and provenance are those the text bears out; what it does not say is unknown."""
    article = read(name)
    found = {field: (getattr(article, field).value, getattr(article, field).provenance) for field in NAMES}
    assert found == {field: FIELDS[name].get(field, NOTHING) for field in NAMES}


@pytest.mark.parametrize("name", FIELDS)
def test_evidence_shows_the_value(name: str) -> None:
    """A span given as evidence holds the value in the text, or the agency's short name."""
    article = read(name)
    shown = {
        field: article.text[slice(*getattr(article, field).evidence)]
        for field in NAMES
        if isinstance(getattr(article, field).evidence, tuple)
    }
    assert shown == {field: value for field, (value, _) in FIELDS[name].items()}


def test_how_the_agency_is_tied() -> None:
    """One seed is written for an agency, one cites an agency; a photograph's agency is not the text's."""
    relations = [read(name).agency.relation for name in ROLES]
    assert relations == [None, None, "writes-for", "cited"]


def test_a_teaser_dates_the_page_not_the_article() -> None:
    """The stamp of another headline places the weekday of the event; the article stays undated."""
    hints = {hint.kind: hint.candidates for hint in reversed(read("003_b53085ebdd9173a8.txt").hints)}
    assert (hints["stamp"], hints["weekday"]) == (("2024-04-25",), ("2024-04-26",))


def test_a_day_without_year_keeps_its_candidates() -> None:
    """A day of a month and the weekdays of the text leave several years, among them the right one."""
    days = [hint.candidates for hint in read("001_e153c235d9510564.txt").hints if hint.kind == "month-day"]
    assert all({"2013-04-26", "2019-04-26", "2024-04-26", "2030-04-26"} <= set(candidates) for candidates in days)
    assert len(days) == 1


def test_the_text_is_the_file() -> None:
    """No character of a seed is added, lost or changed."""
    texts = [read(name).text for name in ROLES]
    assert texts == [(SEEDS / name).read_bytes().decode() for name in ROLES]
