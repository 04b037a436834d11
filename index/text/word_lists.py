"""Reads the word lists that stand beside the code: lines of a list's name, a tab, and words parted by blanks.

Does not know what a list means; the modules that own the lists say so. Plain lines load several times faster than
YAML, and no file is opened before a module that needs it is imported or asked.
"""

from __future__ import annotations

import pkgutil


def word_lists(package: str, name: str) -> dict[str, list[str]]:
    """Return the lists of the file ``name`` beside the modules of ``package``, each with its words in order.

    A list may go on over several lines of its name; empty lines and lines that begin with ``#`` are comments. Raises
    `FileNotFoundError` where the package was installed without its data.
    """
    lists: dict[str, list[str]] = {}
    for line in _lines(package, name):
        listed, _, words = line.partition("\t")
        lists.setdefault(listed, []).extend(words.split())
    return lists


def table_rows(package: str, name: str) -> list[list[str]]:
    """Return the rows of a table beside the modules of ``package``, each as its columns, which tabs part."""
    return [line.split("\t") for line in _lines(package, name)]


def _lines(package: str, name: str) -> list[str]:
    data = pkgutil.get_data(package, name)
    if data is None:
        raise FileNotFoundError(name)
    return [line for line in data.decode("utf-8").split("\n") if line and line[0] != "#"]
