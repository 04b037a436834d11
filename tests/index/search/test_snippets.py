"""Passages and marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from index.model.article import Role, Span
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
