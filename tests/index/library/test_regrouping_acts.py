"""Many acts one after the other: stories stay those of groups made anew, whatever was grouped on the way.

Of a library only tables and grouping are here, so that hundreds of histories take seconds.
"""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.cache.article_table import entry_of
from index.cache.generation import Generation
from index.compare.stories.decided_stories import as_decided, bonds_of, decided
from index.compare.stories.stories import grouped, regrouped, stories, story
from index.compare.stories.story_vectors import StoryRecord, story_record
from index.library import corpus_comparison
from index.library.corpus_comparison import CorpusComparison, StoredRecords
from index.model.comparison_result import CorpusFrequencies, StoryDecision
from index.model.settings import CompareSettings
from tests import builders

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from index.model.article import Article
    from index.model.comparison_result import Story

MATTERS = (
    "Dockers in Hull struck over pay. The union of Hull rejected the offer of the port.",
    "Dockers in Hull returned to the port. Growers in Kent picked plums early.",
    "The Danube flooded Passau. Rescuers took families from the flooded valley by boat.",
    "Growers in Kent picked plums early. The plums of Kent were small after the drought.",
)
WITNESSES = ("Alder", "Birch", "Cedar")
NUMBERS = st.integers(0, 9)
WRITTEN = st.tuples(st.just("write"), NUMBERS, st.integers(0, 3), st.integers(0, 2))
ACTS = st.lists(
    st.one_of(
        WRITTEN,
        WRITTEN,
        st.tuples(st.just("remove"), NUMBERS),
        st.tuples(st.just("rename"), NUMBERS, NUMBERS),
        st.tuples(st.just("join"), NUMBERS, NUMBERS),
        st.tuples(st.just("part"), NUMBERS, NUMBERS),
        st.tuples(st.just("forget")),
    ),
    min_size=2,
    max_size=7,
)


class Text(NamedTuple):
    """What an article of these tests is about, and who is heard in it."""

    matter: int
    witness: int


class Tables:
    """The tables of a library without files, with what the reader decides; `look` does what follows a change."""

    def __init__(self, place: Path) -> None:
        self.store = Generation(place)
        self.store.create()
        self.decisions: tuple[StoryDecision, ...] = ()
        self.texts: dict[str, Text] = {}
        cache: Any = SimpleNamespace(store=self.store, writing=nullcontext)
        lookup: Any = SimpleNamespace(gather=lambda *_: None, article=lambda name: article(name, self.texts[name]))
        self.comparison = CorpusComparison(cache, lookup, self, CompareSettings())  # type: ignore[arg-type]

    def decided(self, decisions: tuple[StoryDecision, ...]) -> Any:
        """Return the groups with decisions laid over them."""
        return decided(self.store.groups.load(), decisions, sorted(self.texts))

    def write(self, id: str, text: Text | None) -> None:
        """Write an article, or remove it."""
        with self.store.database.writing():
            self.store.digests.forget([id])
            self.texts.pop(id, None)
            if text is None:
                self.store.catalogue.remove([id])
            else:
                self.texts[id] = text
                self.store.catalogue.put([entry_of(article(id, text))], {id: 0})
            self.store.database.set_meta(revision=f"{self.store.database.revision}+")

    def act(self, what: str, *more: int) -> set[str]:
        """Do one act; return the articles that came, went or changed."""
        ids = [f"{number}.txt" for number in more[:2]]
        if what == "write":
            self.write(ids[0], Text(*more[1:]))
            return {ids[0]}
        if what == "remove":
            self.write(ids[0], None)
            return {ids[0]}
        if what == "rename" and ids[0] in self.texts:
            text = self.texts[ids[0]]
            self.write(ids[0], None)
            self.write(ids[1], text)
            return set(ids)
        if what == "forget":
            self.decisions = self.decisions[1:]
        elif what in {"join", "part"} and ids[0] != ids[1]:
            sides = (tuple(sorted(ids)),) if what == "join" else ((ids[0],), (ids[1],))
            self.decisions += (StoryDecision(*sides),)
        return set()


def article(id: str, text: Text) -> Article:
    """Return an article about a matter."""
    heard = f"Witness {WITNESSES[text.witness]} of {WITNESSES[text.witness]}shire spoke to reporters at noon."
    return builders.article(f"Report {id[0]}\n\n{MATTERS[text.matter]} {heard}\n", id)


@pytest.fixture(scope="module")
def made() -> Iterator[None]:
    """Nothing is prepared twice: what is made of one text is kept, and one change among ten is not all made anew."""
    prepare, kept = corpus_comparison._digest, {}

    def once(article: Article) -> Any:
        key = article.id, article.text
        if key not in kept:
            kept[key] = prepare(article)
        return kept[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(corpus_comparison, "_digest", once)
        patch.setattr(corpus_comparison, "_ANEW", 2)
        yield


def unlabelled(found: tuple[Story, ...]) -> list[Story]:
    return [replace(story, label="") for story in found]


def as_if_made_anew(groups: Any, decisions: tuple[StoryDecision, ...], ids: list[str], told: Any) -> list[Story]:
    """Return the stories of groups with decisions, each made of the records of its articles."""
    whole, frequencies = told
    if not decisions:
        return unlabelled(stories(groups, whole, frequencies))
    bonds = bonds_of(decisions)
    found = [group for group in decided(groups, decisions, ids).groups if len(group) > 1]
    made = [(group, story((whole[id] for id in group), frequencies)) for group in found]
    shown = [as_decided(one, bonds, decided=group not in groups) for group, one in made]
    return unlabelled(tuple(sorted(shown, key=lambda one: (-len(one.articles), one.id))))


@pytest.mark.usefixtures("made")
@settings(max_examples=250, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2)), min_size=2, max_size=10), ACTS, st.sets(st.integers(0, 6))
)
def test_after_any_acts_stories_are_those_of_groups_made_anew(
    tmp_path_factory: pytest.TempPathFactory,
    beginning: list[tuple[int, int]],
    acts: list[tuple[Any, ...]],
    unlooked: set[int],
) -> None:
    """Written, removed, renamed, joined, parted, given up, several between two looks: groups and stories are the same.

    Groups are those that a look at every article gives; articles, events, reasons and shared passages those of stories
    that are all made again. A label alone may be that of the time when the story was made.
    """
    tables = Tables(tmp_path_factory.mktemp("acts"))
    for number, text in enumerate(beginning):
        tables.write(f"{number}.txt", Text(*text))
    tables.comparison.digest()
    changed: set[str] = set()
    try:
        for place, act in enumerate(acts):
            before = tables.store.groups.load()
            changed |= tables.act(*act)
            if place in unlooked and place < len(acts) - 1:
                continue
            tables.comparison.digest()
            records = StoredRecords(tables.store.digests)
            whole: dict[str, StoryRecord] = {id: story_record(article(id, text)) for id, text in tables.texts.items()}
            counts = {term: tables.store.digests.terms[term] for one in whole.values() for term in one.terms}
            told = whole, CorpusFrequencies(len(records), counts)
            groups = before
            if changed:
                groups = regrouped(before, whole, changed, told[1]) if before else grouped(whole.values(), told[1])
            changed = set()

            assert tables.store.groups.load() == groups
            for one in whole.values():
                most = len(one.terms) - 3  # what all articles say is less
                near = {id for id, other in whole.items() if len(one.terms.keys() & other.terms.keys()) >= most}
                assert tables.store.digests.holding(one.terms, most) == near
            ids = sorted(tables.texts)
            assert unlabelled(tables.comparison.stories()) == as_if_made_anew(groups, tables.decisions, ids, told)
    finally:
        tables.store.close()
