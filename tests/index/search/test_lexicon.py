"""Forms by beginning, nearness and inflection."""

from __future__ import annotations

import pytest

from index.search.inflections import ALIAS, Inflections, line
from index.search.lexicon import Lexicon
from index.search.query.nodes import Fuzzy, Prefix, Term
from index.search.zones import FREQUENCY_SHIFT
from index.text.words import folded_words

FORMS = dict.fromkeys(
    ("beijing", "china", "chinas", "chine", "talk", "talked", "talks", "中国", "国家", "operacion"), 8
)
KIN = Inflections(
    [line("en", "talk", "talks"), line("en", "talk", "talked"), line("es", "oper", "operaciones"), "en\tcut"]
)


def lexicon(*languages: str) -> Lexicon:
    return Lexicon(FORMS, KIN, languages)


@pytest.mark.parametrize(
    ("leaf", "expected"),
    [
        (Term("talks", "talks", 0, 5), ("talk", "talked", "talks")),
        (Term("talks", "talks", 0, 5, exact=True), ("talks",)),
        (Term("absent", "absent", 0, 6, exact=True), ()),
        (Prefix("chin", 0, 5), ("china", "chinas", "chine")),
        (Fuzzy("chnia", 1, 0, 6), ("china",)),
        (Fuzzy("china", 2, 0, 7), ("china", "chinas", "chine")),
        (Term("国", "国", 0, 1), ("中国", "国家")),
    ],
)
def test_expansion(leaf: Term | Prefix | Fuzzy, expected: tuple[str, ...]) -> None:
    """A leaf of a query stands for these forms of the index."""
    assert lexicon("en").expand(leaf) == expected


def test_inflections_are_those_of_the_library_s_languages() -> None:
    """Only languages that some article has are tried."""
    assert lexicon("zh").inflections(Term("talks", "talks", 0, 5)) == {"talks"}


def test_a_word_without_its_accents_is_inflected_too() -> None:
    """Through the stem it has without accents the stem with accents is found."""
    kin = Inflections(
        [line("es", "oper", "operacion"), line("es", "oper", "operaciones"), line(f"es{ALIAS}", "operacion", "oper")]
    )
    assert kin.of("operacion", "operacion", ["es"]) >= {"operacion", "operaciones"}
    assert kin.of("operacion", "operación", ["es"]) >= {"operacion", "operaciones"}


def test_suggestions_are_near_and_common_first() -> None:
    """The nearest form comes first, among equals the commoner; none for very short words."""
    words = Lexicon({"tariff": 8, "tariffs": 80, "terrify": 800}, Inflections(), ())
    assert (words.suggestions("tarif"), words.suggestions("ta")) == (["tariff", "tariffs"], [])


@pytest.mark.parametrize(
    ("typed", "forms", "expected"),
    [
        ("cat", "car cats cut dog", ["car", "cats", "cut"]),
        ("cat", "cures", []),
        ("catt", "cats caxx", ["cats"]),
        ("cattl", "caxx cattle camel cargo", ["cattle", "camel"]),
        ("taks", "talks asks tasks", ["talks", "tasks"]),
        ("boat", "boat boats boar bolt", ["boats", "boar", "bolt"]),
        ("abc", "abd abe abf abg", ["abd", "abe", "abf"]),
        ("ab", "abd", []),
    ],
)
def test_suggestions_lie_near(typed: str, forms: str, expected: list[str]) -> None:
    """One slip in a word of up to four letters, two in a longer one; the same first letter first; three at most."""
    frequencies = {form: (len(forms) - place) << FREQUENCY_SHIFT for place, form in enumerate(forms.split())}
    words = Lexicon(frequencies, Inflections(), ())
    assert words.suggestions(typed) == expected


def test_the_commonest_are_as_many_as_hold_so_many_postings() -> None:
    """Commonest first, up to a number of forms and of postings; the first is taken however common it is."""
    packed = {form: count << FREQUENCY_SHIFT for form, count in {"ta": 5, "tb": 3, "tc": 2, "td": 1}.items()}
    words = Lexicon(packed, Inflections(), ())
    asked = [(2, 99), (4, 8), (4, 10), (4, 7), (4, 1)]
    assert [words.commonest("t", *limits) for limits in asked[:1]] == [("ta", "tb")]
    assert [Lexicon(packed, Inflections(), ()).commonest("t", *limits) for limits in asked[1:]] == [
        ("ta", "tb"),
        ("ta", "tb", "tc"),
        ("ta",),
        ("ta",),
    ]
    assert words.commonest("x", 4, 9) == ()


@pytest.mark.parametrize(
    ("stated", "folded"),
    [("Los  Angeles\tTimes", "los angeles times"), ("Men’s Journal", "men's journal"), ("  ", "")],
)
def test_stated_values_are_folded(stated: str, folded: str) -> None:
    """Case, kinds of apostrophes and runs of blanks do not count."""
    assert folded_words(stated) == folded
