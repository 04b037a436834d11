"""Words carry their place and the forms under which accounts agree."""

from __future__ import annotations

import sys
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.language.lightstem import stem
from index.text.tokens import joined_form, tokens


def plain(text: str) -> list[str]:
    return [token.plain for token in tokens(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("It’s O'Neil", "it's o’neil"),
        ("the U.S.", "the US"),
        ("5½ hours", "5 1/2 hours"),
        ("5½ hours", "five-and-a-half hours"),
        ("two and a half years", "2.5 years"),
        ("$95-billion", "$95 billion"),
        ("5%", "5 per cent"),
        ("5%", "five percent"),
        ("1,000 men", "1000 men"),
        ("twenty-five", "25"),
        ("Erdoğan", "Erdogan"),
        ("U.S. – China", "U.S.-China"),
        ("wel\u00adcome", "welcome"),
        ("wel\u200bcome", "welcome"),
        ("wel\u2060come", "welcome"),
        ("wel\ufeffcome", "welcome"),
        ("12 500 men", "12,500 men"),
        ("1\u202f250\u00a0000", "1,250,000"),
        ("Пётр", "Петр"),
        ("كتابـــ", "كتاب"),
        ("قالَ الرئيسُ", "قال الرئيس"),
        ("إلى", "الى"),
        ("שָׁלוֹם", "שלום"),
        ("AT&T", "AT and T"),
        ("“Talks”", '"talks"'),
    ],
)
def test_same_word_in_two_spellings(one: str, other: str) -> None:
    """Case, quotes, dashes, dots, hyphens and spellings of numbers make no difference."""
    assert plain(one) == plain(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("us", "US"),
        ("5th", "5"),
        ("increases", "increased"),
        ("й", "и"),
        ("1990s", "1990"),
        ("26,5", "265"),
        ("5 12", "512"),
        ("2012 500", "2012500"),
        ("ї", "і"),
    ],
)
def test_different_words(one: str, other: str) -> None:
    """A pronoun is no country, an ordinal no count, an inflection no repetition, and a decimal comma no thousand."""
    assert plain(one) != plain(other)


def test_scripts_without_spaces() -> None:
    """Every ideograph is a word, and vowel signs stay with their letters, or are left out where writers may."""
    assert plain("今日は hello हिन्दी مُحَمَّد") == ["今", "日", "は", "hello", "हिन्दी", "محمد"]


@pytest.mark.parametrize(
    "forms",
    [
        "respond responds responded responding",
        "stop stops stopped stopping",
        "use uses used using",
        "agency agencies",
        "organise organises organised organizing",
        "organisation organizations",
        "rise rises rose rising",
        "agree agrees agreed agreeing",
        "price prices priced pricing",
        "defence defense",
        "labour labor",
        "travelled traveled traveling",
        "meet met meeting",
        "china china's",
    ],
)
def test_light_stem(forms: str) -> None:
    """The forms of one English word fall together."""
    assert len({stem(form) for form in forms.split()}) == 1


def test_light_stem_keeps_words_apart() -> None:
    """Short words and words that merely look inflected keep their own stems."""
    words = {"new", "news", "business", "busy", "process", "four", "for", "hour", "thing", "king", "bed", "need", "red"}
    assert len({stem(word) for word in words}) == len(words)


def test_halves_of_a_word_join() -> None:
    """Two pieces written apart have the form of the whole word."""
    assert [joined_form("conf", "lict"), joined_form("Well", "known")] == ["conflict", "wellknown"]


def test_stop_words_and_names() -> None:
    """Function words and capitals are marked."""
    assert [(t.stop, t.name) for t in tokens("The Hindu said it")] == [
        (True, True),
        (False, True),
        (True, False),
        (True, False),
    ]


@given(st.text(alphabet="aA1½.'’-&%, \u0301今é$twohalf", max_size=60) | st.text(max_size=60), st.integers(0, 9))
def test_offsets_slice_back(text: str, start: int) -> None:
    """Tokens are ordered, disjoint, non-empty stretches of the text they were cut from."""
    position = start
    for token in tokens(text, start):
        assert position <= token.start < token.end <= len(text)
        assert token.plain
        assert token.form
        position = token.end


@pytest.mark.parametrize(
    ("text", "expected"), [("Aﹰ", ["a"]), ("ﷺ", ["صلىاللهعليهوسلم"]), ("xͺ", ["xι"]), ("ʼ", ["'"])]
)
def test_signs_that_unicode_writes_with_blanks_are_one_word(text: str, expected: list[str]) -> None:
    """A letter whose compatibility form holds blanks makes one word without them, and an apostrophe is not nothing."""
    assert plain(text) == expected


def test_no_character_puts_white_space_into_a_word() -> None:
    """For any character, alone or in a word, the forms are not empty and have no white space."""
    assigned = (chr(code) for code in range(sys.maxunicode + 1) if category(chr(code)) not in {"Cn", "Co", "Cs"})
    everything = "".join(f"{sign}\na{sign}b\n" for sign in assigned)
    forms = {form for token in tokens(everything) for form in (token.plain, token.form)}
    assert {form for form in forms if form.split() != [form]} == set()


@given(st.text(max_size=40))
def test_forms_are_stable(text: str) -> None:
    """Cutting the plain forms again changes nothing that matters: no token is lost for good."""
    assert all(tokens(token.plain) or not token.plain.isalnum() for token in tokens(text))
