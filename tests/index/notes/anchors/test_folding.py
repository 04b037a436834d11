"""Folding: what is left of a text, and where it stood."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.model.article import Span
from index.notes.anchors.folding import fold, keep, signs

TEXT = st.text(st.one_of(st.characters(), st.sampled_from("aé“”’- \n\u0301ﬁﬃ漢한अ्\u00ad½")), max_size=60)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“China’s” concerns—", '"China\'s" concerns -'),
        ("co-\noperation", "cooperation"),
        ("ﬁnancial", "financial"),
        ("Café", "CAFE\u0301"),
        ("U.S. – China", "US-China"),
        ("so\u00adcial", "social"),
    ],
)
def test_cleanings_of_one_page_fold_alike(one: str, other: str) -> None:
    """Marks, dashes, spaces, ligatures, accents and case do not count."""
    assert fold(one).letters == fold(other).letters


@given(TEXT)
def test_every_letter_leads_back_to_where_it_stood(text: str) -> None:
    """The places rise, lie in the text, and the code point there folds to the letter."""
    folded = fold(text)
    places = [folded.place(offset) for offset in range(len(folded.letters))]
    assert places == sorted(places)
    assert [letter in fold(text[place]).letters for letter, place in zip(folded.letters, places, strict=True)] == [
        True
    ] * len(places)
    assert folded.place(len(folded.letters)) == len(text)


@given(TEXT, TEXT)
def test_folding_goes_word_by_word(one: str, other: str) -> None:
    """Folding two texts joined by a space is joining what each folds to."""
    assert fold(f"{one} {other}").letters == fold(one).letters + fold(other).letters


def test_a_span_of_letters_is_a_span_of_the_source() -> None:
    """A ligature's letters all come from it, and the span ends after the last one's code point."""
    folded = fold("“eﬃgy”")
    assert (folded.letters, folded.span(1, 3), folded.span(4, 6)) == ("effigy", Span(2, 3), Span(3, 5))


def test_words_open_and_close_at_their_edges() -> None:
    """Whether a match begins or ends inside a word can be told."""
    folded = fold("the rapist")
    assert [folded.opens_word(offset) for offset in (0, 1, 3)] == [True, False, True]
    assert [folded.closes_word(offset) for offset in (3, 4, 9)] == [True, False, True]


@given(st.text(max_size=9))
def test_kept_text_is_its_own_folding(text: str) -> None:
    """Signs that fold to nothing are sought as they stand."""
    kept = keep(text)
    assert [kept.letters[offset] for offset in range(len(text))] == [text[kept.place(at)] for at in range(len(text))]


@pytest.mark.parametrize(
    ("text", "kept"), [("$3.5 – a", "$."), ("plain\twords\u200b", ""), ("−5", "−"), ("-5", "−"), ("a, b. (c)", ",.()")]
)
def test_signs_that_may_change_the_meaning_are_kept_apart(text: str, kept: str) -> None:
    """Full stops, currencies and minus signs stay distinct; blanks, dashes and invisible characters do not."""
    assert signs(text) == kept
