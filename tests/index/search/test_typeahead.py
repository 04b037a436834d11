"""Words being typed, and what is read for them in advance."""

from __future__ import annotations

from contextlib import nullcontext
from itertools import count
from typing import TYPE_CHECKING, cast

import pytest

from index.model.settings import SearchSettings
from index.search.catalogue import Catalogue
from index.search.inflections import Inflections
from index.search.lexicon import Lexicon
from index.search.query.nodes import Term
from index.search.searcher import Searcher
from index.search.tables.rows import IndexRows
from index.search.typeahead import FORMS, PAUSE, POSTINGS, SLICE, continuations, plan, warm
from index.search.writing import IndexWriter
from index.search.zones import FREQUENCY_SHIFT
from tests.builders import article

if TYPE_CHECKING:
    from pathlib import Path

    from index.search.ranking import Ranking


def lexicon(**frequencies: int) -> Lexicon:
    return Lexicon({form: count << FREQUENCY_SHIFT for form, count in frequencies.items()}, Inflections(), {"en"})


def typed(form: str) -> Term:
    return Term(form, form, 0, len(form))


def test_the_commonest_continuations_are_taken() -> None:
    """Of many continuations the commonest are taken, and the answer says that there are more."""
    many = lexicon(**{f"co{number:02}": 1000 + number for number in range(1, 20)}, china=50)
    forms, complete = continuations(many, typed("co"))
    assert (forms, complete) == (tuple(f"co{number:02}" for number in range(12, 20)), False)
    assert len(forms) == FORMS


def test_few_continuations_are_complete() -> None:
    """Few continuations are all taken, with the inflections of a complete word."""
    forms, complete = continuations(lexicon(talk=1, talks=2, talking=3, tall=4), typed("talks"))
    assert (forms, complete) == (("talk", "talks"), True)


@pytest.mark.parametrize(
    ("forms", "each", "whole"), [(200, 1, True), (201, 1, False), (10, 400, True), (10, 401, False)]
)
def test_a_small_library_is_answered_whole(forms: int, each: int, whole: bool) -> None:  # noqa: FBT001
    """All forms that begin so are taken while they and what they hold are few, so that the list stays as it is."""
    some = lexicon(**{f"co{number:03}": each for number in range(forms)})
    taken, complete = continuations(some, typed("co"))
    assert (len(taken), complete) == (forms if whole else FORMS, whole)


def test_dear_continuations_are_left_to_the_whole_answer() -> None:
    """Continuations are taken up to a number of postings, but always one."""
    forms, complete = continuations(lexicon(said=POSTINGS * 2, saint=POSTINGS, sail=1), typed("sai"))
    assert (forms, complete) == (("said",), False)


def test_a_longer_word_narrows_the_answer(tmp_path: Path) -> None:
    """Every letter more finds a part of what was found before; the whole word finds its inflections."""
    texts = ("negotiate", "negotiation", "negotiator", "negligent", "talks")
    IndexWriter(tmp_path).write(article(text, f"{text}.txt", language="en") for text in texts)
    searcher = Searcher(tmp_path, SearchSettings())
    totals = [searcher.find("negotiator"[:length], quick=True).total for length in range(1, 11)]
    assert totals == [4, 4, 4, 3, 3, 3, 3, 3, 1, 3]


def test_full_syntax_in_the_box(tmp_path: Path) -> None:
    """Only the last bare word is taken for one being typed: not a quoted one, nor one with a space behind."""
    IndexWriter(tmp_path).write([article("talks in Beijing", "a.txt"), article("talk", "b.txt")])
    searcher = Searcher(tmp_path, SearchSettings())
    answers = {
        query: searcher.find(query, quick=True).total
        for query in ("tal", "tal ", '"tal"', "-b tal", "in-bei", "bei OR tal")
    }
    assert answers == {"tal": 2, "tal ": 0, '"tal"': 0, "-b tal": 2, "in-bei": 1, "bei OR tal": 2}


def test_reading_in_advance_pauses_between_slices() -> None:
    """Reading in advance pauses after each slice of time, and not at the end."""
    now = count(step=SLICE)
    pauses: list[float] = []
    warm(iter("abc"), nullcontext(), lambda: False, lambda: next(now), pauses.append)
    assert pauses == [PAUSE] * 3


@pytest.mark.parametrize("rounds", [0, 1])
def test_reading_in_advance_can_be_called_off(rounds: int) -> None:
    """It ends at the next slice after it is called off."""
    now, asked, work = count(step=SLICE), count(), iter(range(9))
    warm(work, nullcontext(), lambda: next(asked) >= rounds, lambda: next(now), lambda _: None)
    assert list(work) == list(range(9))[rounds:]


def test_answers_are_the_same_when_read_in_advance(tmp_path: Path) -> None:
    """Reading in advance changes no answer, and ends by itself."""
    IndexWriter(tmp_path).write(article(f"talks about topic{number % 7}", f"{number:03}.txt") for number in range(300))
    searcher = Searcher(tmp_path, SearchSettings())
    queries = ("t", "to", "topic3", "talks a", "about topic5")
    before = [list(searcher.find(query, quick=True).ids) for query in queries]
    searcher.prewarm(lambda: False)
    assert [list(searcher.find(query, quick=True).ids) for query in queries] == before


def test_reading_in_advance_goes_on_where_it_was_interrupted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However often that is, it comes to its end: a large index is not read anew each time."""
    monkeypatch.setattr("index.search.typeahead.SLICE", -1.0)  # one piece in each slice
    monkeypatch.setattr("index.search.typeahead.PAUSE", 0.0)
    IndexWriter(tmp_path).write(article(f"talks about topic{number % 7}", f"{number:03}.txt") for number in range(9))
    whole, parted = Searcher(tmp_path, SearchSettings()), Searcher(tmp_path, SearchSettings())
    whole.open()
    parted.open()
    assert whole._now is not None
    assert parted._now is not None
    for _ in whole._now.ahead:
        called_off = iter((False, True))
        parted.prewarm(lambda: next(called_off))  # noqa: B023 - asked at once
    assert list(parted._now.ahead) == []


class Read:
    """What is read of an index, in order; full after a number of prefixes."""

    def __init__(self, room: int = 99) -> None:
        self.asked: list[tuple[str, ...]] = []
        self.forms: list[str] = []
        self.room = room

    def weigh(self, form: str, zones: object) -> None:
        del zones
        self.forms.append(form)

    def words(self, forms: tuple[str, ...], zones: object) -> None:
        del zones
        self.asked.append(forms)

    @property
    def full(self) -> bool:
        return len(self.asked) >= self.room


@pytest.mark.parametrize("room", [2, 99])
def test_the_dearest_beginnings_are_read_first(room: int) -> None:
    """One and two letters of every word, those with most postings first, until there is no more room."""
    read = Read(room)
    for _ in plan(Catalogue(IndexRows(())), lexicon(talk=30, tall=5, trade=20, a=1), cast("Ranking", read)):
        pass
    expected = [("talk", "tall", "trade"), ("talk", "tall"), ("trade",), ("a",)]
    assert (read.asked, set(read.forms)) == (expected[:room], {"talk", "tall", "trade", *(["a"] if room > 3 else [])})


@pytest.fixture
def newspapers(tmp_path: Path) -> Searcher:
    texts = (("Talks on Taiwan", "Fox News", "2024-04-02"), ("The Taiwan strait", "UNN", "2024-05-01"))
    IndexWriter(tmp_path).write(
        article(f"{text} end.", f"{number}.txt", language="en", outlet=outlet, published=published)
        for number, (text, outlet, published) in enumerate(texts)
    )
    return Searcher(tmp_path, SearchSettings(), {"tag": lambda _: ()})


@pytest.mark.parametrize("query", ["t", "taiw", "taiwan", "strait taiw", '"the taiw', "title:taiw", "talk"])
def test_the_full_answer_takes_nothing_away(newspapers: Searcher, query: str) -> None:
    """While the word is being typed, the full answer holds whatever the quick one held, and marks it."""
    quick, full = newspapers.find(query, quick=True), newspapers.find(query, typing=True)
    assert quick.total > 0
    assert set(quick.ids) <= set(full.ids)
    assert full.typing


def test_a_space_ends_the_word(newspapers: Searcher) -> None:
    """A word that is ended is a whole word."""
    assert [newspapers.find(text, typing=True).total for text in ("taiw", "taiw ", "taiwan ")] == [2, 0, 2]


@pytest.mark.parametrize(
    "start", ["outl", "OUTL", "outlet", "outlet:", "-outlet:F", "outlet:UNN,F", "date:20", "tag:fra"]
)
@pytest.mark.parametrize("before", ["", "taiwan ", "taiwan strait "])
def test_a_filter_being_typed_empties_nothing(newspapers: Searcher, before: str, start: str) -> None:
    """The beginning of a filter that finds nothing is passed over until it is ended."""
    whole = newspapers.find(before or "*", typing=True)
    found = newspapers.find(before + start, typing=True)
    narrowed = newspapers.find(before + "outlet:UNN,=Fox News").ids
    assert set(found.ids) in ({*whole.ids}, {*narrowed})
    assert found.total > 0
    assert found.query == before + start


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("outlet:F", {"0.txt"}),
        ("outlet:fo", {"0.txt"}),
        ("outlet:Ne", {"0.txt"}),
        ('outlet:"Fox N', {"0.txt"}),
        ("outlet:=fox", {"0.txt"}),
        ("outlet:UNN,F", {"0.txt", "1.txt"}),
        ("taiwan outlet:u", {"1.txt"}),
        ("strait outlet:f", set()),
        ("-outlet:f", {"0.txt", "1.txt"}),
        ("-outlet:fox", {"1.txt"}),
        ("outlet:ox", set()),
        ("outlet:Foxx", set()),
        ("outlet:F,UNN", {"1.txt"}),
        ("language:e", {"0.txt", "1.txt"}),
        ("path:1", {"1.txt"}),
        ("tag:fra", {"0.txt", "1.txt"}),
        ("date:2", {"0.txt", "1.txt"}),
        ("date:19", set()),
        ("date:2024-", {"0.txt", "1.txt"}),
        ("date:2024-0", {"0.txt", "1.txt"}),
        ("date:2024-1", set()),
        ("date:2024-04-0", {"0.txt"}),
        ("date:2023,2024-05-", {"1.txt"}),
        ("date:(2023 OR 2024-05-", {"1.txt"}),
        ("date:2023..2024-04-", {"0.txt"}),
        ("date:..2024-04-1", {"0.txt"}),
        ("taiwan before:2024-05-0", {"0.txt", "1.txt"}),
        ("taiwan after:2024-04-2", {"1.txt"}),
        ("date:2019", set()),
        ("-date:2024-0", {"0.txt", "1.txt"}),
        ("date:spring", {"0.txt", "1.txt"}),
    ],
)
def test_a_value_being_typed_is_a_beginning(newspapers: Searcher, query: str, found: set[str]) -> None:
    """The last value of a filter finds what it may become, and nothing where it becomes nothing; others are whole.

    What is answered outside the index, as tags are, is passed over while it finds nothing.
    """
    quick, full = newspapers.find(query, quick=True), newspapers.find(query, typing=True)
    assert (set(quick.ids), set(full.ids), full.total) == (found, found, len(found))


def test_an_ended_value_is_whole(newspapers: Searcher) -> None:
    """A blank or the Enter key ends it, as it ends a word."""
    assert [newspapers.find("outlet:Fo ", typing=True).total, newspapers.find("outlet:Fo").total] == [0, 0]
    assert [len(newspapers.find(text, typing=True).problems) for text in ("date:2024-", "date:2024- ")] == [0, 1]


def test_a_word_without_continuations_finds_nothing(newspapers: Searcher) -> None:
    """Only what may become a filter is passed over."""
    assert [newspapers.find(text, typing=True).total for text in ("taiwan xyz", "outl ", "outlet:xyz ")] == [0, 0, 0]


def test_a_filter_alone_lists_the_newest_first(newspapers: Searcher) -> None:
    """Where no word can rank the articles their date does."""
    assert newspapers.find("date:2024").ids == ["1.txt", "0.txt"]


def test_a_facet_is_counted_without_its_own_filter(newspapers: Searcher) -> None:
    """The other outlets and months keep their counts, so that a second one can be added; other facets narrow."""
    found = newspapers.find("outlet:UNN")
    assert found.facets["outlet"] == {"Fox News": 1, "UNN": 1}
    assert found.facets["month"] == {"2024-05": 1}
    found = newspapers.find("strait date:2024-04,2024-05 outlet:UNN")
    assert (found.facets["outlet"], found.facets["month"]) == ({"UNN": 1}, {"2024-05": 1})
    assert newspapers.find("taiwan date:2024-04").facets["month"] == {"2024-04": 1, "2024-05": 1}
