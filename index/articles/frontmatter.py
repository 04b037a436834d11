"""The YAML between two lines of dashes at the top of a file: where it ends and which fields it tells.

Refuses to stop at bad YAML: the block stays front matter, and what is wrong with it becomes a problem of the article.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from ..errors import YamlError
from ..files.strict_yaml import Node, YamlList, YamlMapping, load
from ..model.article import Agency, Block, Field, Provenance, Role
from ..text.calendars import parse
from .agency_names import agency
from .metadata import Fields

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST: Final = 65536
_OPENING: Final = re.compile(r"---[ \t]*\n")
_CLOSING: Final = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_FIRST: Final = re.compile(r"\s*(?:#[^\n]*\n\s*)*[\"']?[\w][\w .-]*[\"']?\s*:(?:\s|$)")

# The keys that say a field, the plainest first: the first one with a value wins.
_KEYS: Final[dict[str, tuple[str, ...]]] = {
    "title": ("title", "headline"),
    "subtitle": ("subtitle", "standfirst", "dek", "deck", "subheadline"),
    "author": ("author", "authors", "byline"),
    "outlet": ("outlet", "publication", "source", "publisher", "newspaper", "site", "site_name"),
    "agency": ("agency",),
    "dateline": ("dateline",),
    "published": ("date", "published", "publish_date", "date_published", "published_at", "pubdate"),
    "updated": ("updated", "modified", "date_modified", "lastmod", "last_modified", "updated_at"),
    "url": ("url", "link", "canonical", "canonical_url", "source_url", "source"),
    "language": ("language", "lang"),
}
_TAGS: Final = ("tags", "keywords", "categories", "topics")
_LANGUAGE_LIST: Final = (
    "en english|de german deutsch|fr french français|es spanish español|it italian italiano|pt portuguese português|"
    "nl dutch nederlands|sv swedish svenska|da danish dansk|no norwegian norsk nb nn|fi finnish suomi|pl polish polski|"
    "cs czech čeština|hu hungarian magyar|ro romanian română|tr turkish türkçe|uk ukrainian українська|"
    "ru russian русский|bg bulgarian|sr serbian|hr croatian|el greek|ar arabic|fa persian farsi|he hebrew iw|hi hindi|"
    "zh chinese|ja japanese|ko korean|th thai|vi vietnamese|id indonesian|eo esperanto"
)
_LANGUAGES: Final = {name: names.split()[0] for names in _LANGUAGE_LIST.split("|") for name in names.split()}
_ADDRESS: Final = re.compile(r"https?://\S+")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the top of a file said: its block (``None`` without front matter), where the text goes on, the fields."""

    block: Block | None = None
    end: int = 0
    told: Fields = field(default_factory=Fields)
    tags: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


def read_front_matter(text: str) -> FrontMatter:
    """Return the front matter of ``text``; positions count its code points."""
    opening = _OPENING.match(text)
    closing = _CLOSING.search(text, opening.end(), _LONGEST) if opening else None
    if not opening or not closing or not _FIRST.match(text, opening.end(), closing.start()):
        return FrontMatter()
    block = Block(0, closing.start() + 3, Role.FRONTMATTER, "front-matter")
    found = FrontMatter(block, closing.end())
    try:
        node = load(text[opening.end() : closing.start()].encode(), "front matter", 2)
    except YamlError as error:
        return replace(found, problems=(f"Front matter, line {error.line}: {error.reason}; {error.cure}.",))
    if not isinstance(node, YamlMapping):
        return replace(found, problems=("The front matter holds no keys; write lines of the form `title: …`.",))
    values = {str(name).strip().casefold().replace("-", "_").replace(" ", "_"): value for name, value in node.items()}
    problems: list[str] = []
    told = _fields(values, problems)
    return replace(found, told=told, tags=tuple(_tags(values)), problems=tuple(problems))


def _fields(values: dict[str, Node], problems: list[str]) -> Fields:
    said = {name: found for name in _KEYS if (found := _field(name, values, problems))}
    made = Fields(**{name: found for name, found in said.items() if name != "agency"})  # type: ignore[arg-type]
    if named := said.get("agency"):
        usual = agency(str(named.value)) or named.value
        made = replace(made, agency=Agency(usual, Provenance.EXPLICIT, named.evidence, "credit"))
    return made


def _field(name: str, values: dict[str, Node], problems: list[str]) -> Field[str] | None:
    for key in _KEYS[name]:
        node = values.get(key, "")
        if isinstance(node, YamlMapping):
            problems.append(f"Front matter: “{key}” holds keys of its own; write {key}: and one text.")
            continue
        value = " ".join(", ".join(map(str, node)).split() if isinstance(node, YamlList) else node.split())
        if not value or (key == "source" and (name == "url") is not bool(_ADDRESS.match(value))):
            continue
        if understood := _understood(name, value):
            return Field(understood, Provenance.EXPLICIT, f"frontmatter:{key}")
        problems.append(f"Front matter: “{value[:60]}” is no {_WHAT.get(name, name)} that can be read; {_CURE[name]}.")
    return None


_WHAT: Final = {"published": "date", "updated": "date"}
_CURE: Final = {
    "published": "write it as 2024-04-26",
    "updated": "write it as 2024-04-26",
    "language": "write two letters such as en",
}


def _understood(name: str, value: str) -> str | None:
    if name in {"published", "updated"}:
        return parse(value)
    if name == "language":
        plain = value.casefold()
        if plain in _LANGUAGES:
            return _LANGUAGES[plain]
        first = re.split(r"[-_]", plain)[0]
        return _LANGUAGES.get(first, first) if re.fullmatch(r"[a-z]{2,3}", first) else None
    return value


def _tags(values: dict[str, Node]) -> Iterator[str]:
    """Yield each tag once, in the order written; one text holds several between commas."""
    seen = set()
    for key in _TAGS:
        node = values.get(key, "")
        for tag in node if isinstance(node, YamlList) else [] if isinstance(node, YamlMapping) else node.split(","):
            if isinstance(tag, str) and (plain := " ".join(tag.split()).removeprefix("#")) and plain not in seen:
                seen.add(plain)
                yield plain
