"""Lines that recur across an outlet's articles."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from index.articles.file_reader import ArticleReader
from index.articles.repeats import RULE, different, line_hashes, mark_repeated, threshold
from index.model.settings import ArticleSettings

if TYPE_CHECKING:
    from index.model.article import Article

READER = ArticleReader(Path(), ArticleSettings())
NAMES = ("Riga", "Vilnius", "Tallinn", "Oslo", "Turku", "Malmö", "Gdynia", "Odesa", "Varna", "Split")


def story(name: str, extra: str = "", lines: int = 6) -> str:
    body = "\n\n".join(
        f"In {name} paragraph {number} tells what the council said about its harbour." for number in range(lines)
    )
    return f"Harbour of {name} to be rebuilt\n\n{body}\n\n{extra}\n"


def read(text: str) -> Article:
    (article,) = READER.read_bytes(text.encode(), "a.txt")
    return article


def repeated(articles: list[Article]) -> set[int]:
    """What the table of lines hands back: distinct texts, near-copies counted once."""
    texts = [line_hashes(article) for article in {article.hash: article for article in articles}.values()]
    holders = {line: [text for text in texts if line in text] for text in texts for line in text}
    return {line for line, held in holders.items() if different(held) >= threshold(len(articles))}


def folded(article: Article) -> list[str]:
    return [article.text[block.start : block.end] for block in article.blocks if block.folded]


@pytest.mark.parametrize(
    "line",
    [
        "Readers’ letters go to the desk at the old customs house every week.",
        "Baltic Ledger Online",
        "Der Hafenbote fragt",
    ],
)
def test_a_line_of_every_article_folds(line: str) -> None:
    """Boilerplate folds whether it is a sentence or a name, with a rule name of its own."""
    articles = [read(story(name, line)) for name in NAMES]
    marked = [mark_repeated(article, repeated(articles)) for article in articles]
    assert [folded(article) for article in marked] == [[line]] * len(NAMES)
    assert {block.rule for article in marked for block in article.blocks if block.folded} == {RULE}


def test_folded_lines_are_no_words_of_the_article() -> None:
    """The count of words leaves out what folds."""
    articles = [read(story(name, "Baltic Ledger Online")) for name in NAMES]
    marked = mark_repeated(articles[0], repeated(articles))
    assert marked.words == articles[0].words - 3


def test_a_quotation_that_accounts_share_is_text() -> None:
    """What a council said to everyone stands in every account, often at its end, and is no boilerplate."""
    said = "“We have waited for this harbour longer than for any ice to go,” the mayor of the town said on Monday."
    articles = [read(story(name, said)) for name in NAMES]
    marked = [mark_repeated(article, repeated(articles)) for article in articles]
    assert [folded(article) for article in marked] == [[]] * len(NAMES)


def test_a_paragraph_inside_the_text_is_text() -> None:
    """A sentence that recurs folds where it opens or closes a page, never between paragraphs of the article's own."""
    shared = "The council will meet again in the old customs house before the end of the month."
    articles = [
        read(story(name, f"{shared}\n\nOnly {name} asks what the work on its piers is to cost.")) for name in NAMES
    ]
    assert [folded(mark_repeated(article, repeated(articles))) for article in articles] == [[]] * len(NAMES)


def test_agency_copy_is_no_furniture() -> None:
    """Five outlets in one folder that print the same copy keep every paragraph of it."""
    copy = "\n\n".join(
        f"The ministry said in point {number} that talks on the strait would go on." for number in range(8)
    )
    articles = [
        read(f"{name} reads it its own way\n\n{copy}\n\nOnly {name} adds this last line on the matter here.")
        for name in NAMES[:5]
    ]
    assert repeated(articles) == set()
    every = set(line_hashes(articles[0])) & set(line_hashes(articles[1]))
    assert len(every) == 8
    assert [folded(mark_repeated(article, every)) for article in articles] == [[]] * 5


def test_an_account_that_takes_the_lead_of_agency_copy_keeps_it() -> None:
    """Near-copies count once, and a lead stays even where accounts of their own share it."""
    lead = "The ministry said on Monday that the talks on the strait would go on until the summer."
    points = [f"It added in point {number} that the pilots of the strait had been heard." for number in range(8)]
    copy = "\n\n".join(points)
    copies = [read(f"{name} reads it its own way\n\n{lead}\n\n{copy}") for name in NAMES[:4]]
    others = [read(story(name).replace("\n\n", f"\n\n{lead}\n\n", 1)) for name in NAMES[4:]]
    assert [folded(mark_repeated(article, repeated([*copies, *others]))) for article in (*copies, *others)] == [[]] * 10


def test_boilerplate_does_not_make_near_copies() -> None:
    """Articles with one or two sentences in common are articles of their own."""
    extra = "Readers’ letters go to the desk at the customs house.\n\nThe desk answers them on the first day of May."
    assert different([line_hashes(read(story(name, extra))) for name in NAMES]) == len(NAMES)


def test_a_brief_that_all_print_is_no_furniture() -> None:
    """A short item printed alike by all is never folded away."""
    brief = (
        "The port was closed on Monday after the storm, the harbour master said.\n\n"
        "It opens again on Tuesday if the wind allows it to."
    )
    articles = [read(f"{name}: port closed\n\n{brief}") for name in NAMES]
    assert [folded(mark_repeated(article, repeated(articles))) for article in articles] == [[]] * len(NAMES)


def test_a_quotation_in_the_middle_is_no_furniture() -> None:
    """A sentence that several accounts quote stays where they quote it."""
    quote = "“We will not rebuild the mole before the spring,” the minister told the council."
    own = "In {} paragraph 4 tells what the council said about its harbour."
    articles = [read(story(name, lines=10).replace(own.format(name), quote)) for name in NAMES]
    common = repeated(articles)
    assert len(common) == 1
    assert [folded(mark_repeated(article, common)) for article in articles] == [[]] * len(NAMES)


@pytest.mark.parametrize(
    ("articles", "needed"),
    [(0, 3), (3, 3), (30, 3), (31, 4), (100, 10), (500, 50), (501, 16), (1000, 30), (100_000, 3000)],
)
def test_how_many_make_a_line_furniture(articles: int, needed: int) -> None:
    """A tenth of few articles, three in a hundred of many, never fewer than three."""
    assert threshold(articles) == needed


def test_hashes_ignore_case_and_punctuation() -> None:
    """A line counts as the same however it is punctuated, and fits a signed 64-bit column."""
    one, two = read(story("Riga", "Baltic Ledger Online")), read(story("Oslo", "— BALTIC LEDGER online —"))
    shared = set(line_hashes(one)) & set(line_hashes(two))
    assert len(shared) == 1
    assert all(-(2**63) <= line < 2**63 for line in line_hashes(one))


def test_nothing_repeated_changes_nothing() -> None:
    """Without repeated lines the article is the same object."""
    article = read(story("Riga"))
    assert mark_repeated(article, frozenset()) is article
    assert mark_repeated(article, {1, 2, 3}) is article
