"""What is said beside an article: bookmarks and outline by their words, facts with how they are known."""

from __future__ import annotations

from dataclasses import replace

from index import Article, Field, Mark, Provenance, Role, Span
from tests.builders import article
from tui.reader.article_facts import AsideLine, aside, laid_out

TEXT = "Talks end\n\nThe two ministers met on Friday.\n\nWhat they said\n\nNobody was told what they ate for lunch."
NO_MARK = Mark()


def lines(of: Article, mark: Mark = NO_MARK) -> dict[str, list[AsideLine]]:
    """The lines below each heading; the second and fourth block are paragraphs."""
    found: dict[str, list[AsideLine]] = {}
    for line in aside(of, mark, (0, 1, 0, 2)):
        if line.heading:
            found[line.text] = []
        else:
            found[list(found)[-1]].append(line)
    return found


def told(of: Article, mark: Mark = NO_MARK) -> dict[str, tuple[str, int | None]]:
    """The facts: how each is known, and where its evidence stands."""
    return {line.text: (line.note, line.offset) for line in lines(of, mark)["About this article"]}


def test_bookmarks_are_told_by_the_words_that_stand_there() -> None:
    """In their order, cut short; without any there is no heading."""
    long = article("A sentence that goes on and on without telling anything new. " * 4)
    marked = lines(article(TEXT), Mark(bookmarks=(11, 61)))["Bookmarks"]
    assert [(line.text, line.offset) for line in marked] == [
        ("The two ministers met on Friday. What they said Nobody was…", 11),
        ("Nobody was told what they ate for lunch.", 61),
    ]
    (line,) = lines(long, Mark(bookmarks=(0,)))["Bookmarks"]
    assert (len(line.text), line.text.endswith("…")) == (60, True)
    assert "Bookmarks" not in lines(long)


def test_the_outline_has_the_subheadings() -> None:
    """Each leads where it begins and has the number of the paragraph behind it; without any there is no outline."""
    headed = article(TEXT, roles={0: Role.TITLE, 4: Role.HEADING})
    assert lines(headed)["Outline"] == [AsideLine("What they said", before="¶2", offset=45)]
    assert "Outline" not in lines(article(TEXT, roles={0: Role.TITLE}))


def test_a_fact_says_how_it_is_known() -> None:
    """A guess is called one, what was derived is shown with its words, what the reader set is the reader's."""
    made = replace(
        article(TEXT),
        title=Field("Talks end", Provenance.EXPLICIT, Span(0, 9)),
        outlet=Field("The Hindu", Provenance.DERIVED, "file name"),
        author=Field("Ana", Provenance.USER),
        dateline=Field("BEIJING", Provenance.GUESSED, Span(11, 28)),
        published=Field("2024-04", Provenance.DERIVED, Span(36, 42)),
        tags=("talks", "sea"),
        problems=("A line is too long.",),
    )
    facts = told(made, Mark(tags=("sea", "mine")))
    assert facts["headline: Talks end"] == ("as it stands", 0)
    assert facts["outlet: The Hindu"] == ("derived, from file name", None)
    assert facts["byline: Ana"] == ("set by you", None)
    assert facts["dateline: BEIJING"] == ("a guess, from “The two ministers”", 11)
    assert facts["published: Apr 2024"] == ("derived, from “Friday”", 36)
    assert ("tags: talks sea mine" in facts, "problem: A line is too long." in facts) == (True, True)


def test_what_is_not_known_is_said_of_outlet_and_day_only() -> None:
    """A gap that matters is named; others are passed over."""
    assert list(told(article(TEXT)))[:3] == ["outlet: unknown", "published: unknown", "file: a.txt"]


def test_a_guess_at_an_unknown_day_names_who_guesses() -> None:
    """The day stays unknown; whose guess it is stands beside it."""
    made = replace(article(TEXT), details=(("htmldate:published, a guess", "2019-05-03"),))
    assert told(made)["published: unknown"] == ("htmldate guesses 3 May 2019", None)


def test_a_remark_too_long_for_the_line_goes_below() -> None:
    """Set in, and below the words that a number or a sign stands before; the cursor stops where a line leads."""
    told = [
        AsideLine("About", heading=True),
        AsideLine("outlet: The Hindu", "derived, from file name", "¶1", 3),
        AsideLine("x", "y"),
        AsideLine("file: some-long-name.txt", "utf-8"),
    ]
    wide, narrow = laid_out(told, 60), laid_out(told, 26)
    assert [["".join(text for text, _ in line) for line in entry.lines] for entry in narrow] == [
        ["About"],
        ["  ¶1  outlet: The Hindu", "      derived, from file", "      name"],
        ["  x  y"],
        ["  file:", "    some-long-name.txt", "    utf-8"],
    ]
    assert ["".join(text for text, _ in line) for line in wide[1].lines] == [
        "  ¶1  outlet: The Hindu  derived, from file name"
    ]
    assert [(entry.key, entry.way) for entry in wide] == [
        ("0", False),
        ("1", True),
        ("2", False),
        ("3", False),
    ]
