"""Where quotations begin and end, whatever marks they are set in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.compare.quotations.quotation_marks import dashed, marked


def spoken(text: str) -> list[str]:
    return [text[quote.inner_start : quote.inner_end] for quote in dashed(text, 0, len(text), frozenset({"rzekł"}))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("– Nie wiem – rzekł Jan. – Może jutro.", ["Nie wiem", "Może jutro."]),
        ("— Nie wiem, — rzekł cicho Jan, — może jutro.", ["Nie wiem,", "może jutro."]),
        ("Jan wstał. – Nie wiem – rzekł.", ["Nie wiem"]),
        ("– chleb\n– mleko", []),
        ("Jan – stary szewc – wstał i rzekł coś.", []),
    ],
)
def test_speech_behind_dashes(text: str, expected: list[str]) -> None:
    """A dash opens speech where a second one with a verb of saying behind it shows that it did; a list has none."""
    assert spoken(text) == expected


def inside(text: str) -> list[str]:
    return [text[quote.inner_start : quote.inner_end] for quote in marked(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Hi,” he said. “Bye.”", ["Hi,", "Bye."]),
        ('"Hi," he said. "Bye."', ["Hi,", "Bye."]),
        ("„Hallo“, sagte er. »Nein«, sagte sie.", ["Hallo", "Nein"]),
        ("”Hej”, sa han. «Non», dit-elle. « Oui », dit-il.", ["Hej", "Non", "Oui"]),
        ("「はい」と言った。他说：“这是”。", ["はい", "这是"]),
        ("``Hi,'' he said.", ["Hi,"]),
        ("‹Si›, he said; ‚Ja‘, said she.", ["Si", "Ja"]),
    ],
)
def test_every_style_of_marks(text: str, expected: list[str]) -> None:
    """Curly, straight, German, French, Swedish, Japanese, Chinese and typewriter marks all enclose a quotation."""
    assert inside(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("‘I don’t know,’ he said, ‘the workers’ rights are.’", ["I don’t know,", "the workers’ rights are."]),
        ("'I don't know,' he said of the '90s", ["I don't know,"]),
        ("the workers’ party and the bosses’ party", []),
        ("rock 'n' roll's 'best' years' end", ["best"]),
        ("It’s Xi’s and the U.S.’s, ’tis true", []),
        ('A 6" pipe and a "long" one', ["long"]),
    ],
)
def test_apostrophes_are_no_quotations(text: str, expected: list[str]) -> None:
    """Apostrophes, plurals in the genitive, elisions and inches do not open a quotation."""
    assert inside(text) == expected


def test_nested_quotations_belong_to_the_outer_one() -> None:
    """A quotation inside a quotation is part of it, in other marks or in the same ones."""
    assert inside("“He said ‘no’ to “me” there,” she said.") == ["He said ‘no’ to “me” there,"]


def test_an_open_quotation_closes_with_its_paragraph() -> None:
    """A missing closing mark ends the quotation where the paragraph ends, and only the broken one."""
    text = 'the "giant ship" of ties, "but the factors are growing.  '
    assert inside(text) == ["giant ship", "but the factors are growing."]


def test_a_mark_of_the_wrong_kind_closes() -> None:
    """A closing mark typed as an opening one still closes."""
    assert inside("“Hello,“ he said") == ["Hello,"]


@pytest.mark.parametrize("text", ['"It is late,” he says. “Wait.”', '“It is late," he says. “Wait.”'])
def test_typewriter_and_curly_marks_mix(text: str) -> None:
    """A quotation opened by one kind of mark may be closed by the other when its own is missing."""
    assert inside(text) == ["It is late,", "Wait."]


def test_a_continued_quotation_is_marked() -> None:
    """A paragraph that begins with a mark takes up the quotation that the paragraph before left open."""
    text = "“And more.”"
    assert [quote.continued for quote in marked(text, 0, len(text), open_before=True)] == [True]


@given(st.text(alphabet="“”‘’'\"„«»「」` .,abS\n—5", max_size=80))
def test_quotations_are_ordered_disjoint_and_inside(text: str) -> None:
    """Whatever the marks, quotations lie inside the text, in order, without overlap, and are never empty."""
    found = marked(text, 0, len(text))
    edges = [at for quote in found for at in (quote.start, quote.inner_start, quote.inner_end, quote.end)]
    assert edges == sorted(edges)
    assert all(text[quote.inner_start : quote.inner_end].strip() for quote in found)
    assert not edges or (edges[0] >= 0 and edges[-1] <= len(text))
