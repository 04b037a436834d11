"""Passages and marks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.model.article import Role, Source, Span
from index.search.snippets import JOINER, LONGEST, PASSAGES, Pattern, merged, snippet
from index.text.words import words
from tests.builders import article

if TYPE_CHECKING:
    from index.model.article import Article

FILLER = "It went on for a good while without anything of note that a reader would want to know about today. " * 3


def pattern(*forms: str, zone: str = "") -> Pattern:
    return Pattern(tuple(form.__eq__ for form in forms), zone)


def marked(one: Article, *patterns: Pattern) -> tuple[str, list[str]]:
    found = snippet(one, patterns)
    return found.text, [found.text[start:end] for start, end in found.marks]


def test_passages_with_most_different_words_come_first() -> None:
    """The passage that holds both words is taken before those that hold one, and shown in order of the text."""
    text = f"Xi spoke. {FILLER}\n{FILLER}\nXi and Blinken met. {FILLER}\n{FILLER}\nAfterwards Blinken left."
    shown, marks = marked(article(text), pattern("xi"), pattern("blinken"))
    assert marks == ["Xi", "Xi", "Blinken", "Blinken"]
    assert shown.startswith("Xi spoke.")
    assert "Xi and Blinken met." in shown.split(JOINER)[1]


def test_a_row_of_words_is_one_mark() -> None:
    """A phrase is marked from its first word to its last, over hyphens and line ends."""
    shown, marks = marked(article("He spoke of red-\nline talks"), pattern("red", "line"))
    assert (shown, marks) == ("He spoke of red- line talks", ["red- line"])


def test_body_is_preferred_to_furniture() -> None:
    """A passage of an advertisement is shown only for words that the text proper does not hold."""
    text = "Talks, talks, talks: subscribe\n" + "The talks went on. \n" * 5
    assert marked(article(text, roles={0: Role.PROMO}), pattern("talks")) == ("The talks went on.", ["talks"])
    shown, marks = marked(article(text, roles={0: Role.PROMO}), pattern("talks"), pattern("subscribe"))
    assert (JOINER in shown, marks) == (True, ["Talks", "talks", "talks", "subscribe", "talks"])


def test_match_in_the_headline_alone_shows_the_lead() -> None:
    """The headline is shown anyway, so the snippet is how the text begins; the span is still told."""
    one = article("Xi speaks\nThe president was heard.", roles={0: Role.TITLE})
    found = snippet(one, [pattern("xi")])
    assert (found.text, found.marks, found.spans) == ("The president was heard.", (), (Span(0, 2),))


def test_zone_limits_what_matches() -> None:
    """A word asked for in the headline is not marked in the text."""
    one = article("Xi speaks\nXi was heard.", roles={0: Role.TITLE})
    assert snippet(one, [pattern("xi", zone="title")]).spans == (Span(0, 2),)


def test_words_inside_others_are_marked() -> None:
    """What is looked for inside a figure is marked there."""
    assert marked(article("It cost 5.5 billion"), pattern("5", "billion")) == ("It cost 5.5 billion", ["5.5 billion"])


def test_nothing_looked_for_shows_the_lead() -> None:
    """Without words the snippet is how the text begins, cut between words."""
    found = snippet(article(FILLER), [])
    assert (found.marks, found.spans, FILLER.startswith(found.text)) == ((), (), True)
    assert FILLER[len(found.text)] == " "


def test_empty_text_has_an_empty_snippet() -> None:
    """An article without text has nothing to show."""
    assert snippet(article(""), [pattern("xi")]).text == ""


def test_merged_spans() -> None:
    """Overlapping spans become one, neighbours stay two."""
    assert merged([Span(4, 6), Span(0, 2), Span(2, 3), Span(5, 9)]) == (Span(0, 2), Span(2, 3), Span(4, 9))


@given(
    st.lists(
        st.sampled_from(["xi", "Xi’s", "blinken", "and", "met.", "\n", "\n\n", "5.5", "-", "習近平"]), max_size=120
    ),
    st.sets(st.sampled_from(["xi", "blinken", "and", "習近"]), max_size=3),
)
def test_marks_are_exact(parts: list[str], sought: set[str]) -> None:
    """Each span of the text, and each mark of the snippet, is exactly a word looked for; every such word has a span."""
    one = article(" ".join(parts))
    found = snippet(one, [pattern(form) for form in sorted(sought)])
    expected = [Span(word.start, word.end) for word in words(one.text) if word.form in sought]
    assert found.spans == merged(expected)
    for mark in found.marks:
        assert next(words(found.text[mark.start : mark.end])).form in sought
    assert "\n" not in found.text
    assert len(found.text) <= LONGEST + PASSAGES * 200
    assert list(found.marks) == sorted(found.marks)


def lined(*lines: str) -> Article:
    return article("\n".join(lines))


def test_no_more_than_a_few_passages_are_shown() -> None:
    """Of many places as good as each other the first are shown; one that reads like a shown one is passed over."""
    lines = [f"Talks of day {number}. {FILLER}" for number in range(9)]
    shown, _ = marked(lined(*lines), pattern("talks"))
    assert [part[:14] for part in shown.split(JOINER)] == [line[:14] for line in lines[:3]]
    shown, _ = marked(lined(*[f"Talks again. {FILLER}"] * 4, f"Talks end. {FILLER}"), pattern("talks"))
    assert [part[:9] for part in shown.split(JOINER)] == ["Talks aga", "Talks end"]


def test_a_new_word_outweighs_many_of_a_known_one() -> None:
    """The second passage is the one that shows another word of the query."""
    shown, _ = marked(
        lined(f"Talks and talks. {FILLER}", f"Talks and talks and talks. {FILLER}", f"A minister left. {FILLER}"),
        pattern("talks"),
        pattern("minister"),
    )
    assert [part.split(".")[0] for part in shown.split(JOINER)][-1] == "A minister left"


def test_a_passage_is_cut_between_words() -> None:
    """Around a match some seventy characters are shown on either side, from one blank to the next."""
    words = " ".join(f"w{number:02}" for number in range(60))
    shown, _ = marked(lined(f"{words} talks {words}", f"{FILLER} talks {FILLER}"), pattern("talks"))
    left, right = shown.split(JOINER)[0].split(" talks ")
    assert (left, right) == (" ".join(words.split()[-17:]), " ".join(words.split()[:17]))


def test_one_passage_alone_has_more_around_it() -> None:
    """Where one place is all there is, its block is shown around it further than otherwise."""
    words = " ".join(f"w{number:02}" for number in range(60))
    shown, _ = marked(article(f"{words} talks {words}"), pattern("talks"))
    assert [len(part.split()) for part in shown.split(" talks ")] == [34, 34]


def test_passages_of_one_block_do_not_overlap() -> None:
    """Two matches that one passage shows make no second one; matches far apart make two."""
    near, far = f"Talks ended and talks failed. {FILLER}", f"Talks ended. {FILLER}{FILLER}Other talks failed."
    assert len(marked(lined(near), pattern("talks"))[0].split(JOINER)) == 1
    shown, marks = marked(lined(far), pattern("talks"))
    assert (len(shown.split(JOINER)), marks) == (2, ["Talks", "talks"])


@pytest.mark.parametrize(("word", "passages"), [("talks", 3), ("electroencephalographically", 2)])
def test_long_passages_are_enough_by_themselves(word: str, passages: int) -> None:
    """No further passage is taken once those chosen are as long together as a snippet may be."""
    lines = [f"{letter} " * 100 + word + f" {letter}" * 100 for letter in "abcde"]
    shown, marks = marked(lined(*lines), pattern(word))
    assert (len(shown.split(JOINER)), marks) == (passages, [word] * passages)


def test_marks_of_markdown_are_left_out_of_a_passage() -> None:
    """A snippet reads as the article does on screen, and its marks cover the words."""
    made = article("The **old** [harbour](https://a.example/harbour) of *Riga* is to be rebuilt.")
    made = replace(made, source=Source("a.md", "markdown"))
    shown, marks = marked(made, pattern("harbour"), pattern("riga"))
    assert shown == "The old harbour of Riga is to be rebuilt."
    assert marks[0] == "harbour"
    assert marks[-1] == "Riga"


def test_no_passage_is_taken_from_front_matter() -> None:
    """Front matter gives no passage; the beginning of the article is shown instead."""
    made = article("title: Riga\nThe harbour is old.", roles={0: Role.FRONTMATTER})
    assert marked(made, pattern("riga"))[0] == "The harbour is old."
