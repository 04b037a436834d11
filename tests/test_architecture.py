"""The house keeps its rules: floors, file sizes, what an import may load, and what the door offers."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import index

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

ROOT = Path(__file__).parent.parent
SOURCES = sorted(path for folder in ("index", "tui") for path in (ROOT / folder).rglob("*.py"))
FORBIDDEN_NAMES = {"utils", "helpers", "common", "manager", "types"}


def _modules_after(code: str) -> set[str]:
    script = f"{code}\nimport sys; print(' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    return {name.partition(".")[0] for name in done.stdout.splitlines()[-1].split()}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_source_file_is_small_and_says_what_it_owns(path: Path) -> None:
    """No module passes 500 lines, no function 50, every module opens with a docstring, no name is a bag."""
    text = path.read_text("utf-8")
    tree = ast.parse(text)
    functions = [node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]
    long = [node.name for node in functions if (node.end_lineno or 0) - node.lineno + 1 > 50]

    assert text.count("\n") <= 500
    assert long == []
    assert ast.get_docstring(tree)
    assert path.stem not in FORBIDDEN_NAMES


def test_the_door_loads_nothing_heavy() -> None:
    """`import index` leaves Textual, Rich, Whoosh, YAML and SQLite unloaded."""
    loaded = _modules_after("import index")

    assert loaded.isdisjoint({"textual", "rich", "whoosh", "yaml", "sqlite3", "rapidfuzz"})


def test_help_loads_nothing_heavy() -> None:
    """`variorum --help` answers without Textual, Whoosh or YAML."""
    loaded = _modules_after("from tui.launch import main\ntry: main(['--help'])\nexcept SystemExit: pass")

    assert loaded.isdisjoint({"textual", "rich", "whoosh", "yaml", "sqlite3", "rapidfuzz", "dataclasses", "typing"})


def test_headless_commands_load_no_screen(tmp_path: Path) -> None:
    """`variorum list` and `search` never import Textual or Rich."""
    (tmp_path / "config.yaml").write_text(f"cache: {tmp_path / 'cache'}\nnotes: {tmp_path / 'notes'}\n", "utf-8")
    common = f"'--library', {str(ROOT / 'seeds')!r}, '--config', {str(tmp_path / 'config.yaml')!r}"
    code = f"from tui.launch import main\nmain([{common}, 'list'])\nmain([{common}, 'search', 'taiwan'])"

    loaded = _modules_after(code)

    assert loaded.isdisjoint({"textual", "rich"})


def test_the_door_offers_what_it_names() -> None:
    """Every exported name can be fetched, and no other."""
    fetched = [name for name in index.__all__ if getattr(index, name) is not None]

    assert fetched == index.__all__
    with pytest.raises(AttributeError):
        _ = index.no_such_name  # type: ignore[attr-defined] # that is the point


def test_package_doors_are_empty() -> None:
    """Inside the house the defining module is imported: package doors hold only a sentence."""
    doors = [path for path in SOURCES if path.name == "__init__.py" and path != ROOT / "index" / "__init__.py"]
    busy = [str(path.relative_to(ROOT)) for path in doors if len(ast.parse(path.read_text("utf-8")).body) > 1]

    assert busy == []


def _imported(path: Path, modules: AbstractSet[str]) -> Iterator[str]:
    """Yield our modules that a module imports, whether at once, late, or for types alone."""
    package = path.relative_to(ROOT).parent.parts
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            base = package[: len(package) + 1 - node.level] if node.level else ()
            whole = ".".join([*base, *(node.module or "").split(".")]).strip(".")
            yield from {whole, *(f"{whole}.{name.name}" for name in node.names)} & modules


def test_no_module_needs_itself() -> None:
    """No circle of imports leads back to a module, not even with those made late or for types alone."""
    names = {".".join(path.relative_to(ROOT).with_suffix("").parts): path for path in SOURCES}
    left = {name: {*_imported(path, names.keys())} for name, path in names.items() if path.name != "__init__.py"}
    while leaves := [name for name, needed in left.items() if needed.isdisjoint(left)]:
        for name in leaves:
            del left[name]

    assert sorted(left) == []
