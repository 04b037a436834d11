"""What the reader did to marks, act by act, so that it can be undone even after a restart.

Undo is never blind: what was changed since by others stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ...errors import YamlError
from ...files.durable import read_stamped
from ...files.held_folders import ANY_FOLDER
from ...files.yaml.strict_yaml import load_mapping
from ...files.yaml.yaml_nodes import YamlList, YamlMapping
from ..act_files import ActFiles
from ..book.identifiers import Identifiers
from .shelf_yaml import FLAGS, LISTS, WORDS, around, offset, texts, words_tree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from ...files.held_folders import HeldFolders
    from ...files.yaml.yaml_write import Tree
    from ...model.note import Mark
    from .shelf_yaml import Changes


class MarkTurn(NamedTuple):
    """The same change of the marks of some articles: fields of `Mark` before and after it."""

    articles: tuple[str, ...]
    before: Mapping[str, Any]
    after: Mapping[str, Any]


class MarkAct(NamedTuple):
    """One action of the reader: its label and the turns it made."""

    id: str
    label: str
    turns: tuple[MarkTurn, ...]

    @property
    def articles(self) -> tuple[str, ...]:
        """The articles whose marks it changed."""
        return tuple(id for turn in self.turns for id in turn.articles)


class ShelfHistory:
    """The acts on a shelf, stored in ``folder``; ``mark`` returns a mark, ``save`` sets fields of marks."""

    def __init__(
        self,
        folder: Path,
        mark: Callable[[str], Mark],
        save: Callable[[Changes], object],
        held: HeldFolders = ANY_FOLDER,
    ) -> None:
        self._acts = ActFiles(folder, _read_act, _act_tree, held)
        self._mark, self._save, self._new_id = mark, save, Identifiers()

    def record(self, label: str, before: Mapping[str, Mark], changes: Changes) -> str:
        """Add an act that changed fields of marks, which were as ``before``; return its id."""
        turns: dict[str, list[str]] = {}
        fields: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {}
        for id, after in changes.items():
            had = {name: getattr(before[id], name) for name in after}
            key = repr((had, after))
            turns.setdefault(key, []).append(id)
            fields[key] = had, after
        act = MarkAct(self._new_id(), label, tuple(MarkTurn(tuple(ids), *fields[key]) for key, ids in turns.items()))
        self._acts.record(act)
        return act.id

    @property
    def newest(self) -> tuple[str, str]:
        """Id and label of the act that `undo` would undo, both empty if there is none; ids increase with time."""
        act = self._acts.last()
        return (act.id, act.label) if act else ("", "")

    def undo(self) -> MarkAct | None:
        """Undo the last act, even of an earlier run, and return it; ``None`` if there is none."""
        act = self._acts.last()
        if act is not None:
            self._save(self._changes((turn.articles, turn.after, turn.before) for turn in act.turns))
            self._acts.step(act.id, back=True)
        return act

    def redo(self) -> MarkAct | None:
        """Do again what was undone last, and return it; ``None`` if there is nothing."""
        act = self._acts.next()
        if act is not None:
            self._save(self._changes((turn.articles, turn.before, turn.after) for turn in act.turns))
            self._acts.step(act.id, back=False)
        return act

    def step(self, id: str, *, back: bool) -> None:
        """Record that an act was undone (``back``) or redone by whoever did it; unknown ids are ignored."""
        self._acts.step(id, back=back)

    def move_all(self, moves: Mapping[str, str]) -> None:
        """Follow renamed articles; ``moves`` maps old ids to new ones."""
        self._acts.rewrite(lambda act: _moved(act, moves))

    def _changes(self, turns: Iterator[tuple[tuple[str, ...], Mapping[str, Any], Mapping[str, Any]]]) -> Changes:
        return {id: _turned(self._mark(id), now, then) for articles, now, then in turns for id in articles}


def _turned(mark: Mark, now: Mapping[str, Any], then: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a mark that lead from ``now`` to ``then``; what is neither any more stays as it is."""
    fields: dict[str, Any] = {name: then[name] for name in FLAGS if name in then and getattr(mark, name) == now[name]}
    for name in LISTS:
        if name in then:
            fields[name] = _listed(getattr(mark, name), now[name], then[name])
    if "bookmarks" in fields:
        fields["bookmarks"] = tuple(sorted(fields["bookmarks"]))
        places = {*fields["bookmarks"], mark.place}
        known = {**then.get(WORDS, {}), **mark.words}
        fields[WORDS] = {place: words for place, words in known.items() if place in places}
    return fields


def _listed(here: Sequence[Any], now: Sequence[Any], then: Sequence[Any]) -> tuple[Any, ...]:
    """Return what is ``here`` with what leads from ``now`` to ``then``: values added are taken out, lost ones added."""
    kept = [each for each in here if each not in now or each in then]
    back = [each for each in then if each not in now and each not in kept]
    return tuple(then if {*kept, *back} == {*then} else (*kept, *back))


def _moved(act: MarkAct, moves: Mapping[str, str]) -> MarkAct:
    turns = (turn._replace(articles=tuple(moves.get(id, id) for id in turn.articles)) for turn in act.turns)
    return act._replace(turns=tuple(turns))


def _act_tree(act: MarkAct) -> dict[str, Tree]:
    turns: list[Tree] = [
        {"articles": list(turn.articles), "before": _fields_tree(turn.before), "after": _fields_tree(turn.after)}
        for turn in act.turns
    ]
    return {"label": act.label, "turns": turns}


def _fields_tree(fields: Mapping[str, Any]) -> dict[str, Tree]:
    tree: dict[str, Tree] = {name: "true" if fields[name] else "false" for name in FLAGS if name in fields}
    tree |= {name: [str(each) for each in fields[name]] for name in LISTS if name in fields}
    return tree | ({WORDS: words_tree(fields[WORDS])} if WORDS in fields else {})


def _read_act(path: Path) -> MarkAct:
    """Read an act; raises `YamlError` for anything else."""
    document = load_mapping(read_stamped(path)[0], str(path))
    items = document.get("turns")
    if not isinstance(items, YamlList) or not items:
        raise YamlError(str(path), 1, 1, "this is no act", "delete the file")
    turns = tuple(_turn(item, str(path)) for item in items)
    return MarkAct(path.name.partition(".")[0], str(document.get("label", "")), turns)


def _turn(node: object, path: str) -> MarkTurn:
    if not isinstance(node, YamlMapping) or not {"articles", "before", "after"} <= node.keys():
        raise YamlError(path, 1, 1, "this is no act", "delete the file")
    before, after = (_fields(node, key, path) for key in ("before", "after"))
    return MarkTurn(tuple(texts(node, "articles", node["articles"], path)), before, after)


def _fields(node: YamlMapping, key: str, path: str) -> dict[str, Any]:
    tree = node[key]
    if not isinstance(tree, YamlMapping):
        raise node.misfit(key, path, "must hold fields", "delete the file")
    fields: dict[str, Any] = {name: tree[name] == "true" for name in FLAGS if name in tree}
    if "tags" in tree:
        fields["tags"] = tuple(texts(tree, "tags", tree["tags"], path))
    if "bookmarks" in tree:
        written = texts(tree, "bookmarks", tree["bookmarks"], path)
        fields["bookmarks"] = tuple(offset(tree, "bookmarks", each, path) for each in written)
    if isinstance(words := tree.get(WORDS), YamlMapping):
        fields[WORDS] = around(words, path)
    return fields
