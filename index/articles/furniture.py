"""The named rules that tell furniture from text: the built-in ones and the reader's own.

A bad rule is skipped and reported with file and line.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from ..errors import YamlError
from ..files.yaml.strict_yaml import load
from ..files.yaml.yaml_nodes import YamlList, YamlMapping
from ..model.article import Role
from ..model.complaint import Complaint
from ..text.lazy_patterns import lazy_pattern
from .line_shape import key
from .patterns import PatternError, compile_pattern, guard, trusted_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

BUILT_IN: Final = Path(__file__).with_name("furniture.yaml")
LONGEST: Final = 1000
_USUAL_MAX: Final = 200
_MOST_PATTERN: Final = 500
# The lines of an article or two, which several steps ask about.
_REMEMBERED: Final = 256
_KEYS: Final = ("name", "role", "where", "max", "phrases", "openings", "pattern", "case")
_FIXED: Final = frozenset({Role.FRONTMATTER, Role.TITLE, Role.SUBTITLE})
# Unspaced scripts: a phrase in them may be followed by anything.
_UNSPACED: Final = lazy_pattern("[\u0e00-\u0eff\u1780-\u17ff\u3040-\u9fff\uac00-\ud7a3]$")


HEAD: Final = 1
MIDDLE: Final = 2
TAIL: Final = 4
"""The parts of an article that a rule may apply to, as bits: above the text, in it, below it."""

_WHERE: Final = {"any": HEAD | MIDDLE | TAIL, "head": HEAD, "tail": TAIL, "edge": HEAD | TAIL}


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: matching lines of at most ``longest`` characters in ``where`` get ``role``.

    A line matches if its key is in ``phrases`` or ``pattern`` matches all of it.
    """

    name: str
    role: Role
    where: int
    longest: int
    phrases: frozenset[str]
    pattern: re.Pattern[str] | None


# A pattern that must match the whole line, and the rule it then follows.
_Question: TypeAlias = tuple[Callable[[str], object], Rule]


class Rules:
    """All rules in order: the reader's own before the built-in ones."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(rules)
        self._phrases: dict[str, list[Rule]] = {}
        for rule in self.rules:
            for phrase in rule.phrases:
                self._phrases.setdefault(phrase, []).append(rule)
        self._longest_phrase = max((rule.longest for rule in self.rules if rule.phrases), default=0)
        self._lengths = sorted({rule.longest for rule in self.rules if rule.pattern})
        self._asked: dict[tuple[int, int], tuple[_Question, ...]] = {}
        self.fitting: Callable[[str, int], Rule | None] = lru_cache(_REMEMBERED)(self._fitting)
        """The first rule that matches a line in a part of the article; `MIDDLE` asks those that apply anywhere."""

    def _fitting(self, line: str, where: int) -> Rule | None:
        length = len(line)
        # Furniture starts with a capital in scripts that have them; a small letter continues a sentence.
        if length <= self._longest_phrase and not line[:1].islower():
            for rule in self._phrases.get(key(line), ()):
                if length <= rule.longest and rule.where & where:
                    return rule
        bucket = bisect_left(self._lengths, length)
        if bucket == len(self._lengths):
            return None
        for matches, rule in self._asked.get((bucket, where)) or self._questions(bucket, where):
            if matches(line):
                return rule
        return None

    def _questions(self, bucket: int, where: int) -> tuple[_Question, ...]:
        """Return the patterns for lines in one range of lengths: most rules are for short lines only."""
        shortest = self._lengths[bucket]
        asked = tuple(
            (rule.pattern.fullmatch, rule)
            for rule in self.rules
            if rule.pattern and rule.longest >= shortest and rule.where & where
        )
        self._asked[bucket, where] = asked
        return asked


@dataclass(frozen=True, slots=True)
class RuleFile:
    """The result of a rule file: its rules, and the complaints about the others."""

    rules: tuple[Rule, ...]
    problems: tuple[Complaint, ...]


@cache
def built_in() -> RuleFile:
    """Return the built-in rules; tests ensure that they load without problems."""
    return read_rules(BUILT_IN.read_bytes(), BUILT_IN.name, trusted=True)


def read_rules(data: bytes, path: str, *, trusted: bool = False) -> RuleFile:
    """Parse the rules in ``data``, the content of the file at ``path``, with a complaint for each bad one.

    Patterns of an untrusted file are rejected when they could take too long.
    """
    try:
        listed = _listed(load(data, path), path)
    except YamlError as error:
        return RuleFile((), (Complaint(path, error.line, f"The rules can't be read: {error.reason}.", error.cure),))
    rules, problems = [], []
    for node, line in listed:
        try:
            rules.append(_rule(node, trusted=trusted))
        except PatternError as error:
            problems.append(Complaint(path, line, f"This rule is left out: {error}.", error.cure))
    return RuleFile(tuple(rules), tuple(problems))


def _listed(document: object, path: str) -> list[tuple[object, int]]:
    listed = document.get("rules") if isinstance(document, YamlMapping) else document
    if listed == "" or listed is None:
        return []
    if not isinstance(listed, YamlList):
        raise YamlError(path, 1, 1, "expected a list of rules", "write `rules:` and below it rules that begin with `-`")
    return [(node, listed.at(position).line) for position, node in enumerate(listed)]


def _rule(node: object, *, trusted: bool) -> Rule:
    if not isinstance(node, YamlMapping):
        raise PatternError("it is not a mapping", "write name, role and phrases, openings or pattern")
    if unknown := [name for name in node if name not in _KEYS]:
        raise PatternError(f"unknown key “{unknown[0]}”", f"the keys are {', '.join(_KEYS)}")
    name, role, where, longest = _name(node), _role(node), _place(node), _longest(node)
    case = _word(node, "case", "false") in {"true", "yes", "on"}
    phrases = frozenset(filter(None, map(key, _texts(node, "phrases"))))
    sources = [_opening(text) for text in _texts(node, "openings")]
    if own := _word(node, "pattern", ""):
        if len(own) > _MOST_PATTERN and not trusted:
            raise PatternError(f"the pattern is longer than {_MOST_PATTERN} characters", "split it into several rules")
        if not trusted:
            compile_pattern(own, case=case)
            guard(own, longest)
        sources.append(own)
    if not phrases and not sources:
        raise PatternError("it says nothing of its lines", "add phrases, openings or a pattern")
    compiled = trusted_pattern if trusted else compile_pattern
    pattern = compiled(f"(?s:{'|'.join(sources)})", case=case) if sources else None
    return Rule(name, role, where, longest, phrases, pattern)


def _opening(text: str) -> str:
    end = "" if _UNSPACED.search(text) else r"(?!\w)"
    return re.escape(text).replace("'", "['’]") + end + ".*"


def _word(node: YamlMapping, name: str, usual: str) -> str:
    value = node.get(name, usual)
    if not isinstance(value, str):
        raise PatternError(f"“{name}” is not a text", f"write {name}: and one text")
    return value


def _texts(node: YamlMapping, name: str) -> Iterator[str]:
    """Yield a text, or the texts of a list that may be nested."""
    waiting = [node.get(name, "")]
    while waiting:
        value = waiting.pop(0)
        if isinstance(value, YamlList):
            waiting[:0] = value
        elif not isinstance(value, str):
            raise PatternError(f"“{name}” holds something that is not a text", f"write {name}: [one, two]")
        elif value.strip():
            yield value.strip()


def _name(node: YamlMapping) -> str:
    if name := _word(node, "name", "").strip():
        return name
    raise PatternError("it has no name", "add `name:`; it is shown as the reason")


def _role(node: YamlMapping) -> Role:
    role = _word(node, "role", "")
    choices = [known.value for known in Role if known not in _FIXED]
    if role in choices:
        return Role(role)
    raise PatternError(f"“{role}” is not a role a rule can give", f"the roles are {', '.join(choices)}")


def _place(node: YamlMapping) -> int:
    where = _word(node, "where", "any")
    if where in _WHERE:
        return _WHERE[where]
    raise PatternError(f"“{where}” is no part of an article", f"where: is one of {', '.join(_WHERE)}")


def _longest(node: YamlMapping) -> int:
    longest = _word(node, "max", str(_USUAL_MAX))
    if longest.isascii() and longest.isdigit() and 0 < int(longest) <= LONGEST:
        return int(longest)
    raise PatternError(f"max is “{longest}”", f"max: is a number of characters from 1 to {LONGEST}")
