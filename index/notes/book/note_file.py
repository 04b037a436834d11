"""One file of notes: the notes with their lines, and changes merged into its current contents.

A note that can't be understood is never dropped: it stays in the file as it is and is reported.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from ...errors import SaveError, YamlError
from ...files.yaml.strict_yaml import load_mapping
from ...files.yaml.yaml_items import NEW
from ...files.yaml.yaml_nodes import YamlList, YamlMapping
from ...files.yaml.yaml_write import Spaced
from ...model.complaint import Complaint
from ...model.note import Note, Target
from .note_merging import merge, same_content
from .note_paths import Home
from .note_yaml import note_tree, read_note, revised_tree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import Final

    from ...files.yaml.yaml_items import ListedItems
    from ...files.yaml.yaml_nodes import Node
    from ...files.yaml.yaml_write import Tree
    from ..sheet import BytesChange, Sheet

SCHEMA: Final = "1"
KIND: Final = "note"
"""The kind of a note written by hand without one."""

NOTES: Final = "notes"
"""The key of the list of notes."""

_OWN_KEYS: Final = {"schema", "article", "story", NOTES}


class NoteEntry(NamedTuple):
    """A note in its file: completed, as written, its YAML while that is in memory, its line."""

    note: Note
    raw: Note
    node: YamlMapping | None
    line: int


class NoteStep(NamedTuple):
    """One change of a note; ``before`` is ``None`` for a new one, ``after`` for a deleted one."""

    before: Note | None
    after: Note | None

    @property
    def id(self) -> str:
        """The id of the note."""
        note = self.after or self.before
        return note.id if note else ""


class NoteFile:
    """The notes of one ``home``, in the file of ``sheet``."""

    def __init__(self, sheet: Sheet, home: Home) -> None:
        """`error` says why the file can't be read, `misread` why one of its notes can't."""
        self.sheet, self.home = sheet, home
        self.entries: tuple[NoteEntry, ...] = ()
        self.problems: tuple[Complaint, ...] = ()
        self.error: YamlError | SaveError | None = None
        self.misread: YamlError | None = None
        self._known: dict[str, Note] = {}  # for a long list, each note as it is in the file, by its text

    def look(self) -> bool:
        """Reread the file if it changed; return whether its notes or its ``error`` changed.

        A file that can't be opened or parsed keeps its notes and has an ``error``.
        """
        try:
            changed = self.sheet.look()
            if changed or self.error is not None:
                self.take()
                changed, self.error = True, None
        except (YamlError, SaveError) as error:
            changed, self.error = str(self.error) != str(error), error
        return changed

    def apply(self, steps: Iterable[NoteStep], new_id: Callable[[], str]) -> BytesChange | None:
        """Merge ``steps`` into the file and return the change; raises `YamlError`, `SaveError`, `BusyError`."""
        some = tuple(steps)
        change = self.sheet.change(lambda document: self._work(document, some, new_id), partial(self._concerned, some))
        self.take()
        return change

    def rename(self, old: Home, new: Home) -> None:
        """Change the article or story the file is about from ``old`` to ``new``; raises like `apply`."""
        key, was, now = ("story", old.story, new.story) if new.story else ("article", old.article, new.article)
        self.sheet.change(lambda document: {**document, key: now} if document.get(key) == was else document)
        self.take()

    def with_steps(self, steps: Iterable[NoteStep], new_id: Callable[[], str]) -> Mapping[str, Tree]:
        """Return the document after ``steps``, without writing it."""
        return self._work(self.sheet.document, steps, new_id)

    def take(self) -> None:
        """Parse what the sheet has read; raises `YamlError` if it is no file of notes."""
        listed = self.sheet.listed
        raw = self._raw(listed) if listed else None
        if listed and raw:
            self._take_listed(listed, raw)
            return
        document = self.sheet.document
        self.home = self._home(document)
        self.misread = None
        problems: list[Complaint] = []
        entries = self._entries(document, problems)
        # The YAML with its places takes thirty times the memory of the notes.
        self.entries = tuple(entry._replace(node=None) for entry in entries if entry is not None)
        self.problems = tuple(problems)
        known = zip(listed.items, entries, strict=True) if listed else ()
        self._known = {item: entry.raw for item, entry in known if entry is not None}
        self.sheet.release()

    # Long lists, of which only changed items are read and written

    def _raw(self, listed: ListedItems) -> list[Note] | None:
        """Return the notes of a long list as written.

        ``None`` if many are new, or one has no id or can't be understood: then the whole list is read.
        """
        new = [at for at, item in enumerate(listed.items) if item not in self._known]
        if len(new) > NEW * len(listed.items):
            return None
        try:
            found = {at: self._read_one(listed, at) for at in new}
        except YamlError:
            return None
        raw = [found[at] if at in found else self._known[item] for at, item in enumerate(listed.items)]
        self._known = dict(zip(listed.items, raw, strict=True))
        ids = {note.id for note in raw}
        return raw if len(ids) == len(raw) and "" not in ids else None

    def _read_one(self, listed: ListedItems, at: int) -> Note:
        path = str(self.sheet.path)
        document = load_mapping(listed.part(at, at + 1).encode(), path, listed.first_line(at))
        nodes = self._nodes(document)
        assert isinstance(nodes, YamlList)  # noqa: S101 the item is sound
        return read_note(nodes[0], path, nodes, 0)

    def _take_listed(self, listed: ListedItems, raw: Iterable[Note]) -> None:
        self.home = self._home(load_mapping(listed.head.encode(), str(self.sheet.path)))
        self.misread, self.problems = None, ()
        rows = zip(raw, listed.lines(), strict=True)
        self.entries = tuple([NoteEntry(self._completed(note, 1, line, []), note, None, line) for note, line in rows])

    def _concerned(self, steps: Sequence[NoteStep], listed: ListedItems) -> tuple[int, int] | None:
        """Return the range of items of a long list that changes, including neighbours; ``None`` if it is large."""
        raw = self._raw(listed)
        if raw is None:
            return None
        positions = {note.id: at for at, note in enumerate(raw)}
        touched = [positions.get(step.id, len(raw)) for step in steps]
        first, last = max(0, min(touched) - 1), min(len(raw), max(touched) + 2)
        return (first, last) if touched and last - first <= NEW * len(raw) else None

    def _home(self, document: YamlMapping) -> Home:
        for key in ("article", "story"):
            value = document.get(key, "")
            if isinstance(value, str) and value:
                return Home(**{key: value})
        return self.home

    def _nodes(self, document: YamlMapping) -> YamlList | list[Node]:
        nodes = document.get(NOTES, "")
        if isinstance(nodes, YamlList):
            return nodes
        if nodes == "":
            return []
        raise document.misfit(NOTES, str(self.sheet.path), "must be a list", "begin each with “- ”")

    def _entries(self, document: YamlMapping, problems: list[Complaint]) -> list[NoteEntry | None]:
        """Return an entry for each item of the list, ``None`` for those that can't be understood."""
        nodes = self._nodes(document)
        seen: Counter[str] = Counter()
        entries: list[NoteEntry | None] = []
        for position, node in enumerate(nodes):
            assert isinstance(nodes, YamlList)  # noqa: S101 an empty list has no items
            try:
                raw = read_note(node, str(self.sheet.path), nodes, position)
            except YamlError as error:
                problems.append(Complaint(error.path, error.line, error.reason, error.cure, error.column))
                entries.append(None)
                self.misread = self.misread or error
                continue
            known_by = raw.id or _made_up(self.sheet.path.name, raw, 1)
            seen[known_by] += 1
            line = nodes.at(position).line
            note = self._completed(raw, seen[known_by], line, problems)
            entries.append(NoteEntry(note, raw, node if isinstance(node, YamlMapping) else None, line))
        return entries

    def _completed(self, raw: Note, count: int, line: int, problems: list[Complaint]) -> Note:
        """Complete a note written by hand: a unique id, a kind, a target."""
        note = raw
        if not raw.id or count > 1:
            if raw.id:
                message, cure = f"the id {raw.id} is given twice", "delete the id of one; it gets a new one"
                problems.append(Complaint(str(self.sheet.path), line, message, cure))
            note = replace(note, id=_made_up(self.sheet.path.name, raw, count))
        if not raw.kind:
            note = replace(note, kind=KIND)
        if not raw.targets and not raw.reply_to:
            note = replace(note, targets=(Target(article=self.home.article, story=self.home.story),))
        return note

    # Changes

    def _work(self, document: YamlMapping, steps: Iterable[NoteStep], new_id: Callable[[], str]) -> Mapping[str, Tree]:
        nodes = list(self._nodes(document))
        entries = self._entries(document, [])
        position = {entry.note.id: at for at, entry in enumerate(entries) if entry is not None}
        trees: list[Tree | None] = [*nodes]
        for step in steps:
            at = position.get(step.id)
            entry = entries[at] if at is not None else None
            if at is None or entry is None:
                if step.after is not None and not same_or_none(step):
                    trees.append(note_tree(step.after))
            elif step.after is None:
                if step.before is None or same_content(entry.note, step.before):
                    trees[at] = None
            else:
                tree, conflict = self._merged(entry, step.before, step.after, new_id)
                trees[at] = tree
                trees += [note_tree(conflict)] if conflict else []
        return self._whole(document, [tree for tree in trees if tree is not None])

    def _merged(
        self, entry: NoteEntry, before: Note | None, after: Note, new_id: Callable[[], str]
    ) -> tuple[Tree, Note | None]:
        note, conflict = merge(before, after, entry.note, new_id)
        if entry.node is None:
            return note_tree(note), conflict
        # Values made up for a note written by hand stay unwritten, except the id, which must not change any more.
        made_up = {name: getattr(entry.raw, name) for name in ("kind", "targets") if _same(note, entry.note, name)}
        implied = replace(note, **made_up)
        return revised_tree(entry.node, entry.raw, implied), conflict

    def _whole(self, document: YamlMapping, trees: list[Tree]) -> Mapping[str, Tree]:
        if not trees and self._only_ours(document):
            return {}
        head: dict[str, Tree] = dict(document) if document else {"schema": SCHEMA}
        if not document:
            head["story" if self.home.story else "article"] = self.home.story or self.home.article
        return {**head, NOTES: Spaced(trees)}

    def _only_ours(self, document: YamlMapping) -> bool:
        """Whether nothing in the file but its notes was written by a person."""
        data = self.sheet.data or b""
        return not set(document) - _OWN_KEYS and b"#" not in data.removeprefix(self.sheet.header.encode())


def same_or_none(step: NoteStep) -> bool:
    """Whether a step changes nothing, so that a note deleted elsewhere stays deleted."""
    return step.before is not None and step.after is not None and same_content(step.before, step.after)


def _same(one: Note, other: Note, field: str) -> bool:
    return bool(getattr(one, field) == getattr(other, field))


def _made_up(name: str, raw: Note, count: int) -> str:
    """Return an id for a note without one; it stays the same until the note is edited by hand."""
    said = "\0".join((name, raw.id, raw.text, raw.created, raw.author, str(count)))
    return "H" + hashlib.blake2b(said.encode(), digest_size=12).hexdigest().upper()
