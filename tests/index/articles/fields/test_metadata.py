"""Fields read off a bare text: each with how it is known, none from what only looks likely."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from index.articles.fields.agency_names import is_outlet
from index.articles.fields.datelines import find_dateline, lone_dateline
from index.articles.file_reader import ArticleReader
from index.model.article import Provenance
from index.model.settings import ArticleSettings

if TYPE_CHECKING:
    from index.model.article import Article

READER = ArticleReader(Path(), ArticleSettings())
TITLE = "Riga harbour to be rebuilt"
BODY = "The harbour of Riga will be rebuilt before the winter, the council said on Monday after a long meeting."
MORE = "Work on the northern mole begins in March and is to end in October if the ice allows it to go on."


def read(*lines: str, path: str = "page.txt") -> Article:
    (article,) = READER.read_bytes("\n\n".join(lines).encode(), path)
    return article


@pytest.mark.parametrize(
    ("line", "place", "agency"),
    [
        ("BEIJING — U.S. Secretary of State met Friday", "BEIJING", None),
        ("NEW YORK, Feb 26 - Showers continued throughout", "NEW YORK", None),
        ("LONDON (Reuters) - Shares fell on Monday after", "LONDON", "Reuters"),
        ("WASHINGTON (AP) — The president said on Monday", "WASHINGTON", "Associated Press"),
        ("PARIS, April 26 (AFP) — La ministre a déclaré", "PARIS", "AFP"),
        ("Berlin (dpa) - Die Ministerin sagte am Freitag", "Berlin", "dpa"),
        ("Calgary, Alberta, March 16 - Shares of the firm", "Calgary", None),
        ("Madrid, 26 abr (EFE).- La ministra dijo que", "Madrid", "EFE"),
        ("SAN FRANCISCO, Calif., March 2 -- The company said", "SAN FRANCISCO", None),
        ("МОСКВА, 26 апр — Министр заявил в пятницу", "МОСКВА", None),
        ("Mumbai, Mar 4 (PTI) The harbour will be rebuilt", "Mumbai", "PTI"),
        ("MUMBAI (IANS) The harbour will be rebuilt", "MUMBAI", "IANS"),
        ("Mumbai [India], March 4 (ANI): The harbour will be", "Mumbai", "ANI"),
        ("MINSK, March 4. /TASS/. The harbour will be rebuilt", "MINSK", "TASS"),
        ("КИЕВ, 4 мар — РИА Новости. Порт перестроят", "КИЕВ", "RIA Novosti"),
        ("Минск. 4 марта. INTERFAX.RU - Порт перестроят", "Минск", "Interfax"),
        ("(ANSA) - MILANO, 04 MAR - Il porto sarà ricostruito", "MILANO", "ANSA"),
        ("Brno 4. března (ČTK) - Přístav bude přestavěn", "Brno", "CTK"),
        ("PORTO, 4 mar 2024 (Lusa) – O porto será refeito", "PORTO", "Lusa"),
        ("RIGA--(BUSINESS WIRE)--The harbour will be rebuilt", "RIGA", "Business Wire"),
        ("RIGA, March 4, 2024 /PRNewswire/ -- The harbour will", "RIGA", "PR Newswire"),
        ("الرياض 4 مارس 2024 (شينخوا) -- سيعاد بناء الميناء", "الرياض", "Xinhua"),
        ("新华社北京4月26日电 外交部长星期五表示", "北京", "Xinhua"),
        ("【新华社上海3月4日电】港口将重建", "上海", "Xinhua"),
        ("（中央社高雄4日電）港口將重建", "高雄", "Central News Agency"),
        ("本报上海3月4日讯 港口将重建", "上海", None),
        ("【大阪共同】港は再建される", "大阪", "Kyodo"),
        ("[東京 4日 ロイター] - 港は再建される", "東京", "Reuters"),
        ("(부산=연합뉴스) 김민수 기자 = 항구가", "부산", "Yonhap"),
    ],
)
def test_datelines(line: str, place: str, agency: str | None) -> None:
    """A place in capitals, or one beside an agency's credit as the world's agencies print it, opens a wire story."""
    found = find_dateline(line)
    assert found is not None
    assert line[slice(*found.span)] == found.place == place
    assert found.agency == agency
    assert (found.agency_span is None) == (agency is None)


@pytest.mark.parametrize(
    "line",
    [
        "London - the city - has changed a lot since then",
        "London, Paris - both want to have the games in 2012",
        "NOTE - The figures include a charge of two million",
        "GM, Ford - both said they would close a plant",
        "NATO-Russia talks ended without a result on Monday",
        "HARBOUR TO BE REBUILT - COUNCIL",
        "He said: WE — all of us — must go on to the end",
        "— and so it went on for the rest of the long day",
        "Mayor Jane Smith (AP) said the harbour would be rebuilt",
        "The council of Riga (AFP) will meet on Monday again",
        "Photo of Riga (AP). The harbour before the winter came",
        "王毅星期五在北京表示，港口将重建",
        "【北京】港口将重建，市长表示",
        "",
    ],
)
def test_no_datelines(line: str) -> None:
    """Dashes in ordinary sentences, notes and headlines in capitals make none."""
    assert find_dateline(line) is None


def test_a_dateline_alone() -> None:
    """A line may be a dateline and nothing else."""
    assert [lone_dateline(line) for line in ("BEIJING, April 26 (AP) —", "BEIJING — The talks", "Beijing")] == [
        True,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("lines", "agency", "relation"),
    [
        ((TITLE, "By Jane Smith, who writes for the Associated Press.", BODY), "Associated Press", "writes-for"),
        ((TITLE, "By Reuters", BODY), "Reuters", "credit"),
        ((TITLE, "AFP", BODY), "AFP", "credit"),
        ((TITLE, f"RIGA (Reuters) - {BODY}"), "Reuters", "credit"),
        ((TITLE, f"(Reuters) - {BODY}"), "Reuters", "credit"),
        ((TITLE, BODY, "Reuter"), "Reuters", "credit"),
        ((TITLE, f"{BODY} (dpa)"), "dpa", "credit"),
        ((TITLE, f"{BODY} — AFP"), "AFP", "credit"),
        ((TITLE, BODY, "The Associated Press contributed to this report."), "Associated Press", "contributed"),
        ((TITLE, BODY, "(With inputs from PTI)"), "PTI", "contributed"),
        ((TITLE, f"{BODY} The Ledger reports, citing Reuters."), "Reuters", "cited"),
        ((TITLE, f"{BODY} Das berichtet der Kurier unter Berufung auf die dpa."), "dpa", "cited"),
        ((TITLE, f"{BODY} Про це пише УНН із посиланням на Reuters."), "Reuters", "cited"),
        ((TITLE, f"{BODY} Об этом сообщает ТАСС."), "TASS", "cited"),
    ],
)
def test_agencies_by_their_tie(lines: tuple[str, ...], agency: str, relation: str) -> None:
    """An agency is a source by what the article says of it, and the tie is told."""
    found = read(*lines).agency
    assert (found.value, found.relation, found.provenance) == (agency, relation, Provenance.EXPLICIT)


@pytest.mark.parametrize(
    "line",
    [
        "The harbour at night | Photo Credit: AFP",
        "Jane Smith/Reuters",
        "Photo: Reuters",
        f"{BODY} Reuters and AFP have offices in the port.",
        f"{BODY} The pilot told Reuters that he had seen no ice.",
        f"{BODY} The Agricultural Party (AP) was against it.",
    ],
)
def test_no_agency_by_mention_or_picture(line: str) -> None:
    """A photograph's agency and a bare mention say nothing of the text."""
    assert read(TITLE, line, MORE).agency.value is None


@pytest.mark.parametrize(
    "name",
    ["Los Angeles Times", "BBC News", "Süddeutsche Zeitung", "El País Diario", "example.com", "Українська правда"],
)
def test_names_of_outlets(name: str) -> None:
    """Names with a newspaper's word, known ones and sites are outlets."""
    assert is_outlet(name)


@pytest.mark.parametrize(
    "name",
    ["World", "World News", "Opinion", "Harbour news is good, says mayor", "New times for the port", "Page 2 Post", ""],
)
def test_names_of_sections(name: str) -> None:
    """Sections, headlines and numbers are no outlets."""
    assert not is_outlet(name)


def test_a_report_on_a_report_names_its_outlet() -> None:
    """Who reports citing an agency is the outlet; a pronoun or the agency itself is not."""
    names = [read(TITLE, f"{BODY} {who} reports citing Reuters.").outlet.value for who in ("UNN", "It", "Xinhua")]
    assert names == ["UNN", None, None]


def test_dates_of_the_article() -> None:
    """A labelled line is explicit, a bare one and the file's name are derived, the text's dates are nobody's."""
    article = read(TITLE, "Published 4 March 2024", "Updated 5 March 2024", BODY)
    assert (article.published.value, article.published.provenance) == ("2024-03-04", Provenance.EXPLICIT)
    assert (article.updated.value, article.updated.provenance) == ("2024-03-05", Provenance.EXPLICIT)
    bare = read(TITLE, "Monday, 4 March 2024", BODY).published
    assert (bare.value, bare.provenance) == ("2024-03-04", Provenance.DERIVED)
    named = read(TITLE, BODY, path="news/2024-03-04.txt").published
    assert (named.value, named.provenance, named.evidence) == ("2024-03-04", Provenance.DERIVED, "file name")
    assert read(TITLE, f"{BODY} That was on 4 March 2024.", "4 March 2024").published.value is None


def test_a_date_behind_the_headline() -> None:
    """A weekday and date at a headline's end are no part of it."""
    article = read(f"{TITLE} Monday, March 4, 2024", BODY)
    assert (article.title.value, article.published.value) == (TITLE, "2024-03-04")


@pytest.mark.parametrize(("path", "language"), [("a.txt", "en")])
def test_the_language_is_told_from_the_text(path: str, language: str) -> None:
    """The words of the body tell the language; that is derived, never explicit."""
    found = read(TITLE, BODY, MORE, path=path).language
    assert (found.value, found.provenance) == (language, Provenance.DERIVED)


def test_words_are_those_of_the_body() -> None:
    """Headline, furniture and captions are not counted."""
    article = read(TITLE, "Advertisement", "one two three four five six seven eight nine ten.", "Photo: Jane Smith")
    assert article.words == 10
