"""What was altered in a quotation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.compare.quotations.rewordings import Utterance, rewording
from index.model.article import Span


def altered(a: str, b: str, language: str = "en") -> tuple[tuple[str, str], ...] | None:
    """Return the altered words of content, empty where only the form differs, ``None`` for two utterances."""
    found = rewording(Utterance(a, Span(0, len(a)), language), Utterance(b, Span(0, len(b)), language))
    return None if found is None else found.said if found.tier == "content" else ()


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("money that should be kept for schools", "money that shouldn't be kept for schools", ("–", "shouldn't")),
        ("it cost us 40 million in one year", "it cost us 70 million in one year", ("40", "70")),
        ("a partisan attack dog on the loose", "a partisan political attack dog on the loose", ("–", "political")),
        ("I cannot believe what they are finding", "I cannot believe what they're talking", ("finding", "talking")),
        ("As the mayor knows well, words fail", "I think the mayor knows well words fail", ("As", "I think")),
        ("we will increase the tax on bread", "we will decrease the tax on bread", ("increase", "decrease")),
        ("the search of the house was legal", "the search of the house was illegal", ("legal", "illegal")),
        ("it cost the town 3 million dollars", "it cost the town 3 billion dollars", ("million", "billion")),
        ("all judges read the letter", "some judges read the letter", ("all", "some")),
        ("he read the letter before dinner", "he read the letter after dinner", ("before", "after")),
        ("we won the vote in the council", "we lost the vote in the council", ("won", "lost")),
    ],
)  # fmt: skip
def test_content_altered(a: str, b: str, expected: tuple[str, str]) -> None:
    """Negation, numbers, nouns and verbs that differ alter the content, also at the edge of what both quote."""
    assert altered(a, b) == (expected,)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("it is enough to win the next vote", "it's enough to win the next vote"),
        ("Senator Reid thinks the mosque should move", "Sen. Reid thinks the mosque should move"),
        ("these supervisors have too much discretion", "these (local) supervisors have too much discretion"),
        ("we would be remiss ... if we did not speak up", "we would be remiss in our duty if we did not speak up"),
        ("he ended the programs of our city", "he would end the program of our city"),
        ("I broke no law. I harmed no member of this panel", "I harmed no member of this panel"),
        ("we left 'cause the road was flooded", "we left because the road was flooded"),
        ("there is a one-in-three chance to lose", "there is a 1 in 3 chance to lose"),
        ("a strongman called Qaddafi beat the states", "a strongman called Gadhafi beat the states"),
        ("you know that, with respect, prayer helps people", "Well, you know that, with respect, prayer helps people"),
    ],
)  # fmt: skip
def test_form_altered(a: str, b: str) -> None:
    """Contractions, spelling, inflection, an editor's brackets and ellipses, and another cut alter the form only."""
    assert altered(a, b) == ()


@pytest.mark.parametrize(
    ("language", "a", "content", "form"),
    [
        (
            "de",
            "Wir werden die alten Brücken der Stadt nicht verkaufen",
            "Wir werden die alten Brücken der Stadt verkaufen",
            "Wir werden der alten Brücke der Stadt nicht verkauft",
        ),
        (
            "fr",
            "Nous avons toujours défendu les droits de nos villages",
            "Nous avons toujours vendu les droits de nos villages",
            "Nous avons toujours défendu le droit de notre village",
        ),
        (
            "ru",
            "Мы никогда не отдадим наш мост чужим людям",
            "Мы никогда не продадим наш мост чужим людям",
            "Мы никогда не отдадим наши мосты чужим людям",
        ),
        ("uk", "Ми не віддамо наш міст сусідам", "Ми віддамо наш міст сусідам", "Ми не віддамо наш міст сусіду"),
        ("zh", "我们永远不会放弃这座老桥", "我们永远会放弃这座老桥", "我们永远不会放弃这座老桥啊"),
    ],
)  # fmt: skip
def test_other_languages(language: str, a: str, content: str, form: str) -> None:
    """Negation and other words alter the content, another ending the form, by the words of the language."""
    assert (bool(altered(a, content, language)), altered(a, form, language)) == (True, ())


def test_two_utterances() -> None:
    """Quotations with too few words in common are not one that was reworded."""
    assert altered("not putting people back to work", "he will help to put the country in order") is None


def test_words_shown_are_words_of_the_texts() -> None:
    """The words in common are given as spans of both texts."""
    a, b = "xx every day that passes is lost yy", "every day that passes is lost"
    found = rewording(Utterance(a, Span(3, len(a))), Utterance(b, Span(0, len(b))))
    assert found is not None
    assert (a[slice(*found.a)], b[slice(*found.b)], found.share) == (b, b, 1.0)


TEXT = st.text(alphabet="ab .'…[]n’t123не不", max_size=60)


@given(TEXT, TEXT, st.sampled_from(["en", "ru", "zh", ""]))
def test_any_two_texts(a: str, b: str, language: str) -> None:
    """No text raises, and which side is first does not decide the tier."""
    one = rewording(Utterance(a, Span(0, len(a)), language), Utterance(b, Span(0, len(b)), language))
    other = rewording(Utterance(b, Span(0, len(b)), language), Utterance(a, Span(0, len(a)), language))
    assert one is None or 0 < one.share <= 1
    assert other is None or 0 < other.share <= 1
