"""Which places articles name, and where they say that something took place."""

from index.compare.stories.scenes import Scene, named_places, scene
from index.model.article import Article, Block, Field, Role, Source


def article(text: str, dateline: str | None = None) -> Article:
    return Article(
        "a.txt", Source("a.txt", "plain"), text, "", (Block(0, len(text), Role.BODY),), dateline=Field(dateline)
    )


def test_scenes_stand_after_words_of_place() -> None:
    """A town after "in" or "visiting" is a scene and brings its country; a place only spoken of is not."""
    text = "The two met in the Laotian capital of Vientiane after visiting Shanghai. Iran was discussed."
    assert scene(article(text)) == Scene(("Shanghai", "Vientiane"), frozenset({"Laos", "China"}))


def test_dateline_is_a_scene() -> None:
    """The place of the dateline counts although it is set in capitals."""
    assert scene(article("The talks ended.", "BEIJING")) == Scene(("Beijing",), frozenset({"China"}))


def test_names_of_one_place_are_one() -> None:
    """U.S., US and America are the United States."""
    found = {place.name for place in named_places(article("The U.S., the US and America agreed."))}
    assert found == {"United States"}


def test_names_that_hold_a_place_are_no_place() -> None:
    """A newspaper and a person are not the town they are named after."""
    text = "The Washington Post and Paris Hilton disagreed with the Tokyo-based firm."
    assert [place.name for place in named_places(article(text))] == []


def test_a_place_in_a_quotation_is_no_scene() -> None:
    """What somebody says of a place does not set the article there."""
    text = "The lawyer spoke in Geneva. “I will visit her in Havana,” he said."
    assert scene(article(text)) == Scene(("Geneva",), frozenset({"Switzerland"}))
