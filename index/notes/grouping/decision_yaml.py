"""The YAML of decisions on stories: a list of what was joined and separated, latest last.

The disk is not accessed, and entries that can't be read are preserved.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...files.yaml.yaml_nodes import YamlList, YamlMapping
from ...model.comparison_result import StoryDecision
from ...model.complaint import Complaint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import Final

    from ...files.yaml.yaml_nodes import Node
    from ...files.yaml.yaml_write import Tree

DECISIONS: Final = "decisions"
JOIN, APART, FROM = KEYS = "join", "apart", "from"
_CURE: Final = "write `join:` with articles of one story, or `apart:` and `from:`; it is stepped over meanwhile"


@dataclass(frozen=True, slots=True)
class DecisionEntry:
    """An item of the list: its decision, or ``None`` and what is wrong; ``line`` counts from 1."""

    node: Node
    line: int
    decision: StoryDecision | None = None
    wrong: str = ""


def read_entries(document: YamlMapping, path: str) -> tuple[DecisionEntry, ...]:
    """Return the items of the list in order; raises `YamlError` if it is not a list."""
    node = document.get(DECISIONS, "")
    if node == "":
        return ()
    if not isinstance(node, YamlList):
        raise document.misfit(DECISIONS, path, "must be a list", "begin each entry with “- ”")
    return tuple(_entry(item, node.at(position).line) for position, item in enumerate(node))


def complaints(entries: Iterable[DecisionEntry], path: str) -> Iterator[Complaint]:
    """Yield a complaint for each invalid entry."""
    yield from (Complaint(path, entry.line, entry.wrong, _CURE) for entry in entries if entry.wrong)


def revised(
    document: YamlMapping,
    path: str,
    change: Callable[[StoryDecision], Sequence[StoryDecision]],
    added: Iterable[StoryDecision] = (),
) -> dict[str, Tree]:
    """Return the document with each decision replaced by the results of ``change``, followed by ``added``.

    Unchanged and unreadable entries remain the nodes that were read.
    """
    items: list[Tree] = []
    for entry in read_entries(document, path):
        made = [entry.decision] if entry.decision is None else list(change(entry.decision))
        items += [entry.node] if made == [entry.decision] else [decision_tree(one) for one in made if one is not None]
    return {**document, DECISIONS: [*items, *map(decision_tree, added)]}


def unread(document: YamlMapping, path: str) -> dict[str, Tree]:
    """Return the document without decisions; empty unless it has entries that can't be read."""
    wanted = revised(document, path, lambda _: ())
    return wanted if wanted[DECISIONS] or len(wanted) > 1 else {}


def decisions_in(node: Node | None) -> tuple[StoryDecision, ...]:
    """Return the valid decisions of a list; empty for anything else."""
    read = [_entry(item, 0).decision for item in node] if isinstance(node, YamlList) else []
    return tuple(decision for decision in read if decision is not None)


def decision_tree(decision: StoryDecision) -> dict[str, Tree]:
    """Return a decision as YAML."""
    if decision.apart_from:
        return {APART: _written(decision.articles), FROM: _written(decision.apart_from)}
    return {JOIN: _written(decision.articles)}


def _written(ids: Sequence[str]) -> Tree:
    return list(ids) if len(ids) > 1 else ids[0]


def _entry(node: Node, line: int) -> DecisionEntry:
    wrong = _wrong(node)
    if wrong or not isinstance(node, YamlMapping):
        return DecisionEntry(node, line, None, wrong)
    if JOIN in node:
        return DecisionEntry(node, line, StoryDecision(_ids(node[JOIN])))
    return DecisionEntry(node, line, StoryDecision(_ids(node[APART]), _ids(node[FROM])))


def _wrong(node: Node) -> str:
    """Return why an item is invalid, empty if it is valid."""
    if not isinstance(node, YamlMapping):
        return "a decision on stories must have keys"
    unknown = next((key for key in node if key not in KEYS), None)
    if unknown is not None:
        return f"a decision on stories has no “{unknown}”"
    if set(node) not in ({JOIN}, {APART, FROM}):
        return "a decision on stories is either `join:`, or `apart:` with `from:`"
    if not all(map(_is_ids, node.values())):
        return "what is decided on are ids of articles"
    if JOIN in node:
        return "" if len(_ids(node[JOIN])) > 1 else "one article alone can't be joined"
    both = set(_ids(node[APART])) & set(_ids(node[FROM]))
    return f"{min(both)} can't be apart from itself" if both else ""


def _is_ids(node: Node) -> bool:
    """Return whether a value is an id or a list of ids."""
    return bool(node) and (
        isinstance(node, str) or (isinstance(node, YamlList) and all(isinstance(id, str) and id for id in node))
    )


def _ids(node: Node) -> tuple[str, ...]:
    return (node,) if isinstance(node, str) else tuple(dict.fromkeys(map(str, node)))
