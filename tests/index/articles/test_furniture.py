"""The rules that tell furniture from text."""

from __future__ import annotations

import re

import pytest

from index.articles.furniture import HEAD, MIDDLE, TAIL, Rule, RuleFile, Rules, built_in, read_rules
from index.articles.line_shape import key
from index.articles.patterns import MOST_WAYS, PatternError, compile_pattern, guard, ways
from index.model.article import Role

RULES = Rules(built_in().rules)


def own(text: str) -> RuleFile:
    return read_rules(text.encode(), "mine.yaml")


def fits(line: str, where: int) -> str | None:
    rule = RULES.fitting(line, where)
    return rule.name if rule else None


def test_the_built_in_rules_are_whole() -> None:
    """Every rule of the house loads, and no two have one name."""
    names = [rule.name for rule in built_in().rules]
    assert (built_in().problems, len(set(names))) == ((), len(names))


@pytest.mark.parametrize(
    "line",
    [
        *("SECTION: NEWS; Pg. 3", "LENGTH: 612 words", "Load-Date: March 5, 2024", "LANGUAGE: ENGLISH"),
        *("PUBLICATION-TYPE: Newspaper", "SUBJECT: HARBOURS (90%); ICE (80%)", "End of Document", "Word count: 612"),
    ],
)
def test_labels_of_databases(line: str) -> None:
    """What a news database writes above and below an article is none of its paragraphs."""
    assert (fits(line, HEAD), fits(line, TAIL), fits(line, MIDDLE)) == ("database-label", "database-label", None)


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("[ad_1]", "ad"),
        ("[gallery ids=“1,2”]", "ad"),
        ("ADVERTISEMENT", "ad"),
        ("Story continues below", "ad"),
        ("Реклама", "ad"),
        ("Read More:Harbour to be rebuilt", "related"),
        ("Lesen Sie auch: Der Hafen", "related"),
        ("Читайте також: Порт", "related"),
        ("相关阅读：港口", "related"),
        ("اقرأ أيضا: الميناء", "related"),
        ("Recommended for you", "related"),
        ("Share this article", "share"),
        ("Facebook Twitter WhatsApp Email", "share"),
        ("Follow the Ledger on Telegram", "share"),
        ("Subscribe to our newsletter for more.", "promo"),
        ("Підписуйтесь на наш канал у Telegram", "share"),
        ("The mole at night | Photo Credit: AFP", "caption"),
        ("Photo: Jane Smith", "caption"),
        ("Bildo: Jane Smith", "caption"),
        ("The mole at night. Image: Jane Smith.", "caption"),
        ("Jane Smith/Reuters", "credit"),
    ],
)
def test_furniture_anywhere(line: str, role: str) -> None:
    """These lines are what they are wherever they stand."""
    rule = RULES.fitting(line, MIDDLE)
    assert rule is not None
    assert rule.role == role


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Comments are closed.", "comments"),
        ("Leave a reply", "comments"),
        ("12 comments", "comments"),
        ("© 2024 Baltic Ledger", "legal"),
        ("Все права защищены.", "legal"),
        ("Privacy policy", "legal"),
        ("Skip to content", "nav"),
        ("Newspapers from Latvia", "nav"),
        ("Tags: harbour, ice", "nav"),
        ("5 min read", "nav"),
        ("Page 2 of 4", "page"),
        ("I’m Jane Smith: Founder of this site.", "bio"),
        ("Jane Smith is a reporter for the Baltic Ledger in Riga.", "bio"),
        ("Reuter", "credit"),
        ("(Reporting by Jane Smith; Editing by John Doe)", "credit"),
        ("The Associated Press contributed to this report.", "credit"),
        ("Інший заголовок про порт25.04.24, 16:00", "teaser"),
    ],
)
def test_furniture_below_the_text(line: str, role: str) -> None:
    """These lines are furniture or credits only after the last paragraph."""
    rule = RULES.fitting(line, TAIL)
    assert rule is not None
    assert rule.role == role
    assert RULES.fitting(line, MIDDLE) is None


@pytest.mark.parametrize(
    "line",
    [
        "Register of deaths found in the harbour office",
        "Related diseases are on the rise in the port, doctors say.",
        "Watch the ice, the harbour master told his pilots.",
        "Share prices fell by a tenth after the news from the port.",
        "Commenting on the plan, the mayor said it was too late.",
        "The minister is a former reporter.",
        "share.",
        "More on the harbour than on the town was said.",
        "De Gaulle",
        "By then the ice had gone",
        "The picture of the port is not complete: much is still to come.",
        "Print",
    ],
)
def test_sentences_are_no_furniture(line: str) -> None:
    """Lines that begin like furniture and go on as text stay text."""
    assert fits(line, MIDDLE) is None


def test_a_readers_own_rule_comes_first() -> None:
    """A file of one's own adds rules, which are asked before the built-in ones."""
    mine = own("rules:\n- {name: sister-paper, role: promo, openings: [Comments are closed]}\n")
    rules = Rules((*mine.rules, *built_in().rules))
    found = rules.fitting("Comments are closed, says our sister paper", TAIL)
    assert found is not None
    assert (found.name, found.role, mine.problems) == ("sister-paper", Role.PROMO, ())


def test_phrases_need_the_whole_line() -> None:
    """A phrase is the line but for case and punctuation; an opening is its beginning."""
    rules = Rules(
        own("- {name: a, role: nav, phrases: [Our harbour]}\n- {name: b, role: ad, openings: [Our boats]}").rules
    )
    lines = ("OUR HARBOUR »", "Our harbour is big", "Our boats are", "Our boatswain")
    found = [rules.fitting(line, MIDDLE) for line in lines]
    assert [rule and rule.name for rule in found] == ["a", None, "b", None]


@pytest.mark.parametrize(
    ("rule", "line", "said"),
    [
        ("{role: nav, phrases: [x]}", 2, "no name"),
        ("{name: a, role: menu, phrases: [x]}", 2, "“menu” is not a role"),
        ("{name: a, role: title, phrases: [x]}", 2, "“title” is not a role"),
        ("{name: a, role: nav, where: bottom, phrases: [x]}", 2, "“bottom”"),
        ("{name: a, role: nav, max: 0, phrases: [x]}", 2, "max is “0”"),
        ("{name: a, role: nav, max: 5000, phrases: [x]}", 2, "max is “5000”"),
        ("{name: a, role: nav, regex: x}", 2, "unknown key “regex”"),
        ("{name: a, role: nav}", 2, "says nothing"),
        ("{name: a, role: nav, pattern: '(x'}", 2, "can't be read"),
        ("{name: a, role: nav, pattern: '(x+)+y'}", 2, "too long"),
        ("{name: a, role: nav, pattern: '(x|xx)*y'}", 2, "too long"),
        ("{name: a, role: nav, pattern: '.*.*.*.*y'}", 2, "too long"),
        ("{name: a, role: nav, pattern: '(x)\\1'}", 2, "refers back"),
        ("{name: a, role: nav, phrases: {x: y}}", 2, "not a text"),
        ("{name: a, role: nav, pattern: [x]}", 2, "not a text"),
        ("just a text", 2, "not a mapping"),
    ],
)
def test_a_bad_rule_is_listed_and_stepped_over(rule: str, line: int, said: str) -> None:
    """The complaint names file and line and has a cure; the rules around it hold."""
    found = own(f"rules:\n- {rule}\n- {{name: good, role: nav, phrases: [Harbour]}}\n")
    assert [good.name for good in found.rules] == ["good"]
    (complaint,) = found.problems
    assert (complaint.where, complaint.line) == ("mine.yaml", line)
    assert said in complaint.message
    assert complaint.cure


@pytest.mark.parametrize(("text", "line"), [("rules: [", 1), ("rules: text", 1), ("a: 1\na: 2\n", 2), ("- [\n", 1)])
def test_a_file_that_is_no_list_is_one_complaint(text: str, line: int) -> None:
    """YAML that can't be read gives no rules and says where."""
    found = own(text)
    assert (found.rules, len(found.problems)) == ((), 1)
    assert found.problems[0].line >= line


@pytest.mark.parametrize("text", ["", "rules:\n", "version: 1\n"])
def test_an_empty_file_is_no_complaint(text: str) -> None:
    """Nothing to add is nothing wrong."""
    assert (own(text).rules, own(text).problems) == ((), ())


@pytest.mark.parametrize(
    ("pattern", "most"),
    [
        ("abc", 1),
        ("a|b", 2),
        ("a?b?", 4),
        (".*x", 101),
        (".*x.*", 101 * 101),
        ("(?:ab){0,3}", 4),
        ("[)(]x{2,4}", 3),
        (r"\(*", 101),
    ],
)
def test_ways_to_read_a_line(pattern: str, most: int) -> None:
    """The bound counts what a matcher that goes back would try on a hundred characters."""
    assert ways(pattern, 100) == most


@pytest.mark.parametrize("pattern", [r"((a+)b)+", r"(a|b|ab)*c", r"(.*,){9}", r"(\w+\s?)*$"])
def test_catastrophic_patterns_are_refused(pattern: str) -> None:
    """Repeats inside repeats have no bound worth the name."""
    compile_pattern(pattern, case=True)
    with pytest.raises(PatternError, match="too long"):
        guard(pattern, 200)


@pytest.mark.parametrize(
    "pattern", [r"Lies(?:t|en Sie) (?:auch|mehr):.*", r"\d{1,2}\.\d{1,2}\.\d{4}", r"[\p{Lu}]\w+ \w+"]
)
def test_ordinary_patterns_are_accepted(pattern: str) -> None:
    """What a reader would write for a line passes."""
    compile_pattern(pattern, case=True)
    guard(pattern, 200)
    assert ways(pattern, 200) <= MOST_WAYS


def test_capitals_of_every_alphabet() -> None:
    r"""\p{Lu} stands for capitals beyond ASCII."""
    pattern = compile_pattern(r"[\p{Lu}]+", case=True)
    assert [bool(pattern.fullmatch(word)) for word in ("ÉCŁ", "БЛІ", "ΩΣ", "é", "ł")] == [
        True,
        True,
        True,
        False,
        False,
    ]


def test_keys_forget_case_and_punctuation() -> None:
    """Lines are compared by their words alone."""
    assert key("— Read  MORE: “It’s”_x ") == "read more it s x"


def test_rules_keep_to_their_length() -> None:
    """A line longer than the rule's max is never furniture by it."""
    rule = Rule("a", Role.NAV, MIDDLE, 10, frozenset({"x" * 11}), re.compile("x+"))
    rules = Rules([rule])
    assert [rules.fitting("X" + "x" * length, MIDDLE) for length in (9, 10)] == [None, None]
    assert rules.fitting("x" * 10, MIDDLE) is rule
