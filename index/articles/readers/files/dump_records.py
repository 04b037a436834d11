"""Turns a record of a dump into an article: maps its values to fields, and its text, plain or marked up.

Rejects a record without text. The names of fields are data (``record_fields.yaml``); a configuration can add more.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from ....files.yaml.strict_yaml import load
from ....files.yaml.yaml_nodes import YamlList, YamlMapping
from ....model.article import Provenance, Role
from ...markup.linearize import linearize
from ...markup.tree import html_tree
from ..composition import Composition
from ..stated_fields import StatedFields, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..protocol import RawArticle

_NAMES: Final = Path(__file__).with_name("record_fields.yaml")
_FIELDS: Final = ("title", "author", "outlet", "published", "updated", "url", "language", "dateline")
_MARKED_UP: Final = re.compile(
    r"</?(?:p|div|br|h[1-6]|ul|ol|li|blockquote|figure|span|a|em|strong|b|i|html|body)\b[^<>]*>", re.IGNORECASE
)
_DEEPEST: Final = 3
_TEASER: Final = 60


class Naming:
    """The column names of each field; ``own`` maps names from the configuration to fields."""

    def __init__(self, own: Mapping[str, str]) -> None:
        self.own = {normal(name): field for name, field in own.items()}

    def named(self, field: str) -> list[str]:
        """Return the names of ``field``, likeliest first."""
        return [*(name for name, told in self.own.items() if told == field), *_known()[field]]

    def knows(self, name: str) -> bool:
        """Whether a column of this name is known."""
        return normal(name) in self.own or normal(name) in _all_names()

    def fits(self, names: Iterable[str], field: str) -> str:
        """Return the first of ``names`` that is known for ``field``, or an empty string."""
        present = {normal(name): name for name in names}
        return next((present[name] for name in self.named(field) if name in present), "")


def normal(name: str) -> str:
    """Return a column name in the form used for comparison."""
    return re.sub(r"[\s-]+", "_", name.strip().casefold().removeprefix("\ufeff"))


def article_of(record: Mapping[str, Any], source: str, naming: Naming, outlet: str = "") -> RawArticle | None:
    """Return the article of a record, or ``None`` without text; ``outlet`` if the whole file is from one."""
    article, whole = stated_article(record, source, naming, outlet)
    return article if whole else None


def stated_article(record: Mapping[str, Any], source: str, naming: Naming, outlet: str = "") -> tuple[RawArticle, bool]:
    """Return what a record states as an article, and whether it has a text."""
    values = dict(_flat(record))
    name, text = _first(values, naming, "text")
    beginning = _beginning(text) if name else ""
    stated, composition = StatedFields(source), Composition()
    for field in _FIELDS:
        for told, value in _every(values, naming, field):
            if stated.say(field, _without_markup(value), told):
                break
    _outlet(stated, outlet)
    told, subtitle = _first(values, naming, "subtitle")
    composition.add(stated.value("title"), Role.TITLE, f"{source}:title")
    _subtitle(stated, composition, told, _without_markup(subtitle), beginning)
    _write(text, composition, f"{source}:{name}")
    stated.tag(_first(values, naming, "tags")[1] or [])
    _, key = _first(values, naming, "key")
    return composition.article(stated, key=plain(key)), bool(beginning)


def _subtitle(stated: StatedFields, composition: Composition, name: str, value: str, beginning: str) -> None:
    """Use a summary as the standfirst unless it is only the beginning of the text."""
    if not value or beginning.startswith(value[:_TEASER]):
        return
    stated.say("subtitle", value, name)
    composition.add(value, Role.SUBTITLE, f"{stated.source}:{name}")


def _outlet(stated: StatedFields, outlet: str) -> None:
    if not stated.has("outlet") and outlet:
        stated.say("outlet", outlet, "feed title")
    if not stated.has("outlet") and (host := urlsplit(stated.value("url")).hostname):
        stated.say("outlet", host.removeprefix("www."), "url", Provenance.DERIVED)


def write_text(text: str, composition: Composition, rule: str) -> None:
    """Write a text that may be marked up, one block per paragraph."""
    if not _MARKED_UP.search(text):
        composition.paragraphs(text, rule)
        return
    for piece in linearize(html_tree(text)):
        for line in piece.text.split("\n"):
            role = Role.HEADING if piece.role is Role.TITLE else piece.role
            composition.add(line, role, rule)


def _write(value: object, composition: Composition, rule: str) -> None:
    """Write the text of a record: a string, a list of paragraphs, or sections with headlines."""
    if isinstance(value, str):
        write_text(value, composition, rule)
    elif isinstance(value, list):
        for item in value:
            _write(item, composition, rule)
    elif isinstance(value, dict):
        for line in _listed(value.get("headline")):
            composition.add(line, Role.HEADING, rule)
        _write(value.get("paragraphs", value.get("text", value.get("content", ""))), composition, rule)


def _listed(value: object) -> list[str]:
    return [value] if isinstance(value, str) else [str(item) for item in value] if isinstance(value, list) else []


def _beginning(value: object) -> str:
    composition = Composition()
    _write(value, composition, "")
    return composition.article().text[:1000]


def _without_markup(value: object) -> str:
    text = plain(value)
    if _MARKED_UP.search(text):
        return " ".join(piece.text for piece in linearize(html_tree(text)))
    return text


def _flat(record: Mapping[str, Any], prefix: str = "", depth: int = 0) -> Iterator[tuple[str, object]]:
    """Yield every value with its normalised name; a nested one is prefixed by the names that lead to it.

    What the objects of a list hold under one name is a list.
    """
    for name, value in record.items():
        path = f"{prefix}{normal(str(name))}"
        yield path, value
        if depth >= _DEEPEST:
            continue
        if isinstance(value, dict):
            yield from _flat(value, f"{path}.", depth + 1)
        elif isinstance(value, list):
            held: defaultdict[str, list[object]] = defaultdict(list)
            for item in value:
                for inner, part in _flat(item, f"{path}.", depth + 1) if isinstance(item, dict) else ():
                    held[inner] += part if isinstance(part, list) else [part]
            yield from held.items()


def _every(values: Mapping[str, object], naming: Naming, field: str) -> Iterator[tuple[str, object]]:
    for name in naming.named(field):
        value = values.get(name)
        if value not in (None, "", [], {}) and plain(value):
            yield name, value


def _first(values: Mapping[str, object], naming: Naming, field: str) -> tuple[str, object]:
    for name in naming.named(field):
        value = values.get(name)
        if value not in (None, "", [], {}) and not isinstance(value, (bool, int, float) if field == "text" else ()):
            return name, value
    return "", None


@cache
def _known() -> dict[str, tuple[str, ...]]:
    document = load(_NAMES.read_bytes(), _NAMES.name)
    if not isinstance(document, YamlMapping):
        raise TypeError(_NAMES.name)
    return {
        field: tuple(normal(str(name)) for name in names) if isinstance(names, YamlList) else ()
        for field, names in document.items()
    }


@cache
def _all_names() -> frozenset[str]:
    return frozenset(name for field, names in _known().items() if field != "name" for name in names)
