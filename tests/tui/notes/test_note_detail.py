"""One note in full: its places with how sure they are, its words, what answers it and what it is linked with."""

from __future__ import annotations

from index import Cited, Note, Placed, PlacedNote, Span, State, Target
from tui.notes.note_detail import Around, detail
from tui.notes.note_rows import row_of
from tui.text.glyphs import TYPOGRAPHIC

A, STORY = Target("a.txt", exact="the old sea"), Target(story="a.txt")
SOURCES = {"a.txt": Cited("a.txt", title="Ships", paragraphs=(Span(0, 90),))}


def note(id: str = "N1", text: str = "Who said so?", *targets: Target, **more: str) -> Note:
    return Note(id, "fact", text, more.get("author", "ana"), "", "", ("x", "y"), targets)


def lines(
    *places: Placed, text: str = "Who said so?", guesses: dict[int, str] | None = None, **around: object
) -> list[str]:
    """Return the lines of a note with these places, 60 cells wide."""
    placed = PlacedNote(note("N1", text, *(place.target for place in places)), places)
    row = row_of(placed, SOURCES, guesses or {})
    entries = detail(row, Around(**around), 60, TYPOGRAPHIC)  # type: ignore[arg-type]
    return [f"{entry.key}{''.join(words for words, _ in line)}" for entry in entries for line in entry.lines]


HEAD = [" Who said so?", "", " fact · ana · #x #y"]


def test_each_place_says_how_sure_it_is() -> None:
    """Here, moved, the whole article, or a story; what has changed or is lost shows the words that were read."""
    assert lines(Placed(A, State.HERE, Span(0, 11)))[3:] == ["", " Ships · in its place", " “the old sea”"]
    assert lines(Placed(A, State.MOVED, Span(0, 11)))[4] == " Ships · moved, found again"
    assert lines(Placed(Target("a.txt"), State.HERE))[4:] == [" Ships · on the whole article"]
    assert lines(Placed(STORY, State.HERE))[4:] == [" On the story of “Ships”"]
    lost = lines(Placed(A, State.LOST))
    assert lost[4:] == [" Ships · lost: the passage is no longer there", " was: “the old sea”"]


def test_a_note_on_an_article_that_is_not_read_claims_nothing_of_its_passage() -> None:
    """Its file may be gone, or the library is being read for the first time."""
    absent = lines(Placed(A, State.LOST, absent=True))
    assert absent[4:] == [" Ships · not here: its article is not among those read", " was: “the old sea”"]
    assert lines(Placed(Target("a.txt"), State.LOST, absent=True))[4:] == [absent[4]]


def test_facts_of_a_note_stay_whole_in_a_narrow_pane() -> None:
    """What a passage is called and how sure its place is go on separate lines where one is too short."""
    placed = Placed(A, State.CHANGED, Span(0, 8), Span(0, 8), 0.756)
    row = row_of(PlacedNote(note("N1", "", A), (placed,)), SOURCES, {})
    (entry,) = detail(row, Around(), 48, TYPOGRAPHIC)
    told = ["".join(words for words, _ in line) for line in entry.lines]
    assert told[2:4] == [" Ships", " changed? the passage reads otherwise now"]


def test_a_guess_stands_beside_what_was_read() -> None:
    """The guess with how alike it is; where only the place is known, that is said."""
    changed = Placed(A, State.CHANGED, Span(0, 8), Span(0, 8), 0.756)
    assert lines(changed, guesses={0: "the sea"})[4:] == [
        " Ships · changed? the passage reads otherwise now",
        " was: “the old sea”",
        " best guess, 76 % alike: “the sea”",
    ]
    cut = Placed(A, State.LOST, None, Span(4, 4))
    assert lines(cut)[6] == " the place is known, but the passage is gone from it"


def test_notes_around_it_stand_under_their_headings() -> None:
    """Parent, replies and links both ways, each leading to its note, called by its words, else its passage or id."""
    found = lines(
        Placed(A, State.HERE, Span(0, 11)),
        parent=note("P", "Parent."),
        replies=[note("R", "", A)],
        links=[note("L", " ")],
        backlinks=[note("B", "Back.")],
        where="kept in a.txt.yaml, line 5",
        waits="the disk is full",
    )
    assert found == [
        *HEAD,
        " not in its file yet: the disk is full",
        "",
        " Ships · in its place",
        " “the old sea”",
        "",
        " In reply to",
        "P   Parent.",
        "",
        " Replies",
        "R   “the old sea”",
        "",
        " Links",
        "L   L",
        "",
        " Linked from",
        "B   Back.",
        "",
        " kept in a.txt.yaml, line 5",
    ]


def test_a_note_without_words_has_no_empty_lines_for_them() -> None:
    """A highlight is its passage and nothing more."""
    assert lines(Placed(A, State.HERE, Span(0, 11)), text=" ") == [
        *HEAD[2:],
        "",
        " Ships · in its place",
        " “the old sea”",
    ]
