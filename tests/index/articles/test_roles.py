"""Which role each line of a page has."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from index.articles.file_reader import ArticleReader
from index.model.settings import ArticleSettings

if TYPE_CHECKING:
    from index.model.article import Article

READER = ArticleReader(Path(), ArticleSettings())

BODY = [
    "The harbour of Riga will be rebuilt before the winter, the council said on Monday after a long meeting.",
    "Work on the northern mole begins in March and is to end in October if the ice allows it to go on.",
    "Nobody in the council spoke against the plan, which has been on the table for the last four years.",
]


def read(*lines: str) -> Article:
    (article,) = READER.read_bytes("\n\n".join(lines).encode(), "page.txt")
    return article


def roles(*lines: str) -> list[str]:
    """The role of each line; a star says that it folds, a question mark that it is a guess."""
    return [block.role + "*" * block.folded + "?" * (not block.sure) for block in read(*lines).blocks]


def test_headline_and_text() -> None:
    """The short line above the text is its headline."""
    assert roles("Riga harbour to be rebuilt", *BODY) == ["title", "body", "body", "body"]


def test_a_whole_head() -> None:
    """Outlet, headline, standfirst, byline, date and caption stand each in its role."""
    found = roles(
        "Baltic Herald",
        "Riga harbour to be rebuilt",
        "The council wants to have it done before the ice comes back.",
        "By Jane Smith",
        "Published 4 March 2024, 10:12",
        "The mole at night. Photo: John Doe",
        *BODY,
    )
    assert found == ["outlet", "title", "subtitle", "byline", "date", "caption", "body", "body", "body"]


def test_a_section_is_no_outlet() -> None:
    """A short line above the headline without a newspaper's word is dimmed as a guess."""
    assert roles("World", "Riga harbour to be rebuilt", *BODY)[:2] == ["nav?", "title"]


def test_the_first_of_several_lines() -> None:
    """Among short lines above the text the first is the headline unless another says more of the text."""
    assert roles("Riga harbour to be rebuilt", "Riga, Monday evening", *BODY)[:2] == ["title", "heading?"]
    assert roles("Four corners", "Riga harbour to be rebuilt", *BODY)[:2] == ["nav?", "title"]


def test_no_headline_is_no_headline() -> None:
    """A page that begins with its text has none."""
    assert roles(*BODY) == ["body"] * 3
    assert read(*BODY).title.value is None


def test_a_whole_tail() -> None:
    """What follows the last paragraph folds where a rule names it."""
    found = roles(
        "Riga harbour to be rebuilt",
        *BODY,
        "Jane Smith",
        "Jane Smith is a reporter for the Baltic Herald in Riga and writes about ships.",
        "Comments are closed.",
        "Baltic Pages",
        "Shopping cart",
    )
    assert found[4:] == ["bio*", "bio*", "comments*", "nav*", "nav*"]


def test_an_unknown_line_in_the_tail_is_a_guess_at_most() -> None:
    """Below sure furniture a short line is dimmed; without any it is text."""
    assert roles("Riga harbour to be rebuilt", *BODY, "Comments are closed.", "Ice in the gulf again")[-1] == "nav?"
    assert roles("Riga harbour to be rebuilt", *BODY, "Ice in the gulf again")[-1] == "body"


def test_another_script_below_the_text_is_a_guess() -> None:
    """A line in another alphabet below the text may be another page's headline."""
    assert roles("Riga harbour to be rebuilt", *BODY, "Порт у Ризі перебудують")[-1] == "teaser?"


def test_the_headline_again_folds() -> None:
    """A copy of the headline says nothing new."""
    title = "Riga harbour to be rebuilt"
    assert roles(title, title.upper(), *BODY, title) == ["title", "duplicate*", "body", "body", "body", "duplicate*"]


def test_headings_lists_and_advertisements_inside() -> None:
    """Inside the text short lines are headings, dashes open items, and named furniture folds."""
    found = roles(
        "Riga harbour to be rebuilt",
        BODY[0],
        "Ice",
        BODY[1],
        "Advertisement",
        "- more cranes",
        "- fewer rules",
        BODY[2],
    )
    assert found == ["title", "body", "heading", "body", "ad*", "list", "list", "body"]


def test_captions_and_their_copies() -> None:
    """The alternative text of a picture is a caption as well, above or below the one with the credit."""
    said = "The northern mole of the harbour of Riga in the winter"
    above = roles("Riga harbour to be rebuilt", said, f"{said} | Photo Credit: AFP", *BODY)
    below = roles("Riga harbour to be rebuilt", *BODY, f"{said} | Photo Credit: AFP", said)
    assert (above[1:3], below[-2:]) == (["caption", "caption"], ["caption", "caption"])


def test_a_page_without_prose() -> None:
    """A table of figures is all text; rules that hold anywhere still fold."""
    assert roles("Shr 39 cts vs 50 cts", "Advertisement", "Net 1,545,160 vs 2,188,933") == ["body", "ad*", "body"]


def test_a_signature_below_a_table() -> None:
    """The last line of a page without prose may say whose copy it is."""
    assert roles("Shr 39 cts vs 50 cts", "Net 1,545,160 vs 2,188,933", "REUTER") == ["body", "body", "credit"]


def test_chinese_pages() -> None:
    """Without spaces a sentence is told by its length and its end."""
    found = roles(
        "里加港口将在冬季前重建",
        "市议会周一在长时间会议后表示，里加港口将在今年冬季之前完成重建工作。",
        "广告",
        "北部防波堤的工程将于三月开始，如果冰情允许，将于十月份结束全部施工。",
        "相关阅读",
    )
    assert found == ["title", "body", "ad*", "body", "related*"]


def test_arabic_pages() -> None:
    """Rules and structure hold in a script from right to left."""
    found = roles(
        "إعادة بناء ميناء ريغا",
        "قال المجلس يوم الاثنين بعد اجتماع طويل إن ميناء ريغا سيعاد بناؤه قبل حلول فصل الشتاء.",
        "اقرأ أيضا: الجليد في الخليج",
        "وتبدأ أعمال الرصيف الشمالي في شهر مارس وتنتهي في أكتوبر إذا سمحت حالة الجليد بذلك.",
        "جميع الحقوق محفوظة",
    )
    assert found == ["title", "body", "related*", "body", "legal*"]


def test_a_headline_told_elsewhere() -> None:
    """With a headline in the front matter only the line that repeats it has that role."""
    top = "---\ntitle: Riga harbour to be rebuilt\n---"
    assert roles(top, "Ice and money", "Riga harbour to be rebuilt", *BODY)[:3] == ["frontmatter", "nav?", "title"]
    assert roles(top, "Ice and money", *BODY)[:2] == ["frontmatter", "body"]


LINES = st.one_of(
    st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=60),
    st.sampled_from(
        [*BODY, "Riga harbour", "Comments are closed.", "[ad_1]", "By Jane Smith", "- item", "Photo: X", "4 March 2024"]
    ),
)


@given(st.lists(LINES, max_size=12), st.sampled_from(["\n", "\n\n", "\r\n", "\r"]))
def test_the_law_of_blocks(lines: list[str], end: str) -> None:
    """Over any text blocks are ordered, disjoint, not empty, and only white space lies between them."""
    articles = READER.read_bytes(end.join(lines).encode(), "page.txt")
    for article in articles:
        at = 0
        for block in article.blocks:
            assert at <= block.start < block.end <= len(article.text)
            assert not article.text[at : block.start].strip()
            at = block.end
        assert not article.text[at:].strip()
