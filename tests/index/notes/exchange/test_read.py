"""Reading notes of other programs: what is taken, what is kept, what is said of the rest."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.model.article import Span
from index.model.note import Note, State, Target
from index.notes.anchors.anchor import place
from index.notes.citation import Cited
from index.notes.exchange.destination import Destination
from index.notes.exchange.imported import Imported, Problem, code_points, joined
from index.notes.exchange.jsonld_notes import annotation, linked
from index.notes.exchange.note_formats import UnknownFormatError, read
from index.notes.exchange.urns import moment

TEXT = "👩 The minister said talks would go on. The minister left on Friday."
CITED = (
    Cited("a.txt", title="Talks", url="https://www.example.org/news/talks/"),
    Cited("dir/b é.txt", title="Other"),
    Cited("c#3", url="https://example.org/c"),
)
HOME = Destination.of(CITED, {"a.txt": (TEXT, "hash-a")}.get)
BARE = Destination.of(CITED)
NOW = "2026-01-02T03:04:05Z"

PLAIN = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
TIMES = st.datetimes().map(lambda time: f"{time.year:04}-{time:%m-%dT%H:%M:%SZ}")
EXTRA = st.dictionaries(PLAIN, PLAIN | st.lists(PLAIN, max_size=2) | st.dictionaries(PLAIN, PLAIN), max_size=2)
TAGS = st.text("abcü -", min_size=1).filter(lambda tag: tag == " ".join(tag.split()))


@st.composite
def our_targets(draw: st.DrawFn) -> Target:
    if draw(st.booleans()):
        return Target(story="a.txt")
    article = draw(st.sampled_from([one.id for one in CITED]))
    exact = draw(PLAIN)
    if not exact:
        return Target(article, text_hash=draw(PLAIN))
    start = draw(st.integers(0, 99))
    repeats = draw(st.integers(1, 5))
    text_hash = draw(st.text("0123456789abcdef", min_size=1))
    extra = draw(EXTRA)
    return Target(article, "", exact, draw(PLAIN), draw(PLAIN), start, start + 1, text_hash, repeats, extra)


NOTES = st.builds(
    Note,
    id=PLAIN.filter(bool),
    kind=st.sampled_from(["note", "claim", "question", "my kind"]),
    text=PLAIN,
    author=PLAIN,
    created=TIMES.filter(moment),
    modified=TIMES.filter(moment),
    tags=st.lists(st.text("abcü -", min_size=1).filter(lambda tag: tag == " ".join(tag.split())), unique=True).map(
        tuple
    ),
    targets=st.lists(our_targets(), max_size=3).map(tuple),
    reply_to=PLAIN,
    links=st.lists(PLAIN.filter(bool), unique=True, max_size=2).map(tuple),
    compared=st.lists(PLAIN.filter(bool), max_size=2).map(tuple),
    via=PLAIN,
    extra=EXTRA,
).filter(lambda note: note.targets or note.reply_to)


@given(st.lists(NOTES, max_size=4, unique_by=lambda note: note.id))
def test_notes_come_back_from_json_ld_as_they_went_out(notes: list[Note]) -> None:
    """Any note is restored from its own export."""
    read_back = read("w3c", linked(notes, {one.id: one for one in CITED}), HOME, now=NOW)
    assert (read_back.notes, read_back.problems) == (tuple(notes), ())


def row(**changes: Any) -> dict[str, Any]:
    """Return an annotation as the Hypothesis API gives it."""
    quote = {"type": "TextQuoteSelector", "exact": "The minister", "prefix": " go on. ", "suffix": " left on Friday"}
    return {
        "id": "x1Y_z",
        "created": "2024-04-26T10:00:00.123456+02:00",
        "updated": "2024-04-27T10:00:00+00:00",
        "user": "acct:ana@hypothes.is",
        "uri": "http://example.org/news/talks?utm_source=mail",
        "text": "Which one?",
        "tags": ["china", " china", "Agency Copy"],
        "group": "__world__",
        "permissions": {"read": ["group:__world__"]},
        "target": [
            {
                "source": "http://example.org/news/talks",
                "selector": [
                    {"type": "RangeSelector", "startContainer": "/p[1]", "startOffset": 0},
                    {"type": "TextPositionSelector", "start": 41, "end": 53},
                    quote,
                ],
            }
        ],
    } | changes


def test_a_hypothesis_row_becomes_a_note_anchored_in_our_text() -> None:
    """Author, times, tags and passage are taken over, the rest is kept, and the foreign id stands in ``via``."""
    (note,) = read("hypothesis", json.dumps(row()), HOME, now=NOW).notes
    (target,) = note.targets
    expected = ("ana", "2024-04-26T08:00:00Z", "2024-04-27T10:00:00Z", ("china", "Agency Copy"), "x1Y_z")
    assert (note.author, note.created, note.modified, note.tags, note.via) == expected
    start = TEXT.rindex("The minister")
    assert (target.article, target.start, target.end, target.text_hash) == ("a.txt", start, start + 12, "hash-a")
    assert place(target, TEXT, "hash-a").state is State.HERE
    kept = note.extra["hypothesis"]
    assert isinstance(kept, dict)
    assert (kept["group"], json.loads(kept["permissions"])) == ("__world__", {"read": ["group:__world__"]})


@pytest.mark.parametrize(
    "document",
    [row(), [row()], {"total": 1, "rows": [row()]}, {"export_date": "2024", "annotations": [row()]}],
    ids=["one", "list", "api", "export"],
)
def test_every_shape_of_hypothesis_json_is_recognised(document: object) -> None:
    """One row, a list, an answer of the API and an export of the client give the same note."""
    imported = read("auto", json.dumps(document).encode(), HOME, now=NOW)
    assert (imported.notes, imported.problems) == (read("hypothesis", json.dumps(row()), HOME, now=NOW).notes, ())


def test_a_reply_finds_its_parent_wherever_it_is() -> None:
    """A reply names its parent by our id, in the same file or among the notes that are there already."""
    reply = row(id="r", references=["x1Y_z"], text="The second.")
    first, second = read("hypothesis", json.dumps([row(), reply]), HOME, now=NOW).notes
    assert second.reply_to == first.id
    (alone,) = read("hypothesis", json.dumps([reply]), HOME, now=NOW).notes
    assert [note.reply_to for note in joined(Imported((alone,)), [first]).notes] == [first.id]


def test_an_answer_without_its_note_is_left_out_and_said() -> None:
    """An answer that names no article lives with its note, or nowhere; answers to answers too."""
    day = "2026-11-22T10:00:00Z"
    answers = tuple(Note(id, "note", f"says {id}", "", day, day, reply_to=to) for id, to in (("c", "b"), ("b", "a")))
    alone = joined(Imported(answers), ())
    said = "The answer “says c” was left out: the note it answers is neither here nor in the file."
    assert (alone.notes, str(alone.problems[0])) == ((), said)
    note = Note("a", "note", "x", "", day, day, targets=(Target("a.txt"),))
    assert joined(Imported(answers), [note]) == Imported(answers)


def test_importing_twice_is_importing_once() -> None:
    """Of a file read again nothing is new, and of a file that grew only what was added."""
    notes = read("hypothesis", json.dumps([row(), row(id="second")]), HOME, now=NOW).notes
    assert joined(Imported(notes), notes).notes == ()
    assert joined(Imported(notes), notes[:1]).notes == notes[1:]
    assert joined(Imported((*notes, *notes)), ()).notes == notes


def test_rows_without_an_id_are_known_again_by_what_they_say() -> None:
    """The same words at the same place are the same note, even without an id."""
    nameless = row()
    del nameless["id"]
    once, again = (read("hypothesis", json.dumps([nameless]), HOME, now=NOW).notes for _ in range(2))
    assert joined(Imported(again), once).notes == ()


def test_positions_of_browsers_are_turned_into_code_points() -> None:
    """An emoji is two units in a browser and one code point here."""
    assert [code_points("a👩b", offset) for offset in (0, 1, 3, 4, 9)] == [0, 1, 2, 3, 8]


@pytest.mark.parametrize(
    ("data", "index", "begins"),
    [
        (b"{", -1, "This is not JSON"),
        (b"\xff\xfe", -1, "The file is not UTF-8"),
        ("[" * 100_000, -1, "The file is nested too deep"),
        ("[1" + "0" * 9000 + "]", -1, "The file is nested too deep"),
        ('{"a": 1}', -1, "The file holds no Web Annotations"),
        ('[{"target": "https://elsewhere.example/"}, 3]', 1, "it is not an annotation"),
        ('[{"target": "https://elsewhere.example/"}]', 0, "no one article here is https://elsewhere"),
        ('[{"uri": "https://elsewhere.example/"}]', 0, "no one article here is https://elsewhere"),
        ('[{"target": {"source": {"id": "urn:x:1"}}}]', 0, "no one article here is urn:x:1; it was left out."),
        ('[{"body": "x"}]', 0, "no one article here is no target; it was left out."),
    ],
)
def test_what_cannot_be_read_is_said_with_its_position(data: bytes | str, index: int, begins: str) -> None:
    """A file or entry that is no annotation is a problem with its place, never an error."""
    imported = read("auto", data, HOME, now=NOW)
    problem = imported.problems[-1]
    assert (imported.notes, problem.index, problem.message[: len(begins)]) == ((), index, begins)
    assert str(Problem(1, "it is odd.")) == "Entry 2: it is odd."
    assert [(each.line, each.column) for each in read("auto", b'{\n "a"', HOME, now=NOW).problems] == [(2, 5)]


MEMBERS = """
    id type target body source selector refinedBy exact start end items value purpose motivation creator created
    modified via name uri text tags references user user_info rows annotations @graph first
"""
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(["a.txt", "\ud800", NOW]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(MEMBERS.split()), inner, max_size=6),
    max_leaves=25,
)


@given(JSON, st.sampled_from(["auto", "w3c", "hypothesis"]))
def test_no_json_makes_an_import_fail(document: object, form: str) -> None:
    """Any JSON gives notes or problems, and the notes can be written as UTF-8."""
    imported = read(form, json.dumps(document), HOME, now=NOW)
    said = [repr(note.text + note.author + note.kind + "".join(note.tags)) for note in imported.notes]
    assert "".join(said).encode("utf-8").decode("utf-8") == "".join(said)


def test_annotations_of_others_give_text_tags_and_passage() -> None:
    """Bodies in all their forms are read; what has no place here is kept in ``extra``."""
    entry = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "http://example.org/anno1",
        "type": "Annotation",
        "motivation": "questioning",
        "creator": {"id": "http://example.org/user1", "name": ["Ana", "A."]},
        "rights": "https://creativecommons.org/publicdomain/zero/1.0/",
        "body": [
            {"type": "TextualBody", "value": "<p>Who &amp; when?</p>", "format": "text/html"},
            {"type": "TextualBody", "value": "date", "purpose": "tagging"},
            "http://example.org/thing",
        ],
        "target": {
            "source": "https://example.org/news/talks#top",
            "selector": {
                "type": "FragmentSelector",
                "value": "p1",
                "refinedBy": {"type": "TextQuoteSelector", "exact": "talks would go on"},
            },
        },
    }
    (note,) = read("auto", json.dumps(entry), HOME, now=NOW).notes
    assert (note.text, note.tags, note.kind) == ("Who & when?\n\nhttp://example.org/thing", ("date",), "question")
    assert (note.author, note.created, note.via) == ("Ana", NOW, "http://example.org/anno1")
    assert note.extra == {"w3c": {"rights": "https://creativecommons.org/publicdomain/zero/1.0/"}}
    (target,) = note.targets
    at = TEXT.index("talks would")
    assert (target.exact, target.start, target.text_hash) == ("talks would go on", at, "hash-a")


def test_a_quotation_that_is_not_surely_found_stays_as_it_came() -> None:
    """A foreign quotation that stands twice keeps its own words and waits to be asked about."""
    entry = {
        "target": {
            "source": "https://example.org/news/talks",
            "selector": [{"type": "TextQuoteSelector", "exact": "The minister"}],
        }
    }
    (note,) = read("w3c", json.dumps(entry), HOME, now=NOW).notes
    assert note.targets == (Target("a.txt", exact="The minister"),)
    assert place(note.targets[0], TEXT, "hash-a").state is State.CHANGED


def test_an_id_that_is_no_article_here_is_never_taken() -> None:
    """An annotation can't name a path of its own choosing."""
    evil = annotation(Note("n", "note", "x", "", NOW, NOW, targets=(Target("../../evil"),)), {})
    foreign = evil | {"id": "http://example.org/1"}
    assert read("w3c", json.dumps(foreign), HOME, now=NOW).notes == ()
    assert read("w3c", json.dumps(evil), HOME, now=NOW).notes == ()


def test_an_unknown_format_is_refused_with_the_known_ones() -> None:
    """The refusal names the formats that can be read."""
    with pytest.raises(UnknownFormatError, match="use one of: auto, w3c, jsonld, hypothesis"):
        read("docx", "", BARE, now=NOW)


def test_the_position_alone_is_no_passage() -> None:
    """A selector without a quotation makes a note on the whole article."""
    entry = {
        "target": {
            "source": "https://example.org/c",
            "selector": {"type": "TextPositionSelector", "start": 1, "end": 4},
        }
    }
    (note,) = read("w3c", json.dumps(entry), BARE, now=NOW).notes
    assert [(target.article, target.exact, Span(target.start, target.end)) for target in note.targets] == [
        ("c#3", "", Span(-1, -1))
    ]


@pytest.mark.parametrize("form", ["hypothesis", "w3c"])
def test_a_whole_file_that_cannot_be_read_is_no_entry(form: str) -> None:
    """What is wrong with the file as a whole is said without the number of an entry."""
    for data in (b"{", '{"a": 1}'):
        problems = read(form, data, HOME, now=NOW).problems
        assert [(problem.index, str(problem) == problem.message) for problem in problems] == [(-1, True)]


def test_a_lone_body_value_is_the_words_of_a_note() -> None:
    """The short form of a body is read like the long one."""
    entry = {"target": CITED[0].url or "urn:variorum:article:a.txt", "bodyValue": "Who said so?"}
    assert [note.text for note in read("w3c", json.dumps([entry]), HOME, now=NOW).notes] == ["Who said so?"]


def test_a_position_of_a_browser_finds_its_place_behind_an_emoji() -> None:
    """Of two copies of a quotation the position decides, counted as browsers do."""
    text = "👩👩👩 He left at noon. Then he spoke. He left at noon."
    second = text.rindex("He left")
    held = Destination.of([Cited("a.txt", url="https://example.org/x")], lambda _: (text, "h"))
    selectors = [
        {"type": "TextPositionSelector", "start": second + 3, "end": second + 19},
        {"type": "TextQuoteSelector", "exact": "He left at noon."},
    ]
    entry = {
        "id": "x",
        "uri": "https://example.org/x",
        "target": [{"source": "https://example.org/x", "selector": selectors}],
    }
    (note,) = read("hypothesis", json.dumps([entry]), held, now=NOW).notes
    assert (note.targets[0].start, note.targets[0].end) == (second, second + 16)
