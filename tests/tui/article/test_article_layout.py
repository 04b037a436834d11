"""Rows of an article, folds, and the way between offsets and places."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from index import Article, Block, Provenance, Role, Span
from index import Field as Known
from tests.builders import article
from tui.article.article_layout import ArticleView, ReadingStyle
from tui.article.display_rows import RowKind

LINES = st.lists(
    st.one_of(
        st.text("ab “é中🇨🇳", max_size=60),
        st.sampled_from(["", "Talks between the two sides have increased.", "中国外交部长"]),
    ),
    max_size=12,
)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """Articles of any roles, some of them folded, some only guessed."""
    made = article("\n".join(draw(LINES)))
    roles = st.sampled_from([Role.BODY, Role.TITLE, Role.LIST, Role.QUOTE, Role.AD, Role.NAV, Role.FRONTMATTER])
    blocks = (Block(each.start, each.end, draw(roles), "rule", draw(st.booleans())) for each in made.blocks)
    return replace(made, blocks=tuple(blocks))


READINGS = st.builds(ReadingStyle, spacing=st.integers(0, 2), justify=st.booleans(), plain_quotes=st.booleans())


def rows(view: ArticleView) -> list[str]:
    """Return what stands on each row, set in."""
    lines = []
    for row in range(len(view)):
        own, (start, end) = view.own_line(row), view.span(row)
        lines.append(own.text if own else " " * view.indent(row) + view.text[start:end])
    return lines


def arranged(made: Article, width: int = 40, **reading: bool | int) -> ArticleView:
    view = ArticleView(made, ReadingStyle(**reading))  # type: ignore[arg-type] # mixed by the caller
    view.arrange(width)
    return view


@given(articles(), st.integers(1, 80), READINGS)
def test_every_visible_sign_stands_on_one_row(made: Article, width: int, reading: ReadingStyle) -> None:
    """What is not folded is drawn once, in order, and what is folded not at all."""
    view = ArticleView(made, reading)
    view.arrange(width)
    drawn = "".join(view.text[start:end] for start, end in map(view.span, range(len(view))))
    shown = (block for place, block in enumerate(made.blocks) if not view.folds.hides(place))
    assert "".join(drawn.split()) == "".join("".join(view.text[b.start : b.end] for b in shown).split())


@given(articles(), st.integers(2, 80), READINGS, st.data())
def test_an_offset_and_its_place_name_each_other(
    made: Article, width: int, reading: ReadingStyle, data: st.DataObject
) -> None:
    """From a caret's offset to row and column and back is where one began."""
    view = ArticleView(made, reading)
    view.arrange(width)
    offset = view.snap(data.draw(st.integers(0, len(made.text))), data.draw(st.sampled_from([1, -1])))
    row = view.row_of(offset)
    start, end = view.span(row)
    assert start <= offset <= end
    if view.block_on(row) is not None:
        assert view.snap(offset) == offset
        assert view.row_of(view.offset_at(row, view.column_of(offset))) == row


@given(articles(), st.integers(1, 80))
def test_unfolding_shows_everything_and_folding_hides_it_again(made: Article, width: int) -> None:
    """All furniture opens and closes; nothing else changes."""
    view = arranged(made, width)
    before = rows(view)
    view.folds.toggle()
    view.arrange(width)
    assert [place for place in range(len(made.blocks)) if view.folds.hides(place)] == []
    view.folds.toggle()
    view.arrange(width)
    assert rows(view) == before


@given(articles(), st.integers(4, 80))
def test_steps_by_block_reach_the_end_and_come_back(made: Article, width: int) -> None:
    """Going on by blocks never stands still before the last one, nor going back before the first."""
    view = arranged(made, width)
    last = view.snap(len(view.text), -1)
    offset = view.snap(0)
    for _ in range(len(made.blocks) + 2):
        following = view.next_block(offset, 1)
        assert following >= offset
        offset = following
    assert offset == last


def test_head_facts_and_paragraphs_stand_apart() -> None:
    """Headline and byline stand together, then what is known, then paragraphs with a blank row between."""
    made = article(
        "Xi meets Blinken\nBy Matthew Lee\n\nThey met on Friday.\nTalks went on.",
        roles={0: Role.TITLE, 1: Role.BYLINE},
        title="Xi meets Blinken",
        outlet="LA Times",
        agency="AP",
        published="2024-04-26",
    )
    assert rows(arranged(made)) == [
        "Xi meets Blinken",
        "By Matthew Lee",
        "LA Times · AP · 26 Apr 2024 · 13 words",
        "",
        "They met on Friday.",
        "",
        "Talks went on.",
    ]


def test_folded_furniture_is_one_line_with_its_roles() -> None:
    """Neighbouring furniture folds into one line that says how much and what."""
    made = article("One.\nRead more\nHome\nTwo.", outlet="X")
    blocks = [made.blocks[0]]
    blocks += [replace(made.blocks[1], role=Role.RELATED, rule="r"), replace(made.blocks[2], role=Role.NAV, rule="r")]
    view = arranged(replace(made, blocks=(*blocks, made.blocks[3])))
    assert rows(view)[3:] == ["One.", "", "⋯ 2 folded: related, navigation", "", "Two."]
    assert view.hidden(7)
    assert view.row_of(7) == 5
    assert view.snap(7) == 5
    assert view.folds.toggle_at(view.block_at(7))
    view.arrange(40)
    assert rows(view)[3:] == ["One.", "", "Read more", "", "Home", "", "Two."]


def test_a_guess_is_never_folded() -> None:
    """Furniture that no rule is sure of stays in sight."""
    made = article("One.\nRead more")
    guess = replace(made.blocks[1], role=Role.RELATED, sure=False)
    assert "Read more" in rows(arranged(replace(made, blocks=(made.blocks[0], guess))))


def test_a_fold_right_below_the_head_stands_close() -> None:
    """Furniture between headline and first paragraph costs one line."""
    made = article("Xi\n[ad_1]\nBody.", roles={0: Role.TITLE, 1: Role.AD}, outlet="X")
    assert rows(arranged(made)) == [
        "Xi",
        "X · undated · 3 words · 1 min",
        "⋯ 1 folded: advertisement",
        "",
        "Body.",
    ]


def test_front_matter_folds_into_the_head() -> None:
    """YAML front matter, whose values stand in the head, takes no line until everything is unfolded."""
    made = article("---\ntitle: X\n---\nBody.", roles={0: Role.FRONTMATTER}, title="X")
    matter = Block(0, 16, Role.FRONTMATTER)
    view = arranged(replace(made, blocks=(matter, made.blocks[3])))
    assert rows(view) == ["X", "outlet unknown · undated · 5 words", "", "Body."]
    assert view.snap(0) == 17
    view.folds.toggle()
    view.arrange(40)
    assert "title: X" in rows(view)


def test_a_long_headline_takes_the_lines_it_needs() -> None:
    """A headline that stands in no line of the text is broken like one that does."""
    made = article("They met.", title="Ships and ports of the northern sea", outlet="X")
    assert rows(arranged(made, 20))[:3] == ["Ships and ports of", "the northern sea", "X · undated"]


def test_what_is_unknown_is_said_and_what_is_not_explicit_has_a_sign() -> None:
    """Unknown outlet and date are named; derived and guessed values carry a sign."""
    made = article(
        "They met.",
        title=Known("They met", Provenance.GUESSED, "first sentence"),
        author=Known("Ann Lee", Provenance.DERIVED, Span(0, 4)),
    )
    assert rows(arranged(made, 60)) == [
        "They met?",
        "outlet unknown · Ann Lee° · undated · 2 words · 1 min",
        "",
        "They met.",
    ]


def test_an_article_without_headline_says_so() -> None:
    """A missing headline is shown as missing."""
    view = arranged(article("They met."))
    own = view.own_line(0)
    assert own is not None
    assert (own.kind, own.text) == (RowKind.HEADLINE, "No headline")


def test_paragraphs_are_counted_without_heads_and_furniture() -> None:
    """The number of a paragraph counts what a reader would count."""
    made = article("Title\nOne.\nBuy now\nTwo.", roles={0: Role.TITLE, 2: Role.AD})
    view = arranged(made)
    assert (view.numbers, view.paragraphs) == ([0, 1, 0, 2], 2)
    assert [view.paragraph_at(offset) for offset in (0, 6, 12, 20)] == [0, 1, 1, 2]


def test_book_style_sets_the_first_line_in() -> None:
    """Without blank rows a paragraph is marked by its first line."""
    made = article("They met on Friday in Beijing.\nTalks went on.", outlet="X")
    assert rows(arranged(made, 20, spacing=0))[-3:] == ["  They met on Friday", "in Beijing.", "  Talks went on."]


def test_a_hard_wrapped_paragraph_flows_and_a_poem_does_not() -> None:
    """Lines broken to fit a page are joined on screen; short lines are the author's. No offset moves."""
    page = "The two sides have talked for a long time about it,\nand will go on."
    made = article(page)
    whole = replace(made, blocks=(Block(0, len(page), Role.BODY),))
    assert rows(arranged(whole, 80))[-1] == page.replace("\n", " ")
    poem = "Roses are red,\nviolets are blue."
    kept = replace(article(poem), blocks=(Block(0, len(poem), Role.BODY),))
    assert rows(arranged(kept, 80))[-2:] == ["Roses are red,", "violets are blue."]


def test_a_justified_line_ends_at_the_edge_and_the_last_one_does_not() -> None:
    """Spread lines take the whole column; the end of a paragraph stays ragged."""
    view = arranged(article("aa bb cc dd ee ff gg hh ii", outlet="X"), 10, justify=True)
    text = [row for row in range(len(view)) if view.block_on(row)]
    last = [view.span(row).end - 1 for row in text]
    assert [view.column_of(offset) for offset in last] == [9, 9, 7]
    assert [view.offset_at(row, 9) for row in text] == last


def test_plain_signs_keep_offsets() -> None:
    """Typographic signs are drawn plainly on request, one for one."""
    made = article("“Talks” — he said…")
    assert arranged(made, plain_quotes=True).text == '"Talks" - he said.'
    assert arranged(made).text == made.text


def test_an_empty_article_has_a_head_and_takes_a_caret() -> None:
    """No text is no crash."""
    view = arranged(article(""))
    assert (view.snap(5), view.row_of(0), view.next_block(0, 1)) == (0, 0, 0)
