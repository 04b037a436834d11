"""What a word is for search."""

from __future__ import annotations

import sys
from itertools import pairwise
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.words import Word, fold, words


def forms(text: str) -> list[str]:
    return [word.form for word in words(text) if not word.inside]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("U.S.-China talks", ["us", "china", "talks"]),
        ("The US and U.S. may not meet", ["the", "us", "and", "us", "may", "not", "meet"]),
        ("J.K.Rowling", ["jk", "rowling"]),
        ("at the end.The next", ["at", "the", "end", "the", "next"]),
        ("China’s support, China's", ["china", "support", "china"]),
        ("leaders’ talks", ["leaders", "talks"]),
        ("l’état O'Brien", ["l", "etat", "o", "brien"]),
        ("об’єкт об'єкт", ["об'єкт", "об'єкт"]),
        ("counter-narcotics", ["counter", "narcotics"]),
        ("snake_case", ["snake", "case"]),
        ("5½ hours", ["5½", "hours"]),
        ("1,000 and 2004,2005", ["1000", "and", "2004", "2005"]),
        ("$95-billion, 5.5", ["95", "billion", "5.5"]),
        ("США25.04.24, 16:00", ["сша25", "04.24", "16", "00"]),
        ("习近平 Blinken在北京 中", ["习近", "近平", "blinken", "在北", "北京", "中"]),
        ("カタカナ", ["カタ", "タカ", "カナ"]),
        ("مُحَمَّد كتـاب أحمد", ["محمد", "كتاب", "احمد"]),
        ("Erdoğan Łódź Straße Æsir", ["erdogan", "lodz", "strasse", "aesir"]),
        ("й ї ё", ["й", "ї", "ё"]),
        ("Бли́нкен", ["блинкен"]),
        ("co\u00adoperate", ["cooperate"]),
        ("harb\u200bour\u2060s mole\ufeff", ["harbours", "mole"]),
        ("… — ( ) ??", []),
    ],
)
def test_forms_of_news(text: str, expected: list[str]) -> None:
    """News text is cut into the forms that its words are found by."""
    assert forms(text) == expected


@pytest.mark.parametrize(
    ("word", "noun"),
    [
        ("부산에서", "부산"),
        ("부산에서는", "부산"),
        ("항구까지", "항구"),
        ("시장들은", "시장"),
        ("항구를", "항구"),
        ("부산의", "부산"),
        ("집에서", "집"),
        ("부산", None),
        ("물이", None),
    ],
)
def test_korean_nouns_before_their_particles(word: str, noun: str | None) -> None:
    """The noun before a particle is inside the word; one syllable before one syllable is too little to tell."""
    assert [found.form for found in words(word) if found.inside] == ([noun] if noun else [])


def test_spans_are_of_the_text() -> None:
    """A word says where it stands, its possessive ending left out."""
    assert list(words("On China’s 1,000.")) == [
        Word(0, 2, "on"),
        Word(3, 8, "china"),
        Word(9, 10, "s", inside=True),
        Word(11, 16, "1000"),
        Word(11, 12, "1", inside=True),
        Word(13, 16, "000", inside=True),
    ]


@pytest.mark.parametrize(
    ("text", "expected"), [("China’s", ["s"]), ("U.S.", ["u", "s"]), ("5.5", ["5", "5"]), ("США25", ["сша", "25"])]
)
def test_what_is_left_of_a_word_stands_inside_it(text: str, expected: list[str]) -> None:
    """Parts that are not words by the rules can still be looked for."""
    assert [word.form for word in words(text) if word.inside] == expected


@given(st.text())
def test_any_text_has_ordered_words(text: str) -> None:
    """Words of any text lie within it in order, have a form, and overlap only as pairs of characters."""
    found = [word for word in words(text) if not word.inside]
    assert all(0 <= word.start < word.end <= len(text) and word.form for word in found)
    for before, after in pairwise(found):
        assert before.start < after.start
        assert before.end <= after.start or (before.end - before.start, after.start) == (2, before.start + 1)


def test_no_character_puts_white_space_into_a_word() -> None:
    """For any character, alone or in a word, the forms are not empty and have no white space."""
    assigned = (chr(code) for code in range(sys.maxunicode + 1) if category(chr(code)) not in {"Cn", "Co", "Cs"})
    everything = "".join(f"{sign}\na{sign}b\n" for sign in assigned)
    assert {word.form for word in words(everything) if word.form.split() != [word.form]} == set()


@pytest.mark.parametrize("surface", ["ͺ", "aͺb", "\u1fbf", "a\u3000b"])
def test_a_folded_word_has_no_gaps(surface: str) -> None:
    """A value stated in a query or a file is folded to one word for each that was written."""
    assert fold(surface) == "".join(fold(surface).split())


@given(st.text(alphabet=st.characters(categories=("Lu", "Ll", "Lo")), min_size=1))
def test_case_makes_no_difference(text: str) -> None:
    """A word folded twice, or written in capitals, keeps its form."""
    form = fold(text)
    assert (fold(form), fold(text.casefold())) == (form, form)
