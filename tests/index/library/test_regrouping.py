"""Stories after a change: only those it touches are made again, and the others say what they would say made anew."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index import Library
from index.compare.stories.stories import grouped, regrouped, stories
from index.library import corpus_comparison
from index.library.corpus_comparison import StoredRecords
from index.model.settings import CompareSettings
from tests import builders

if TYPE_CHECKING:
    from pathlib import Path

    from index.model.comparison_result import Story

MATTERS = (
    "Dockers in Hull struck over pay. The union of Hull rejected the offer of the port.",
    "The Danube flooded Passau. Rescuers took families from the flooded valley by boat.",
    "Growers in Kent picked plums early. The plums of Kent were small after the drought.",
    "A painter of Oslo sold her canvas to the museum. The museum of Oslo paid for the canvas.",
)
ACTS = st.lists(
    st.tuples(st.integers(0, 11), st.sampled_from((None, 0, 1, 2, 3)), st.integers(0, 99)), min_size=1, max_size=3
)


def write(folder: Path, number: int, matter: int | None, detail: int) -> None:
    """Write one article about a matter, or take it away."""
    path = folder / f"{number:02}.txt"
    if matter is None:
        path.unlink(missing_ok=True)
    else:
        path.write_text(f"Report {number}\n\n{MATTERS[matter]} Witness {detail} spoke to reporters at noon.\n", "utf-8")


def opened(folder: Path, place: Path, days: int = 7) -> Library:
    return Library(folder, settings=builders.settings(place, compare=CompareSettings(story_days=days)))


def unlabelled(found: tuple[Story, ...]) -> tuple[Story, ...]:
    return tuple(replace(story, label="") for story in found)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ACTS)
def test_after_any_change_stories_are_those_of_the_groups_made_anew(
    tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[int, int | None, int]]
) -> None:
    """Articles, events, reasons and shared passages are as if every story were made again; and so are the groups.

    A label alone may be that of the time when the story was made.
    """
    place = tmp_path_factory.mktemp("regrouping")
    folder = place / "articles"
    folder.mkdir()
    for number in range(12):
        write(folder, number, number % 4, number)
    with pytest.MonkeyPatch.context() as always, opened(folder, place) as library:
        always.setattr(corpus_comparison, "_ANEW", 2)
        library.refresh()
        library.digest()
        for act in acts:
            store = library._comparison._store
            before = store.groups.load()
            write(folder, *act)
            refresh = library.refresh()
            library.digest()
            records = StoredRecords(store.digests)
            whole, frequencies = {id: records[id] for id in records}, library._comparison._term_frequencies()
            changed = {*refresh.added, *refresh.changed, *refresh.removed}
            groups = regrouped(before, whole, changed, frequencies) if before else grouped(whole.values(), frequencies)
            assert store.groups.load() == groups
            assert unlabelled(library.stories()) == unlabelled(stories(groups, whole, frequencies))


def test_a_changed_article_makes_few_stories_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of four stories the one is made again whose article changed."""
    for number in range(12):
        write(tmp_path, number, number % 4, number)
    made: list[tuple[str, ...]] = []

    def counted(groups: tuple[tuple[str, ...], ...], *rest: object) -> tuple[Story, ...]:
        made.extend(group for group in groups if len(group) > 1)
        return stories(groups, *rest)  # type: ignore[arg-type]

    with opened(tmp_path, tmp_path) as library:
        library.refresh()
        library.digest()
        assert len(library.stories()) == 4
        monkeypatch.setattr(corpus_comparison, "stories", counted)
        write(tmp_path, 5, 1, 50)
        library.refresh()
        library.digest()
        assert (made, len(library.stories())) == ([("01.txt", "05.txt", "09.txt")], 4)


def test_another_number_of_days_makes_all_stories_anew(tmp_path: Path) -> None:
    """When the setting changes, stories follow it although no article changed."""
    for number, day in enumerate((1, 11)):
        head = f"---\ndate: 2024-03-{day:02}\n---\n\n"
        (tmp_path / f"{number}.md").write_text(f"{head}Report {number}\n\n{MATTERS[0]}\n", "utf-8")
    told = []
    for days in (7, 30, 7):
        with opened(tmp_path, tmp_path, days) as library:
            library.refresh()
            library.digest()
            told.append([story.articles for story in library.stories()])
    assert told == [[], [("0.md", "1.md")], []]
