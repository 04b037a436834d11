"""The ``notes`` commands: writing, lost passages, undo and redo, search, import and export, check.

The notebook reads and writes the files.
"""

from __future__ import annotations

import sys
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..files.durable import explain, read_named
from ..library.library_notes import NoteFilter
from ..model.complaint import Complaint
from ..model.nearest_name import did_you_mean
from ..model.quoting import quoted
from ..notes.book.notebook import utc_now
from ..text.markdown_article import drawn_target
from ..text.safe import safe
from .command import FAILED, FOUND, NOTHING, open_library, span_of
from .output import answer, at_place, complaint_lines, say, write

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

    from ..library.library import Library
    from ..model.note import Placed, PlacedNote


def run_notes(options: argparse.Namespace) -> int:
    """Run an action of ``notes``."""
    return ACTIONS[options.action](open_library(options), options)


def _list(library: Library, options: argparse.Namespace) -> int:
    """Print the notes that match; files of notes that can't be read are reported, also by the exit code."""
    code = _answered(options, library.notes.listed(_filter(library, options)))
    unread = [complaint for complaint in library.notebook.problems if complaint.line]
    for line in complaint_lines(unread):
        say(line)
    return FAILED if unread else code


def _add(library: Library, options: argparse.Namespace) -> int:
    span = None if options.span is None else span_of(options.span)
    text = _text(options.message or "")
    kind = _warn_unknown_kind(library, options.kind or library.settings.note_kinds[0].name)
    note = library.annotate(options.article, text, quote=options.quote or "", span=span, kind=kind, tags=_tags(options))
    return _answered(options, library.notes.placed([note]))


def _edit(library: Library, options: argparse.Namespace) -> int:
    note = library.notebook.note(options.note)
    changes: dict[str, Any] = {}
    if options.message is not None:
        changes["text"] = _text(options.message)
    if options.kind is not None:
        changes["kind"] = _warn_unknown_kind(library, options.kind)
    if options.tag:
        changes["tags"] = _tags(options)
    return _answered(options, library.notes.placed([library.notebook.edit(note, **changes)]))


def _tags(options: argparse.Namespace) -> tuple[str, ...]:
    """Return the tags named, without the empty one, by which `notes edit` takes them all away."""
    return tuple(tag for tag in options.tag if tag)


def _warn_unknown_kind(library: Library, kind: str) -> str:
    """Return a kind of note unchanged; a kind that the settings do not name is reported."""
    kinds = [each.name for each in library.settings.note_kinds]
    if kind and kind not in kinds:
        cure = did_you_mean(kind, kinds, f"there are {', '.join(kinds)}")
        stop = "" if cure.endswith("?") else "."
        say(f"{safe(kind)} is none of your kinds of notes, and kept as it is written; {cure}{stop}")
    return kind


def _rm(library: Library, options: argparse.Namespace) -> int:
    notes = [library.notebook.note(reference) for reference in options.note]
    library.notebook.remove(*(note.id for note in notes))
    say(f"{len(notes)} in the trash; `variorum notes restore ID` brings one back.")
    return _answered(options, library.notes.placed(notes))


def _restore(library: Library, options: argparse.Namespace) -> int:
    return _answered(options, library.notes.placed([library.notebook.restore(options.note)]))


def _accept(library: Library, options: argparse.Namespace) -> int:
    return _answered(options, library.notes.placed([library.notes.accept(options.note)]))


def _place(library: Library, options: argparse.Namespace) -> int:
    if options.whole:
        return _answered(options, library.notes.placed([library.notes.keep_whole(options.note)]))
    span = None if options.span is None else span_of(options.span)
    number = None if options.target is None else options.target - 1
    note = library.notes.choose_anew(
        options.note, options.article or "", quote=options.quote or "", span=span, place=number
    )
    return _answered(options, library.notes.placed([note]))


def _undo(library: Library, options: argparse.Namespace) -> int:
    return _stepped(options, library.notebook.undo(), "Undone", "There is nothing to undo.")


def _redo(library: Library, options: argparse.Namespace) -> int:
    return _stepped(options, library.notebook.redo(), "Done again", "There is nothing to do again.")


def _stepped(options: argparse.Namespace, label: str | None, done: str, nothing: str) -> int:
    answer(options, {"done": label}, lambda: [f"{done}: {safe(label)}."] if label else [])
    if label is None:
        say(nothing)
    return NOTHING if label is None else FOUND


def _export(library: Library, options: argparse.Namespace) -> int:
    notes = library.notes.listed(_filter(library, options))
    text = library.notes.export(options.to, notes)
    if options.output:
        _write_to(Path(options.output), text)
    else:
        write(options, text if text.endswith("\n") else text + "\n")
    return FOUND if notes else NOTHING


def _write_to(path: Path, text: str) -> None:
    """Write an export to a path, which may be a device or pipe; raises `SaveError`."""
    try:
        path.write_text(text, "utf-8")
    except OSError as error:
        raise explain(path, error) from error
    say(f"Written to {path}.")


def _import(library: Library, options: argparse.Namespace) -> int:
    data = sys.stdin.buffer.read() if options.file == "-" else read_named(Path(options.file))
    imported = library.notes.take_in(options.origin, data, now=utc_now(), dry=options.dry_run)
    for problem in imported.problems:
        place = Complaint(options.file, problem.line, str(problem), "", problem.column).place
        say(at_place(place, str(problem)))
    say(f"{len(imported.notes)} {'would be' if options.dry_run else ''} added.".replace("  ", " "))
    code = _answered(options, library.notes.placed(imported.notes))
    return FAILED if any(problem.index < 0 for problem in imported.problems) else code


def _check(library: Library, options: argparse.Namespace) -> int:
    complaints = library.notes.check()
    answer(options, complaints, lambda: complaint_lines(complaints))
    return NOTHING if complaints else FOUND


def _merge(library: Library, options: argparse.Namespace) -> int:
    merge = library.notebook.merge(Path(options.file))
    counts = {"added": merge.added, "changed": merge.changed, "conflicts": merge.conflicts}
    answer(
        options,
        counts,
        lambda: [", ".join(f"{len(ids)} {name}" for name, ids in counts.items())],
        lambda: [{"what": name, "id": id} for name, ids in counts.items() for id in ids],
    )
    return FOUND


def _format(library: Library, options: argparse.Namespace) -> int:
    changed = library.notebook.format(Path(options.file))
    answer(options, {"changed": changed}, lambda: ["written anew" if changed else "already in order"])
    return FOUND


ACTIONS: dict[str, Callable[[Library, argparse.Namespace], int]] = {
    "list": _list,
    "search": _list,
    "add": _add,
    "edit": _edit,
    "rm": _rm,
    "restore": _restore,
    "accept": _accept,
    "place": _place,
    "undo": _undo,
    "redo": _redo,
    "export": _export,
    "import": _import,
    "check": _check,
    "merge": _merge,
    "format": _format,
}


def plain_note(placed: PlacedNote) -> dict[str, Any]:
    """Return a note with the keys of its YAML; targets also have ``state``, ``span``, ``guess`` and ``score``."""
    note = placed.note
    return {
        "id": note.id,
        "kind": note.kind or None,
        "tags": note.tags,
        "author": note.author or None,
        "created": note.created or None,
        "modified": note.modified or None,
        "text": note.text,
        "targets": [_plain_target(place) for place in placed.places],
        "reply-to": note.reply_to or None,
        "links": note.links,
        "compared": note.compared,
        "via": note.via or None,
        **note.extra,
    }


def _plain_target(place: Placed) -> dict[str, Any]:
    target = place.target
    return {
        "article": target.article or None,
        "story": target.story or None,
        "exact": target.exact or None,
        "prefix": target.prefix or None,
        "suffix": target.suffix or None,
        "start": target.start if target.exact else None,
        "end": target.end if target.exact else None,
        "text-hash": target.text_hash or None,
        "repeats": target.repeats,
        "state": place.state,
        "span": place.span,
        "guess": place.guess,
        "score": round(place.score, 3),
        **target.extra,
    }


def _answered(options: argparse.Namespace, notes: Sequence[PlacedNote]) -> int:
    told = [plain_note(note) for note in notes]
    lines = chain.from_iterable(map(_lines, notes))
    answer(options, told, lambda: list(lines), lambda: chain.from_iterable(map(_note_records, told)))
    return FOUND if notes else NOTHING


def _note_records(note: dict[str, Any]) -> Sequence[dict[str, Any]]:
    """Return a record for each target of a note, or one for a note without targets."""
    return [{**note, **target, "text": note["text"]} for target in note["targets"]] or [note]


def _lines(placed: PlacedNote) -> list[str]:
    note = placed.note
    states = [f"{place.target.article or place.target.story} {place.state}" for place in placed.places]
    head = "  ".join(part for part in (note.id, note.kind, *(f"#{tag}" for tag in note.tags), *states) if part)
    quotes = [
        f"    {quoted(' '.join(drawn_target(place.target).split()))}" for place in placed.places if place.target.exact
    ]
    return [safe(line) for line in (head, *quotes, *(f"    {line}" for line in note.text.split("\n")))]


def _filter(library: Library, options: argparse.Namespace) -> NoteFilter:
    return NoteFilter(
        kind=options.kind or "",
        tag=options.tag[0] if options.tag else "",
        author=options.author or "",
        state=options.state or "",
        article=library.resolve(options.article) if options.article else "",
        story=options.story or "",
        since=options.since or "",
        words=getattr(options, "query", ""),
    )


def _text(message: str) -> str:
    return sys.stdin.read().rstrip("\n") if message == "-" else message
