"""The grammar of the query language: turns tokens into a tree, and reports what it can't parse as problems.

``NOT`` and ``-`` bind tightest, then ``AND`` (or nothing at all) between two parts, then ``OR``. Never raises.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model.found import QueryProblem
from .atoms import OWN, ZONES, Atoms
from .lexer import Sort, tokens
from .nodes import EVERYWHERE, And, Node, Not, Or, Query

if TYPE_CHECKING:
    from collections.abc import Collection

    from .lexer import QueryToken

DEEPEST = 40
LONGEST = 4000


def parse(text: str, outside: Collection[str] = (), *, typing: bool = False) -> Query:
    """Parse ``text``; ``outside`` names the fields that are answered elsewhere.

    ``typing`` treats a date at the end of the text as incomplete.
    """
    parser = _Parser(text[:LONGEST], outside, typing=typing)
    root = parser.query()
    problems = parser.atoms.problems
    if len(text) > LONGEST:
        problems.append(QueryProblem(LONGEST, len(text), f"Only the first {LONGEST:,} characters were read."))
    return Query(text, root, tuple(sorted(problems, key=lambda problem: (problem.start, problem.end))))


class _Parser:
    def __init__(self, text: str, outside: Collection[str], *, typing: bool) -> None:
        self.tokens = tuple(tokens(text))
        self.at = 0
        self.depth = 0
        self.atoms = Atoms(OWN | set(outside), len(text) if typing else None)

    def query(self) -> Node | None:
        parts: list[Node] = []
        while (token := self._peek()) is not None:
            part = self._either(EVERYWHERE)
            if part is not None:
                parts.append(part)
            if (token := self._peek()) is not None and token.sort is Sort.CLOSE:
                self._problem(token, "This bracket closes none; it was passed over.")
                self.at += 1
        return _joined(And, parts)

    def _either(self, field: str) -> Node | None:
        parts = [self._all(field)]
        while (token := self._peek()) is not None and token.sort is Sort.OR:
            self.at += 1
            parts.append(self._all(field))
            if parts[-1] is None or parts[-2] is None:
                self._problem(token, "OR needs a word on both sides.")
        return _joined(Or, [part for part in parts if part is not None])

    def _all(self, field: str) -> Node | None:
        parts: list[Node] = []
        while (token := self._peek()) is not None and token.sort not in {Sort.OR, Sort.CLOSE}:
            if token.sort is Sort.AND:
                self._and(token, first=not parts)
                continue
            part = self._part(field)
            if part is not None:
                parts.append(part)
        return _joined(And, parts)

    def _and(self, token: QueryToken, *, first: bool) -> None:
        self.at += 1
        after = self._peek()
        if first or after is None or after.sort in {Sort.AND, Sort.OR, Sort.CLOSE}:
            self._problem(token, "AND needs a word on both sides.")

    def _part(self, field: str) -> Node | None:
        negated = False
        while (token := self._peek()) is not None and token.sort is Sort.NOT:
            self.at += 1
            negated = not negated
            after = self._peek()
            if after is None or after.sort in {Sort.AND, Sort.OR, Sort.CLOSE}:
                self._problem(token, f"{token.value} needs a word behind it.")
                return None
        if not negated:
            return self._primary(field)
        # An excluded value is a complete one, or results would flicker.
        typed_to, self.atoms.typed_to = self.atoms.typed_to, None
        part = self._primary(field)
        self.atoms.typed_to = typed_to
        return part and _negation(part)

    def _primary(self, field: str) -> Node | None:
        token = self.tokens[self.at]
        self.at += 1
        match token.sort:
            case Sort.OPEN:
                return self._bracket(token, field)
            case Sort.FIELD:
                return self._field(token)
            case _ if field and field not in ZONES:
                return self.atoms.value(field, [token], token)
            case _:
                return self.atoms.words(token, field)

    def _bracket(self, opening: QueryToken, field: str) -> Node | None:
        if self.depth >= DEEPEST:
            self._problem(opening, f"Brackets stand more than {DEEPEST} deep here; this one was passed over.")
            return None
        self.depth += 1
        inner = self._either(field)
        self.depth -= 1
        token = self._peek()
        if token is None:
            self._problem(opening, "This bracket is never closed.")
        else:
            self.at += 1
        return inner

    def _field(self, name: QueryToken) -> Node | None:
        if not self.atoms.known(name):
            self._values(name)
            return None
        token = self._peek()
        if token is not None and token.glued and token.sort is Sort.OPEN:
            self.at += 1
            return self._bracket(token, name.value)
        return self.atoms.value(name.value, self._values(name), name)

    def _values(self, name: QueryToken) -> list[QueryToken]:
        """Consume the values after a field: adjacent to it, separated by commas."""
        values: list[QueryToken] = []
        parted = True
        while (token := self._glued()) is not None and (token.sort is Sort.COMMA or (parted and token.sort in _VALUES)):
            self.at += 1
            parted = token.sort is Sort.COMMA
            if not parted:
                values.append(token)
        opens = token is not None and token.sort is Sort.OPEN
        if not values and not opens:
            self._problem(name, f"{name.value}: needs a value right behind the colon.")
        elif values and token is not None and token.sort is not Sort.CLOSE:
            self._problem(token, f"A space is missing here; the value of {name.value}: ends before it.")
        return values

    def _glued(self) -> QueryToken | None:
        """Return the next token if no white space separates it from the one before."""
        token = self._peek()
        return token if token is not None and token.glued else None

    def _peek(self) -> QueryToken | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def _problem(self, token: QueryToken, message: str) -> None:
        self.atoms.problems.append(QueryProblem(token.start, token.end, message))


_VALUES = frozenset({Sort.QUOTED, Sort.TEXT})


def _joined(kind: type[And | Or], parts: list[Node]) -> Node | None:
    if len(parts) < 2:
        return parts[0] if parts else None
    flat: list[Node] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, kind) else [part])
    return kind(tuple(flat))


def _negation(part: Node) -> Node:
    return part.part if isinstance(part, Not) else Not(part)
