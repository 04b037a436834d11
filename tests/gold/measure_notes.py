"""Measures the JSON-LD export against the W3C's own assertions and how notes survive edits. Stores no texts."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from jsonschema import Draft4Validator  # type: ignore[import-untyped]
from referencing import Registry
from referencing.jsonschema import DRAFT4

from index.model.article import Span
from index.model.note import Note, Target
from index.notes.anchors.anchor import describe
from index.notes.citation import Cited
from index.notes.exchange.jsonld_notes import annotation, linked
from tests.bench.anchors import GONE, tidy
from tests.bench.anchors import measure as edited

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

TEXT = "“China’s concerns are consistent,” he said 😀. China’s concerns are known."
CITED = {
    "a.txt": Cited("a.txt", "Talks “resume”", "Gazette", "Ana Lópes", "AP", "2024-04", "https://example.org/a?b=1"),
    "b c/ü.txt": Cited("b c/ü.txt", url="not an address"),
}


def notes() -> list[Note]:
    """Return notes of every shape the store can hold."""
    day, base = "2026-11-22T10:00:00Z", "2026-11-22T10:05:00Z"
    first = describe(TEXT, Span(0, 8), article="a.txt", text_hash="0f3c")
    pair = (first, describe(TEXT, Span(46, 63), article="b c/ü.txt", text_hash="77aa"))
    shapes: list[dict[str, Any]] = [
        {"targets": pair, "kind": "quote-check", "text": "Shortened?\n\n*Yes*", "tags": ("china", "agency copy")},
        {"targets": (Target("a.txt"),), "text": "On the whole article"},
        {"targets": (Target("a.txt", text_hash="0f3c"),), "text": "On one state of it"},
        {"targets": (Target(story="a.txt"),), "kind": "question", "text": "Who else?"},
        {"targets": (first,), "text": ""},
        {"targets": (), "text": "A reply", "reply_to": "n0"},
        {"targets": (first,), "text": "A reply on a passage", "reply_to": "n5", "links": ("n1", "n 2")},
        {"targets": (), "text": "On nothing", "via": "https://hypothes.is/a/x"},
        {"targets": (Target("b c/ü.txt", exact="words"),), "text": "", "kind": "", "via": "AbC d", "tags": ("x",)},
        {
            "targets": (replace(first, extra={"mood": "fine"}),),
            "text": "Unknown keys",
            "extra": {"w3c": {"rights": "x"}},
        },
        {"targets": (first,), "text": "Times typed by hand", "created": "22 Nov", "author": ""},
    ]
    plain = {"kind": "note", "author": "ana", "created": day, "modified": base}
    return [Note(id=f"n{at}", **(plain | shape)) for at, shape in enumerate(shapes)]


def assertions(folder: Path, name: str) -> list[tuple[str, Draft4Validator, bool]]:
    """Return (name, validator, expected) of the assertions one test file lists, only those that say *must*."""
    registry: Registry[Any] = Registry()
    for path in sorted((folder / "definitions").glob("*.json")):
        resource = DRAFT4.create_resource(json.loads(path.read_text("utf-8")))
        registry = registry.with_resource(path.name, resource).with_resource(f"definitions/{path.name}", resource)
    found = []
    for path in json.loads((folder / "annotations" / name).read_text("utf-8"))["assertions"]:
        schema = json.loads((folder / path).read_text("utf-8"))
        # Relative references must lead to the registered definitions, not to neighbours of the schema itself.
        schema.pop("id", None)
        validator = Draft4Validator(schema, registry=registry)
        found.append((path, validator, schema.get("expectedResult", "valid") == "valid"))
    return found


def failures(entry: object, checks: list[tuple[str, Draft4Validator, bool]]) -> list[str]:
    """Return the assertions an annotation fails."""
    return [name for name, validator, expected in checks if validator.is_valid(entry) != expected]


MUTANTS: dict[str, Callable[[dict[str, Any]], object]] = {
    "no context": lambda entry: entry.pop("@context"),
    "no id": lambda entry: entry.pop("id"),
    "no type": lambda entry: entry.pop("type"),
    "no target": lambda entry: entry.pop("target"),
    "quotation without exact": lambda entry: entry["target"][0]["selector"][0].pop("exact"),
    "start as text": lambda entry: entry["target"][0]["selector"][1].update(start="x"),
    "position without end": lambda entry: entry["target"][0]["selector"][1].pop("end"),
    "no source": lambda entry: entry["target"][0].pop("source"),
    "body and bodyValue": lambda entry: entry.update(bodyValue="x"),
    "two created": lambda entry: entry.update(created=["2026-11-22T10:00:00Z", "2026-11-22T10:00:01Z"]),
}
"""Ways to spoil an annotation that the assertions must notice, or passing them means little."""


def measure(folder: Path) -> Mapping[str, float | int | str]:
    """Check notes of every shape, alone and as they stand in the collection."""
    checks = assertions(folder, "annotationMusts.test")
    entries = [annotation(note, CITED) for note in notes()]
    collection = json.loads(linked(notes(), CITED))
    entries += collection["first"]["items"]
    failed = sorted({name for entry in entries for name in failures(entry, checks)})
    caught = 0
    for spoil in MUTANTS.values():
        spoilt: dict[str, Any] = copy.deepcopy(entries[0])
        spoil(spoilt)
        caught += bool(failures(spoilt, checks))
    return {
        "assertions": len(checks),
        "annotations": len(entries),
        "failures": len(failed),
        "failed": ", ".join(failed) or "none",
        "mutants caught": f"{caught} of {len(MUTANTS)}",
    }


def survive(folder: Path) -> Mapping[str, float | int | str]:
    """Run the bench of anchors on the articles of one folder, a few passages each."""
    texts = [(path.name, tidy(path.read_text("utf-8"))) for path in sorted(folder.glob("*.txt"))]
    rows = edited(texts, [text for _, text in texts], 1, 3, loud=False)
    everything = rows.values()
    gone = [row for name, row in rows.items() if name.startswith(GONE)]
    words = [row for name, row in rows.items() if name.startswith("words 5 %") and not name.endswith(" 8-20")]
    times = sorted(spent for row in everything for spent in row.times)
    return {
        "placements": len(times),
        "right at 5 % word edits": sum(row.right for row in words) / sum(row.asked for row in words),
        "sure and wrong": sum(row.sure_wrong for row in everything),
        "of unique quotations": sum(row.unique_wrong for row in everything),
        "asked when gone": sum(row.changed_wrong for row in gone) / sum(row.asked for row in gone),
        "median ms": round(times[len(times) // 2], 2),
        "most ms": round(times[-1], 1),
    }


CORPORA: dict[str, Callable[[Path], Mapping[str, float | int | str]]] = {"wikinews-gum": survive}
MEASURES: dict[str, Callable[[Path], Mapping[str, float | int | str]]] = {"w3c-annotation": measure}
