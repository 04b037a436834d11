"""Posts that two accounts give one person differently."""

import pytest

from index.compare.comparison import compare
from index.model.article import Article, Block, Field, Role, Source


def account(name: str, text: str, language: str | None) -> Article:
    blocks = (Block(0, len(text), Role.BODY),)
    return Article(name, Source(name, "plain"), text, "", blocks, language=Field(language))


def roles(a: str, b: str, language: str | None = "en") -> list[str]:
    found = compare([account("a", a, language), account("b", b, language)]).disagreements
    return [one.why for one in found if one.kind == "role"]


@pytest.mark.parametrize(
    ("a", "b", "why"),
    [
        (
            "Harbour CEO Ruth Aldane spoke in the town hall.",
            "The company's president Ruth Aldane spoke in the town hall.",
            "CEO Ruth Aldane / president Ruth Aldane",
        ),
        (
            "Ruth Aldane, the harbour's chief executive, spoke.",
            "Executive director Ruth Aldane spoke.",
            "Ruth Aldane, the harbour's chief executive / Executive director Ruth Aldane",
        ),
        ("They met Col. Ian Maddox.", "They met Capt. Ian Maddox.", "Col. Ian Maddox / Capt. Ian Maddox"),
        ("Sen. Ann Colley voted.", "Representative Ann Colley voted.", "Sen. Ann Colley / Representative Ann Colley"),
        (
            "Lt. Gov. Ann Colley signed.",
            "Governor Ann Colley signed.",
            "Lt. Gov. Ann Colley / Governor Ann Colley",
        ),
        (
            "Vice president Ann Colley left the bank.",
            "Bank president Ann Colley left.",
            "Vice president Ann Colley / president Ann Colley",
        ),
        (
            "The talks were led by Foreign Minister Otto Brok.",
            "The talks were led by Finance Minister Otto Brok.",
            "Foreign Minister Otto Brok / Finance Minister Otto Brok",
        ),
    ],
)  # fmt: skip
def test_posts_that_exclude_each_other(a: str, b: str, why: str) -> None:
    """The flag gives office and name as each account has them."""
    assert roles(a, b) == [why]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Spokesman Jan Brok left.", "Adviser Jan Brok left."),
        ("Rep. Ann Colley voted.", "Congresswoman Ann Colley voted."),
        ("Chairman Jan Brok left.", "Chairperson Jan Brok left."),
        ("Former president Jan Brok left.", "Director Jan Brok left."),
        ("President Jan Brok left.", "Jan Brok, the outgoing director, left."),
        ("President Jan Brok left. Brok, director since May, waved.", "Director Jan Brok left."),
        ("President Jan Brok left.", "Director Ann Colley met Jan Brok."),
        ("President Jan Brok left.", "Jan Brok, whose director is away, left."),
        ("Captain Jan Brok left.", "President Jan Brok left."),
        ("Managing director Jan Brok left.", "Chief executive Jan Brok left."),
        ("President Brok left.", "Director Brok left."),
    ],
)
def test_posts_that_do_not(a: str, b: str) -> None:
    """Other words for one post, roles that go together, what is past, and what an account gives both ways are none."""
    assert roles(a, b) == []


def test_a_post_of_somebody_else_near_the_name_hides_nothing() -> None:
    """A post before another name is that one's."""
    a = "CEO Ruth Aldane spoke."
    b = "President Ruth Aldane spoke. She, Aldane said, had met CEO Jan Brok."
    assert roles(a, b) == ["CEO Ruth Aldane / President Ruth Aldane"]


def test_posts_of_other_languages_are_not_judged() -> None:
    """The posts are English: of another language nothing is claimed."""
    assert roles("El director Juan Mora habló.", "El treasurer Juan Mora habló.", "es") == []
