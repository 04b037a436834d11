"""File formats that anybody may have: tables, JSON, mail, archives, feeds, agencies' files, office documents, pages."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

from index.model.article import Role

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.articles.file_reading import FileReading
    from index.model.article import Article

    Read = Callable[..., FileReading]

LONG = "The quarry above Hillton closed on Thursday after ninety years, and forty people lost their work."
needs_html = pytest.mark.skipif(find_spec("trafilatura") is None, reason="the extra [html] is not installed")
needs_rtf = pytest.mark.skipif(find_spec("striprtf") is None, reason="the extra [rtf] is not installed")


def _said(reading: FileReading) -> str:
    return reading.skipped.reason if reading.skipped else ""


def _fields(article: Article) -> list[str | None]:
    return [getattr(article, name).value for name in ("title", "outlet", "author", "published", "url", "language")]


def _zip(**members: bytes | str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members.items():
            packed.writestr(name.replace("__", "/").replace("_dot_", "."), data)
    return file.getvalue()


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_table_with_any_delimiter(read: Read, mark: str) -> None:
    """The delimiter is the one with which the first row names the most columns that are known."""
    rows = [["Titel", "Medium", "Datum", "Text"], ["Steinbruch zu", "Bote", "02.05.2024", f'"{LONG}\n\nEin Zweites."']]
    (article,) = read("rows.csv", "\n".join(mark.join(row) for row in rows)).articles
    assert (article.title.value, article.published.value) == ("Steinbruch zu", "2024-05-02")
    assert [block.role for block in article.blocks] == [Role.TITLE, Role.BODY, Role.BODY]


def test_another_row_decides_day_and_month(read: Read) -> None:
    """03/04 is unknown by itself; one row with a day over twelve decides the column, and that is said."""
    rows = 'title,text,date\na,"{0}",03/04/2024\nb,"{0}",25/04/2024\n'
    undecided = read("one.csv", f'title,text,date\na,"{LONG}",03/04/2024\n').articles[0]
    decided = read("two.csv", rows.format(LONG)).articles
    assert [article.published.value for article in (undecided, *decided)] == [None, "2024-04-03", "2024-04-25"]
    assert ("csv:order of day and month", "day first") in decided[0].details


def test_table_of_links_is_no_article(read: Read) -> None:
    """A table that only names articles is counted and refused with the cure."""
    assert _said(read("list.csv", "title,url\nA,https://a.example/1\nB,https://a.example/2\n")) == (
        "It is a list of 2 links; `variorum add FILE` fetches them."
    )


def test_columns_of_the_configuration(read: Read) -> None:
    """A column nobody knows is a field when the configuration says so; else the refusal names the setting."""
    table = f"kop,verhaal\nQuarry,{LONG}\n"
    assert read("own.csv", table, kop="title", verhaal="text").articles[0].title.value == "Quarry"
    assert "say which with articles.fields" in _said(read("own.csv", table))


def test_bad_line_of_json_lines_is_said_and_the_rest_read(read: Read) -> None:
    """A broken line is told with its number."""
    good = json.dumps({"title": "A", "maintext": LONG, "url": "https://a.example/1"})
    reading = read("dump.jsonl", f"{good}\n{{broken\n{good.replace('/1', '/2')}\n")
    assert (len(reading.articles), _said(reading)) == (2, "Line 2 is no JSON. The rest is read.")


def test_ids_come_from_keys(read: Read) -> None:
    """A plain key is the member, another its digest, the second bearer of a key gets ~2, no key a number."""
    rows = [
        {"id": "A-1", "text": LONG},
        {"id": "A-1", "text": LONG},
        {"url": "https://a.example/1", "text": LONG},
        {"text": LONG},
    ]
    articles = read("dump.json", json.dumps(rows)).articles
    assert [article.source.member for article in articles] == [
        "A-1",
        "A-1~2",
        articles[2].source.member,
        "4",
    ]
    assert (len(articles[2].source.member), articles[2].source.key) == (12, "https://a.example/1")


def test_text_that_is_marked_up(read: Read) -> None:
    """HTML in a record is its visible text, a block a paragraph, with headings and quotations."""
    html = f"<h2>Before</h2><p>{LONG}</p><blockquote><p>Gone.</p></blockquote><script>x()</script>"
    (article,) = read("one.json", json.dumps({"headline": "Q", "content_html": html})).articles
    assert [(block.role, article.text[block.start : block.end]) for block in article.blocks] == [
        (Role.TITLE, "Q"),
        (Role.HEADING, "Before"),
        (Role.BODY, LONG),
        (Role.QUOTE, "Gone."),
    ]


def test_mailbox(read: Read) -> None:
    """Each message is an article; a line that begins with From in it is whole again."""
    head = "From x Thu May 2 2024\nFrom: Hill Gazette <a@b.example>\nSubject: {}\n"
    message = head + "Date: Thu, 2 May 2024 06:00:00 +0100\nMessage-ID: <{}@x>\n\n{}\n\n"
    box = message.format("Quarry", 1, f"{LONG}\n\n>From the start it was loud.") + message.format("Bridge", 2, LONG)
    first, second = read("box.mbox", box).articles
    assert _fields(first)[:4] == ["Quarry", "Hill Gazette", None, "2024-05-02"]
    assert (first.published.evidence, "From the start it was loud." in first.text.split("\n")) == ("mail:Date", True)
    assert second.title.value == "Bridge"


def test_zip_members_are_read_and_broken_ones_said(read: Read) -> None:
    """Members are read by their own formats; one that can't be read is a fault of the archive."""
    data = _zip(
        a_dot_txt=f"Quarry closes\n\n{LONG}", b_dot_csv=f"title,text\nX,{LONG}", c_dot_png=b"\x89PNG", d_dot_docx=b"no"
    )
    reading = read("all.zip", data)
    assert [(article.title.value, article.source.key) for article in reading.articles] == [
        *(("Quarry closes", "a.txt"), ("X", "b.csv")),
    ]
    assert _said(reading).startswith("c.png: it is a picture, not text.")


def test_zip_bomb_is_refused_by_its_ratio(read: Read) -> None:
    """A part that unpacks to more than two hundred times its size is not unpacked."""
    assert "unpacks to more than 200 times its size" in _said(read("bomb.zip", _zip(a_dot_txt=b"a" * 30_000_000)))


def test_packed_table(read: Read) -> None:
    """A file packed with gzip is read under its own name."""
    reading = read("rows.csv.gz", gzip.compress(f"title,text\nQ,{LONG}\n".encode()))
    assert [article.title.value for article in reading.articles] == ["Q"]


def test_feed_of_headlines_is_a_list_of_links(read: Read) -> None:
    """An entry with its text is an article; a feed of teasers only is refused."""
    item = (
        "<item><title>Q</title><link>https://a.example/1</link><pubDate>Thu, 02 May 2024 06:00 GMT</pubDate>{}</item>"
    )
    space = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    feed = f'<?xml version="1.0"?><rss {space}><channel><title>Hill Gazette</title>{{}}</channel></rss>'
    full = f"<description>Short.</description><content:encoded><![CDATA[<p>{LONG}</p>]]></content:encoded>"
    (article,) = read("full.rss", feed.format(item.format(full))).articles
    assert _fields(article) == ["Q", "Hill Gazette", None, "2024-05-02", "https://a.example/1", "en"]
    assert _said(read("short.rss", feed.format(item.format("<description>Short.</description>")))) == (
        "It is a list of 1 link; `variorum add FILE` fetches them."
    )


def test_agency_file(read: Read) -> None:
    """NITF tells headline, byline, day and distributor; a caption is a caption."""
    nitf = (
        '<?xml version="1.0"?><nitf><head><docdata><date.issue norm="20240502T1000Z"/></docdata></head><body>'
        "<body.head><hedline><hl1>Quarry closes</hl1></hedline><byline>By Ana Rey</byline>"
        f"<distributor>Hill Wire</distributor></body.head><body.content><p>{LONG}</p>"
        "<media><media-caption>The quarry.</media-caption></media></body.content></body></nitf>"
    )
    (article,) = read("item.xml", nitf).articles
    assert _fields(article) == ["Quarry closes", "Hill Wire", "Ana Rey", "2024-05-02", None, "en"]
    assert [block.role for block in article.blocks][-1] is Role.CAPTION


@pytest.mark.parametrize(
    "xml",
    [
        '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaa">]><rss>&a;</rss>',
        '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/hostname">]><rss>&x;</rss>',
    ],
)
def test_entities_are_refused(read: Read, xml: str) -> None:
    """XML that defines entities is not read, be they bombs or files of this machine."""
    assert _said(read("a.xml", xml)) == "It is XML that defines entities of its own, which is not read."


@needs_rtf
def test_rtf_by_hand(read: Read) -> None:
    """A document is its paragraphs, escapes as letters."""
    (article,) = read(
        "a.rtf", rf"{{\rtf1\ansi{{\b Quarry closes}}\par By Ana Rey\par {LONG} \u8220?Gone.\u8221?\par}}"
    ).articles
    assert (article.title.value, article.author.value, "“Gone.”" in article.text) == ("Quarry closes", "Ana Rey", True)


PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Quarry closes | Hill Gazette</title>
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Quarry to close",
 "datePublished": "2024-05-02",
 "author": {{"name": "Ana Rey"}}, "publisher": {{"@id": "#o"}}, "isAccessibleForFree": false}}</script>
<script type="application/ld+json">{{"@id": "#o", "@type": "Organization", "name": "Hill Gazette"}}</script>
</head><body><nav><ul><li>Home</li><li>Sport</li></ul></nav><article><h1>Quarry closes</h1>
<p class="standfirst">Forty people lose work.</p>
<div class="byline">By Ana Rey</div>
{"".join(f"<p>{LONG} Part {n} of the story follows here.</p>" for n in range(5))}</article>
<aside><h2>More</h2><p>Bridge opens to traffic</p></aside><footer>Privacy</footer></body></html>"""


@needs_html
def test_a_guess_at_the_day_is_a_detail_and_named(read: Callable[..., FileReading]) -> None:
    """Where a page tells no day, what htmldate takes it for is kept as its guess; the field stays unknown."""
    guess = ("htmldate:published, a guess", "2019-05-03")
    silent = PAGE.replace('"datePublished": "2024-05-02",', "").replace("Privacy", "Posted 3 May 2019. Privacy")
    (article,) = read("page.html", silent).articles
    (told,) = read("told.html", PAGE.replace("Privacy", "Posted 3 May 2019. Privacy")).articles
    assert (article.published.value, guess in article.details) == (None, True)
    assert (told.published.value, [name for name, _ in told.details if "guess" in name]) == ("2024-05-02", [])


@needs_html
def test_page_keeps_every_visible_word(read: Read) -> None:
    """The text is all visible blocks in order; what is no article is folded; each field says where it was told."""
    (article,) = read("page.html", PAGE).articles
    assert _fields(article)[:4] == ["Quarry closes", "Hill Gazette", "Ana Rey", "2024-05-02"]
    assert article.published.evidence == "json-ld:datePublished"
    assert [article.text[b.start : b.end] for b in article.blocks if b.folded] == [
        *("Home", "Sport", "More", "Bridge opens to traffic", "Privacy"),
    ]
    assert article.subtitle.value == "Forty people lose work."
    assert article.problems == ("The page says that its text is not free: it may be cut short.",)
    assert ("page:title", "Quarry to close") in article.details


@needs_html
def test_saved_page_says_when_and_from_where(read: Read) -> None:
    """What SingleFile wrote into the page is its address and the time of the copy."""
    when = "Thu May 02 2024 12:31:08 GMT+0200 (CEST)"
    comment = f"<!--\n Page saved with SingleFile \n url: https://a.example/q?x=1 \n saved date: {when}\n-->"
    (article,) = read("page.html", PAGE.replace("<head>", f"{comment}<head>")).articles
    assert (article.captured.value, article.url.value) == ("2024-05-02T10:31:08Z", "https://a.example/q?x=1")


WITHOUT_EXTRA = (
    "import importlib.util as u; f = u.find_spec; "
    "u.find_spec = lambda name, *rest: None if name in ('trafilatura', 'pyarrow') else f(name, *rest); "
)
"""What the worker begins with where the extra seems not to be installed."""


def test_page_without_the_extra_names_it(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the extra is missing, the refusal says what to install."""
    from index.articles.guard import pool

    monkeypatch.setattr(pool, "_START", WITHOUT_EXTRA + pool._START)
    assert _said(read("page.html", PAGE)) == ("It is a saved web page; `pip install 'variorum[html]'` lets it be read.")


def test_table_without_the_extra_names_it(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """A Parquet table is told by its first bytes, whatever is installed."""
    from index.articles.guard import pool

    monkeypatch.setattr(pool, "_START", WITHOUT_EXTRA + pool._START)
    assert _said(read("rows.parquet", b"PAR1" + bytes(16))) == (
        "It is a Parquet table; `pip install 'variorum[parquet]'` lets it be read."
    )


def test_export_in_a_page_needs_no_extra(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """Factiva's page is read by the core."""
    from index.articles.guard import pool

    monkeypatch.setattr(pool, "_START", WITHOUT_EXTRA + pool._START)
    rows = [("HD", "Quarry closes"), ("PD", "2 May 2024"), ("LP", LONG), ("AN", "Document HILG000020240502ek5200001")]
    cells = "".join(f"<tr><td>{code}</td><td>{value}</td></tr>" for code, value in rows)
    page = f'<html><body><div class="article enArticle"><table>{cells}</table></div></body></html>'
    (article,) = read("factiva.html", page).articles
    assert (article.title.value, article.source.key, article.source.reader) == (
        *("Quarry closes", "HILG000020240502ek5200001"),
        "factiva",
    )
