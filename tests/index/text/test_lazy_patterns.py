"""Patterns that are compiled when they are first asked."""

from __future__ import annotations

import re

import pytest

from index.text.lazy_patterns import lazy_pattern


def test_a_lazy_pattern_answers_as_a_compiled_one() -> None:
    """Every way of asking gives what the compiled pattern gives, flags and named groups included."""
    source, text = r"(?P<day>\d+) may", "3 May and 14 MAY"
    lazy, compiled = lazy_pattern(source, re.IGNORECASE), re.compile(source, re.IGNORECASE)

    def answers(pattern: re.Pattern[str]) -> list[object]:
        return [
            *(bool(ask(text)) for ask in (pattern.match, pattern.fullmatch, pattern.search)),
            [found["day"] for found in pattern.finditer(text)],
            pattern.findall(text),
            pattern.split(text),
            pattern.sub("x", text),
            pattern.subn("x", text),
            (pattern.groups, dict(pattern.groupindex), pattern.pattern),
        ]

    assert answers(lazy) == answers(compiled)


def test_a_pattern_is_compiled_at_its_first_question(monkeypatch: pytest.MonkeyPatch) -> None:
    """Making one compiles nothing, two questions compile once; one that is wrong says so when it is asked."""
    compiled: list[tuple[str, int]] = []
    real = re.compile

    def counted(pattern: str, flags: int) -> re.Pattern[str]:
        compiled.append((pattern, flags))
        return real(pattern, flags)

    monkeypatch.setattr("index.text.lazy_patterns.re.compile", counted)
    pattern, wrong = lazy_pattern("a+"), lazy_pattern("(")
    assert not compiled
    assert (bool(pattern.match("aa")), bool(pattern.search("b"))) == (True, False)
    assert compiled == [("a+", 0)]
    with pytest.raises(re.error):
        wrong.match("")
    with pytest.raises(AttributeError):
        pattern.colour  # type: ignore[attr-defined] # noqa: B018 asked for, that is all
