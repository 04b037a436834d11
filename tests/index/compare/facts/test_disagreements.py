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


def linked(a: str, others: list[str]) -> list[str]:
    """Return ``why`` where one sentence is linked to all sentences of another account, one a line."""
    accounts = [article("a", a), article("b", "\n".join(others))]
    starts = [sum(len(other) + 1 for other in others[:number]) for number in range(len(others))]
    facing = [Sentence(Span(start, start + len(other)), 0) for start, other in zip(starts, others, strict=True)]
    sentences = {"a": [Sentence(Span(0, len(a)), 0)], "b": facing}
    links = tuple(Link(0, at, Kind.EDITED, 0.9, 0.9, 0.9, moved=False, tiles=()) for at in range(len(others)))
    counted = [quantity for one in accounts for quantity in quantities(one)]
    pair = Pair("a", "b", 1.0, 1.0, links)
    return [row.why for row in disagreements(accounts, [pair], sentences, names(accounts), counted, [], [])]


def test_what_another_linked_sentence_tells_is_no_disagreement() -> None:
    """A number that the next sentence of the passage gives is told there, not contradicted."""
    a, other = "The blast killed 30 people on the bridge.", "The blast killed 34 people on the bridge."
    assert linked(a, [other]) == ["30 people / 34 people"]
    assert linked(a, [other, "It was said that 30 people died."]) == []
    assert linked(a, [other, "It was said that 30 dogs died."]) == ["30 people / 34 people"]


def test_numbers_in_different_slots_do_not_disagree() -> None:
    """Two numbers of one unit that stand between different words are about different things."""
    a = "The blast killed 30 people in the hall and many more outside."
    assert found(a, "The blast killed some in the hall and 34 people outside.") == []
    assert found(a, "The blast killed 34 people in the hall and some outside.") == ["number: 30 people / 34 people"]


@pytest.mark.parametrize(("words", "count"), [(12, 1), (13, 0)])
def test_a_long_slot_is_a_rewritten_sentence(words: int, count: int) -> None:
    """A number stands for another in a slot of up to twelve words; what is longer was told anew."""
    filler = " ".join(f"x{chr(97 + number)}" for number in range(words - 1))
    a, b = "The blast killed 30 people on the bridge.", f"The blast killed {filler} 34 people on the bridge."
    assert len(found(a, b)) == count


def test_rounded_numbers_agree_to_two_digits() -> None:
    """A number agrees with one it is rounded to, to two digits; to one where the text says that it is rough."""
    pairs = [("61", "61.4"), ("60", "61.4"), ("about 60", "61.4"), ("about 70", "61.4")]
    assert [len(found(f"It cost {a} euros in all.", f"It cost {b} euros in all.")) for a, b in pairs] == [0, 1, 0, 1]


def test_a_place_in_a_dateline_is_no_fact() -> None:
    """Where an account was written is not what it tells."""
    a, b = "PARIS — The envoys met on the bridge.", "ROME — The envoys met on the bridge."
    assert found(a, b, Kind.VERBATIM) == []
