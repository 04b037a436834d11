"""The same quotation in several accounts."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.compare.names.mentions import names
from index.compare.quotations.quotations import quotes
from index.compare.quotations.quote_links import quote_links
from index.model.article import Article, Block, Role, Source

SEEDS = Path(__file__).parents[4] / "seeds"
FURNITURE = {"000": "[ad_2]", "001": "Manas Ranjan", "002": " ?? Mark", "003": "Блінкен"}


def article(text: str, name: str) -> Article:
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(at, at + len(line), Role.BODY))
        at += len(line) + 1
    return Article(name, Source(name, "plain"), text, "", tuple(blocks))


def seeds() -> list[Article]:
    paths = sorted(SEEDS.glob("*.txt"))
    return [
        article(path.read_text(encoding="utf-8").partition(FURNITURE[path.name[:3]])[0], path.name[:3])
        for path in paths
    ]


def links(accounts: list[Article]) -> set[tuple[str, str, str, str, str, str]]:
    """Return each link as both ids, the first words of both quotations, wording and speaker."""
    entities = names(accounts)
    found = [quote for account in accounts for quote in quotes(account, entities)]
    texts = {account.id: account.text for account in accounts}
    begins = [texts[quote.article][quote.span.start : quote.span.end][:20] for quote in found]
    rows = set()
    for link in quote_links(found, accounts, entities).links:
        sides = sorted((found[at].article, begins[at]) for at in (link.a, link.b))
        rows.add((sides[0][0], sides[1][0], sides[0][1], sides[1][1], link.wording, link.speaker))
    return rows


def test_the_quotations_of_the_seeds() -> None:
    """The seeds' shared quotations are found, cut or reworded, and nothing else is linked."""
    assert links(seeds()) == {
        ("001", "002", "Overall, the China-U", "Overall, the China-U", "same", "same"),
        ("001", "002", "But at the same time", "But at the same time", "same", "same"),
        ("001", "002", "China’s legitimate d", "China’s legitimate d", "cut", "same"),
        ("001", "002", "China’s concerns are", "China’s concerns are", "cut", "same"),
        ("001", "002", "China’s concerns are", "We have always calle", "cut", "same"),
        ("001", "003", "But at the same time", "but the negative fac", "changed", "same"),
        ("001", "003", "China’s legitimate d", "And the relationship", "changed", "differs"),
        ("001", "003", "China’s concerns are", "red lines", "cut", "same"),
        ("002", "003", "But at the same time", "but the negative fac", "changed", "same"),
        ("002", "003", "China’s legitimate d", "And the relationship", "changed", "differs"),
        ("002", "003", "We have always calle", "red lines", "cut", "same"),
        ("002", "003", "We hope the U.S. can", "This is a fundamenta", "changed", "same"),
    }


def two(first: str, second: str) -> list[tuple[str, str]]:
    return [row[4:] for row in links([article(first, "a"), article(second, "b")])]


QUOTATION = "“The bridge was closed after the storm damaged its northern pillars,”"


def test_wording_of_a_link() -> None:
    """Equal words are the same, fewer words are cut, other words are changed; marks and case do not count."""
    same = '"The bridge was closed, after the storm damaged its northern pillars," Mr. Smith said.'
    cut = "“The storm damaged its northern pillars,” Mr. Smith said."
    changed = "“The bridge was shut after the storm damaged both northern pillars,” Mr. Smith said."
    assert [two(f"{QUOTATION} Mr. Smith said.", other) for other in (same, cut, changed)] == [
        [("same", "same")],
        [("cut", "same")],
        [("changed", "same")],
    ]


def test_speakers_differ_only_when_both_are_certain() -> None:
    """Two named persons are different speakers; a body and its spokesman, or an unknown speaker, are not."""
    first = f"{QUOTATION} Mayor Ann Smith said."
    assert two(first, f"{QUOTATION} Governor Bob Jones said.") == [("same", "differs")]
    assert two(first, f"{QUOTATION} the Transport Department said.") == [("same", "unknown")]
    assert two(first, f"It rained. {QUOTATION}") == [("same", "unknown")]


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("We had warned of the cracks since 2019", "differs"),
        ("We warned of cracks since 2019", "differs"),
        ("Warned of cracks since 2019", "unknown"),
        ("We had warned them of the cracks before", "unknown"),
    ],
)
def test_one_sentence_of_two_speakers(words: str, speaker: str) -> None:
    """A sentence given to two persons is told if it is the same to the word and says enough."""
    one = f"“{words},” said Marta Lindqvist, the mayor of Sallens."
    assert two(one, f"“{words},” said Paul Renard, the chief executive.") == [("same", speaker)]


def test_a_quotation_found_whole_is_not_linked_again() -> None:
    """A quotation that the other account has word for word is not also a rewording of one like it."""
    again = "“The bridge was shut after the storm damaged both northern pillars,” Ann Smith said."
    account = f"{QUOTATION} Ann Smith said.\n{again}"
    assert sorted(two(account, account)) == [("same", "same"), ("same", "same")]


def test_common_words_make_no_link() -> None:
    """Quotations that share only small words are not linked."""
    assert two("“I think it is what it is,” Ann Smith said.", "“It is not what I think it is,” Bob Jones said.") == []


PIECES = [
    "“The storm closed it,” Smith said.",
    "“It was the storm,” he said.",
    "“The storm closed it.”",
    "Bob Jones left.",
    "\n",
]


@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=5).map(" ".join), min_size=2, max_size=3))
def test_order_does_not_matter_for_links(texts: list[str]) -> None:
    """The links are the same whatever the order of the accounts."""
    accounts = [article(text, f"{number}.txt") for number, text in enumerate(texts)]
    assert links(accounts[::-1]) == links(accounts)
