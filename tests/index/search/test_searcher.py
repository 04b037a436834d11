"""Questions to an index, from writing to the hit."""

from __future__ import annotations

import gc
import sys
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from index.model.article import Role
from index.model.settings import SearchSettings
from index.search.searcher import Searcher
from index.search.tables.id_sets import AllBut
from index.search.writing import IndexWriter
from tests.builders import article

if TYPE_CHECKING:
    from collections.abc import Collection

    from index.model.article import Article
    from index.search.tables.id_sets import Outside

ARTICLES = (
    article(
        "Xi meets Blinken\nBlinken negotiates with China in Beijing.\nThe U.S. side spoke of five-and-a-half hours.",
        "a.txt",
        roles={0: Role.TITLE},
        title="Xi meets Blinken",
        outlet="Los Angeles Times",
        agency="AP",
        published="2024-04-26",
        language="en",
    ),
    article(
        "Markets fall\nNegotiations over tariffs with China’s ministry failed. He said so.\nBlinken was named.",
        "b.txt",
        roles={0: Role.TITLE},
        title="Markets fall",
        outlet="BBC News",
        published="2024-04",
        language="en",
        tags=("economy",),
    ),
    article("Блінкен закликав Пекін.\n习近平会见布林肯。", "sub/c.txt", language="uk", author="Олена Ко"),
    article("Nothing of note", "d.txt"),
)


def searcher(
    folder: Path,
    articles: Collection[Article] = ARTICLES,
    outside: Outside | None = None,
) -> Searcher:
    IndexWriter(folder).write(articles)
    return Searcher(folder, SearchSettings(), outside)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("blinken", "a b"),
        ("negotiate", "a b"),
        ('"negotiate"', ""),
        ('"negotiations"', "b"),
        ("negot*", "a b"),
        ("neg*ation", ""),
        ("blinkn~", "a b"),
        ("US", "a"),
        ("five-and-a-half", "a"),
        ('"five and a half"', "a"),
        ('"china in beijing"', "a"),
        ('"beijing the us"', "a"),
        ('"in china"', ""),
        ("title:blinken", "a"),
        ("blinken -title:blinken", "b"),
        ("NOT blinken", "c d"),
        ("blinken OR nothing", "a b d"),
        ("Блінкена", "c"),
        ("布林肯", "c"),
        ("习", "c"),
        ("outlet:times", "a"),
        ("outlet:bbc,times", "a b"),
        ('outlet:="BBC"', ""),
        ('outlet:="BBC News"', "b"),
        ("agency:ap", "a"),
        ("author:ко", "c"),
        ("language:uk", "c"),
        ("path:sub/", "c"),
        ("path:*.txt -path:sub/*", "a b d"),
        ("tag:economy", "b"),
        ("date:2024-04", "a b"),
        ("date:2024-04-26", "a"),
        ("before:2024-04-26", ""),
        ("after:2024-03", "a b"),
        ("NOT date:2024", "c d"),
        ("*", "a b c d"),
    ],
)
def test_which_articles_match(tmp_path: Path, query: str, expected: str) -> None:
    """Each kind of question finds exactly the articles it should."""
    found = searcher(tmp_path).find(query)
    assert sorted(id.removesuffix(".txt").removeprefix("sub/") for id in found.ids) == expected.split()
    assert (found.total, found.total_exact) == (len(found.ids), True)


def test_title_ranks_above_body(tmp_path: Path) -> None:
    """A word in the headline weighs more than one in the text."""
    found = searcher(tmp_path).find("blinken")
    assert list(found.ids) == ["a.txt", "b.txt"]
    assert found.scores[0] > found.scores[1] > 0


@pytest.mark.parametrize(
    ("sort", "expected"),
    [("date", "a b d c"), ("outlet", "b a d c"), ("title", "b a d c"), ("relevance", "a b d c")],
)
def test_orders(tmp_path: Path, sort: str, expected: str) -> None:
    """Newest first with the undated behind, outlets and titles by letter with the unknown behind, ties by id."""
    found = searcher(tmp_path).find("*", sort=sort)
    assert [id.removeprefix("sub/")[0] for id in found.ids] == expected.split()


def test_facets_count_all_matches(tmp_path: Path) -> None:
    """Counts are over all that match, largest first, without the unknown."""
    assert searcher(tmp_path).find("*").facets == {
        "outlet": {"BBC News": 1, "Los Angeles Times": 1},
        "agency": {"AP": 1},
        "author": {"Олена Ко": 1},
        "month": {"2024-04": 2},
        "language": {"en": 2, "uk": 1},
    }


def test_suggestions_when_nothing_is_found(tmp_path: Path) -> None:
    """A query with unknown words is put right with near words, unstemmed, if that finds something."""
    found = searcher(tmp_path).find("blinkem negotiatons tarifs")
    assert (found.total, found.suggestions) == (0, ("blinken negotiations tariffs", "blinken negotiates tariffs"))


def test_fields_answered_outside(tmp_path: Path) -> None:
    """A field of the shelf is answered by ids from outside; a value it does not know is a problem."""

    def being(value: str) -> list[str]:
        if value != "read":
            raise ValueError(f"is: knows read, not “{value}”.")
        return ["a.txt", "gone.txt"]

    engine = searcher(tmp_path, outside={"is": being})
    assert engine.find("is:read").ids == ["a.txt"]
    assert engine.find("blinken -is:read").ids == ["b.txt"]
    wrong = engine.find("blinken is:new")
    assert (wrong.total, wrong.problems[0].message) == (2, "is: knows read, not “new”.")


def test_a_word_being_typed_matches_its_continuations(tmp_path: Path) -> None:
    """The quick answer takes the last word for a beginning, the full answer does not."""
    engine = searcher(tmp_path)
    assert (engine.find("china nego", quick=True).total, engine.find("china nego").total) == (2, 0)
    assert engine.find("nego ", quick=True).total == 0


def test_ids_left_out_are_not_counted(tmp_path: Path) -> None:
    """Ids that begin so are missing from results, total and counts alike."""
    found = searcher(tmp_path).find("NOT tariffs", leaving_out="sub/")
    assert (found.ids, found.total, found.facets["language"]) == (["a.txt", "d.txt"], 2, {"en": 1})


def test_empty_and_hopeless_queries(tmp_path: Path) -> None:
    """Nothing asked is nothing found, without a problem; before there is an index likewise."""
    engine = Searcher(tmp_path / "none", SearchSettings())
    assert engine.find("blinken").total == 0
    found = searcher(tmp_path).find("")
    assert (found.ids, found.total, found.problems) == ((), 0, ())


def test_cancelled_question_is_empty(tmp_path: Path) -> None:
    """A cancelled question gives an empty answer that is marked as not exact."""
    found = searcher(tmp_path).find("blinken", cancelled=lambda: True)
    assert (found.ids, found.total_exact) == ((), False)


def test_later_commits_are_seen(tmp_path: Path) -> None:
    """A searcher answers from the newest generation; changed and removed articles are no ghosts."""
    engine = searcher(tmp_path)
    engine.open()
    IndexWriter(tmp_path).write([article("Blinken left", "b.txt")], remove=["a.txt"])
    assert (engine.find("blinken").ids, engine.find("tariffs").total) == (["b.txt"], 0)
    assert engine.reopen_if_changed() is False


def test_hit(tmp_path: Path) -> None:
    """A hit carries the article's data, its snippet, the marks in it and the spans in the text."""
    hit = searcher(tmp_path).hit('negotiate "in beijing"', ARTICLES[0], 1.5)
    assert (hit.kind, hit.id, hit.note, hit.title, hit.outlet, hit.score) == (
        "article",
        "a.txt",
        None,
        "Xi meets Blinken",
        "Los Angeles Times",
        1.5,
    )
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["negotiates", "in Beijing"]
    assert [ARTICLES[0].text[start:end] for start, end in hit.spans] == ["negotiates", "in Beijing"]


@pytest.mark.parametrize(
    ("query", "marks"),
    [
        ("blinkn~", ["Blinken", "Blinken"]),
        ("negotiate", ["negotiates"]),
        ('"negotiate"', []),
        ("negot*", ["negotiates"]),
        ('"blinken negotiates"', ["Blinken negotiates"]),
        ("title:blinken", ["Blinken"]),
        ("china -beijing", ["China"]),
    ],
)
def test_a_hit_marks_what_the_query_stands_for(tmp_path: Path, query: str, marks: list[str]) -> None:
    """Near words, inflections, beginnings and phrases are marked where they stand, before anything else was asked."""
    asked = searcher(tmp_path)
    found = asked.hit(query, ARTICLES[0], 1.0)
    assert [ARTICLES[0].text[start:end] for start, end in found.spans] == marks


def test_a_phrase_never_reaches_from_the_text_to_a_headline_beside_it(tmp_path: Path) -> None:
    """A headline that only the file's data has stands far from the words of the text."""
    one = article("The talks went on in Rome.", "a.txt", title="Blinken in Rome")
    asked = searcher(tmp_path, [one])
    assert [list(asked.find(query).ids) for query in ('"blinken in rome"', '"rome blinken"')] == [["a.txt"], []]


@pytest.mark.skipif(sys.platform != "linux", reason="the system tells what is resident in /proc on Linux only")
@pytest.mark.parametrize("read", ["prewarm", "find"])
def test_what_was_read_of_the_files_does_not_stay_in_memory(tmp_path: Path, read: str) -> None:
    """After reading in advance and after a full answer no page of a segment's file counts as the program's."""
    search = searcher(tmp_path)

    if read == "prewarm":
        search.prewarm(lambda: False)
    else:
        search.find("blinken")

    assert set(_resident(tmp_path)) == {0}
    search.close()


@pytest.mark.skipif(sys.platform != "linux", reason="the system tells what is resident in /proc on Linux only")
def test_pages_go_back_while_much_is_read_ahead(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not only at the end: the files of a large index would all be in memory by then."""
    monkeypatch.setattr("index.search.searcher._PIECES", 4)
    search = searcher(tmp_path)
    search.open()
    assert search._now is not None

    read = [set(_resident(tmp_path)) for _ in islice(search._now.ahead, 8)]

    assert [place for place, resident in enumerate(read, start=1) if resident == {0}] == [4, 8]
    search.close()


@pytest.mark.skipif(sys.platform != "linux", reason="the system tells what is mapped in /proc on Linux only")
def test_what_wrote_an_index_holds_none_of_its_files(tmp_path: Path) -> None:
    """Writing leaves no circle of objects behind, which would keep the files until it is looked for."""
    gc.collect()
    gc.disable()
    try:
        IndexWriter(tmp_path).write(ARTICLES)
        assert _resident(tmp_path) == []
    finally:
        gc.enable()


def _resident(folder: Path) -> list[int]:
    """Return the resident kilobytes of each file of a segment that is mapped."""
    lines = Path("/proc/self/smaps").read_text("utf-8").splitlines()
    places = [at for at, line in enumerate(lines) if str(folder) in line]
    return [int(line.split()[1]) for at in places for line in lines[at : at + 8] if line.startswith("Rss:")]


def test_all_articles_but_some_are_told_by_these(tmp_path: Path) -> None:
    """What an outside field leaves out, by id or by how ids begin, is not found; all else is, and by NOT the rest."""
    search = searcher(tmp_path, outside={"is": lambda value: AllBut({"a.txt", "gone"}, value)})
    assert (set(search.find("is:sub").ids), set(search.find("NOT is:sub").ids)) == (
        {"b.txt", "d.txt"},
        {"a.txt", "sub/c.txt"},
    )
    search.close()


@pytest.mark.parametrize(
    ("query", "suggested"),
    [
        ("outlet:tims", ('outlet:"Los Angeles Times"',)),
        ("outlet:bcc blinken", ('outlet:"BBC News" blinken',)),
        ("outlet:bcc blinkem", ('outlet:"BBC News" blinken',)),
        ("language:English", ("language:en",)),
        ("language:Українська", ("language:uk",)),
        ("language:de", ()),
        ("agency:reuters", ()),
        ("agency:reuters blinkem", ()),
        ("outlet:tims nothing", ()),
        ("outlet:tims,bcc", ()),
        ("path:sup", ()),
    ],
)
def test_values_nobody_states_are_put_right(tmp_path: Path, query: str, suggested: tuple[str, ...]) -> None:
    """By what articles state, languages by their names; nothing is suggested that finds nothing either."""
    found = searcher(tmp_path).find(query)
    assert (found.total, found.suggestions) == (0, suggested)
