"""Stories joined and parted by hand: believed wherever stories are told of, followed when files move, checked."""

from __future__ import annotations

import os
import random
from typing import TYPE_CHECKING

import pytest

from index import Library, LibraryError
from tests.builders import settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TALKS = "Envoys of both countries met in Geneva on Monday and spoke for five hours about the trade in grain."
FLOOD = "The river Mosel rose above its banks in the night, and firemen carried forty people out of their houses."
ARTICLES = {
    "a.txt": f"Grain talks in Geneva\n\n{TALKS}\n\nThe ministers will meet again in spring.\n",
    "b.txt": f"Geneva hosts grain talks\n\nA spokesman gave no details of it.\n\n{TALKS}\n",
    "c.txt": f"Flood on the Mosel\n\n{FLOOD}\n\nSchools stay closed until Thursday.\n",
    "d.txt": f"More on the flood\n\n{FLOOD}\n\nThe mayor thanked the firemen.\n",
    "e.txt": "Plums\n\nA good year for plums, growers in the valley say.\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    for name, text in ARTICLES.items():
        write(made / name, text)
    return made


def write(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")
    old = 1_600_000_000 + random.Random(text).randrange(10**6)
    os.utime(path, (old, old))


@pytest.fixture
def library(folder: Path, tmp_path: Path) -> Iterator[Library]:
    made = Library(folder, settings=settings(tmp_path))
    made.refresh()
    made.digest()
    yield made
    made.close()


def grouped(library: Library) -> list[str]:
    """Return the stories by the letters of their articles."""
    return sorted("".join(id[0] for id in story.articles) for story in library.stories())


def test_articles_and_their_whole_stories_are_joined(library: Library) -> None:
    """The story made has a label, events with their reasons and its share; it says that the reader decided."""
    (story,) = library.stories.join("b.txt", "c.txt").stories
    assert (grouped(library), story.decided, story.id) == (["abcd"], True, "a.txt")
    assert (len(story.events), "joined by you" in story.events[0].reason) == (1, True)
    assert story.label
    assert 0 < (story.shared or 0) < 1


def test_articles_of_one_story_are_joined_alone(library: Library) -> None:
    """What is decided then is that they tell one event; the others of the story are not spoken of."""
    library.stories.join("a.txt", "c.txt")
    library.stories.join("a.txt", "d.txt")
    assert [one.articles for one in library.stories.decisions.decisions] == [
        ("a.txt", "b.txt", "c.txt", "d.txt"),
        ("a.txt", "d.txt"),
    ]


def test_an_article_without_a_story_is_joined_to_one(library: Library) -> None:
    """Also one that nothing else is like."""
    library.stories.join("e", "a")
    assert grouped(library) == ["abe", "cd"]


def test_an_article_is_taken_out_and_goes_elsewhere(library: Library) -> None:
    """A story of two is none once one is taken out; later decisions are kept beside earlier ones."""
    left = library.stories.apart("b.txt").stories
    assert (left, grouped(library)) == ((), ["cd"])
    library.stories.join("b.txt", "c.txt")
    assert grouped(library) == ["bcd"]


def test_undo_gives_back_what_was_before(library: Library) -> None:
    """In any order of going back and forth."""
    first = library.stories.join("a.txt", "c.txt")
    second = library.stories.apart("d.txt")
    library.stories.undo(second.act)
    assert grouped(library) == ["abcd"]
    library.stories.undo(first.act)
    assert (grouped(library), any(story.decided for story in library.stories())) == (["ab", "cd"], False)
    library.stories.redo(first.act)
    assert grouped(library) == ["abcd"]


def test_what_was_decided_can_be_given_up(library: Library) -> None:
    """The program groups the articles again; of an article of no decision there is nothing to give up."""
    library.stories.apart("a.txt")
    assert [story.articles for story in library.stories.forget("a.txt").stories] == [("a.txt", "b.txt")]
    with pytest.raises(LibraryError, match="Nothing was decided"):
        library.stories.forget("c.txt")


@pytest.mark.parametrize(
    ("verb", "named", "told"),
    [
        ("join", ["a.txt"], "two different articles"),
        ("join", ["a.txt", "a.txt"], "two different articles"),
        ("apart", ["e.txt"], "no story with other articles"),
        ("apart", ["a.txt", "b.txt"], "Nothing would be left"),
        ("join", ["a.txt", "zzz"], "No article"),
    ],
)
def test_a_decision_that_makes_no_sense_is_refused(library: Library, verb: str, named: list[str], told: str) -> None:
    """In one sentence, and nothing is kept of it."""
    with pytest.raises(LibraryError, match=told):
        getattr(library.stories, verb)(*named)
    assert not library.stories.decisions.decisions


def test_every_question_about_stories_believes_it(library: Library) -> None:
    """Searches by story, the nearest account, related ones, and what a comparison sets aside."""
    library.stories.join("a.txt", "c.txt")
    library.stories.apart("b.txt")
    assert sorted(library.find("story:d.txt").ids) == ["a.txt", "c.txt", "d.txt"]
    assert sorted(library.find("story:b.txt").ids) == ["b.txt"]
    assert library.nearest("a.txt").id in {"c.txt", "d.txt"}
    assert {one.id for one in library.related("a.txt")}.isdisjoint({"b.txt"})
    aside = library.compare("a.txt", "b.txt", "c.txt", "d.txt").aside
    assert [(one.id, one.reason) for one in aside] == [("b.txt", "another story: parted from it by you")]


def test_decisions_stay_when_the_library_changes(library: Library, folder: Path) -> None:
    """New accounts find their story; what was taken out stays out, what was joined stays joined."""
    library.stories.apart("d.txt")
    library.stories.join("a.txt", "e.txt")
    write(folder / "f.txt", f"Flood again\n\n{FLOOD}\n\nThe mayor thanked everybody.\n")
    library.refresh()
    before = grouped(library)
    library.digest()
    assert (before, grouped(library)) == (["abe"], ["abe", "cf"])


def test_a_joined_article_that_is_not_prepared_yet_is_in_its_story(library: Library, folder: Path) -> None:
    """A decision is believed at once, not only when comparison is up to date."""
    write(folder / "f.txt", "Marbles\n\nChildren in the town of Trier play marbles again, teachers say.\n")
    library.refresh()
    library.stories.join("f.txt", "e.txt")
    assert grouped(library) == ["ab", "cd", "ef"]


def test_decisions_follow_files_that_are_renamed(library: Library, folder: Path) -> None:
    """As notes do."""
    library.stories.join("a.txt", "c.txt")
    (folder / "c.txt").rename(folder / "g.txt")
    library.refresh()
    library.digest()
    assert (grouped(library), library.stories.check()) == (["abdg"], ())


def test_a_copy_of_a_text_stands_for_the_article_that_leads(library: Library, folder: Path) -> None:
    """Named by the reader, or among what was decided before it became one, it is the lead that is grouped."""
    library.stories.join("a.txt", "e.txt")
    (folder / "more").mkdir()
    write(folder / "more" / "z.txt", ARTICLES["c.txt"])
    library.refresh()
    library.digest()
    copy, lead = next((row.copies[0], row.id) for row in library.list() if row.copies)
    library.stories.join(copy, "a.txt")
    (story,) = library.stories()
    assert (lead in story.articles, copy in story.articles, len(story.articles)) == (True, False, 5)
    assert all(copy not in one.articles for one in library.stories.decisions.decisions)


def test_decisions_speak_of_the_lead_when_an_article_becomes_a_copy(library: Library, folder: Path) -> None:
    """As notes and marks go with it."""
    library.stories.join("e.txt", "a.txt")
    write(folder / "0.txt", ARTICLES["e.txt"])
    library.refresh()
    copy, lead = next((row.copies[0], row.id) for row in library.list() if row.copies)
    library.stories.join("c.txt", "d.txt")
    named = {id for one in library.stories.decisions.decisions for id in one.articles}
    assert (lead, {lead, copy}) == ("0.txt", {"0.txt", "e.txt"})
    assert (lead in named, copy in named) == (True, False)


def test_a_story_made_by_hand_follows_the_texts_of_its_articles(library: Library, folder: Path) -> None:
    """What it shares is reckoned anew when one of them was edited."""
    (before,) = library.stories.join("e.txt", "c.txt").stories
    more = "They pick them by hand in September, dry some, and sell what is left to bakers of the next town."
    write(folder / "e.txt", f"{ARTICLES['e.txt']}\n{more}\n")
    library.refresh()
    library.digest()
    after = next(story for story in library.stories() if "e.txt" in story.articles)
    assert (after.articles, 0 < (after.shared or 0) < (before.shared or 0)) == (before.articles, True)


def test_check_names_articles_that_are_gone_and_keeps_them(library: Library, folder: Path) -> None:
    """With file, line and cure; when the article comes back the decision holds again."""
    library.stories.join("a.txt", "e.txt")
    text = ARTICLES["e.txt"]
    (folder / "e.txt").unlink()
    library.refresh()
    (complaint,) = library.stories.check()
    assert complaint in library.check()
    assert (complaint.line, "no article e.txt" in complaint.message) == (7, True)
    assert complaint.cure == "bring it back, or `variorum stories --forget 'e.txt'`"
    write(folder / "e.txt", text)
    library.refresh()
    assert (library.stories.check(), grouped(library)) == ((), ["abe", "cd"])
    (folder / "e.txt").unlink()
    library.refresh()
    library.stories.forget("e.txt")
    assert library.stories.check() == ()


def test_check_names_decisions_that_contradict(library: Library) -> None:
    """Of two contradictory decisions written by hand the later one wins, and the earlier is named with its line."""
    notes = library.places.notes
    notes.mkdir(parents=True)
    text = "decisions:\n  - join: [a.txt, e.txt]\n  - apart: e.txt\n    from: [a.txt]\n"
    (notes / "_stories.yaml").write_text(text, "utf-8")
    (complaint,) = library.stories.check()
    assert (complaint.line, complaint.message) == (
        2,
        "a later entry contradicts this one on a.txt, e.txt and wins",
    )
    assert grouped(library) == ["ab", "cd"]


def test_the_share_is_what_stands_in_another_account_too(tmp_path: Path) -> None:
    """Copies are shared whole, accounts without a passage in common not at all; of nothing to compare it is unknown."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for letter in "ab":
        write(folder / f"{letter}.txt", f"Talks {letter}\n\n{TALKS}\n\n{FLOOD}\n")
    write(folder / "c.txt", f"Long account\n\n{TALKS}\n\n{'. '.join(map(str, range(40)))} nothing of it is told.\n")
    write(folder / "x.txt", "Plums\n\nYes.\n")
    write(folder / "y.txt", "Plums\n\nNo.\n")
    library = Library(folder, settings=settings(tmp_path))
    library.refresh()
    library.digest()
    library.stories.join("a.txt", "b.txt")
    library.stories.join("x.txt", "y.txt")
    shares = {story.id: story.shared for story in library.stories()}
    library.stories.join("a.txt", "c.txt")
    whole = next(story.shared for story in library.stories() if story.id == "a.txt")
    library.close()
    assert shares == {"a.txt": 1.0, "x.txt": None}
    assert 0.5 < (whole or 0) < 1.0
