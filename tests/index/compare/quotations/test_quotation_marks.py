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


@pytest.mark.parametrize("first", ['"It is late,”', '“It is late,"'])
@pytest.mark.parametrize("second", ["“Wait.”", '"Wait.”', '“Wait."', '"Wait."', '„Wait."'])
def test_typewriter_and_curly_marks_mix(first: str, second: str) -> None:
    """A quotation opened by one kind of mark may be closed by the other when its own is missing."""
    assert inside(f"{first} he says. {second}") == ["It is late,", "Wait."]


@pytest.mark.parametrize("second", ['„Wait."', "„Wait.“", '"Wait."'])
def test_a_german_mark_may_be_closed_by_that_of_a_typewriter(second: str) -> None:
    """Of „…“ the second is often typed as the straight one."""
    assert inside(f'„Es ist spät", sagt er. {second}') == ["Es ist spät", "Wait."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"It is “late” now," he says.', "It is “late” now,"),
        ('"It is “late” now,” he says.', "It is “late” now,"),
        ('“It is "late" now,” he says.', 'It is "late" now,'),
        ('“It is "late" now," he says.', 'It is "late" now,'),
        ('„Es ist "spät" jetzt“, sagt er.', 'Es ist "spät" jetzt'),
    ],
)
def test_marks_of_the_other_kind_may_stand_inside(text: str, expected: str) -> None:
    """A pair of them is a quotation in the quotation and closes nothing."""
    assert inside(text) == [expected]


def test_a_stray_straight_mark_opens_nothing_before_curly_pairs() -> None:
    """It is left over from a table or a page; before no other quotation it opens one that goes on."""
    assert inside('"The judge called it a “rant” and went on.') == ["rant"]
    assert inside('"The judge called it a rant and went on.') == ["The judge called it a rant and went on."]


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
