"""The query language."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.search.query.nodes import (
    All,
    And,
    Dates,
    Filter,
    Fuzzy,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Term,
    wanted,
    without_facet,
)
from index.search.query.parser import DEEPEST, LONGEST, parse


def shape(node: Node | None) -> object:  # noqa: PLR0911 a case for each noun
    """Return a tree in brief: words, ("and", …), filters as field=values."""
    match node:
        case Term(form, exact=exact, zone=zone):
            return f"{zone}:{form}" if zone else form + ("!" if exact else "")
        case Prefix(form):
            return f"{form}*"
        case Fuzzy(form, distance):
            return f"{form}~{distance}"
        case Phrase(items):
            return " ".join(str(shape(item)) for item in items)
        case Filter(field, values):
            return f"{field}={'|'.join(values)}"
        case Dates(first, last):
            return (first, last)
        case And(parts):
            return ("and", *map(shape, parts))
        case Or(parts):
            return ("or", *map(shape, parts))
        case Not(part):
            return ("not", shape(part))
        case All():
            return "all"
    return None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", None),
        ("china support", ("and", "china", "support")),
        ("china AND support", ("and", "china", "support")),
        ("a b OR c", ("or", ("and", "a", "b"), "c")),
        ("a (b OR c)", ("and", "a", ("or", "b", "c"))),
        ("a NOT b", ("and", "a", ("not", "b"))),
        ("-a", ("not", "a")),
        ("NOT NOT a", "a"),
        ('"talks"-a', ("and", "talks!", "a")),
        ("&~2", None),
        ("a -(b c)", ("and", "a", ("not", ("and", "b", "c")))),
        ("and or not", ("and", "and", "or", "not")),
        ("negot*", "negot*"),
        ("*", "all"),
        ("blinkn~ blinkn~2", ("and", "blinkn~1", "blinkn~2")),
        ("counter-narcotics", "counter narcotics"),
        ("counter-narc*", "counter narc*"),
        ("U.S.", "us"),
        ("don’t", "don t"),
        ("习近平", "习近 近平"),
        ('"red lines"', "red! lines!"),
        ("“red lines”", "red! lines!"),
        ("„rote Linien“", "rote! linien!"),
        ("«lignes rouges»", "lignes! rouges!"),
        ("‘red lines’", "red! lines!"),
        ("'red lines'", "red! lines!"),
        ("「红线」", "红线!"),
        ('"nuclear weap*"', "nuclear! weap*"),
        ("title:blinken", "title:blinken"),
        ('title:xi,"south china"', ("or", "title:xi", "title:south title:china")),
        ("title:(xi OR wang)", ("or", "title:xi", "title:wang")),
        ('outlet:"Los Angeles Times",bbc', "outlet=Los Angeles Times|bbc"),
        ("OUTLET:bbc", "outlet=bbc"),
        ("outlet:(bbc OR cnn)", ("or", "outlet=bbc", "outlet=cnn")),
        ("-outlet:bbc", ("not", "outlet=bbc")),
        ("is:unread", "is=unread"),
        ("path:sport/*.txt", "path=sport/*.txt"),
        ("date:2024", ("2024-01-01", "2024-12-31")),
        ("date:2024-02", ("2024-02-01", "2024-02-29")),
        ("date:2024-04-26", ("2024-04-26", "2024-04-26")),
        ("date:2024-04..2024-05-03", ("2024-04-01", "2024-05-03")),
        ("date:2024-04..", ("2024-04-01", None)),
        ("date:..2024", (None, "2024-12-31")),
        ("date:2023,2024", ("or", ("2023-01-01", "2023-12-31"), ("2024-01-01", "2024-12-31"))),
        ("before:2024-03", (None, "2024-02-29")),
        ("after:2024", ("2025-01-01", None)),
        ("16:00", "16 00"),
        ("https://example.org", "https example org"),
        ("a,b", "a b"),
        ("- -- !? &", None),
    ],
)
def test_shapes(text: str, expected: object) -> None:
    """What is understood becomes this tree, without a problem."""
    query = parse(text, {"is"})
    assert (shape(query.root), query.problems) == (expected, ())


def problems(text: str) -> list[tuple[str, str]]:
    return [(text[problem.start : problem.end], problem.message) for problem in parse(text).problems]


@pytest.mark.parametrize(
    ("text", "rest", "where", "words"),
    [
        ("outlt:bbc china", "china", "outlt:", "did you mean outlet:?"),
        ("is:read china", "china", "is:", "There is no field “is”"),
        ("qqqqq:1 china", "china", "qqqqq:", "there are after, agency"),
        ("china OR", "china", "OR", "OR needs a word on both sides."),
        ("AND china", "china", "AND", "AND needs"),
        ("china NOT", "china", "NOT", "NOT needs a word behind it."),
        ("(china", "china", "(", "never closed"),
        ("china)", "china", ")", "closes none"),
        ('"china', "china!", '"', "never closed"),
        ("date:2024-13 china", "china", "2024-13", "is no date"),
        ("before:soon china", "china", "soon", "is no date"),
        ("date:.. china", "china", "..", "is no date"),
        ("title: china", "china", "title:", "needs a value right behind the colon"),
        ('outlet:"Fox News"china', ("and", "outlet=Fox News", "china"), "china", "A space is missing"),
        (
            'outlet:"Fox News"date:2024',
            ("and", "outlet=Fox News", ("2024-01-01", "2024-12-31")),
            "date:",
            "A space is missing",
        ),
        ('outlet:fox"the end"', ("and", "outlet=fox", ("the! end!")), '"the end"', "A space is missing"),
        ("outlet:fox(china)", ("and", "outlet=fox", "china"), "(", "A space is missing"),
        ('(outlet:"Fox News")', "outlet=Fox News", "", ""),
        ("chin*a", ("chin* a"), "", ""),
        ("*china", "china", "*", "only at the end"),
        ("china~9", "china~2", "~9", "Only ~, ~1 and ~2"),
    ],
)
def test_problems_are_reported_and_the_rest_runs(text: str, rest: str, where: str, words: str) -> None:
    """What is not understood is named with its place; what is understood still runs."""
    found = problems(text)
    assert shape(parse(text).root) == rest
    assert [place for place, _ in found] == ([where] if where else [])
    assert all(words in message for _, message in found)


def test_positions_are_of_the_query() -> None:
    """Words of quoted text and of values know where they stand in the query."""
    text = 'title:xi "red lines"'
    items = [item for leaf in wanted(parse(text).root) for item in getattr(leaf, "items", (leaf,))]
    assert [text[item.start : item.end] for item in items] == ["xi", "red", "lines"]


def test_too_deep_and_too_long_are_said() -> None:
    """Brackets beyond a depth and characters beyond a length are passed over with a problem."""
    deep, long = parse("(" * (DEEPEST + 1) + "a"), parse("a" * (LONGEST + 1))
    assert (shape(deep.root), len(long.problems)) == ("a", 1)
    assert any("deep" in problem.message for problem in deep.problems)


def test_words_under_not_are_not_wanted() -> None:
    """Nothing under a not is highlighted."""
    assert [shape(leaf) for leaf in wanted(parse('a -b "c d" (e OR NOT f)').root)] == ["a", "c! d!", "e"]


MARKS = st.sampled_from([*"()\"“”„«»'’‘-*~:,. ", "AND ", "OR ", "NOT ", "title:", "date:", "outlet:", "x:", "2024-"])


@given(st.lists(MARKS | st.text(max_size=4), max_size=30).map("".join))
def test_any_text_is_a_query(text: str) -> None:
    """No text makes the parser fail, and every position it names lies within the text."""
    query = parse(text, {"is"})
    assert isinstance(query, Query)
    places = [(part.start, part.end) for part in (*query.problems, *wanted(query.root))]
    assert all(0 <= start <= end <= len(text) for start, end in places)


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        *(("titel", "title"), ("lang", "language"), ("agencey", "agency"), ("tags", "tag")),
        *(("source", "outlet"), ("Byline", "author"), ("since", "after"), ("until", "before"), ("headline", "title")),
    ],
)
def test_the_field_a_reader_may_have_meant(typed: str, near: str) -> None:
    """A slip, a beginning, and what other programs call it."""
    hint = f"There is no field “{typed.lower()}”; did you mean {near}:?"
    assert [problem.message for problem in parse(f"{typed}:x", {"is"}).problems] == [hint]


def test_a_field_nobody_can_have_meant_lists_those_there_are() -> None:
    """All fields, those of others among them."""
    message = parse("xyzzy:x", {"is"}).problems[0].message
    assert message.startswith("There is no field “xyzzy”; there are after, agency, author,")
    assert "is," in message


def test_a_bracket_behind_a_comma_is_no_value() -> None:
    """The value before the bracket counts, and a problem says where a space is missing."""
    query = parse("outlet:fox,(bbc)")
    assert shape(query.root) == ("and", "outlet=fox", "bbc")
    assert [(problem.start, problem.end) for problem in query.problems] == [(11, 12)]


@pytest.mark.parametrize(
    ("text", "facet", "expected"),
    [
        ("date:2024-04 taiwan", "month", ("and", "taiwan")),
        ("(date:2024-04 OR date:2024-05) taiwan", "month", ("and", "taiwan")),
        ("(date:2024-04 OR outlet:UNN) taiwan", "month", None),
        ("date:2024-04 taiwan", "outlet", None),
        ("date:2024", "month", "all"),
        ("outlet:UNN", "outlet", "all"),
        ("outlet:UNN author:Ann", "outlet", ("and", "author=Ann")),
        ("-outlet:UNN taiwan", "outlet", None),
        ("taiwan", "month", None),
    ],
)
def test_what_only_asks_for_a_facet_is_left_out(text: str, facet: str, expected: object) -> None:
    """The rest of the query stays; without such a part there is nothing to leave out."""
    root = parse(text).root
    assert root is not None
    assert shape(without_facet(root, facet)) == expected
