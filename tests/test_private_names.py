"""The private names of Textual and Whoosh that the program leans on: each is there, and there are no others.

A name counts as there when the library's own code works with it: a value set under a name nobody reads does nothing.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import struct
import sys
import textwrap
from functools import cache
from pathlib import Path
from types import CodeType, ModuleType
from typing import TYPE_CHECKING

import pytest
from textual._xterm_parser import XTermParser
from textual.drivers import linux_driver
from textual.message_pump import MessagePump
from textual.screen import Screen
from whoosh.codec.whoosh3 import W3TermInfo

import index.search.whoosh
import tui
from tui.late_answers import PatientParser, swallow

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
LIBRARIES = ("rich", "textual", "whoosh")
OF_OBJECTS = frozenset({"_replace", "_asdict", "_fields"})
"""Methods of named tuples, which are public in spite of their names."""

INHERITED = {
    ("FieldWriter", "_fieldmap"),
    ("FieldWriter", "_postfile"),
    ("FieldWriter", "_tindex"),
    ("TermDictionary", "_write_hashes"),
    ("Terms", "_dbfile"),
    ("Terms", "_fieldmap"),
    ("Terms", "_keycoder"),
    ("Terms", "_postfile"),
    ("Terms", "_tindex"),
    ("Mapped", "_dir"),
    ("Mapped", "_file"),
    ("Mapped", "_source"),
    ("Writer", "_added"),
    ("Writer", "_commit_toc"),
    ("Page", "_bindings"),
    ("VariorumApp", "_bindings"),
    ("VariorumApp", "_driver"),
}
"""Classes of ours, and the private names of their bases in a library that they use."""

IMPORTED = {("late_answers.py", "textual._xterm_parser")}
REACHED_FOR = {
    ("key_order.py", "_parent"),
    ("first_frame.py", "_compositor"),
    ("postings_codec.py", "_struct"),
    # How Textual gives its own component classes the widget whose rules they follow.
    ("style_blend.py", "_attach"),
    # argparse has no other names for what `add_subparsers` and `add_mutually_exclusive_group` return, and no other way
    # to be asked what a parser understands.
    ("arguments.py", "_SubParsersAction"),
    ("arguments.py", "_MutuallyExclusiveGroup"),
    ("command_parser.py", "_MutuallyExclusiveGroup"),
    # Before Python 3.13 it makes an empty list of an option's ``--``, and asks nothing else before it fails on that.
    ("command_parser.py", "_get_values"),
    ("grammar.py", "_SubParsersAction"),
    ("grammar.py", "_actions"),
    ("grammar.py", "_choices_actions"),
}


def modules() -> Iterator[ModuleType]:
    """Yield every module that may have classes built on a library's."""
    for package in (tui, index.search.whoosh):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not found.name.endswith("__main__"):
                yield importlib.import_module(found.name)


CLASSES: dict[str, type] = {
    name: made
    for module in modules()
    for name, made in vars(module).items()
    if inspect.isclass(made) and made.__module__ == module.__name__
}


def used(code: CodeType) -> Iterator[str]:
    """Yield the names that a function's code works with, its inner functions' included."""
    yield from code.co_names
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from used(inner)


def private_names(made: type) -> frozenset[str]:
    """Return the private names that the body of a class gives to methods, or to attributes of ``self``."""
    return _private_names(made.__module__, made.__qualname__)


@cache
def _private_names(module: str, name: str) -> frozenset[str]:
    tree = ast.parse(textwrap.dedent(inspect.getsource(getattr(sys.modules[module], name))))
    own = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute) and _is_own(node)}
    methods = {node.name for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))}
    return frozenset(name for name in own | methods if name.startswith("_") and not name.endswith("__"))


def library_names(made: type) -> set[str]:
    """Return the private names that the bases of a class which come from a library work with."""
    bases = [base for base in made.__mro__ if base.__module__.partition(".")[0] in LIBRARIES]
    return {name for base in bases for name in private_names(base)}


@pytest.mark.parametrize(("made", "name"), sorted(INHERITED))
def test_a_name_used_of_a_base_is_the_librarys(made: str, name: str) -> None:
    """The library's class still works with the attribute of this name."""
    assert name in library_names(CLASSES[made])


def test_no_other_name_of_a_base_is_used() -> None:
    """What a class of ours calls its own is not, by accident, what its base in a library calls its own."""
    shared = {(name, each) for name in CLASSES for each in private_names(CLASSES[name]) & library_names(CLASSES[name])}
    assert shared == INHERITED


def test_no_other_private_name_is_reached_for() -> None:
    """Private modules are imported, and private names of other objects used, only where this page says so."""
    imported, reached = set(), set()
    for path in sorted([*(ROOT / "tui").rglob("*.py"), *(ROOT / "index").rglob("*.py")]):
        tree, where = ast.parse(path.read_text("utf-8")), path.name
        own = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute) and _is_own(node)}
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and "._" in f"{node.module}" and not node.level:
                imported.add((where, f"{node.module}"))
            elif isinstance(node, ast.Attribute) and node.attr.startswith("_") and node.attr not in own | OF_OBJECTS:
                reached.add((where, node.attr))
    assert (imported, {one for one in reached if not one[1].endswith("__")}) == (IMPORTED, REACHED_FOR)


def _is_own(node: ast.Attribute) -> bool:
    return isinstance(node.value, ast.Name) and node.value.id in {"self", "cls"}


def test_a_message_rises_by_its_pumps_parent() -> None:
    """`MessagePump._parent`: the order of keys follows the way a key rises."""
    assert "_parent" in private_names(MessagePump)


def test_a_screen_paints_by_its_compositor() -> None:
    """`Screen._compositor`: the frame that is kept is painted as Textual paints, see `test_first_frame.py`."""
    assert "_compositor" in private_names(Screen)


def test_where_postings_lie_stands_behind_what_is_known_of_a_term() -> None:
    """`W3TermInfo._struct`: its bytes come first in the value of a term, then the place and length of its postings."""
    info = W3TermInfo()
    info.set_extent(7, 9)
    assert struct.unpack_from("!qi", info.to_bytes(), W3TermInfo._struct.size) == (7, 9)


def test_the_driver_makes_its_parser_by_the_name_that_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    """`linux_driver.XTermParser`: what `swallow` puts there is what reads the terminal."""
    monkeypatch.setattr(linux_driver, "XTermParser", XTermParser)
    swallow(b"j", awaited=False)
    assert issubclass(vars(linux_driver)["XTermParser"], PatientParser)
    assert "XTermParser" in set(used(linux_driver.LinuxDriver.run_input_thread.__code__))


def test_the_parser_is_fed_by_the_method_that_is_replaced() -> None:
    """`XTermParser.feed`: the input thread calls it for what it reads, and with nothing at the end."""
    assert "feed" in set(used(linux_driver.LinuxDriver.run_input_thread.__code__))
    assert hasattr(XTermParser, "feed")
