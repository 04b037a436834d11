"""Runs of digits longer than Python reads as a number, and days at the calendar's ends: nothing is raised."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from index.articles.fields.date_hints import hints
from index.articles.file_reader import ArticleReader
from index.articles.patterns import PatternError, compile_pattern
from index.cli.arguments import parser
from index.cli.command import span_of
from index.compare.comparison import compare
from index.compare.facts.day_resolution import day_of_month, relative, weekday
from index.errors import LibraryError
from index.library.recent_visits import RecentVisits
from index.model.article import Span
from index.model.settings import ArticleSettings
from index.search.query.date_ranges import between, day_after, day_before
from index.text.numerals import bounded, resolved, whole_number
from index.text.tokens import tokens
from tests.builders import article
from tui.frame.page_keys import MOST, Count
from tui.notes.note_rows import moment
from tui.notes.notepad import clock_time
from tui.terminal import from_environment

if TYPE_CHECKING:
    from pathlib import Path

LONG = "9" * 5_000
"""More digits than `int` takes from a text (4,300)."""
ARABIC = "٩" * 5_000
TOLD = (
    *("{} people died.", "Mendes, {}, said so.", "a man aged {} died.", "passed {} to 215.", "passed 217 to {}."),
    *("about {} people", "on {} April 1990", "April {}, 1990", "26 April {}", "at {}:30 a.m.", "a magnitude of {}"),
    *("{}-{}-{}", "{}/{}/{}", "{}.{}.{}", "the {}th time", "{}½ km", "{} 1/2 km", "over $ {} million", "No. {}"),
    *(
        "{}年{}月{}日",
        "{}万人",
        "am {}. April",
        "les {} morts",
        "{} тысяч",
        "{} لاکھ",
        "between {} and {} votes",
        "1,{}.{}",
    ),
)
"""Where a number may stand in a text."""
MARKUP = (
    *("<img width={} height={} alt='The mayor at the river'>", "&#{};", "&#x{};", "<i title='&#{};'>a</i>"),
    *(
        "<ol start={}><li>a</ol>",
        "<table><tr><td colspan={} rowspan={}>a</table>",
        "<time datetime='{}-04-26'>a</time>",
    ),
    '<script type=\'application/ld+json\'>{"@type": "NewsArticle", "wordCount": {}, "datePublished": {}}</script>',
    *("<meta name=date content={}>", "<h{}>a</h{}>", "<!-- saved from url=({})http://a.b -->"),
)
HEADS = ("---\ntitle: {}\ndate: {}\npage: {}\n---\n", "date: {}-04-{}\n\n", "{}. talks\n", "&#{};\n", "[^{}]: talks\n")
MAIL = "From: a@b.c\nSubject: {}\nDate: Mon, {} Apr {} 00:00:00 +{}\nContent-Length: {}\n\n"
BODY = "The talks at the border go on. The mayor said so on Monday.\n"


@pytest.mark.parametrize("digits", [LONG, ARABIC, "9" * 400, "²" * 40], ids=["long", "Arabic", "past floats", "raised"])
def test_figures_of_any_length_are_compared(digits: str) -> None:
    """Ages, votes, ordinals, dates, clocks and figures of thousands of digits stand in a comparison as text."""
    one, other = (
        "\n\n".join(f"He told them {told.replace('{}', digits[cut:])} again. {BODY}" for told in TOLD) for cut in (0, 1)
    )

    assert [told.id for told in compare([article(one, "a"), article(other, "b")]).accounts] == ["a", "b"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        *(("a.html", f"<title>Talks</title>{markup}<p>{BODY}") for markup in MARKUP),
        *(("a.md", head + BODY) for head in HEADS),
        *(("a.txt", head + BODY) for head in HEADS),
        ("a.eml", MAIL + BODY),
        ("a.eml", MAIL.replace("+{}", "+2359").replace("{} Apr {}", "1 Jan 0001") + BODY),
        ("a.jsonl", f'{{"title": "Talks", "text": "{BODY[:-1]}", "n": "{{}}"}}'),
        ("a.csv", f"title,text,date\nTalks,{BODY[:-1]},{{}}/{{}}/{{}}\n"),
    ],
)
def test_files_with_long_numbers_are_read(name: str, text: str, tmp_path: Path) -> None:
    """Attributes, character references, front matter, headers and list signs of thousands of digits lose no file."""
    (tmp_path / name).write_text(text.replace("{}", LONG), encoding="utf-8")
    read = ArticleReader(tmp_path, ArticleSettings()).read(name)

    assert read.skipped is None
    assert "The talks at the border go on." in read.articles[0].text


def test_numbers_up_to_a_bound() -> None:
    """What is no number, more than the bound or longer than Python reads is nothing."""
    asked = ["0", "007", "46", "110", "111", "", "-1", "²", "1.0", LONG, "0" * 5_000, "٤٦"]

    assert [whole_number(text, 110) for text in asked] == [0, 7, 46, 110, *[None] * 6, 0, 46]


def test_character_references_of_any_length() -> None:
    """Numbers beyond all characters give U+FFFD, noughts before a number say nothing, all else is left."""
    text = f"&#{LONG}; &#x{LONG}; &#{'0' * 5_000}65; &#x{'0' * 5_000}41; &#{'0' * 9}; &amp; &#8220; &# &#;"

    assert resolved(text) == "\ufffd \ufffd A A \ufffd & “ &# &#;"
    assert bounded("&#8220; &amp; &#1234567;") == "&#8220; &amp; &#1234567;"


def test_figures_past_floats_are_told_apart() -> None:
    """Two numbers of 400 digits are not one word."""
    one, other = (token.form for token in tokens(f"{'9' * 400} {'8' * 400}"))

    assert one != other


@pytest.mark.parametrize("published", [date.min, date.max])
def test_days_at_the_ends_of_the_calendar(published: date) -> None:
    """A day that no calendar has is not resolved, and nothing is raised."""
    span = Span(0, 1)
    days = [weekday(span, number, published, future=future).day for number in range(7) for future in (False, True)]
    days += [relative(span, word, published).day for word in ("yesterday", "today", "tomorrow")]
    told = hints("on Wednesday and on Friday", [Span(0, 26)], "en", published=published.isoformat())

    assert published.isoformat() in days
    assert None in days
    assert [len(hint.candidates) for hint in told] in ([1, 1], [1, 2], [0, 1], [1, 0], [0, 2])
    assert day_of_month(span, 32, published) is None
    assert (day_before("0001-01-01"), day_after("9999-12-31")) == ("0001-01-01", "9999-12-31")


def test_queries_with_long_dates() -> None:
    """A range of thousands of digits is no range."""
    assert [between(asked) for asked in (LONG, f"2024-{LONG}", f"{LONG}..", f"..{ARABIC}", "٢٠٢٤")] == [None] * 5


@pytest.mark.parametrize("number", [LONG, ARABIC, "9" * 20, "²"])
def test_options_with_long_numbers(number: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A limit or span beyond all texts is refused in a sentence; a width beyond all terminals is ignored."""
    monkeypatch.setenv("COLUMNS", number)
    with pytest.raises(LibraryError, match="is no span"):
        span_of(f"1:{number}")
    with pytest.raises(SystemExit) as ended:
        parser().parse_args(["search", "--limit", number, "talks"])

    assert ended.value.code == 2
    assert from_environment({"COLORFGBG": f"0;{number}"}) is None


def test_patterns_with_long_numbers() -> None:
    """A pattern that repeats more often than can be counted is reported."""
    with pytest.raises(PatternError, match="can't be read"):
        compile_pattern(f"a{{{LONG}}}", case=True)


def test_a_key_of_digits_held_down() -> None:
    """A number of thousands of digits before a key is the greatest there is."""
    count = Count(lambda *_: lambda: None, lambda _: None)
    for _ in range(5_000):
        count.typed("9")

    assert count.take() == MOST


def test_times_at_the_ends_of_the_calendar(tmp_path: Path) -> None:
    """Notes and visits of a time that is another year's elsewhere are shown as they are, or passed over."""
    ends = ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00")
    path = tmp_path / "visits.jsonl"
    path.write_text("".join(f'{{"articles": ["a.txt"], "at": "{end}"}}\n' for end in ends), "utf-8")

    assert [clock_time(end) for end in ends] == ["", ""]
    assert [moment(end, 10) for end in ends] == [end[:10] for end in ends]
    assert RecentVisits(path).all() == ()
