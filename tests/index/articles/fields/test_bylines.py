"""Bylines: whom a line names, and which lines are none."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.articles.fields.bylines import read_byline
from index.articles.file_reader import ArticleReader
from index.model.settings import ArticleSettings

if TYPE_CHECKING:
    from index.model.article import Article

READER = ArticleReader(Path(), ArticleSettings())
TITLE = "Riga harbour to be rebuilt"
BODY = "The harbour of Riga will be rebuilt before the winter, the council said on Monday after a long meeting."


def read(*lines: str) -> Article:
    (article,) = READER.read_bytes("\n\n".join(lines).encode(), "page.txt")
    return article


@pytest.mark.parametrize(
    ("byline", "name", "plain"),
    [
        ("By Jane Smith", "Jane Smith", True),
        ("BY JANE SMITH", "Jane Smith", True),
        ("By JANE SMITH and JOHN O'DOE", "Jane Smith and John O'Doe", True),
        ("By JAN VAN DER MEER", "Jan van der Meer", True),
        ("By Jane Smith and John Doe", "Jane Smith and John Doe", True),
        ("By Jane Smith, John Doe and Ann Other", "Jane Smith, John Doe and Ann Other", True),
        ("By Jane Smith in Riga", "Jane Smith", False),
        ("By Jane Smith in Riga and John Doe in Oslo", "Jane Smith", False),
        ("- By Jane Smith Smith writes for the Baltic Times.", "Jane Smith", False),
        ("By Martin Luther King Jr.", "Martin Luther King Jr.", True),
        ("By Jane Smith, Ph.D.", "Jane Smith, Ph.D.", True),
        ("By J.K. Rowe", "J.K. Rowe", True),
        ("By Ta-Nehisi O’Neill-Smith", "Ta-Nehisi O’Neill-Smith", True),
        ("By Anna D'Arco", "Anna D'Arco", True),
        ("By Rosa de los Ríos", "Rosa de los Ríos", True),
        ("By Hassan al-Masri", "Hassan al-Masri", True),
        ("By Abdel el-Sayed and Jane Smith", "Abdel el-Sayed and Jane Smith", True),
        ("Von Anna Müller und Otto Kell", "Anna Müller und Otto Kell", True),
        ("Par Jeanne Dupont", "Jeanne Dupont", True),
        ("Por Ana de la Vega", "Ana de la Vega", True),
        ("Di Mario Rossi", "Mario Rossi", True),
        ("Door Jan de Vries", "Jan de Vries", True),
        ("Від Олена Коваль", "Олена Коваль", True),
        ("Автор: Иван Петров", "Иван Петров", True),
        ("Yazan: Ayşe Yılmaz", "Ayşe Yılmaz", True),
        ("بقلم: أحمد علي", "أحمد علي", True),
        ("作者：王小明", "王小明", True),
        ("김민수 기자", "김민수", True),
        ("Story by Jane Smith", "Jane Smith", True),
        ("BYLINE: Jane Smith", "Jane Smith", True),
        ("By: Jane Smith", "Jane Smith", True),
    ],
)
def test_names(byline: str, name: str, plain: bool) -> None:  # noqa: FBT001 - an expected value
    """The persons of a byline in the outlet's spelling, and whether they stand by themselves."""
    found = read_byline(byline)
    assert found is not None
    assert (found.name, found.plain) == (name, plain)
    assert byline[slice(*found.span)].casefold() == name.casefold()


@pytest.mark.parametrize(
    "behind",
    [
        ", Reuters",
        ", The Associated Press",
        " of The Associated Press",
        " Associated Press",
        " AP Diplomatic Writer",
        ", BBC News",
        ", NDR",
        ", NDR Wirtschaft",
        ", The Baltic Times",
        " Times Staff Writer",
        ", Ledger Staff",
        ", Senior Reporter",
        " Political editor",
        ", Chief Foreign Correspondent, in Brussels",
        ", Special to the Ledger",
        ", a professor of history at Riga",
        ", University of Latvia",
        ", Riga",
        ", New York",
        " | Reuters",
        " / Reuters",
        " and AFP",
        " - BBC News",
        " (@janesmith)",
        " @janesmith",
        " jane@ledger.example",
        " 3 hours ago",
        " | 5 min read",
        " Photographs by John Doe",
        " March 4, 2024",
        ", Mon 4 Mar 2024 06.15 GMT",
        " | Updated: March 4, 2024",
    ],
)
def test_what_stands_behind_a_name(behind: str) -> None:
    """A post, an employer, a place, a day, a handle or a photographer is not the author."""
    found = read_byline(f"By Jane Smith{behind}")
    assert found is not None
    assert found.name == "Jane Smith"


@pytest.mark.parametrize(
    "byline",
    [
        *("By Reuters", "By The Associated Press", "By Staff Reporter", "By Our Correspondent", "BY AFP", "By Staff"),
        *("By Reuters Staff", "By the Editorial Board", "By News Desk", "By admin", "By Staff and agencies"),
    ],
)
def test_nobody_in_person(byline: str) -> None:
    """Agencies, desks and staff are no authors."""
    found = read_byline(byline)
    assert found is not None
    assert found.name == ""


@pytest.mark.parametrize(
    "line",
    [
        *(
            "By",
            "By Sea, Ice and Land",
            "By the Book",
            "By 2030, Half of the Harbour Will Be Ice",
            "By-election in Riga",
        ),
        *("By Any Measure, the Winter Was Long", "By George, They’ve Done It", "By Building Moles, Towns Lose Beaches"),
        *("By Night, the Harbour Freezes", "By Christmas, Half the Town Had Left", "By Foot Across the Ice"),
        *(
            "By Boat and Sledge, Doctors Reach Village",
            "By Invitation Only: Inside the Council",
            "By Monday, Ice Had Won",
        ),
        *("Von der Mole nach Riga", "Por fin llega el hielo a Riga", "De Vries wint in Riga", "From Riga With Love"),
        *("Jane Smith, President", "Jane Smith", "Jane Smith, the Editor Who Left", "Riga, Reuters"),
        *("Riga port chief steps down", "Former Riga editor Jane Smith dies", "Da Vinci code is found in Riga"),
        "Jane Smith, editor of the Baltic Ledger, said the harbour would be rebuilt before the winter.",
        "By Monday evening the council of Riga had agreed on nothing but the place of its next meeting.",
    ],
)
def test_lines_that_are_no_byline(line: str) -> None:
    """A headline may begin as a byline does; a name alone, or with a post outside a newspaper, is none either."""
    assert read_byline(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "Jane Smith, Moscow correspondent",
        "Jane Smith | Reporter",
        "Jane Smith, Associated Press",
        "Anna Berg, Redakteurin",
    ],
)
def test_bylines_without_a_lead(line: str) -> None:
    """A full name with a post at a newspaper or an agency behind it is a byline."""
    found = read_byline(line)
    assert found is not None
    assert (found.name, found.led) == (line[: len(found.name)], False)


@given(st.text(max_size=220))
def test_any_line_has_an_answer(line: str) -> None:
    """For any line, the names found lie inside it."""
    found = read_byline(line)
    assert found is None or 0 <= found.span.start <= found.span.end <= len(line)


def test_a_headline_that_begins_as_a_byline_does() -> None:
    """A first line of one word behind "By" is the headline, with more words it must be understood as a byline."""
    assert read("By Sledge", BODY).title.value == "By Sledge"
    assert read("By Sea, Ice and Land", "By Jane Smith", BODY).author.value == "Jane Smith"


def test_a_name_below_its_lead() -> None:
    """A lead alone in its line belongs to the name in the line below."""
    assert read(TITLE, "By", "Jane Smith", BODY).author.value == "Jane Smith"
    article = read(TITLE, "Written by", "Jane Smith", BODY)
    assert (article.author.value, [block.role.value for block in article.blocks]) == (
        "Jane Smith",
        ["title", "byline", "byline", "body"],
    )
    assert read(TITLE, "By", "the book", BODY).author.value is None


def test_the_day_on_a_byline() -> None:
    """A day behind the names is the day of the article."""
    article = read(TITLE, "By Jane Smith, Updated March 5, 2024", BODY)
    assert (article.author.value, article.published.value, article.updated.value) == ("Jane Smith", None, "2024-03-05")
    assert read(TITLE, "By Jane Smith | 4 March 2024", BODY).published.value == "2024-03-04"


@pytest.mark.parametrize(
    ("byline", "agency"),
    [
        ("By JAAPI TASSIN", None),
        ("By MARIANI AFPELT", None),
        ("By Reuter Holm", None),
        ("By ANNA EFE", None),
        ("By JANE SMITH, AP", "Associated Press"),
        ("By Jane Smith | Reuters", "Reuters"),
        ("By AFP", "AFP"),
        ("By Jane Smith and dpa", "dpa"),
    ],
)
def test_agencies_of_bylines(byline: str, agency: str | None) -> None:
    """An agency is named by words beside the names, never by letters inside them."""
    assert read(TITLE, byline, BODY).agency.value == agency
