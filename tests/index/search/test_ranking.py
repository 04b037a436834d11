"""How well articles fit: words that are rare, in the headline, or in a short text count more; answers are kept."""

from __future__ import annotations

import math
from array import array
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.model.article import Role
from index.model.settings import SearchSettings
from index.search.index_folder import engine
from index.search.ranking import Kept, Weighed, _sparse
from index.search.searcher import IndexReader, Searcher
from index.search.writing import IndexWriter
from index.search.zones import ZONES
from tests.builders import article

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from index.model.article import Article

FILLER = "lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor incididunt"


def order(folder: Path, query: str, articles: Collection[Article], settings: SearchSettings | None = None) -> list[str]:
    """Return the ids that a query finds, best first."""
    IndexWriter(folder).write(articles)
    return list(Searcher(folder, settings or SearchSettings()).find(query).ids)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("harbour harbour {}", "harbour {} ipsum"),
        ("harbour {}", "harbour {0} {0} {0}"),
        ("harbour ferry {}", "harbour harbour harbour harbour {}"),
    ],
)
def test_more_of_the_words_in_less_text_fits_better(tmp_path: Path, better: str, worse: str) -> None:
    """Both words rather than one again and again, twice rather than once, in a short text rather than a long one."""
    others = [article(f"{FILLER} {number}", f"x{number}") for number in range(6)]
    two = [article(worse.format(FILLER), "a"), article(better.format(FILLER), "b")]
    assert order(tmp_path / "or", "harbour OR ferry", [*two, *others]) == ["b", "a"]


def test_a_rare_word_counts_more_than_a_common_one(tmp_path: Path) -> None:
    """Of two articles with one word of the query each, the one with the word that few have comes first."""
    common = [article(f"harbour {FILLER} {number}", f"x{number}") for number in range(6)]
    found = order(
        tmp_path, "harbour OR ferry", [article(f"harbour {FILLER} 9", "a"), article(f"ferry {FILLER} 9", "b"), *common]
    )
    assert found[0] == "b"


def test_parts_of_the_page_count_by_their_weights(tmp_path: Path) -> None:
    """A headline outweighs the text proper and that the furniture; a weight of nothing still finds, last."""
    roles = {"a": {0: Role.PROMO}, "b": {}, "c": {0: Role.TITLE}}
    made = [article(f"harbour gates\n{FILLER}", id, roles=role) for id, role in roles.items()]
    assert order(tmp_path / "one", "harbour", made) == ["c", "b", "a"]
    assert order(tmp_path / "two", "harbour", made, SearchSettings(title_weight=0.0)) == ["b", "a", "c"]


def test_the_least_lately_used_entry_goes_first() -> None:
    """A new entry pushes out the least recently used ones; the newest is kept whatever its size."""
    kept: Kept[str] = Kept(3_000)
    for name in "abc":
        kept.put(name, name, 300)
    assert kept.get("a") == "a"
    kept.put("d", "d", 300)
    assert [kept.get(name) for name in "abcd"] == ["a", None, "c", "d"]
    kept.put("e", "e", 10_000)
    assert [kept.get(name) for name in "acde"] == [None, None, None, "e"]


def test_it_is_told_when_hardly_anything_more_fits() -> None:
    """Nine tenths of the room taken is full; an entry takes its size and a little more."""
    kept: Kept[str] = Kept(10_000)
    kept.put("a", "a", 8_400)
    assert (kept.held, kept.full) == (9_000, False)
    kept.put("b", "b", 0)
    assert (kept.held, kept.full) == (9_600, True)


def test_scores_are_those_of_the_published_formula(tmp_path: Path) -> None:
    """BM25F: frequencies weighed by zone and evened out by length, then by how rare the word is among the articles."""
    texts = {
        "a": ("harbour gates", "ferry ferry harbour"),
        "b": ("quiet town", "ferry boats and one more word"),
        "c": ("x", "y"),
    }
    made = [article("\n".join(lines), id, roles={0: Role.TITLE}) for id, lines in texts.items()]
    IndexWriter(tmp_path).write(made)
    found = Searcher(tmp_path, SearchSettings(title_weight=2.0)).find("harbour OR ferry")
    lengths = {id: [len(line.split()) for line in lines] for id, lines in texts.items()}
    mean = [sum(length[zone] for length in lengths.values()) / 3 for zone in (0, 1)]

    def score(id: str, word: str) -> float:
        weight = sum(
            factor * line.split().count(word) / (1 - b + b * lengths[id][zone] / mean[zone])
            for zone, (line, factor, b) in enumerate(zip(texts[id], (2.0, 1.0), (0.4, 0.75), strict=True))
        )
        held = sum(word in " ".join(lines).split() for lines in texts.values())
        return 2.2 * weight / (1.2 + weight) * math.log(1 + (3 - held + 0.5) / (held + 0.5))

    expected = {id: score(id, "harbour") + score(id, "ferry") for id in "ab"}
    assert dict(zip(found.ids, found.scores, strict=True)) == pytest.approx(expected, rel=1e-5)


@pytest.mark.parametrize("query", ["a*", "ab*", '"a* b"', "title:a*"])
def test_very_many_forms_are_scored_as_few_are(tmp_path: Path, query: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same articles with the same scores, however many forms are counted together."""
    made = [
        article(f"a{number % 17} ab{number % 5} headline\n{FILLER} a{number % 9} b {number}", f"{number:03}")
        for number in range(60)
    ]
    few = order_and_scores(tmp_path, query, made)
    monkeypatch.setattr("index.search.ranking.MANY", 1)
    many = order_and_scores(tmp_path, query, made)
    assert many[0] == few[0]
    assert many[1] == pytest.approx(few[1], rel=1e-5)


def order_and_scores(folder: Path, query: str, articles: Collection[Article]) -> tuple[list[str], list[float]]:
    roles = {0: Role.TITLE}
    IndexWriter(folder).write([article(each.text, each.id, roles=roles) for each in articles])
    found = Searcher(folder, SearchSettings()).find(query)
    assert found.total
    return sorted(found.ids), sorted(found.scores)


@pytest.mark.parametrize(("query", "asked"), [("a*", 70), ("harbour a*", 71), ('"harbour gates"', 4)])
def test_an_answer_that_nobody_waits_for_ends_in_the_middle(tmp_path: Path, query: str, asked: int) -> None:
    """Between two forms of a beginning, and between the words of a phrase, it is asked whether to go on."""
    IndexWriter(tmp_path).write([article(f"harbour gates a{number}", f"{number}") for number in range(70)])
    calls: list[bool] = []

    def cancelled() -> bool:
        calls.append(True)
        return len(calls) >= asked

    found = Searcher(tmp_path, SearchSettings()).find(query, cancelled=cancelled)
    assert (found.total_exact, found.total, len(calls)) == (False, 0, asked)


weighed = st.dictionaries(st.integers(0, 400), st.integers(1, 50).map(lambda eighths: eighths / 8), max_size=300)


@given(st.lists(weighed, max_size=3), weighed)
def test_sums_are_those_of_a_plain_count(parts: list[dict[int, float]], many: dict[int, float]) -> None:
    """Few documents added to many, or parts of any size: each document once, ascending, with its sum."""
    given_parts = [*parts, many | dict.fromkeys(range(500, 900, 2), 1.0)]
    made = [
        Weighed(array("I", sorted(part)), array("f", (part[number] for number in sorted(part)))) for part in given_parts
    ]
    expected: Counter[int] = Counter()
    for part in given_parts:
        expected.update(part)
    total = _sparse(made)
    assert dict(zip(total.documents, total.weights, strict=True)) == expected
    assert list(total.documents) == sorted(expected)


def test_what_was_read_makes_way_and_what_was_scored_stays(tmp_path: Path) -> None:
    """Reading in advance goes on as long as there is room for scores: postings alone fill nothing."""
    IndexWriter(tmp_path).write([article(f"{FILLER}\nharbour gates", "a")])
    reader = IndexReader(engine(tmp_path), SearchSettings())
    ranking = reader.ranking
    ranking._weighed.most = 1
    for form in ("harbour", "gates", "harbour"):
        assert list(ranking.weigh(form, ZONES).documents) == [0]
    assert not ranking.full
    ranking._fits.most = 1
    ranking.words(["gates"], ZONES)
    assert ranking.full
