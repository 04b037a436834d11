"""Forms by beginning, nearness and inflection."""

from __future__ import annotations

import pytest

from index.search.inflections import ALIAS, Inflections, line
from index.search.lexicon import Lexicon
from index.search.query.nodes import Fuzzy, Prefix, Term

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
