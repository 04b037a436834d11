"""Front matter in YAML or TOML, or labelled lines, at the top of a file: where it ends, and its fields.

Bad YAML is not fatal: the block stays front matter, and the error becomes a problem of the article.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from ...errors import YamlError
from ...files.yaml.strict_yaml import load
from ...files.yaml.yaml_nodes import Node, YamlList, YamlMapping
from ...model.article import Agency, Block, Field, Provenance, Role
from ...text.language.language_names import codes_by_name
from ...text.lazy_patterns import lazy_pattern
from ...text.word_lists import word_lists
from ...text.written_dates import parse
from .agency_names import agency
from .bylines import read_byline
from .field_labels import labelled_head, plain_name
from .metadata import Fields

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST: Final = 65536
_PLUSES: Final = lazy_pattern(r"\+\+\+[ \t]*\n(.{0,65536}?)^\+\+\+[ \t]*$", re.MULTILINE | re.DOTALL)
_OPENING: Final = lazy_pattern(r"---[ \t]*\n")
_CLOSING: Final = lazy_pattern(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_FIRST: Final = lazy_pattern(r"\s*(?:#[^\n]*\n\s*)*[\"']?[\w][\w .:-]*?[\"']?\s*:(?:\s|$)")

# The keys of each field, plainest first: the first with a value wins. Case and separators are ignored: `site_name`,
# `site-name` and `siteName` are the same.
_KEYS: Final = word_lists("index.articles.fields", "field_names.tsv")
_NAMES: Final = frozenset(name for names in _KEYS.values() for name in names)
_TAGS: Final = ("tags", "keywords", "categories", "topics")
_KEY: Final = lazy_pattern(r"^[\"']?\w[\w .:-]*?[\"']?[ \t]*:(?=\s|$)", re.MULTILINE)
_WIKI: Final = lazy_pattern(r"\[\[([^\[\]|]+)(?:\|([^\[\]]+))?\]\]")
_LINK: Final = lazy_pattern(r"\[([^\[\]]*)\]\(<?([^()\s]+?)>?\)")
_ADDRESS: Final = lazy_pattern(r"https?://\S+")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The parsed top of a file: its block (``None`` without front matter), where the text starts, the fields."""

    block: Block | None = None
    end: int = 0
    told: Fields = field(default_factory=Fields)
    tags: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


def read_front_matter(text: str) -> FrontMatter:
    """Return the front matter of ``text``; positions count code points."""
    if text.startswith("+++"):
        return _toml(text)
    opening = _OPENING.match(text)
    closing = _CLOSING.search(text, opening.end(), _LONGEST) if opening else None
    if not opening or not closing or not _FIRST.match(text, opening.end(), closing.start()):
        return _labelled(text)
    block = Block(0, closing.start() + 3, Role.FRONTMATTER, "front-matter")
    found = FrontMatter(block, closing.end())
    node: Node | dict[str, Node]
    try:
        node = load(text[opening.end() : closing.start()].encode(), "front matter", 2)
    except YamlError as error:
        problems = [f"Line {error.line} of the front matter can't be read: {error.reason}; {error.cure}."]
        node = _without_bad_lines(text[opening.end() : closing.start()])
    else:
        problems = []
    if not isinstance(node, dict):
        return replace(found, problems=("The front matter holds no keys; write lines of the form `title: …`.",))
    values: dict[str, Node] = {}
    for name, value in node.items():
        values.setdefault(plain_name(str(name)), value)
    told = _fields(values, problems)
    return replace(found, told=told, tags=tuple(_tags(values)), problems=tuple(problems))


def _toml(text: str) -> FrontMatter:
    """Return TOML front matter between two lines of plus signs, as in Hugo; empty without any."""
    found = _PLUSES.match(text)
    if not found:
        return FrontMatter()
    block = FrontMatter(Block(0, found.end(), Role.FRONTMATTER, "front-matter"), found.end())
    try:
        document = tomllib.loads(found[1])
    except tomllib.TOMLDecodeError as error:
        return replace(block, problems=(f"The front matter is no TOML: {error}; mend the line, or write YAML.",))
    values: dict[str, Node] = {
        plain_name(name): ", ".join(map(str, value)) if isinstance(value, list) else str(value)
        for name, value in document.items()
        if not isinstance(value, dict)
    }
    problems: list[str] = []
    return replace(block, told=_fields(values, problems), tags=tuple(_tags(values)), problems=tuple(problems))


def _labelled(text: str) -> FrontMatter:
    """Return the labelled lines at the top of ``text``; empty without any."""
    head = labelled_head(text, _NAMES)
    if head is None:
        return FrontMatter()
    problems: list[str] = []
    told = _fields(dict(head.values), problems)
    block = Block(head.start, head.end, Role.FRONTMATTER, "labels")
    return FrontMatter(block, head.end, told, tuple(_tags(dict(head.values))), tuple(problems))


def _without_bad_lines(written: str) -> dict[str, Node]:
    """Return the readable keys of front matter that is not valid YAML as a whole.

    A key on one invalid line (`title: Harbour: what we know`) takes what follows its colon.
    """
    starts = [found.start() for found in _KEY.finditer(written)]
    read: dict[str, Node] = {}
    for start, end in pairwise([*starts, len(written)]):
        entry = written[start:end]
        try:
            node = load(entry.encode(), "front matter")
        except YamlError:
            name, _, value = entry.partition(":")
            if "\n" not in value.strip():
                read.setdefault(name.strip(), _unquoted(value.strip()))
        else:
            for name, held in node.items() if isinstance(node, YamlMapping) else ():
                read.setdefault(name, held)
    return read


def _unquoted(value: str) -> str:
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value


def _fields(values: dict[str, Node], problems: list[str]) -> Fields:
    said = {name: found for name in _KEYS if (found := _field(name, values, problems))}
    made = Fields(**{name: found for name, found in said.items() if name != "agency"})  # type: ignore[arg-type]
    if named := said.get("agency"):
        usual = agency(str(named.value)) or named.value
        made = replace(made, agency=Agency(usual, Provenance.EXPLICIT, named.evidence, "credit"))
    return made


def _field(name: str, values: dict[str, Node], problems: list[str]) -> Field[str] | None:
    for key in _KEYS[name]:
        if key not in values:
            continue
        node = values[key]
        value = ", ".join(_texts(node, name))
        if not value and isinstance(node, YamlMapping):
            problems.append(f"Front matter: “{key}” holds keys of its own; write {key}: and one text.")
        if not value or (key == "source" and (name == "url") is not bool(_ADDRESS.match(value))):
            continue
        if meant := understood(name, value):
            return Field(meant, Provenance.EXPLICIT, f"frontmatter:{key}")
        problems.append(f"Front matter: “{value[:60]}” is no {_WHAT.get(name, name)} that can be read; {_CURE[name]}.")
    return None


def _texts(node: Node, name: str) -> Iterator[str]:
    """Yield the texts of a value without the links that clippers add; of a person or site its name."""
    if isinstance(node, YamlMapping):
        node = next((node[key] for key in ("name", "url") if key in node), "")
    if isinstance(node, YamlList):
        for item in node:
            yield from _texts(item, name)
    elif isinstance(node, str) and (text := " ".join(_unlinked(node, address=name == "url").split())):
        yield text


def _unlinked(text: str, *, address: bool) -> str:
    """Return ``text`` with the text, or the ``address``, of `[[wiki]]` and `[Markdown](…)` links in place of them."""
    if "[" not in text:
        return text
    text = _WIKI.sub(lambda match: match[2] or match[1], text)
    return _LINK.sub(r"\2" if address else r"\1", text)


_WHAT: Final = {"published": "date", "updated": "date"}
_CURE: Final = {
    "published": "write it as 2024-04-26",
    "updated": "write it as 2024-04-26",
    "language": "write two letters such as en",
}


def understood(name: str, value: str) -> str | None:
    """Return the value of the field ``name`` in ``value``, or ``None`` if it can't be parsed as one."""
    if name in {"published", "updated"}:
        return parse(value)
    if name == "author":
        byline = read_byline(value)
        return byline.name if byline and byline.led and byline.name else value
    if name == "language":
        plain, codes = value.casefold(), codes_by_name()
        if plain in codes:
            return codes[plain]
        first = re.split(r"[-_]", plain)[0]
        return codes.get(first, first) if re.fullmatch(r"[a-z]{2,3}", first) else None
    return value


def _tags(values: dict[str, Node]) -> Iterator[str]:
    """Yield each tag once, in order; one text may hold several, separated by commas."""
    seen = set()
    for key in _TAGS:
        node = values.get(key, "")
        for tag in node if isinstance(node, YamlList) else [] if isinstance(node, YamlMapping) else node.split(","):
            if isinstance(tag, str) and (plain := " ".join(tag.split()).removeprefix("#")) and plain not in seen:
                seen.add(plain)
                yield plain
