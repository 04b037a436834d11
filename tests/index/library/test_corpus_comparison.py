"""Comparison over a library: digests are kept up step by step, stories follow, passages are traced."""

from __future__ import annotations

import os
import random
from typing import TYPE_CHECKING

import pytest

from index import Kind, Library
from tests.builders import SEEDS, settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TALKS = "Envoys of both countries met in Geneva on Monday and spoke for five hours about the trade in grain."
FLOOD = "The river Mosel rose above its banks in the night, and firemen carried forty people out of their houses."
OLD = 1_600_000_000


@pytest.fixture
def seeds(tmp_path: Path) -> Iterator[Library]:
    library = Library(SEEDS, settings=settings(tmp_path))
    library.refresh()
    library.digest()
    yield library
    library.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    _write(made / "a.txt", f"Grain talks in Geneva\n\n{TALKS}\n\nThe ministers will meet again in spring.\n")
    _write(made / "b.txt", f"Geneva hosts grain talks\n\nA spokesman gave no details of it.\n\n{TALKS}\n")
    _write(made / "c.txt", f"Flood on the Mosel\n\n{FLOOD}\n\nSchools stay closed until Thursday.\n")
    return made


def _write(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")
    os.utime(path, (OLD, OLD + random.Random(text).randrange(10**6)))


def test_the_april_talks_are_one_story_with_the_july_meeting_apart(seeds: Library) -> None:
    """000 stands in the talks' story as an event of its own, for its places and not for a date."""
    (story,) = seeds.stories()
    apart = next(event for event in story.events if len(event.articles) == 1)

    assert len(story.articles) == 4
    assert apart.articles == ("000_3409787b884da66f.txt",)
    assert "Vientiane" in apart.reason
    assert "days" not in apart.reason


def test_accounts_of_another_event_are_set_aside_and_can_be_brought_in(seeds: Library) -> None:
    """Of four accounts three are compared; naming the fourth brings it in."""
    comparison = seeds.compare("000", "001", "002", "003")
    whole = seeds.compare("000", "001", "002", "003", include=["000_3409787b884da66f.txt"])

    assert [one.id for one in comparison.aside] == ["000_3409787b884da66f.txt"]
    assert len(comparison.accounts) == 3
    assert (len(whole.accounts), whole.aside) == (4, ())


def test_agency_copy_is_computed_where_it_is_not_stated(seeds: Library) -> None:
    """001 states no agency; its words stand in 002, which credits AP."""
    agency = seeds.compare("001", "002").accounts[0].agency

    assert (agency.stated, agency.computed) == (None, "Associated Press")
    assert 0.4 < agency.share < 0.7


def test_the_order_given_is_only_the_order_shown(seeds: Library) -> None:
    """Pairs, quotations and disagreements do not depend on the order; rows are the same cells turned round."""
    one, other = seeds.compare("001", "002"), seeds.compare("002", "001")

    assert (one.pairs, one.quotes, one.disagreements) == (other.pairs, other.quotes, other.disagreements)
    assert {row.cells for row in one.rows} == {tuple(reversed(row.cells)) for row in other.rows}


def test_a_passage_is_traced_to_every_article_that_has_it(folder: Path, tmp_path: Path) -> None:
    """The words stand in two articles; the one they were taken from is left out."""
    library = Library(folder, settings=settings(tmp_path))
    library.refresh()
    library.digest()
    everywhere = library.trace(TALKS)
    elsewhere = library.trace(TALKS, without="a.txt")

    assert [(trace.id, trace.kind) for trace in everywhere] == [("a.txt", Kind.VERBATIM), ("b.txt", Kind.VERBATIM)]
    assert [trace.id for trace in elsewhere] == ["b.txt"]
    assert library.show("b.txt").text[slice(*elsewhere[0].span)] == TALKS
    library.close()


def test_digests_follow_the_folder(folder: Path, tmp_path: Path) -> None:
    """A new article joins its story, a changed one leaves it, a deleted one is no longer traced."""
    library = Library(folder, settings=settings(tmp_path))
    library.refresh()
    first = library.digest()
    idle = library.digest()
    _write(folder / "d.txt", f"More on the flood\n\n{FLOOD}\n\nThe mayor thanked the firemen.\n")
    library.refresh()
    added = library.digest()
    joined = [story.articles for story in library.stories()]
    (folder / "b.txt").unlink()
    library.refresh()
    library.digest()

    assert (first, idle, added) == (3, 0, 1)
    assert ("c.txt", "d.txt") in joined
    assert [trace.id for trace in library.trace(TALKS)] == ["a.txt"]
    assert [story.articles for story in library.stories()] == [("c.txt", "d.txt")]
    library.close()


def test_step_by_step_equals_at_once(folder: Path, tmp_path: Path) -> None:
    """Counts after adding, changing and deleting equal those of a cache made anew."""
    library = Library(folder, settings=settings(tmp_path))
    library.refresh()
    library.digest()
    _write(folder / "c.txt", f"Flood on the Mosel\n\n{FLOOD}\n\nTrains run again between the towns.\n")
    _write(folder / "e.txt", "Plums\n\nA good year for plums, growers in the valley say.\n")
    (folder / "a.txt").unlink()
    library.refresh()
    library.digest()
    grown = _counts(library)
    library.refresh(rebuild=True)
    library.digest()

    assert grown == _counts(library)
    library.close()


def _counts(library: Library) -> tuple[dict[str, int], dict[str, int], tuple[object, ...]]:
    digests = library._comparison._store.digests
    return digests.stems.whole(), digests.terms.whole(), library.stories()


def test_speakers_are_searched(seeds: Library) -> None:
    """`said:` finds the articles that quote somebody of that name."""
    found = {hit.id[:3] for hit in seeds.search("said:miller").hits}

    assert "003" in found
    assert found <= {"000", "001", "002", "003"}
    assert seeds.search("said:nobodyatall").total == 0


def test_digests_of_older_rules_are_made_anew(seeds: Library) -> None:
    """What digests of another version say is not believed; the next digest makes all of them anew, and once."""
    before = {hit.id for hit in seeds.search("said:miller").hits}, _counts(seeds)
    seeds._comparison._store.database.set_meta(digests="0")

    disbelieved = seeds.search("said:miller").total
    renewed = seeds.digest()
    after = {hit.id for hit in seeds.search("said:miller").hits}, _counts(seeds)

    assert (disbelieved, renewed, seeds.digest()) == (0, 4, 0)
    assert after == before


def test_a_query_asks_for_a_story_by_any_of_its_articles(seeds: Library) -> None:
    """`story:` answers the whole story that holds the article, whatever the case, and says so when none does."""
    ids = [row.id for row in seeds.list("id")]
    assert sorted(seeds.find(f'story:"{ids[2].upper()}"').ids) == ids
    assert sorted(seeds.find("story:001").ids) == ids
    problems = seeds.find('story:"nowhere.txt"').problems
    assert ["No story holds “nowhere.txt”" in problem.message for problem in problems] == [True]


def test_grouping_can_be_cancelled_and_taken_up_again(folder: Path, tmp_path: Path) -> None:
    """A digest that is cancelled while it groups keeps its digests; the next one finds the stories."""
    _write(folder / "d.txt", f"More on the flood\n\n{FLOOD}\n\nThe mayor thanked the firemen.\n")
    library = Library(folder, settings=settings(tmp_path))
    library.refresh()
    stages: list[str] = []

    digested = library.digest(lambda progress: stages.append(progress.stage), lambda: bool(stages))
    cancelled = library.stories()
    library.digest(lambda progress: stages.append(progress.stage))

    assert (digested, cancelled) == (4, ())
    assert list(dict.fromkeys(stages)) == ["comparing", "grouping"]
    assert [story.articles for story in library.stories()] == [("a.txt", "b.txt"), ("c.txt", "d.txt")]
    library.close()


def test_a_changed_article_is_grouped_although_that_was_called_off(folder: Path, tmp_path: Path) -> None:
    """Its story follows its new text at the next digest, which finds nothing else to do, also in another process."""
    library = Library(folder, settings=settings(tmp_path))
    library.refresh()
    library.digest()
    before = [story.articles for story in library.stories()]
    _write(folder / "b.txt", f"More on the flood\n\n{FLOOD}\n\nThe mayor thanked the firemen.\n")
    library.refresh()
    stages: list[str] = []
    library.digest(lambda progress: stages.append(progress.stage), lambda: bool(stages))
    called_off = [story.articles for story in library.stories()]
    library.close()
    with Library(folder, settings=settings(tmp_path)) as later:
        assert (later.refresh().changed, later.digest()) == ((), 0)
        assert (before, called_off) == ([("a.txt", "b.txt")], [("a.txt", "b.txt")])
        assert [story.articles for story in later.stories()] == [("b.txt", "c.txt")]


def test_a_query_for_a_speaker_says_when_quotations_are_still_to_be_looked_for(folder: Path, tmp_path: Path) -> None:
    """`said:` says while quotations are still to be looked for; afterwards an unknown speaker finds nothing."""
    with Library(folder, settings=settings(tmp_path)) as library:
        library.refresh()
        told = [problem.message for problem in library.find("said:nobody").problems]
        articles = len(library.list())
        assert told == [
            f"Who speaks in {articles} articles is not known yet; `variorum stories` finds out, as the open reader does"
        ]
        library.digest()
        assert library.find("said:nobody").problems == ()
