"""Disagreements between accounts, and differences that are none."""

import pytest

from index.compare.facts.disagreements import disagreements
from index.compare.facts.quantities import quantities
from index.compare.names.mentions import names
from index.model.article import Article, Block, Field, Role, Source, Span
from index.model.comparison_result import Kind, Link, Pair, Quote, QuoteLink, Sentence


def article(name: str, text: str, published: str | None = None) -> Article:
    blocks = (Block(0, len(text), Role.BODY),)
    return Article(name, Source(name, "plain"), text, "", blocks, published=Field(published))


def found(a: str, b: str, kind: Kind = Kind.EDITED, days: tuple[str | None, str | None] = (None, None)) -> list[str]:
    """Return ``kind: why`` for two accounts of one linked sentence each."""
    accounts = [article("a", a, days[0]), article("b", b, days[1])]
    sentences = {one.id: [Sentence(Span(0, len(one.text)), 0)] for one in accounts}
    pair = Pair("a", "b", 1.0, 1.0, (Link(0, 0, kind, 0.9, 0.9, 0.9, moved=False, tiles=()),))
    counted = [quantity for one in accounts for quantity in quantities(one)]
    rows = disagreements(accounts, [pair], sentences, names(accounts), counted, [], [])
    return [f"{row.kind}: {row.why}" for row in rows]


def test_numbers_in_one_slot() -> None:
    """Two numbers of one unit between the same words disagree; the evidence is their words."""
    assert found("The blast killed 30 people on the bridge.", "The blast killed 34 people on the bridge.") == [
        "number: 30 people / 34 people"
    ]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Talks of 5½ hours ended in Rome.", "Talks of five-and-a-half hours ended in Rome."),
        ("He signed a $61.4 billion package today.", "He signed a $61 billion package today."),
        ("He signed a nearly $100 billion package today.", "He signed a $95 billion package today."),
        ("It sent $95 billion, with $61 billion for Ukraine.", "It sent $61 billion for Ukraine, out of $95 billion."),
        ("It lasted five hours in Rome.", "It lasted five days in Rome."),
    ],
)
def test_numbers_that_agree(a: str, b: str) -> None:
    """Spellings, roundings, another order and other units are no disagreement."""
    assert found(a, b) == []


def test_slots_of_loosely_alike_sentences_need_neighbours() -> None:
    """Sentences that are less than edited copies disagree only between the same content words."""
    a = "The aid package has several elements, including $95 billion in all for the allies."
    b = "The bill also allots money for Ukraine, some $61 billion, to defend itself."
    assert found(a, b, Kind.SIMILAR) == []
    assert found("Rescue crews saved 12 miners there.", "Rescue crews saved 21 miners there.", Kind.PARTIAL) == [
        "number: 12 miners / 21 miners"
    ]


def test_dates_disagree_by_their_days() -> None:
    """Resolved days are compared; a weekday and a date of one day agree, and unresolved ones are left alone."""
    a, b = "The ministers met on April 26 in Rome.", "The ministers met on Friday in Rome."
    assert found(a, b) == []
    assert found(a, b, days=("2024-04-27", "2024-04-27")) == []
    assert found(a, b, days=("2024-04-27", "2024-05-04")) == ["date: April 26 / Friday"]
    assert found(a, a.replace("26", "25")) == ["date: April 26 / April 25"]


def test_names_in_one_slot() -> None:
    """Two persons between the same words disagree; two spellings of one do not."""
    a = "The committee elected Senator Ann Smith chairwoman on Monday."
    assert found(a, a.replace("Ann Smith", "Eve Jones")) == ["name: Ann Smith / Eve Jones"]
    assert found(a, a.replace("Senator Ann Smith", "Ms. Smith")) == []


def test_quotations_disagree_on_speaker_and_wording() -> None:
    """A link of quotations whose speakers differ or whose words changed is a disagreement with both spans."""
    one = Quote("a", Span(1, 5), "Ann Smith", Span(7, 9), None, "after", certain=True)
    other = Quote("b", Span(2, 6), "Bob Jones", Span(8, 11), None, "after", certain=True)
    rows = disagreements([], [], {}, [], [], [one, other], [QuoteLink(0, 1, "changed", "differs")])
    assert [(row.kind, row.a, row.b, row.why) for row in rows] == [
        ("wording", Span(1, 5), Span(2, 6), "quotation in other words"),
        ("speaker", Span(7, 9), Span(8, 11), "Ann Smith / Bob Jones"),
    ]
