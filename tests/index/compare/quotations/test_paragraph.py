"""What the words of a quotation and its neighbours tell, in the classes that are weighed."""

from __future__ import annotations

import pytest

from index.compare.quotations.paragraph import NOBODY, Paragraph, QuotationContext, bucket, setting
from index.compare.quotations.quotation_marks import marked
from index.text.language.language_lexicon import english


def of(text: str, number: int = 0) -> QuotationContext:
    """Return the context of a quotation of a paragraph."""
    here = Paragraph(text, 0, len(text), marked(text, 0, len(text)), english())
    token = next(token for token, which in here.narration.quotes.items() if which == number)
    return setting(here, here.quotations[number], token)


@pytest.mark.parametrize(
    ("gaps", "name"),
    [((0,), "0"), ((1,), "1"), ((2,), "2"), ((3,), "3"), ((4, 7), "4-7"), ((8, 15), "8-15"), ((16, 999), "16+")],
)
def test_distances_fall_into_classes(gaps: tuple[int, ...], name: str) -> None:
    """Near ones are told apart one by one, far ones are not."""
    assert {bucket(gap) for gap in gaps} == {name}


@pytest.mark.parametrize(
    ("words", "name"), [(1, "1-2"), (2, "1-2"), (3, "3-5"), (5, "3-5"), (6, "6-12"), (12, "6-12"), (13, "13+")]
)
def test_lengths_fall_into_classes(words: int, name: str) -> None:
    """A quotation is a term, a phrase, a sentence or more, by its words."""
    assert of(f"He said “{' '.join(['Word'] * words)}” twice.").length == name


@pytest.mark.parametrize(
    ("text", "closing"),
    [
        ("“Go on,” he said.", ","),
        ("“Go on”, he said.", ","),
        ("He said: “Go on.”", "."),
        ("He said: “Go on”.", "."),
        ("“Go on?” he asked.", "!"),
        ("“Go on” he said.", "none"),
    ],
)
def test_a_quotation_closes_with_its_last_mark(text: str, closing: str) -> None:
    """The mark inside counts, else a comma or a full stop right behind."""
    assert of(text).closing == closing


def test_a_fragment_begins_small() -> None:
    """A quotation that begins with a small letter is part of the sentence around it."""
    assert [of("He called it “a bad day”.").shape, of("He said “Nobody came”.").shape] == ["fragment", "sentence"]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("“CLINTON: I feel that we must go.”", "CLINTON"),
        ("“Ana Reyes: I feel that we must go.”", "Ana Reyes"),
        ("“Sadly: we must go.”", ""),
        ("“NOTE: we must go.”", ""),
    ],
)
def test_a_label_names_the_speaker_inside(text: str, label: str) -> None:
    """Capitals or two words before a colon are a name, but for the words that open notices."""
    found = of(text).label
    assert (text[slice(*found)], found == NOBODY) == (label, not label)


def test_a_statement_right_behind_follows() -> None:
    """“…,” he said follows; he said, “…” does not, nor what is said two words on."""
    texts = ("“Go on,” he said.", "He said, “Go on.”", "“Go on” and then they left, he said.")
    assert [of(text).followed for text in texts] == [True, False, False]


def test_paragraphs_know_whether_they_are_bare_and_whether_they_introduce() -> None:
    """Nothing but quotations is bare; a colon at the end introduces the next paragraph."""

    def told(text: str) -> tuple[bool, bool]:
        here = Paragraph(text, 0, len(text), marked(text, 0, len(text)), english())
        return here.bare, here.introduces

    texts = ("“Go on.” – “No.”", "“Go on,” he said.", "Then he said: ", "Then he said：")
    assert [told(text) for text in texts] == [(True, False), (False, False), (False, True), (False, True)]
