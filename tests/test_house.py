"""The house stays easy to walk: how large a class, a function, a folder may be, and that a name is one thing’s."""

from __future__ import annotations

import ast
from collections import Counter, defaultdict
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
SOURCES = sorted(path for folder in ("index", "tui") for path in (ROOT / folder).rglob("*.py"))
TREES = {path: ast.parse(path.read_text("utf-8")) for path in SOURCES}
FUNCTION = (ast.FunctionDef, ast.AsyncFunctionDef)

MOST_LINES, MOST_MEMBERS, MOST_DEPTH, MOST_COMPLEXITY, MOST_FILES = 300, 80, 3, 15, 16


class Measure(NamedTuple):
    """A class with its ancestors inside the house: how deep it is, its lines, its methods and attributes.

    Lines are counted as they stand in the file, docstrings, comments and blanks among them.
    """

    depth: int
    lines: int
    members: int


def _classes() -> dict[str, ast.ClassDef]:
    return {node.name: node for tree in TREES.values() for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}


def _base_names(node: ast.ClassDef) -> list[str]:
    return [ast.unparse(base).partition("[")[0].rpartition(".")[2] for base in node.bases]


def _members(node: ast.ClassDef) -> set[str]:
    """Return the names of a class's methods and of the attributes it sets on itself or declares."""
    names = {item.name for item in node.body if isinstance(item, FUNCTION)}
    for part in ast.walk(node):
        own = isinstance(part, ast.Attribute) and isinstance(part.ctx, ast.Store)
        if own and isinstance(part.value, ast.Name) and part.value.id == "self":  # type: ignore[attr-defined] # own
            names.add(part.attr)  # type: ignore[attr-defined] # own
    declared = (item.target for item in node.body if isinstance(item, ast.AnnAssign))
    return names | {target.id for target in declared if isinstance(target, ast.Name)}


def _measure(name: str, classes: dict[str, ast.ClassDef]) -> Measure:
    node = classes[name]
    above = [_measure(base, classes) for base in _base_names(node) if base in classes and base != name]
    own = (node.end_lineno or node.lineno) - node.lineno + 1
    return Measure(
        1 + max((each.depth for each in above), default=0),
        own + sum(each.lines for each in above),
        len(_members(node)) + sum(each.members for each in above),
    )


def complexity(function: ast.AST) -> int:
    """Return the cyclomatic complexity after McCabe (1976): decisions, each part of a condition counted, and one."""
    count = 1
    for node in ast.iter_child_nodes(function):
        if isinstance(node, (*FUNCTION, ast.ClassDef)):
            continue
        if isinstance(node, (ast.If, ast.For, ast.AsyncFor, ast.While, ast.ExceptHandler, ast.IfExp, ast.match_case)):
            count += 1
        elif isinstance(node, ast.BoolOp):
            count += len(node.values) - 1
        elif isinstance(node, ast.comprehension):
            count += 1 + len(node.ifs)
        count += complexity(node) - 1
    return count


def _functions() -> list[tuple[Path, ast.FunctionDef | ast.AsyncFunctionDef]]:
    return [(path, node) for path, tree in TREES.items() for node in ast.walk(tree) if isinstance(node, FUNCTION)]


def test_a_class_can_be_read_as_a_whole() -> None:
    """With its own ancestors no class has over 300 lines or 80 members, and none is deeper than three."""
    classes = _classes()
    measured = {name: _measure(name, classes) for name in classes}
    large = {
        name: found
        for name, found in measured.items()
        if found.depth > MOST_DEPTH or found.lines > MOST_LINES or found.members > MOST_MEMBERS
    }

    assert large == {}


def test_a_function_has_few_ways_through() -> None:
    """No function is more complex than 15 after McCabe, conditions inside expressions counted."""
    dense = {f"{path.stem}.{node.name}": complexity(node) for path, node in _functions()}

    assert {name: count for name, count in dense.items() if count > MOST_COMPLEXITY} == {}


def test_no_method_stands_in_for_another() -> None:
    """No method only raises `NotImplementedError`, and no ``action_`` method only calls one other method."""
    idle = []
    for path, node in _functions():
        body = [line for line in node.body if not (isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant))]
        raising = bool(body) and isinstance(body[-1], ast.Raise) and "NotImplementedError" in ast.unparse(body[-1])
        call = isinstance(body[0].value, ast.Call) if len(body) == 1 and isinstance(body[0], ast.Expr) else False
        forwarding = node.name.startswith("action_") and call and ast.unparse(body[0]).startswith("self.action_")
        if raising or forwarding:
            idle.append(f"{path.relative_to(ROOT)}:{node.name}")

    assert idle == []


def test_a_folder_is_a_room_not_a_warehouse() -> None:
    """No folder holds more than about fifteen modules."""
    counts = Counter(path.parent.relative_to(ROOT) for path in SOURCES if path.name != "__init__.py")

    assert {str(folder): count for folder, count in counts.items() if count > MOST_FILES} == {}


def test_every_module_and_class_has_a_name_of_its_own() -> None:
    """No two modules, and no two classes at the top of a module, share a name."""
    modules = Counter(path.stem for path in SOURCES if path.name not in {"__init__.py", "__main__.py"})
    classes = defaultdict(list)
    for path, tree in TREES.items():
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                classes[node.name].append(str(path.relative_to(ROOT)))

    assert [name for name, count in modules.items() if count > 1] == []
    assert {name: places for name, places in classes.items() if len(places) > 1} == {}
