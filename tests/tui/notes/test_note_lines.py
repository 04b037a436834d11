"""Notes as lines of a pane: place, kind, how sure, tags, words; replies below what they answer."""

from __future__ import annotations

from index import Note, NoteKind, Placed, PlacedNote, Span, State, Target
from tui.notes.note_lines import (
    KindSign,
    NoteLines,
    kind_sign,
    place_on,
    span_on,
    state_words,
    threaded,
    worst,
    wrapped,
)
from tui.text.glyphs import ASCII, TYPOGRAPHIC

SEA = Target("a.txt", exact="the sea")


def placed(id: str, *places: Placed, text: str = "Who?", reply_to: str = "", tags: tuple[str, ...] = ()) -> PlacedNote:
    targets = tuple(place.target for place in places)
    return PlacedNote(Note(id, "fact", text, "ana", "", "", tags, targets, reply_to), places)


def lines(*notes: PlacedNote, cells: int = 60, lit: frozenset[str] = frozenset(), heading: str = "") -> list[str]:
    laid = NoteLines(
        "a.txt", TYPOGRAPHIC, lambda _: KindSign("§", "red"), lambda offset: 0 if offset < 0 else offset // 10 + 1
    )
    unsaved = {"draft": placed("d", text="typed").note} if heading else {}
    entries = laid.entries(notes, unsaved, cells, lit=lit, heading=heading)
    return [
        f"{'*' * entry.lit}{entry.key}{''.join(words for words, _ in line)}"
        for entry in entries
        for line in entry.lines
    ]


HERE = Placed(SEA, State.HERE, Span(25, 32))


def test_a_note_is_told_with_its_place() -> None:
    """Its words first, then paragraph, kind and tags in one line; one on the whole article has no paragraph."""
    assert lines(placed("N", HERE, tags=("x", "y"))) == ["N § Who?", "N   ¶3  fact  #x #y"]
    assert lines(placed("N", Placed(Target("a.txt"), State.HERE))) == ["N § Who?", "N   fact  "]
    assert lines(placed("N", HERE, text=" ")) == ["N § ¶3  fact  "]


def test_a_place_that_is_not_sure_says_so() -> None:
    """Moved is said; of what has changed or is lost the words that were read are shown."""
    assert lines(placed("N", Placed(SEA, State.MOVED, Span(0, 7)))) == ["N § Who?", "N   ¶1  fact  moved  "]
    changed = placed("N", Placed(SEA, State.CHANGED, Span(0, 7)))
    assert lines(changed) == ["N § Who?", "N   ¶1  fact  changed?  ", "N   was: “the sea”"]
    assert lines(placed("N", Placed(SEA, State.LOST)))[1:] == ["N   fact  lost  ", "N   was: “the sea”"]
    absent = Placed(SEA, State.LOST, absent=True)
    assert lines(placed("N", absent))[1:] == ["N   fact  not here  ", "N   was: “the sea”"]


def test_a_note_with_one_passage_lost_and_one_absent_is_lost() -> None:
    """What is known to be gone is said before what may only be unread."""
    absent, gone = Placed(SEA, State.LOST, absent=True), Placed(SEA, State.LOST)
    assert [state_words(places) for places in ((absent,), (absent, gone), (gone,), ())] == [
        "not here",
        "lost",
        "lost",
        "here",
    ]


def test_replies_stand_below_what_they_answer() -> None:
    """Set in by their depth, four deep at most; an answer without a place is called a reply."""
    chain = [placed(str(number), reply_to=str(number - 1)) for number in range(1, 7)]
    told = [line for line in lines(placed("0", HERE), *reversed(chain)) if "fact" in line]
    assert told[:2] == ["0   ¶3  fact  ", "1     reply  fact  "]
    assert [len(line) - len(line[1:].lstrip()) - 1 for line in told] == [3, 5, 7, 9, 11, 11, 11]


def test_notes_that_answer_each_other_are_told_once() -> None:
    """Notes that answer each other in a circle come last; an answer to a missing note stands alone."""
    notes = [placed("a", reply_to="b"), placed("b", reply_to="a"), placed("c", reply_to="gone"), placed("d")]
    assert [(note.note.id, depth) for note, depth in threaded(notes)] == [("c", 0), ("d", 0), ("a", 0), ("b", 0)]


def test_what_was_typed_and_not_saved_comes_first() -> None:
    """Behind the heading; notes at the caret are lit."""
    told = lines(placed("N", HERE), heading="Notes (1)", lit=frozenset({"N"}))
    assert told == [" Notes (1)", "draft ✎ not saved yet", "draft   typed", "*N § Who?", "*N   ¶3  fact  "]


def test_the_place_on_an_article_is_one_that_is_found() -> None:
    """Of several places on it the first that is found, else the first; guesses count where there is nothing better."""
    other, lost = Placed(Target("b.txt"), State.HERE, Span(0, 1)), Placed(SEA, State.LOST, None, Span(5, 9))
    assert place_on(placed("N", other, lost, HERE), "a.txt") == HERE
    assert (place_on(placed("N", other, lost), "a.txt"), place_on(placed("N", other), "a.txt")) == (lost, None)
    assert (span_on(placed("N", lost), "a.txt"), span_on(placed("N", other), "a.txt")) == (Span(5, 9), None)
    assert (worst((HERE, lost, other)), worst(())) == (State.LOST, State.HERE)


def test_long_words_end_where_there_is_no_more_room() -> None:
    """Of more lines than are wanted the rest is left out, and that is shown."""
    text = "one two three four five six"
    assert [wrapped(text, 9, most) for most in (0, 2, 3)] == [
        ["one two", "three", "four five", "six"],
        ["one two", "three …"],
        ["one two", "three", "four five …"],
    ]
    assert wrapped(text, 9) == wrapped(text, 9, 0)


def test_the_sign_of_a_kind() -> None:
    """Its glyph, its key where only ASCII is drawn, and the pencil of an unknown kind."""
    kinds = [NoteKind("fact", "f", "✔", "green")]
    assert [
        kind_sign("fact", kinds, signs, ascii_only=ascii_) for signs, ascii_ in ((TYPOGRAPHIC, False), (ASCII, True))
    ] == [
        ("✔", "green"),
        ("f", "green"),
    ]
    assert kind_sign("odd", kinds, TYPOGRAPHIC, ascii_only=False) == ("✎", "white")
