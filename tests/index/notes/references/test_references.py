"""References survive their formats: what a reference manager reads is what the article says, whatever stands in it."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from index.model.article import Span
from index.model.note import Note, Placed, PlacedNote, State, Target
from index.notes.citation import Cited
from index.notes.references.bibtex import bibtex, escaped
from index.notes.references.csl import csl
from index.notes.references.reference import Passage, Reference, date_parts, keys
from index.notes.references.reference_formats import REFERENCES, of_notes, references
from index.notes.references.ris_records import ris
from index.text.safe import one_line

FULL = Cited(
    "a/talks.txt",
    title="Talks cost $5 & 100% of {all} hope_s #1 ~ ^ \\end",
    outlet="The Herald",
    author="Ana Pérez, John Smith and Li Wei",
    agency="Associated Press",
    published="2024-04-26T10:00:00Z",
    url="https://example.org/a?b=1&c={d}%20e",
    paragraphs=(Span(0, 10), Span(12, 30)),
    language="en",
    captured="2024-05-01T08:00:00Z",
)
QUOTED = Reference(FULL, (Passage("red\nlines", 2, "— Wang Yi"), Passage("", 0, "on the whole")))

# What csl-data.json (Citation Style Language 1.0.2) asks of the properties written here.
_DATE = {
    "type": "object",
    "properties": {
        "date-parts": {
            "type": "array",
            "minItems": 1,
            "maxItems": 2,
            "items": {"type": "array", "minItems": 1, "maxItems": 3, "items": {"type": "integer"}},
        }
    },
    "additionalProperties": False,
}
_TEXTS = ("title", "container-title", "URL", "language", "note")
CSL = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "id": {"type": "string"},
            "type": {"const": "article-newspaper"},
            "author": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {"literal": {"type": "string"}},
                    "additionalProperties": False,
                },
            },
            "issued": _DATE,
            "accessed": _DATE,
            **{name: {"type": "string"} for name in _TEXTS},
        },
        "required": ["type", "id"],
        "additionalProperties": False,
    },
}

_COMMANDS = {
    r"\textbackslash{}": "\\",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    **{f"\\{sign}": sign for sign in "$&#_%"},
}


def read_tex(value: str) -> str:
    """Return what TeX prints; fails on a sign that TeX takes for an order."""
    pattern = "|".join(map(re.escape, _COMMANDS))
    rest = re.sub(pattern, "", value)
    assert not set(rest) & set("\\{}~^$&#_%"), value
    return re.sub(pattern, lambda found: _COMMANDS[found[0]], value)


def read_bibtex(text: str) -> list[tuple[str, str, dict[str, str]]]:
    """Return the entries of a BibTeX file as (type, key, fields with their braces); strict, and by counting braces."""
    entries = []
    at = 0
    while found := re.compile(r"\s*@(\w+)\{([A-Za-z0-9-]+),\s*").match(text, at):
        at, fields = found.end(), {}
        while name := re.compile(r"(\w+) = ").match(text, at):
            at = start = name.end()
            depth = 0
            while depth or text[at] != ",":
                depth += {"{": 1, "}": -1}.get(text[at], 0)
                assert depth >= 0
                at += 1
            assert name[1] not in fields
            fields[name[1]] = text[start:at]
            at = re.compile(r",\s*").match(text, at).end()  # type: ignore[union-attr]  # the comma is there
        assert text[at] == "}"
        at += 1
        entries.append((found[1], found[2], fields))
    assert text[at:].strip() == ""
    return entries


def read_ris(text: str) -> list[dict[str, list[str]]]:
    """Return the records of a RIS file; strict on tags, line ends, and the first and the last line of each."""
    records = []
    for block in text.removesuffix("\r\n").split("\r\n\r\n") if text else []:
        lines = [line for line in block.split("\r\n") if line]
        pairs = [re.fullmatch(r"([A-Z][A-Z0-9])  - ([^\r\n]*)", line) for line in lines]
        assert all(pairs), lines
        told = [(pair[1], pair[2]) for pair in pairs if pair]
        assert (told[0], told[-1]) == (("TY", "NEWS"), ("ER", ""))
        record: dict[str, list[str]] = {}
        for tag, value in told[1:-1]:
            record.setdefault(tag, []).append(value)
        records.append(record)
    return records


def test_csl_says_all_there_is() -> None:
    """Dates in parts, names as they are printed, quotations with paragraph and speaker in the note."""
    (item,) = json.loads(csl([QUOTED]))
    assert item == {
        "id": "a/talks.txt",
        "type": "article-newspaper",
        "title": FULL.title,
        "author": [{"literal": name} for name in ("Ana Pérez", "John Smith", "Li Wei")],
        "container-title": "The Herald",
        "issued": {"date-parts": [[2024, 4, 26]]},
        "accessed": {"date-parts": [[2024, 5, 1]]},
        "URL": FULL.url,
        "language": "en",
        "note": "Agency: Associated Press\n“red lines” (¶ 2) — Wang Yi\non the whole",
    }


def test_bibtex_says_all_there_is() -> None:
    """Signs that TeX takes for orders are escaped, capitals of the title kept, the month is a macro."""
    ((kind, key, fields),) = read_bibtex(bibtex([QUOTED]))
    assert (kind, key) == ("article", "perez2024talks")
    assert read_tex(fields["title"][2:-2]) == FULL.title
    assert fields["author"] == "{Ana Pérez and John Smith and Li Wei}"
    assert [fields[name] for name in ("journal", "year", "month", "day")] == ["{The Herald}", "{2024}", "apr", "{26}"]
    assert fields["url"] == "{https://example.org/a?b=1&c=%7Bd%7D%20e}"
    assert fields["urldate"] == "{2024-05-01}"
    assert read_tex(fields["note"][1:-1]) == "Agency: Associated Press; “red lines” (¶ 2) — Wang Yi; on the whole"


def test_ris_says_all_there_is() -> None:
    """One author a line, the date between strokes, a note a line."""
    (record,) = read_ris(ris([QUOTED]))
    assert record == {
        "ID": ["perez2024talks"],
        "TI": [FULL.title],
        "AU": ["Ana Pérez", "John Smith", "Li Wei"],
        "T2": ["The Herald"],
        "PY": ["2024"],
        "DA": ["2024/04/26/"],
        "UR": [FULL.url],
        "Y2": ["2024/05/01/"],
        "LA": ["en"],
        "N1": ["Agency: Associated Press", "“red lines” (¶ 2) — Wang Yi", "on the whole"],
    }


def test_what_is_unknown_is_left_out() -> None:
    """An article of which nothing is known is called by its file, and has no outlet to be an article of."""
    bare = [Reference(Cited("dir/page.txt"))]
    assert json.loads(csl(bare)) == [{"id": "dir/page.txt", "type": "article-newspaper", "title": "page.txt"}]
    assert read_bibtex(bibtex(bare)) == [("misc", "pagetxt", {"title": "{{page.txt}}"})]
    assert read_ris(ris(bare)) == [{"ID": ["pagetxt"], "TI": ["page.txt"]}]
    assert [references(form, []) for form in ("csl", "bib", "ris")] == ["[]\n", "", ""]


@pytest.mark.parametrize(
    ("date", "parts", "written"),
    [
        ("2024", (2024,), "2024///"),
        ("2024-04", (2024, 4), "2024/04//"),
        ("2024-04-06", (2024, 4, 6), "2024/04/06/"),
        ("yesterday", (), None),
    ],
)
def test_partial_dates_stay_partial(date: str, parts: tuple[int, ...], written: str | None) -> None:
    """A partial date is not completed."""
    cited = [Reference(Cited("a", published=date))]
    assert date_parts(date) == parts
    assert json.loads(csl(cited))[0].get("issued") == ({"date-parts": [list(parts)]} if parts else None)
    assert read_ris(ris(cited))[0].get("DA", [None]) == [written]
    fields = read_bibtex(bibtex(cited))[0][2]
    assert [name in fields for name in ("year", "month", "day")] == [len(parts) > place for place in range(3)]


@pytest.mark.parametrize(
    ("author", "people"),
    [
        ("Matthew Lee", ("Matthew Lee",)),
        ("Ana Pérez und Hans Huber", ("Ana Pérez", "Hans Huber")),
        ("Ana Pérez; Hans Huber", ("Ana Pérez", "Hans Huber")),
        ("Matthew Lee, AP", ("Matthew Lee, AP",)),
        ("Reuters", ("Reuters",)),
        ("Sanders and Sons", ("Sanders and Sons",)),
        ("", ()),
    ],
)
def test_people_are_told_apart_only_where_all_have_full_names(author: str, people: tuple[str, ...]) -> None:
    """A byline that may be something else stays one name; in BibTeX it stands in braces, or it would be taken apart."""
    reference = Reference(Cited("a", author=author))
    assert reference.people == people
    found = read_bibtex(bibtex([reference]))[0][2].get("author")
    if len(people) == 1:
        assert found == (f"{{{{{author}}}}}" if {",", "and"} & set(re.findall(r",|\w+", author)) else f"{{{author}}}")


def test_no_two_keys_are_alike() -> None:
    """The same person, year and word are told apart by a number; a name without ASCII letters has a key as well."""
    same = Cited("a", title="The talks", author="Ana Pérez", published="2024")
    found = list(keys(map(Reference, (same, same, Cited("б", title="Переговоры"), same))))
    assert found == ["perez2024talks", "perez2024talks-2", "article", "perez2024talks-3"]


ANY = st.text(st.characters(exclude_categories=()), max_size=40)
CITED = st.builds(
    Cited,
    id=ANY.filter(bool),
    title=ANY,
    outlet=ANY,
    author=ANY,
    agency=ANY,
    published=st.sampled_from(["", "2024", "2024-04", "2024-04-26"]),
    url=ANY,
    language=st.sampled_from(["", "en"]),
    captured=st.sampled_from(["", "2024-05-01T08:00:00Z"]),
)
MADE = st.lists(st.builds(Reference, CITED, st.tuples(st.builds(Passage, ANY, st.integers(0, 3), ANY))), max_size=3)


@given(MADE)
def test_whatever_stands_in_an_article_every_document_reads(made: list[Reference]) -> None:
    """Strictly parsed, each has as many entries as there are references, and the headline of each as it was."""
    titles = [reference.title for reference in made]
    items: list[dict[str, Any]] = json.loads(csl(made))
    assert [error.message for error in Draft202012Validator(CSL).iter_errors(items)] == []
    assert [item.get("title", "") for item in items] == titles
    assert [read_tex(fields["title"][2:-2]) for _, _, fields in read_bibtex(bibtex(made))] == titles
    assert [record.get("TI", [""])[0] for record in read_ris(ris(made))] == titles


@given(ANY)
def test_escaping_is_undone_by_tex(text: str) -> None:
    """What TeX prints is the text on one line."""
    assert read_tex(escaped(text)) == one_line(text)


def _note(text: str, *targets: Target) -> PlacedNote:
    note = Note(id=text, kind="note", author="", created="", modified="", text=text, targets=targets)
    return PlacedNote(note, tuple(Placed(target, State.HERE, Span(12, 15)) for target in targets))


def test_notes_cite_each_article_once_with_its_passages() -> None:
    """In the order of the notes; stories and articles that are gone have nothing to be cited."""
    quoting, whole = Target(article="a/talks.txt", exact="red lines"), Target(article="a/talks.txt")
    notes = [_note("first", quoting), _note("gone", Target(article="gone.txt")), _note("second", whole)]
    found = of_notes([*notes, _note("story", Target(story="a/talks.txt"))], {FULL.id: FULL})
    assert found == (Reference(FULL, (Passage("red lines", 2, "first"), Passage("", 0, "second"))),)


def test_every_format_has_a_writer() -> None:
    """The names are the endings of files."""
    assert {form: bool(references(form, [QUOTED])) for form in REFERENCES} == {"csl": True, "bib": True, "ris": True}
