"""A place in one version of a text in another."""

from __future__ import annotations

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from index.model.note import Mark
from index.notes.anchors.followed_place import BEFORE, BEHIND, anchored, follow, found_again, words_at

TEXT = "The ministers met on Friday.\n\nTalks went on for hours and nobody spoke of trade.\n\nThey meet again in June."
PLACE = TEXT.index("hours")


@pytest.mark.parametrize(
    "after",
    [
        f"A first paragraph that is new.\n\n{TEXT}",
        TEXT.replace("The ministers met on Friday.\n\n", ""),
        TEXT.replace("Friday", "the last Friday of April"),
        TEXT.replace("nobody spoke of trade", "nobody named trade"),
        TEXT.replace("in June", "in the summer"),
    ],
)
def test_a_place_goes_with_the_words_around_it(after: str) -> None:
    """A place follows its words through changes above, below and in its sentence."""
    assert after[follow(PLACE, TEXT, after) :].startswith("hours")


def test_a_place_on_a_blank_line_goes_with_the_paragraph_behind_it() -> None:
    """There are no words on it to go by."""
    after = f"New.\n\n{TEXT}"
    assert after[follow(TEXT.index("\n\n") + 1, TEXT, after) :].lstrip().startswith("Talks")


def test_a_place_whose_words_are_gone_is_the_nearest_there_is() -> None:
    """A place whose words are gone moves to the nearest place within the new text."""
    assert 0 <= follow(PLACE, TEXT, "Quite another.") <= len("Quite another.")


@example("\na", "a", 0).via("a blank line before the first paragraph, taken out")
@given(st.text("ab \n", max_size=80), st.text("ab \n", max_size=80), st.integers(0, 90))
def test_a_place_is_always_one_of_the_new_text(before: str, after: str, offset: int) -> None:
    """No text and no offset leads out of it; an unchanged text keeps its places."""
    assert 0 <= follow(offset, before, after) <= max(len(after), offset if before == after else 0)
    assert follow(offset, before, before) == offset


WORDS = ("harbour", "minister", "spoke", "winter", "treaty", "fishermen", "council", "ice", "ships", "of", "the", "a")
LINES = st.lists(st.lists(st.sampled_from(WORDS), min_size=9, max_size=40).map(" ".join), min_size=2, max_size=8)


@given(LINES, LINES, st.data())
def test_places_stay_at_their_words_when_paragraphs_are_put_in(
    old: list[str], new: list[str], data: st.DataObject
) -> None:
    """Wherever paragraphs are put in, a place whose words stand nowhere else stands on the sign it stood on."""
    text = "\n\n".join(old)
    number = data.draw(st.integers(0, len(old) - 1))
    inside = data.draw(st.integers(0, len(old[number]) - 1))
    offset = sum(len(line) + 2 for line in old[:number]) + inside
    above = data.draw(st.lists(st.integers(0, len(old)), min_size=len(new), max_size=len(new)))
    put_in = [[line for line, place in zip(new, above, strict=True) if place == at] for at in range(len(old) + 1)]
    after = "\n\n".join(line for at, line in enumerate([*old, ""]) for line in (*put_in[at], line)).rstrip("\n")
    assume(after.count(old[number][max(0, inside - BEFORE) : inside + BEHIND]) == 1)
    moved = anchored(anchored(Mark(place=offset, bookmarks=(offset,)), text), after)
    assert moved.bookmarks == (after.index(old[number]) + inside,)
    assert moved.place == (moved.bookmarks[0] if offset else 0)


def test_a_mark_without_words_stays_and_gets_them() -> None:
    """What an older version kept is an offset: it is taken at its word once, and follows from then on."""
    text = "One paragraph about the harbour.\n\nAnother one about the treaty."
    mark = anchored(Mark(place=34, bookmarks=(0, 34)), text)
    assert (mark.place, mark.bookmarks, sorted(mark.words)) == (34, (0, 34), [0, 34])
    after = f"A new one.\n\n{text}"
    assert anchored(mark, after).bookmarks == (12, 46)
    assert anchored(mark, text) == mark


def test_a_place_in_a_paragraph_that_is_gone_stays_in_the_text() -> None:
    """A place in a deleted paragraph moves to the nearest one, never past the end."""
    text = "One paragraph about the harbour.\n\nAnother one about the treaty."
    mark = anchored(Mark(place=60, bookmarks=(34,)), text)
    moved = anchored(mark, "Short.")
    assert (moved.place <= 6, moved.bookmarks[0] <= 6) == (True, True)


def test_words_changed_around_a_place_do_not_lose_it() -> None:
    """Some words of the paragraph are enough, with a paragraph put in above."""
    text = "First of all, the ministers met in Riga.\n\nThe council said on Monday that the harbour will be rebuilt."
    at = text.index("harbour")
    after = "New.\n\n" + text.replace("said on Monday", "announced on Tuesday")
    moved = anchored(anchored(Mark(place=at), text), after)
    assert after[moved.place :].startswith("harbour")


def test_the_words_before_a_place_are_not_looked_for_from_the_end() -> None:
    """A place at the very beginning, whose words before it stand at the end now, goes there."""
    assert found_again(0, ("the harbour town", ""), "Some text, the harbour town") == 27


def test_words_on_both_sides_of_a_blank_line_find_it_again() -> None:
    """A bookmark between two paragraphs goes with both of them."""
    place, after = TEXT.index("\n\n") + 1, f"A new one, put in above.\n\n{TEXT}"
    assert found_again(place, words_at(TEXT, place), after) == after.index("\n\nTalks") + 1


def test_a_place_in_a_sentence_that_was_changed_on_both_sides_stays_in_it() -> None:
    """What is left of its words is enough, though the paragraph has moved down."""
    edited = TEXT.replace("went on", "dragged on").replace("and nobody", "when nobody")
    after = f"A new one, put in above.\n\n{edited.replace('Friday', 'Monday').replace('again', 'once more')}"
    moved = found_again(PLACE, words_at(TEXT, PLACE), after)
    assert after.index("Talks") < moved < after.index("They")
