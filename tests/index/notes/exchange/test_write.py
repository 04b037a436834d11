"""Notes written for others: nothing is lost, nothing runs, nothing breaks the format."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from index.model.article import Span
from index.model.note import Note, Placed, PlacedNote, State, Target
from index.notes.citation import Cited
from index.notes.exchange.csv_notes import COLUMNS, harmless
from index.notes.exchange.jsonld_notes import annotation
from index.notes.exchange.markdown_notes import escaped, inert, threads
from index.notes.exchange.note_formats import UnknownFormatError, export

CITED = {
    "a.txt": Cited(
        "a.txt", "Talks *resume*", "Gazette", "Ana L.", "AP", "2024-04-26", "https://example.org/a", (Span(0, 50),)
    ),
    "b.txt": Cited("b.txt", published="2024-04"),
}
HOSTILE = st.text(st.sampled_from("<>&\"'=+-@\t\r\n|`*_[]()!#\\ ab\u202e\x1b\x00"), max_size=25)


def placed(note_id: str = "n1", text: str = "Which one?", **changes: object) -> PlacedNote:
    """Return a note on a passage of a.txt and one of b.txt."""
    targets = (
        Target("a.txt", exact="The minister\nsaid *no*.", start=4, end=26),
        Target("b.txt", exact="He said", start=0, end=7),
    )
    note = Note(
        note_id, "quote-check", text, "ana", "2026-11-22T10:00:00Z", "2026-11-22T10:00:00Z", ("china",), targets
    )
    for name, value in changes.items():
        object.__setattr__(note, name, value)
    states = (State.HERE, State.CHANGED)
    spans = (Span(4, 26), Span(3, 9))
    return PlacedNote(
        note, tuple(Placed(*three) for three in zip(note.targets, states[: len(note.targets)], spans, strict=False))
    )


def reply(note_id: str, to: str) -> PlacedNote:
    return PlacedNote(Note(note_id, "note", f"says {note_id}", "ben", "", "", reply_to=to), ())


def test_markdown_shows_quotation_source_note_and_nested_replies() -> None:
    """The document reads like a commonplace book: heading, quotations with their lines, note, replies set in."""
    text = export("md", [placed(), reply("r1", "n1"), reply("r2", "r1")], CITED)
    expected = """\
# Notes

## “Talks \\*resume\\*”, Gazette (AP), 26 Apr 2024

> The minister
> said \\*no\\*.
>
> — Ana L., “Talks \\*resume\\*”, Gazette (AP), 26 Apr 2024, ¶ 1, <https://example.org/a>

> He said
>
> — “b.txt”, Apr 2024 (changed?)

**quote-check** · by ana · 2026-11-22 10:00 UTC · `#china`

Which one?

  - **note** · by ben

    says r1

    - **note** · by ben

      says r2
"""
    assert text == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# no heading", "\\# no heading"),
        ("1. no list", "1\\. no list"),
        ("<b>*x*</b> [a](b) `c`", "\\<b\\>\\*x\\*\\</b\\> \\[a\\](b) \\`c\\`"),
        ("- no item\n  + nor this", "\\- no item\n  \\+ nor this"),
    ],
)
def test_text_of_articles_is_shown_by_markdown_as_it_is(text: str, expected: str) -> None:
    """Marks that Markdown would obey are escaped."""
    assert escaped(text) == expected


@given(st.lists(HOSTILE, min_size=4, max_size=4))
def test_csv_has_one_row_a_target_and_no_formula(parts: list[str]) -> None:
    """Every row has every column, comes back by any CSV reader, and no cell begins like a formula."""
    text, author, tag, exact = parts
    note = placed("n", text, author=author, tags=(tag,), targets=(Target("a.txt", exact=exact), Target(story="s")))
    head, *rows = csv.reader(StringIO(export("csv", [note, reply("r", "n")], CITED), newline=""))
    assert head == list(COLUMNS)
    assert [len(row) for row in rows] == [len(COLUMNS)] * 3
    assert [cell for row in rows for cell in row if cell.lstrip()[:1] in tuple("=+-@\t\r") and cell.strip()] == []


def test_a_csv_row_says_what_a_spreadsheet_needs() -> None:
    """Quotation, source and state stand in columns of their own; a note without target has a row too."""
    text = export("csv", [placed(), reply("r", "n1")], CITED)
    rows = list(csv.DictReader(StringIO(text, newline="")))
    said = [(row["note"], row["quotation"], row["paragraph"], row["state"], row["reply_to"]) for row in rows]
    assert said == [
        ("n1", "The minister\nsaid *no*.", "1", "here", ""),
        ("n1", "He said", "", "changed", ""),
        ("r", "", "", "", "n1"),
    ]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", " =1", "＝1"])
def test_formulas_get_an_apostrophe(cell: str) -> None:
    """Anything that a spreadsheet might run gets an apostrophe."""
    assert harmless(cell)[0] == "'"


class Elements(HTMLParser):
    """Collects the elements and attributes of a page and notes whether they close in order."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[str] = set()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@given(HOSTILE, HOSTILE, HOSTILE)
def test_html_holds_only_our_own_elements(text: str, exact: str, title: str) -> None:
    """Nothing in a note or an article becomes an element, an attribute or a script."""
    cited = {"a.txt": Cited("a.txt", title, title, exact, url=f"https://example.org/{title}")}
    note = placed("n", text, author=exact, kind=exact, tags=(title,), targets=(Target("a.txt", exact=exact or "x"),))
    page = export("html", [note, reply("r", "n")], cited)
    seen = Elements()
    seen.feed(page)
    ours = "html head meta title style body h1 article figure blockquote figcaption header b time p a"
    assert (seen.names - set(ours.split()), seen.open) == (set(), [])
    allowed = {"charset", "name", "content", "http-equiv", "dir", "class", "style", "datetime", "href", "rel", "lang"}
    assert seen.attributes - allowed == set()


def test_html_needs_nothing_from_outside() -> None:
    """The page brings its style, adapts to dark and print, and loads nothing."""
    page = export("html", [placed()], CITED)
    assert re.findall(r"src=|@import|url\(|<script|<link", page) == []
    assert [word for word in ("color-scheme: light dark", "@media print", "lang=") if word in page][:2] == [
        "color-scheme: light dark",
        "@media print",
    ]
    assert '<a href="https://example.org/a" rel="noreferrer">https://example.org/a</a>' in page


def test_addresses_that_are_not_web_pages_are_no_links() -> None:
    """A javascript: or file: address in an article stays text."""
    cited = {"a.txt": Cited("a.txt", url="javascript:alert(1)"), "b.txt": Cited("b.txt", url="file:///etc/passwd")}
    assert "<a " not in export("html", [placed()], cited)


def test_json_ld_says_a_pair_of_passages_in_the_words_of_the_model() -> None:
    """Two passages are two specific resources, each with quotation and position of its own text."""
    entry = annotation(placed().note, CITED)
    assert (entry["id"], entry["type"], entry["motivation"]) == (
        "urn:variorum:note:n1",
        "Annotation",
        ["assessing", "tagging"],
    )
    first, second = entry["target"] if isinstance(entry["target"], list) else []
    assert (first["source"]["id"], second["source"]["id"]) == ("https://example.org/a", "urn:variorum:article:b.txt")
    assert first["selector"] == [
        {"type": "TextQuoteSelector", "exact": "The minister\nsaid *no*."},
        {"type": "TextPositionSelector", "start": 4, "end": 26},
    ]


def test_json_ld_is_one_collection_of_all_notes() -> None:
    """The collection counts its notes and every one stands on its first page with a context of its own."""
    document = json.loads(export("jsonld", [placed(), reply("r", "n1")], CITED))
    items = document["first"]["items"]
    assert (document["type"], document["total"], [item["id"] for item in items]) == (
        "AnnotationCollection",
        2,
        ["urn:variorum:note:n1", "urn:variorum:note:r"],
    )
    assert (items[1]["target"], items[1]["motivation"]) == ("urn:variorum:note:n1", ["commenting", "replying"])


@given(st.lists(st.integers(0, 9), min_size=10, max_size=10))
def test_threads_tell_every_note_once(parents: list[int]) -> None:
    """Each note is written exactly once, after its parent where possible, also if replies form loops."""
    notes = [reply(str(at), "" if parent == at else str(parent)) for at, parent in enumerate(parents)]
    told = [note.note.id for _, note in threads(notes)]
    assert sorted(told) == sorted(str(at) for at in range(10))


def test_a_chain_of_replies_may_be_as_long_as_it_likes() -> None:
    """Thousands of nested replies are written without running out of stack."""
    notes = [reply(str(at), str(at - 1)) for at in range(3000)]
    assert [depth for depth, _ in threads(notes)] == list(range(3000))
    assert export("md", notes, {}).count("says") == 3000


def test_no_format_of_that_name() -> None:
    """The refusal names the formats that are written."""
    with pytest.raises(UnknownFormatError, match="use one of: md, html, csv, jsonld"):
        export("docx", [], {})


SPOKEN = st.text(st.sampled_from("ab1 \n*_`[]()<>#+-=.!\\|~&;:/@“”&amp"), max_size=30)


@given(SPOKEN)
def test_a_markdown_reader_shows_a_quotation_word_for_word(quotation: str) -> None:
    """Any text of an article is shown by a Markdown reader as text in one blockquote."""
    note = placed("n", "", targets=(Target("a.txt", exact=f"x{quotation}x"),))
    seen = Shown()
    seen.feed(MarkdownIt("commonmark").enable("strikethrough").enable("table").render(export("md", [note], {})))
    assert seen.names - {"h1", "h2", "p", "blockquote", "strong", "code"} == set()
    assert "".join(f"x{quotation}x".split()) in "".join("".join(seen.texts).split())


class Shown(Elements):
    """Collects what a page shows too."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_json_ld_says_all_of_a_note_in_the_words_of_the_model() -> None:
    """Every field of a note, of its target and of its article has its member, with the types of the Recommendation."""
    target = Target("a.txt", "", "said no", "The minister ", ".", 13, 20, "h/1", 2, {"page": "7"})
    note = Note(
        "n1",
        "quote-check",
        "Who?",
        "ana",
        "2026-11-22T10:00:00Z",
        "2026-11-22T11:00:00Z",
        ("x",),
        (target,),
        "n0",
        ("n2",),
        "urn:x:1",
        ("a.txt", "b.txt"),
        {"mood": "fine"},
    )
    cited = {"a.txt": Cited("a.txt", "Talks", "LA Times", "Ana Lópes", "AP", "2024-04-26", "https://example.org/a")}
    assert annotation(note, cited) == {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "urn:variorum:note:n1",
        "type": "Annotation",
        "motivation": ["assessing", "replying", "tagging", "linking"],
        "creator": {"type": "Person", "name": "ana"},
        "created": "2026-11-22T10:00:00Z",
        "modified": "2026-11-22T11:00:00Z",
        "via": "urn:x:1",
        "urn:variorum:compared": ["a.txt", "b.txt"],
        "body": [
            {"type": "TextualBody", "value": "Who?", "format": "text/markdown", "purpose": "commenting"},
            {"type": "TextualBody", "value": "quote-check", "format": "text/plain", "purpose": "classifying"},
            {"type": "TextualBody", "value": "x", "format": "text/plain", "purpose": "tagging"},
            {"type": "SpecificResource", "source": "urn:variorum:note:n2", "purpose": "linking"},
        ],
        "target": [
            {
                "type": "SpecificResource",
                "source": {
                    "id": "https://example.org/a",
                    "type": "Text",
                    "dcterms:identifier": "a.txt",
                    "dcterms:title": "Talks",
                    "dcterms:creator": "Ana Lópes",
                    "dcterms:publisher": "LA Times",
                    "dcterms:date": "2024-04-26",
                },
                "selector": [
                    {"type": "TextQuoteSelector", "exact": "said no", "prefix": "The minister ", "suffix": "."},
                    {"type": "TextPositionSelector", "start": 13, "end": 20},
                ],
                "state": "urn:blake2b-128:h%2F1",
                "urn:variorum:extra": '{"page": "7"}',
                "urn:variorum:repeats": 2,
            },
            "urn:variorum:note:n0",
        ],
        "urn:variorum:extra": '{"mood": "fine"}',
    }


@pytest.mark.parametrize(
    ("kind", "text", "exact", "motivation"),
    [
        ("fact", "x", "q", "describing"),
        ("claim", "x", "q", "assessing"),
        ("missing", "x", "q", "assessing"),
        ("question", "", "q", "questioning"),
        ("note", "x", "q", "commenting"),
        ("note", "", "q", "highlighting"),
        ("note", "", "", "commenting"),
    ],
)
def test_a_kind_is_a_motivation_of_the_model(kind: str, text: str, exact: str, motivation: str) -> None:
    """Kinds without one are comments, and a mark without words is a highlight."""
    note = Note("n1", kind, text, "", "", "", (), (Target("a.txt", exact=exact, start=0, end=1),))
    assert annotation(note, {})["motivation"] == [motivation]


def test_a_story_is_a_dataset_and_a_note_on_nothing_is_on_the_library() -> None:
    """What is no text is not called one, and every annotation has a target."""
    story = Note("n1", "note", "x", "", "", "", (), (Target(story="a.txt"),))
    assert annotation(story, {})["target"] == {"id": "urn:variorum:story:a.txt", "type": "Dataset"}
    assert annotation(replace(story, targets=()), {})["target"] == "urn:variorum:library"


def test_what_an_article_does_not_say_is_not_said_of_it() -> None:
    """A source has its name, its type and what is known; an unknown article its name and type alone."""
    note = Note("n1", "note", "x", "", "", "", (), (Target("b.txt"),))
    alone = {"id": "urn:variorum:article:b.txt", "type": "Text", "dcterms:identifier": "b.txt"}
    assert annotation(note, {})["target"] == alone
    assert annotation(note, CITED)["target"] == alone | {"dcterms:date": "2024-04"}


def test_the_columns_of_a_table_keep_their_names() -> None:
    """Programs read them by these names; a full note fills every one of them."""
    rows = list(csv.DictReader(StringIO(export("csv", [placed()], CITED))))
    assert list(rows[0]) == [
        "note",
        "kind",
        "text",
        "tags",
        "author",
        "created",
        "modified",
        "article",
        "story",
        "title",
        "outlet",
        "byline",
        "agency",
        "published",
        "url",
        "quotation",
        "start",
        "end",
        "paragraph",
        "state",
        "reply_to",
        "links",
        "via",
    ]
    assert (rows[0]["title"], rows[0]["outlet"], rows[0]["byline"], rows[0]["paragraph"]) == (
        "Talks *resume*",
        "Gazette",
        "Ana L.",
        "1",
    )


def test_threads_begin_with_notes_that_answer_nothing_here() -> None:
    """A reply is written below its note even if it comes first in the file; without its note it stands alone."""
    notes = [reply("b", "a"), reply("a", ""), reply("c", "gone"), reply("d", "b")]
    told = [(depth, note.note.id) for depth, note in threads(notes)]
    assert told == [(0, "a"), (1, "b"), (2, "d"), (0, "c")]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "[a](javascript:x)",
            "[a]( <javascript:x> )",
            "[a](\njavascript:x)",
            "![a](data:text/html,x)",
            "[a](x:y 't')",
        ),
        *(
            "<javascript:x>",
            "<b onclick=x>",
            "a</script>",
            "<!-- x -->",
            "<?php x?>",
            "<![CDATA[x]]>",
            "<svg/onload=x>",
        ),
        *("[r]: javascript:x\n\n[r]", "[r]:\n  <JavaScript:x>\n\n[r]", "[r]\n\n> [r]: vbscript:x", "\\\\<b>", "\\<b>"),
        *("[a](&#106;avascript:x)", "[a](java&Tab;script:x)", "[a](javascript\\:x)", "[a](javascript&colon;x)"),
    ],
)
def test_a_note_s_own_markdown_does_nothing_in_another_program(text: str) -> None:
    """A reader of Markdown that allows everything makes no element, no picture and no link of it."""
    reader = MarkdownIt("commonmark")
    reader.validateLink = lambda url: True  # type: ignore[method-assign] # noqa: ARG005

    assert set(re.findall(r"</?[a-z]+|<!|<\?", reader.render(inert(text)))) <= {
        "<p",
        "</p",
        "<blockquote",
        "</blockquote",
    }


@pytest.mark.parametrize(
    "text",
    [
        *("[a](https://x.example/a:b)", "[a](notes.md#x:y)", "<https://x.example>", "<mailto:a@b.example>", "a < b"),
        *("[a](mailto:x@y.example)", "[r]: https://x.example\n\n[r]", "[a](../b.md)", "[x]: see it", "**bold** `code`"),
    ],
)
def test_a_note_s_own_markdown_is_passed_on(text: str) -> None:
    """Links to the web, to mail and to files stay what they are."""
    assert inert(text) == text


def test_markdown_says_how_sure_a_place_is() -> None:
    """Moved, changed or lost stands behind the source; a place that is here needs no word."""
    note = placed()
    for state, word in ((State.MOVED, "(moved)"), (State.CHANGED, "(changed?)"), (State.LOST, "(lost)")):
        places = (replace(note.places[0], state=state),)
        assert word in export("md", [PlacedNote(replace(note.note, targets=note.note.targets[:1]), places)], CITED)
    here = PlacedNote(replace(note.note, targets=note.note.targets[:1]), (replace(note.places[0], state=State.HERE),))
    assert not re.search(r"\((?:moved|changed|lost)", export("md", [here], CITED))
