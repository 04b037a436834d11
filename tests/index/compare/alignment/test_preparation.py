"""Sentences with their words: what is the same is prepared once, and each has it where it stands."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from index.compare.alignment.preparation import heal, prepare, prepare_spans
from index.model.article import Role, Span
from index.text.sentences import sentences
from index.text.tokens import tokens
from tests.builders import article

LINES = st.lists(
    st.sampled_from(["a", "a.", "5 km", "The talks go on. They do.", "“Why?” asked Ada.", "per cent", "1.", "- b"]),
    max_size=12,
)


@given(LINES)
def test_each_sentence_has_its_own_words_where_it_stands(lines: list[str]) -> None:
    """Whether the same line stood before or not, sentences and words are those that the line itself gives."""
    made = article("\n".join(lines))
    spans = [span for block in made.blocks for span in sentences(made.text, block.start, block.end)]
    told = [(span, tokens(made.text, *span)) for span in spans]

    assert [(line.sentence.span, line.words) for line in prepare(made).lines] == [one for one in told if one[1]]


@given(LINES)
def test_what_is_counted_of_an_account_is_counted_sentence_by_sentence(lines: list[str]) -> None:
    """Sentences that share their wording count each for itself."""
    made = prepare(article("\n".join(lines)))
    stems = Counter(form for line in made.lines for form in {word.form for word in line.words if not word.stop})
    held = Counter(form for line in made.lines for form in line.wording.content)

    assert dict(made.counts) == dict(held)
    assert {form: made.counts[form] for form in stems} == dict(stems)
    assert sum(made.wordings.values()) == len(made.lines)
    assert made.vocabulary == {word.plain for line in made.lines for word in line.words}


def test_a_figure_cut_by_a_sentence_is_no_figure_of_its_own() -> None:
    """The same signs are other words where a digit stands right before them, since a figure goes on there."""
    text = "1 000 000\n1 000 000 b"
    first, rest = prepare_spans("a", text, [Span(0, 9), Span(11, 19)]).lines

    assert (first.words, rest.words) == (tokens(text, 0, 9), tokens(text, 11, 19))


def test_equal_sentences_share_what_they_say_after_words_were_joined_too() -> None:
    """Words that one account parts and the other does not are joined in every sentence alike, each in its place."""
    apart, whole = prepare(article("The conf lict ends.\n" * 2, "a")), prepare(article("The conflict ends.", "b"))
    healed = heal([apart, whole])[0].lines

    assert [[word.plain for word in line.words] for line in healed] == 2 * [["the", "conflict", "ends"]]
    assert [line.words[1].start for line in healed] == [4, 24]
    assert healed[0].wording is healed[1].wording


def test_what_is_not_compared_is_passed_over_and_what_follows_is_not() -> None:
    """A folded block between two paragraphs takes none of them along."""
    made = article("Cod feeds Hull.\nSubscribe now.\nShips carry coal.")
    folded = replace(made, blocks=(made.blocks[0], replace(made.blocks[1], role=Role.NAV), made.blocks[2]))
    assert [made.text[slice(*line.sentence.span)] for line in prepare(folded).lines] == [
        "Cod feeds Hull.",
        "Ships carry coal.",
    ]


def test_words_with_a_stop_between_them_are_not_joined() -> None:
    """What another account writes as one word is one here only behind a hyphen or a space."""
    whole = prepare(article("The blackbird sings.", "b"))
    told = [
        [word.plain for line in heal([prepare(article(text, "a")), whole])[0].lines for word in line.words]
        for text in ("The black bird sings.", "The black-bird sings.", "The black, bird sings.")
    ]
    assert told == [["the", "blackbird", "sings"]] * 2 + [["the", "black", "bird", "sings"]]


def test_an_account_is_about_what_more_than_a_quarter_of_its_sentences_name() -> None:
    """Two of nine are fewer; one is never enough, however short the account is."""
    rest = ["Rain fell.", "Wind blew.", "Snow lay.", "Boats left."]
    nine = [*(f"Cod {what}." for what in ("swims", "feeds", "sells")), *(f"Hull {what}." for what in ("grew", "slept"))]
    assert prepare(article("\n".join([*nine, *rest]), "a")).subjects == {"cod"}
    assert prepare(article("Cod swims.", "b")).subjects == frozenset()


def test_words_of_other_signs_than_letters_are_not_joined() -> None:
    """Figures stand for themselves, whatever another account writes together."""
    whole = prepare(article("The 4711th visitor and the northsea ferry.", "b"))
    apart = prepare(article("The 47 11th visitor and the north sea ferry.", "a"))
    assert [word.plain for line in heal([apart, whole])[0].lines for word in line.words][:4] == [
        "the",
        "47",
        "11th",
        "visitor",
    ]
