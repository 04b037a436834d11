"""Disagreements between accounts, and differences that are none."""

import pytest

from index.compare.comparison import compare
from index.model.article import Article, Block, Field, Role, Source
from index.model.comparison_result import CorpusFrequencies, Disagreement


def article(name: str, *paragraphs: str, day: str | None = None) -> Article:
    text = "\n\n".join(paragraphs)
    blocks, place = [], 0
    for paragraph in paragraphs:
        blocks.append(Block(place, place + len(paragraph), Role.BODY))
        place += len(paragraph) + 2
    return Article(name, Source(name, "plain"), text, "", tuple(blocks), published=Field(day))


COMMON = "The ministers agreed to reopen the old bridge over the river after nine long weeks of repairs."
"""A sentence that both accounts tell, so that they are accounts of one event."""


def flags(*articles: Article) -> tuple[Disagreement, ...]:
    return compare(articles).disagreements


def found(a: str, b: str, days: tuple[str | None, str | None] = (None, None)) -> list[str]:
    """Return ``kind: why`` of the flags of the first tier between two accounts."""
    accounts = article("a", COMMON, a, day=days[0]), article("b", COMMON, b, day=days[1])
    return [f"{one.kind}: {one.why}" for one in flags(*accounts) if one.tier == "content"]


def test_figures_of_linked_sentences() -> None:
    """Two numbers of one unit between the same words disagree; the evidence is their words and where they stand."""
    a, b = (
        article("a", COMMON, "The blast killed 30 people on the bridge at noon."),
        article("b", COMMON, "The blast killed 34 people on the bridge at noon."),
    )
    one = flags(a, b)[0]
    assert (one.kind, one.tier, one.why) == ("number", "content", "30 people / 34 people")
    assert (a.text[slice(*one.a)], b.text[slice(*one.b)]) == ("30 people", "34 people")


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (
            "The advertisement, to be shown in Fort Myers and West Palm Beach, is costing the group $1 million.",
            "They have reserved $500,000 of airtime in Fort Myers and West Palm Beach, an official said.",
            ["number: $1 million / $500,000"],
        ),
        (
            "A lawyer for Crawford, a 60-year-old woman from Staunton, denied the murders of two girls.",
            "Police in Staunton arrested 61-year-old Crawford on Friday for the murders of both girls.",
            ["number: 60-year-old / 61-year-old"],
        ),
    ],
)
def test_figures_among_like_words(a: str, b: str, expected: list[str]) -> None:
    """Figures of one unit among like words disagree although their sentences are worded anew."""
    assert found(a, b) == expected


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Talks of 5½ hours ended in Rome.", "Talks of five-and-a-half hours ended in Rome."),
        ("He signed a $61.4 billion package today.", "He signed a $61 billion package today."),
        ("He signed a nearly $100 billion package today.", "He signed a $95 billion package today."),
        ("The program cost more than $2.9 million there.", "The program cost $2.95 million there."),
        ("Output in the region rose .7 percent in May.", "Output in the region rose .66 percent in May."),
        ("About 500 people saw the old bridge fall.", "Some 480 people saw the old bridge fall."),
        ("It sent $95 billion, with $61 billion for Ukraine.", "It sent $61 billion for Ukraine, out of $95 billion."),
        ("It lasted five hours in Rome.", "It lasted five days in Rome."),
        ("The riots began five days ago in Athens.", "The riots in Athens went on for eight days."),
        ("The flood drove out 350 people there.", "The flood drove out three hundred and fifty people there."),
        ("Some 1,500 workers walked out on Friday.", "Some 1 500 employees walked out on Friday."),
        (
            "The yield of the ten-year note rose while investors in London waited.",
            "Investors in London sold the two-year note, and its yield fell.",
        ),
    ],
)
def test_figures_that_agree(a: str, b: str) -> None:
    """Spellings, roundings, another order, other units, times ago and names of things are no disagreement."""
    assert [flag for flag in found(a, b) if flag.startswith("number")] == []


def test_what_the_accounts_are_about_ties_no_figures_together() -> None:
    """Figures whose surroundings share only what every sentence tells of are of two things; a rarer word ties them."""
    about = [f"The orchard {rest}." for rest in ("lies uphill", "was sold", "needs rain", "has a gate", "is old")]
    a, b, c = (
        article("a", COMMON, *about, "Two valleys sued the orchard at a distant court."),
        article("b", COMMON, *about, "Three valleys planted an orchard with borrowed seed."),
        article("c", COMMON, *about, "Three valleys were sued over borrowed seed."),
    )
    known = CorpusFrequencies(100, {})
    found = [compare(pair, frequencies=known).disagreements for pair in ((a, b), (a, c))]
    assert [[one.why for one in some] for some in found] == [[], ["Two valleys / Three valleys"]]


def test_a_figure_told_elsewhere_is_no_disagreement() -> None:
    """What the other account tells anywhere, it does not contradict."""
    a = "The blast killed 30 people on the bridge at noon."
    b = "The blast killed 34 people on the bridge at noon. Earlier reports had spoken of 30 people."
    assert found(a, b) == []


def test_figures_round_to_two_digits() -> None:
    """A figure agrees with one it is rounded to, to two digits; to one where the text says that it is rough."""
    pairs = [("61", "61.4"), ("60", "61.4"), ("about 60", "61.4"), ("about 70", "61.4")]
    told = [found(f"The new bridge cost {a} euros in all.", f"The new bridge cost {b} euros in all.") for a, b in pairs]
    assert [len(one) for one in told] == [0, 1, 0, 1]


def test_another_currency() -> None:
    """The same sum in another currency disagrees where the words around are nearly the same."""
    a = "The new bridge over the wide river had cost $5 million and was paid for by the state."
    assert found(a, a.replace("$5", "€5")) == ["number: $5 million / €5 million"]
    assert found(a, a.replace("$5 million", "5 million dollars")) == []


def test_a_third_account_takes_sides() -> None:
    """An account that tells one side's figure in other words is held against the other side too."""
    a = article("a", COMMON, "The lawsuit against the largest retailer in the country covers 1.5 million women.")
    b = article("b", COMMON, "The lawsuit against the largest retailer in the country covers 1.6 million women.")
    c = article("c", COMMON, "Judges asked how to pay what 1.5 million women would be owed.")
    told = {(one.a_article, one.b_article, one.why) for one in flags(a, b, c)}
    assert told == {
        ("a", "b", "1.5 million women / 1.6 million women"),
        ("b", "c", "1.6 million women / 1.5 million women"),
    }


def test_days_disagree_when_resolved() -> None:
    """Resolved days are compared; a weekday and a date of that weekday agree, and unresolved ones are left alone."""
    a, b = "The ministers met on April 26 in Rome to talk.", "The ministers met on Thursday in Rome to talk."
    assert found(a, b) == []
    assert found(a, b, days=("2024-04-27", "2024-05-04")) == ["date: April 26 / Thursday"]
    friday = b.replace("Thursday", "Friday")
    assert found(a, friday, days=("2024-04-27", "2024-05-04")) == []
    assert found(a, a.replace("26", "25")) == ["date: April 26 / April 25"]


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("The mill was built in 1956 and burned down.", "The mill, built in 1958, burned down.", ["date: 1956 / 1958"]),
        ("The mill was built in 1956 and burned.", "The mill was built in May 1956 and burned.", []),
        ("Shots fell at 9:30 pm on Elm Street.", "Shots fell at 10:15 pm on Elm Street.", ["date: 9:30 pm / 10:15 pm"]),
        ("Shots fell at 9 p.m. EST on Elm Street.", "Shots fell at 6 p.m. PST on Elm Street.", []),
        ("The council passed the plan 12 to 7.", "The council passed the plan 12 to 8.", ["number: 12 to 7 / 12 to 8"]),
        ("The council passed the plan 12 to 7.", "The plan was passed in a 12-7 vote of the council.", []),
        ("Ida Lund, 46, left Leeds.", "The 47-year-old Ida Lund left Leeds.", ["number: 46 / 47-year-old"]),
    ],
)  # fmt: skip
def test_years_times_votes_and_ages(a: str, b: str, expected: list[str]) -> None:
    """Years, times, votes and ages differ among like words, whichever way each account writes them."""
    assert found(a, b) == expected


def test_days_of_one_happening_in_other_words() -> None:
    """Days beside the same verb disagree among like words; days of speaking do not."""
    a = "Mark Felt, the informant known as Deep Throat in the Watergate scandal, died on Friday."
    b = "Felt, who told reporters about the Watergate scandal as Deep Throat, died Thursday at home."
    assert found(a, b) == ["date: Friday / Thursday"]
    assert found(a.replace("died on", "spoke on"), b.replace("died", "spoke")) == []


def test_a_day_that_replaces_another() -> None:
    """In two sentences of nearly the same words another day is told, even where both accounts have both days."""
    broke = "The dam above the town broke in the early hours of Tuesday, officials said."
    visit = "The minister promised help to all families and visited the town on {} afternoon."
    days = ("2026-03-04", "2026-03-04")
    tuesday, monday = (f"{broke} {visit.format(day)}" for day in ("Tuesday", "Monday"))
    assert found(tuesday, monday, days) == ["date: Tuesday / Monday"]
    assert found(tuesday, tuesday, days) == []
    # Two days in one sentence: which of them is replaced is not known.
    both = "The minister promised help on Monday and visited the town on {} afternoon."
    assert found(f"{broke} {both.format('Tuesday')}", f"{broke} {both.format('Monday')}", days) == []
    # Other words: two acts.
    assert found(tuesday, f"{broke} Relatives of the dead gathered in the church on Monday afternoon.", days) == []


def test_names_in_one_place() -> None:
    """Two persons in one place of a sentence and its edited copy disagree; two spellings of one do not."""
    a = "The committee elected Senator Ann Smith chairwoman of the new panel on the budget on Monday."
    assert found(a, a.replace("Ann Smith", "Eve Jones")) == ["name: Ann Smith / Eve Jones"]
    assert found(a, a.replace("Senator Ann Smith", "Ms. Smith")) == []


def test_a_place_in_a_dateline_is_no_fact() -> None:
    """Where an account was written is not what it tells."""
    a = "PARIS — The envoys of both countries met on the old bridge over the river in the morning."
    assert found(a, a.replace("PARIS", "ROME")) == []


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Reince Priebus", "Reince Preibus", True),
        ("Parris Island", "Paris Island", True),
        ("Gregg Milliote", "Miliote", True),
        ("Promises Treatment Center", "Promises Treatment Centre", False),
        ("American Oscars", "American Oscar", False),
        ("Ann Keller", "Ann Heller", False),
        ("Iraq", "Iran", False),
    ],
)
def test_names_a_letter_apart(one: str, other: str, *, expected: bool) -> None:
    """A letter added, missing or moved in a name is flagged; endings, British spelling and initials are not."""
    a, b = f"Nobody at all had heard from {one} by then.", f"There was no word about {other} in the evening."
    assert found(a, b) == ([f"name: {one} / {other}"] if expected else [])


def test_another_given_name() -> None:
    """One family name and office with two given names disagrees; a nickname does not."""
    a = "The bill was written by Rep. Loretta Sanchez of California."
    assert found(a, "It was Rep. Linda Sanchez who had asked for it.") == ["name: Loretta Sanchez / Linda Sanchez"]
    b = "The bill was written by Sen. Joseph Sanchez of California."
    assert found(b, "It was Sen. Joe Sanchez who had asked for it.") == []


def test_speakers_of_one_quotation() -> None:
    """A quotation that two accounts give to two persons is flagged with both names."""
    words = "The lawful rights of our people have been trampled on for all of nine years"
    a = f"“{words},” said Foreign Minister Anna Lindholm. Lindholm left at once."
    b = f"“{words},” said General Bruno Castelli. Castelli stayed."
    assert found(a, b) == ["speaker: Anna Lindholm / Bruno Castelli"]


def test_wordings_have_tiers() -> None:
    """Altered content is worth a reader's time, altered form is folded, and each says what was altered."""
    a = "“Every day that passes the country gets closer to a nuclear bomb,” said Anna Lindholm."
    b = "“Every day that passes the country gets closer to nuclear arms,” said Anna Lindholm."
    c = "“Every day that passes, the country's getting closer to a nuclear bomb,” said Anna Lindholm."
    content, form = flags(article("a", COMMON, a), article("b", COMMON, b), article("c", COMMON, c))[:2]
    assert (content.kind, content.tier, content.why) == ("wording", "content", "bomb / arms")
    assert (form.kind, form.tier) == ("wording", "form")


def test_words_of_over_forty_letters_are_no_names() -> None:
    """What is longer than any name is not held against others letter by letter."""
    a, b = (f"Nobody at all had heard from Mayor Ada Bo{'m' * 37}{end} by then." for end in "et")

    assert (len(found(a, b)), found(a.replace("mm", "mmm", 1), b.replace("mm", "mmm", 1))) == (1, [])
