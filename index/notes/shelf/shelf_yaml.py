"""The YAML of the shelf: sections by article id, one line per article; parsing and changing them.

The disk is not accessed.
"""

from __future__ import annotations

from collections.abc import Mapping
from operator import le
from typing import TYPE_CHECKING, Any, TypeVar

from ...files.yaml.yaml_nodes import YamlList, YamlMapping
from ...files.yaml.yaml_write import Inline

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Final

    from ...files.yaml.yaml_nodes import Node
    from ...files.yaml.yaml_write import Tree
    from ...model.note import Mark

_T = TypeVar("_T", bound=str | int)
Changes = dict[str, dict[str, Any]]
"""Fields of `Mark` to set, by article id."""

FLAGS: Final = ("read", "starred")
LISTS: Final = ("tags", "bookmarks")
WORDS: Final = "words"
_ORDER: Final = ("schema", *FLAGS, *LISTS, "places", WORDS, "searches")


def flagged(document: YamlMapping, section: str, path: str) -> list[str]:
    """Return the ids under ``section``; raises `YamlError` if it is not a list of them."""
    node = document.get(section, "")
    if node == "":
        return []
    if not isinstance(node, YamlList) or not {*map(type, node)} <= {str}:
        raise document.misfit(section, path, "must be a list of article ids", "begin each id with “- ”")
    return list(map(str, node))


def mapped(document: YamlMapping, section: str, path: str) -> YamlMapping:
    """Return the mapping under ``section``; raises `YamlError` if it is not one."""
    node = document.get(section, "")
    if isinstance(node, YamlMapping):
        return node
    if node == "":
        return YamlMapping.nothing()
    raise document.misfit(section, path, "must hold article ids with values", "write lines of the form `id: value`")


def offset(mapping: YamlMapping, id: str, node: Node, path: str) -> int:
    """Return a number of code points; raises `YamlError` for anything else."""
    if isinstance(node, str) and node.isascii() and node.isdigit() and len(node) < 12:
        return int(node)
    raise mapping.misfit(id, path, "must be a number of characters", "write a whole number")


def texts(mapping: YamlMapping, id: str, node: Node, path: str) -> list[str]:
    """Return a list of texts, or a single text as a list of one; raises `YamlError` for anything else."""
    if isinstance(node, str):
        return [node] if node else []
    if isinstance(node, YamlList) and all(isinstance(item, str) for item in node):
        return [str(item) for item in node]
    raise mapping.misfit(id, path, "must be a list", "write [one, two]")


def words_of(document: YamlMapping, path: str) -> dict[str, dict[int, tuple[str, str]]]:
    """Return the words around each article's places; raises `YamlError` for anything but pairs of texts."""
    articles = mapped(document, WORDS, path)
    return {id: around(mapped(articles, id, path), path) for id in articles}


def around(node: YamlMapping, path: str) -> dict[int, tuple[str, str]]:
    """Return the words before and after each place of one article; raises `YamlError` like `words_of`."""
    found: dict[int, tuple[str, str]] = {}
    for key, value in node.items():
        pair = texts(node, key, value, path) if isinstance(value, YamlList) else []
        if len(pair) != 2:
            raise node.misfit(key, path, "must have the words before and behind it", "write [before, behind]")
        found[offset(node, key, key, path)] = (pair[0], pair[1])
    return found


def words_tree(words: Mapping[int, tuple[str, str]]) -> dict[str, Tree]:
    """Return the words around places as YAML."""
    return {str(place): Inline(pair) for place, pair in sorted(words.items())}


def _with_words(
    wanted: dict[str, Tree], document: YamlMapping, news: Mapping[str, Mapping[str, Tree]], path: str
) -> None:
    """Set the words around places of some articles; an article without any has no line."""
    kept: dict[str, Tree] = {**mapped(document, WORDS, path), **news}
    _put(wanted, WORDS, document, _in_order({id: words for id, words in kept.items() if words}))


def with_marks(document: YamlMapping, changes: Changes, before: Mapping[str, Mark], path: str) -> dict[str, Tree]:
    """Return ``_shelf.yaml`` with ``changes`` made to it; sorted sections stay sorted.

    ``before`` has the marks that were changed: changes of lists by others since then are kept.
    """
    wanted: dict[str, Tree] = dict(document)
    for flag in FLAGS:
        ids = flagged(document, flag, path)
        on = [id for id, fields in changes.items() if fields.get(flag) is True]
        off = {id for id, fields in changes.items() if fields.get(flag) is False}
        _put(wanted, flag, document, _sorted_in([id for id in ids if id not in off], on))
    for section in LISTS:
        theirs = mapped(document, section, path)
        lists: dict[str, Tree] = dict(theirs)
        for id, fields in changes.items():
            if section in fields:
                now = texts(theirs, id, theirs.get(id, ""), path)
                items = merged(getattr(before.get(id), section, None), fields[section], now)
                lists[id] = Inline(items if section == "tags" else sorted(map(int, items)))
        _put(wanted, section, document, _in_order({id: value for id, value in lists.items() if value}))
    _with_words(wanted, document, _words_changed(document, changes, wanted, path), path)
    return wanted


def _words_changed(
    document: YamlMapping, changes: Changes, wanted: Mapping[str, Tree], path: str
) -> dict[str, dict[str, Tree]]:
    """Return the words around bookmarks for the articles whose bookmarks or words change."""
    return {
        id: _words_now(document, id, fields.get(WORDS, {}), wanted, path)
        for id, fields in changes.items()
        if fields.keys() & {"bookmarks", WORDS}
    }


def _words_now(
    document: YamlMapping, id: str, words: Mapping[int, tuple[str, str]], wanted: Mapping[str, Tree], path: str
) -> dict[str, Tree]:
    """Return the words around an article's current bookmarks, taking others' from the file."""
    known = mapped(mapped(document, WORDS, path), id, path)
    bookmarks = wanted.get("bookmarks")
    listed = bookmarks.get(id) if isinstance(bookmarks, Mapping) else None
    places = [str(place) for place in listed] if isinstance(listed, list) else []
    tree = words_tree(words)
    return {place: tree.get(place, known.get(place, "")) for place in places if place in tree or place in known}


def with_places(
    document: YamlMapping, places: Mapping[str, int], words: Mapping[str, Mapping[int, tuple[str, str]]], path: str
) -> dict[str, Tree]:
    """Return ``_places.yaml`` with ``places`` and the ``words`` around them set; place 0 needs no line."""
    kept: dict[str, Tree] = {**mapped(document, "places", path), **places}
    wanted: dict[str, Tree] = dict(document)
    _put(wanted, "places", document, _in_order({id: place for id, place in kept.items() if place not in {0, "0"}}))
    here = {id: {at: words.get(id, {})[at]} if at and at in words.get(id, {}) else {} for id, at in places.items()}
    _with_words(wanted, document, {id: words_tree(pair) for id, pair in here.items()}, path)
    return wanted


def with_search(document: YamlMapping, name: str, query: str, path: str) -> dict[str, Tree]:
    """Return ``_shelf.yaml`` with a search saved under ``name``, or deleted if ``query`` is empty."""
    kept: dict[str, Tree] = {**mapped(document, "searches", path), name: query}
    wanted: dict[str, Tree] = dict(document)
    _put(wanted, "searches", document, _in_order({key: value for key, value in kept.items() if value}))
    return wanted


def moved(document: YamlMapping, moves: Mapping[str, str], path: str) -> dict[str, Tree]:
    """Return either file with articles renamed; existing values of a new id are kept."""
    wanted: dict[str, Tree] = dict(document)
    for flag in FLAGS:
        ids = flagged(document, flag, path)
        gone = [id for id in ids if id in moves]
        _put(wanted, flag, document, _sorted_in([id for id in ids if id not in moves], [moves[id] for id in gone]))
    for section in (*LISTS, "places", WORDS):
        lists = mapped(document, section, path)
        renamed: dict[str, Tree] = {moves[id]: node for id, node in lists.items() if id in moves}
        _put(
            wanted, section, document, _in_order(renamed | {id: node for id, node in lists.items() if id not in moves})
        )
    return wanted


def merged(before: Sequence[_T] | None, ours: Sequence[_T], theirs: Sequence[str]) -> list[_T | str]:
    """Return our list with what others added and removed since ``before``; without that, ours alone."""
    if before is None:
        return list(ours)
    base, mine = {str(item) for item in before}, {str(item) for item in ours}
    kept = [item for item in ours if str(item) in theirs or str(item) not in base]
    return kept + [item for item in theirs if item not in base and item not in mine]


def laid_over(waiting: Mapping[str, Any], news: Mapping[str, Any], before: Mark | None) -> dict[str, Any]:
    """Return the waiting fields with newer ones applied; lists are merged relative to ``before``."""
    fields = {**waiting, **news}
    for name in LISTS:
        if name in waiting and name in news:
            items = merged(getattr(before, name, None), news[name], list(map(str, waiting[name])))
            fields[name] = tuple(items) if name == "tags" else tuple(sorted(map(int, items)))
    return fields


def _put(wanted: dict[str, Tree], section: str, document: YamlMapping, value: Tree) -> None:
    """Set a section, but do not create it for an empty value.

    New sections are placed in the order of `_ORDER`; existing ones stay where they are.
    """
    if value or section in document:
        wanted[section] = value
        ordered = sorted(wanted, key=lambda name: _ORDER.index(name) if name in _ORDER else len(_ORDER))
        wanted.update({name: wanted.pop(name) for name in ordered})


def _sorted_in(ids: list[str], new: Iterable[str]) -> Sequence[str]:
    """Insert new ids into a sorted list, or append them to an unsorted one."""
    known = set(ids)
    added = dict.fromkeys(id for id in new if id not in known)
    return sorted([*ids, *added]) if all(map(le, ids, ids[1:])) else [*ids, *added]


def _in_order(values: dict[str, Tree]) -> dict[str, Tree]:
    return dict(sorted(values.items()))
