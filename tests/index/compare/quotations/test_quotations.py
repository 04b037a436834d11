"""Who says what: quotations with speakers, and the reader's own key of the seed articles."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.compare.names.mentions import names
from index.compare.quotations.quotations import _as_sure_as_before, quotes
from index.model.article import Article, Block, Role, Source, Span
from index.model.comparison_result import Quote

WORDS = "said told he who Wang Yi Mr. Blinken the minister according to on Friday saying and U.S. 12 漢字 ؟"
PIECES = (*"“”\"'‘’„«»,.:—-()\n", *WORDS.split())
SEEDS = Path(__file__).parents[4] / "seeds"
# Where the furniture of each seed begins; what stands above is read paragraph by paragraph.
FURNITURE = {"000": "[ad_2]", "001": "Manas Ranjan", "002": " ?? Mark", "003": "Блінкен"}


def article(text: str, name: str = "a.txt") -> Article:
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(at, at + len(line), Role.BODY))
        at += len(line) + 1
    return Article(name, Source(name, "plain"), text, "", tuple(blocks))


def seed(number: str) -> Article:
    path = next(SEEDS.glob(number + "*"))
    return article(path.read_text(encoding="utf-8").partition(FURNITURE[number])[0], path.name)


def said(text: str) -> list[tuple[str, str | None]]:
    return [(text[quote.span.start : quote.span.end], quote.speaker) for quote in quotes(article(text))]


KEY: dict[str, list[tuple[str, str | None]]] = {
    "000": [
        ("core interest", "Antony J. Blinken"),
        ("comprehensive strategic", "Antony J. Blinken"),
        ("really fully takes", "Antony J. Blinken"),
    ],
    "001": [
        ("Overall, the", "Wang Yi"),
        ("But at the same time", "Wang Yi"),
        ("Should China", "Wang Yi"),
        ("This is a major", "Wang Yi"),
        ("China’s legitimate", "Wang Yi"),
        ("China’s concerns", "Wang Yi"),
        ("I look forward", "Antony J. Blinken"),
        ("There is no substitute", "Antony J. Blinken"),
        ("in-depth, substantive", "State Department"),
        ("emphasized that", "Matthew Miller"),
    ],
    "002": [
        ("responsibly managing", "Antony J. Blinken"),
        ("We are committed", "Antony J. Blinken"),
        ("even as we seek", "Antony J. Blinken"),
        ("Russia would struggle", "Antony J. Blinken"),
        ("Fueling Russia", "Antony J. Blinken"),
        ("As we’ve told", "Antony J. Blinken"),
        ("to discourage Iran", "Antony J. Blinken"),
        ("to end its dangerous", "Antony J. Blinken"),
        ("Russian-Chinese", "Sergei Shoigu"),
        ("new hotbeds", "Sergei Shoigu"),
        ("ironclad", "Antony J. Blinken"),
        ("rather than engage", "Xi Jinping"),
        ("China is happy", "Xi Jinping"),
        ("We hope the U.S.", "Xi Jinping"),
        ("Overall, the", "Wang Yi"),
        ("But at the same time", "Wang Yi"),
        ("China’s legitimate", "Wang Yi"),
        ("China’s concerns", "Wang Yi"),
        ("We have always", "Wang Yi"),
        ("It is extremely", "Wang Wenbin"),
        ("Shifting the blame", "Wang Wenbin"),
    ],
    "003": [
        ("with little progress", None),
        ("The secretary of state", "Matthew Miller"),
        ("boundless", None),
        ("is not a producer", "China"),
        ("This is a fundamental", "Xi Jinping"),
        ("giant ship", "Wang Yi"),
        ("but the negative", "Wang Yi"),
        ("endless", "Wang Yi"),
        ("And the relationship", "Van Blinken"),
        ("red lines", "Wang Yi"),
        ("pushing", "Wang Yi"),
        ("false narrative", "Wang Yi"),
    ],
}


@pytest.mark.parametrize("number", sorted(KEY))
def test_the_key_of_the_seeds(number: str) -> None:
    """Every quotation of the seeds has the speaker that a reader gives it."""
    accounts = [seed(name) for name in sorted(KEY)]
    one = next(account for account in accounts if account.id.startswith(number))
    found = quotes(one, names(accounts))
    heard = [(one.text[quote.span.start : quote.span.end], quote.speaker) for quote in found]
    expected = KEY[number]
    wrong = [
        (begin, name, [speaker for text, speaker in heard if text.startswith(begin)])
        for begin, name in expected
        if [speaker for text, speaker in heard if text.startswith(begin)] != [name]
    ]
    assert wrong == []


@pytest.mark.parametrize("number", sorted(KEY))
def test_the_key_holds_for_an_article_by_itself(number: str) -> None:
    """Without the other accounts the speakers are the same persons, though perhaps less fully named."""
    one = seed(number)
    heard = {one.text[quote.span.start : quote.span.end][:12]: quote.speaker for quote in quotes(one)}
    expected = {begin[:12]: name for begin, name in KEY[number]}
    assert {begin: (heard[begin] or "").split(" ")[-1] for begin in expected if begin in heard} == {
        begin: (name or "").split(" ")[-1] for begin, name in expected.items() if begin in heard
    }


@pytest.mark.parametrize(
    "text",
    [
        "word " * 30_000 + "said “so it is”.",
        "Blinken’s " * 20_000 + "said.",
        "He said “no” and she told “yes” " * 2_500,
        "“He goes on\n" * 4_000,
        "Ann Smith " * 20_000,
        "“" * 20_000 + "‘" * 20_000 + '"' * 20_001,
    ],
    ids=["words", "possessives", "quotations", "paragraphs", "names", "marks"],
)
def test_odd_texts_take_no_long(text: str) -> None:
    """Endless sentences, thousands of quotations in one paragraph and rows of marks are read in linear time."""
    assert all(same_shape(quote, text) for quote in quotes(article(text)))


def same_shape(quote: Quote, text: str) -> bool:
    spans = [quote.span, *(span for span in (quote.speaker_span, quote.cue) if span is not None)]
    return all(0 <= span.start < span.end <= len(text) for span in spans)


@settings(max_examples=200)
@given(
    st.lists(
        st.sampled_from(PIECES),
        max_size=60,
    )
)
def test_any_text_is_read(words: list[str]) -> None:
    """Odd marks and broken sentences never raise; spans lie inside the text, quotations in order without overlap."""
    text = " ".join(words)
    found = quotes(article(text))
    assert [same_shape(quote, text) for quote in found] == [True] * len(found)
    edges = [at for quote in found for at in quote.span]
    assert edges == sorted(edges)


def test_what_goes_on_is_no_surer_than_what_it_goes_on_from() -> None:
    """One whose speaker is taken from one before it, be that without one; words of its own are as sure as they are."""
    who, other = Span(0, 4), Span(5, 9)

    def quote(rule: str, span: Span, *, certain: bool) -> tuple[Span, Quote]:
        speaker, told_by = ("Ann", span) if rule else (None, None)
        return span, Quote("a.txt", Span(10, 20), speaker, told_by, None, rule, certain=certain)

    told = [
        quote("", who, certain=False),
        quote("same-paragraph", who, certain=True),
        quote("continued", who, certain=True),
        quote("same-paragraph", other, certain=True),
        quote("before", who, certain=True),
        quote("same-paragraph", who, certain=True),
    ]
    assert [one.certain for one in _as_sure_as_before(told)] == [False, False, False, True, True, True]
