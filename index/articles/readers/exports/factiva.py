"""Factiva in five forms: HTML and RTF, each as displayed or with two-letter codes; and XML.

Fields are not counted from the top: the line with the word count is found, and date, outlet and code follow it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ....model.article import Role
from ...markup.linearize import line_of, lines_of
from ..composition import Composition
from ..stated_fields import StatedFields, day
from .labels import LABELS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from xml.etree.ElementTree import Element

    from ..protocol import RawArticle

SOURCE: Final = "factiva"
DOCUMENT: Final = re.compile(
    r"(?:Document|Dokument|Documento|文件|文档|ドキュメント) ([A-Z0-9]{3,}[0-9]{6,}[a-z0-9]{6,})$"
)
CODE: Final = re.compile(r"[A-Z]{2,3}$")
_WORDS: Final = re.compile(
    r"[\d.,\u00a0 ]+(?:words?|wörter|mots?|palabras|parole|palavras|woorden|слов\w*|字|ワード|단어|słów|ord)$",
    re.IGNORECASE,
)
_RUNNING_NUMBER: Final = re.compile(r"\d{1,4}\) ")
_CODES: Final = {
    "HD": ("title", Role.TITLE),
    "BY": ("author", Role.BYLINE),
    "SN": ("outlet", Role.OUTLET),
    "PD": ("published", Role.DATE),
    "LA": ("language", Role.FRONTMATTER),
    "LP": ("", Role.BODY),
    "TD": ("", Role.BODY),
    "CR": ("", Role.CREDIT),
    "CY": ("", Role.LEGAL),
}
_EVERY_CODE: Final = frozenset(LABELS["factiva", "code"])


def of_page(root: Element) -> Iterator[RawArticle]:
    """Yield the articles of an HTML export."""
    for box in root.iter("div"):
        name = box.get("class", "").split()
        if "article" in name and any(kind.endswith("Article") for kind in name):
            rows = [row for row in box.iter("tr") if len(row.findall("td")) == 2]
            language = next((kind[:2] for kind in name if re.fullmatch(r"[a-z]{2}Article", kind)), "")
            yield coded(_rows(rows)) if _is_coded(rows) else displayed(_shown(box), language)


def coded(rows: Iterable[tuple[str, Sequence[str]]]) -> RawArticle:
    """Return the article from rows of a code and its lines."""
    composition, stated = Composition(), StatedFields(SOURCE)
    key = ""
    for code, lines in rows:
        field, role = _CODES.get(code, ("", Role.FRONTMATTER))
        value = " ".join(lines)
        if code == "HD":
            value = _RUNNING_NUMBER.sub("", value)
        if field:
            stated.say(field, value, code)
        elif role is not Role.BODY:
            stated.detail(code, value)
        if code == "AN":
            found = DOCUMENT.search(value) or re.search(r"(\S+)$", value)
            key = found[1] if found else ""
        for line in lines:
            composition.add(line, role, f"{SOURCE}:{code}")
    return composition.article(stated, key=key, reader=SOURCE)


def displayed(lines: Sequence[tuple[str, str]], language: str = "") -> RawArticle:
    """Return the article of a display's lines, each with the page's name for it (``headline author body`` or "").

    Without such names the headline is the last line above the word count, apart from the byline.
    """
    composition, stated = Composition(), StatedFields(SOURCE)
    stated.say("language", language, "article class")
    key, rights, fields = "", *_places(lines)
    for at, (line, name) in enumerate(lines):
        if found := DOCUMENT.match(line):
            key = found[1]
            composition.add(line, Role.FRONTMATTER, f"{SOURCE}:document")
        elif at > rights or name == "body":
            composition.add(line, Role.BODY, f"{SOURCE}:text")
        else:
            field = fields.get(at, "")
            shown = _RUNNING_NUMBER.sub("", line) if field == "title" else line
            role, source = _SHOWN.get(field, (Role.FRONTMATTER, ""))
            if field:
                stated.say(field, shown, source)
            else:
                stated.detail("display", shown)
            composition.add(shown, Role.LEGAL if at == rights else role, f"{SOURCE}:{field or 'display'}")
    return composition.article(stated, key=key, reader=SOURCE)


_SHOWN: Final = {
    "title": (Role.TITLE, "headline"),
    "author": (Role.BYLINE, "byline"),
    "published": (Role.DATE, "date line"),
    "outlet": (Role.OUTLET, "outlet line"),
}


def _places(lines: Sequence[tuple[str, str]]) -> tuple[int, dict[int, str]]:
    """Return the index of the copyright line of a display, and the fields in its head by line index."""
    words = next((at for at, (line, _) in enumerate(lines) if _WORDS.match(line)), -1)
    named = {name: at for at, (_, name) in reversed(list(enumerate(lines))) if name}
    headline = named.get("headline", _headline(lines, words))
    author = named.get("author", headline + 1 if headline + 1 < words else -1)
    rights = _rights(lines, words)
    dated = next((at for at in range(words + 1, rights) if day(lines[at][0])), -1) if words >= 0 else -1
    below = {dated: "published", dated + 1: "outlet"} if dated >= 0 else {}
    return rights, {**below, author: "author", headline: "title"}


def _headline(lines: Sequence[tuple[str, str]], words: int) -> int:
    """Return the index of an unnamed headline: the longest line above the word count."""
    above = range(max(words, 0)) or range(min(1, len(lines)))
    return max(above, key=lambda at: len(lines[at][0]), default=0)


def _rights(lines: Sequence[tuple[str, str]], words: int) -> int:
    """Return the index of the copyright line, after which the text starts; else the fifth line after the word count."""
    for at in range(words + 1, min(words + 14, len(lines))):
        line = lines[at][0]
        if re.match(r"copyright\b|\(c\)|©|\(copyright|版权|著作权", line, re.IGNORECASE):
            return at
    return min(words + 4, len(lines) - 1)


def _is_coded(rows: Sequence[Element]) -> bool:
    return any(CODE.match(line_of(row.findall("td")[0])) for row in rows[:4])


def _rows(rows: Sequence[Element]) -> Iterator[tuple[str, list[str]]]:
    for row in rows:
        code, value = row.findall("td")
        if CODE.match(name := line_of(code)):
            yield name, lines_of(value)


def _shown(box: Element) -> list[tuple[str, str]]:
    """Return the lines of a displayed article with the page's names for them."""
    found: list[tuple[str, str]] = []
    for part in box.iter():
        kind, name = part.get("class", ""), part.get("id", "")
        if part.tag not in {"div", "p", "pre"} or (part is not box and part.find("div") is not None):
            continue
        if part is box:
            continue
        called = "headline" if name == "hd" else "author" if kind == "author" else ""
        called = "body" if "articleParagraph" in kind else called
        found += [(line, called) for line in lines_of(part)]
    return found


def of_lines(lines: Sequence[str]) -> Iterator[RawArticle]:
    """Yield the articles of an RTF export given as lines; each ends with its document line."""
    held: list[str] = []
    for line in lines:
        if text := line.strip():
            held.append(text)
            if DOCUMENT.search(text):
                yield _of_lines(held)
                held = []


def is_lines(lines: Iterable[str]) -> bool:
    """Whether the lines are those of a Factiva export."""
    return any(DOCUMENT.search(line.strip()) for line in lines)


def _of_lines(lines: Sequence[str]) -> RawArticle:
    parts = [line.split("\t", 1) if "\t" in line else line.split("  ", 1) for line in lines]
    if sum(len(part) == 2 and part[0].strip() in _EVERY_CODE for part in parts) >= 4:
        return coded(_coded_lines(parts))
    return displayed([(line, "") for line in lines])


def _coded_lines(parts: Sequence[Sequence[str]]) -> Iterator[tuple[str, list[str]]]:
    code, lines = "", list[str]()
    for part in parts:
        if part[0].strip() in _EVERY_CODE:
            if code:
                yield code, lines
            code, lines = part[0].strip(), [part[1].strip()] if len(part) == 2 else []
        else:
            lines.append(" ".join(part).strip())
    if code:
        yield code, lines


_XML_FIELDS: Final = (
    ("author", "byline"),
    ("outlet", "sourceName"),
    ("published", "publicationDate/date"),
    ("published", "publicationDate"),
)


def of_xml(root: Element) -> Iterator[RawArticle]:
    """Yield the articles of the XML that Factiva's services return."""
    for node in root.iter("article"):
        composition, stated = Composition(), StatedFields(SOURCE)
        headline = " ".join(filter(None, map(line_of, node.findall("headline/paragraph")))) or line_of(
            node.find("headline")
        )
        stated.say("title", headline, "headline")
        composition.add(headline, Role.TITLE, f"{SOURCE}:headline")
        for field, path in _XML_FIELDS:
            stated.say(field, line_of(node.find(path)), path)
        base = node.find("baseLang")
        stated.say("language", "" if base is None else base.get("value", ""), "baseLang")
        stated.say("language", line_of(node.find("baseLanguage")), "baseLanguage")
        composition.add(stated.value("author"), Role.BYLINE, f"{SOURCE}:byline")
        for part in ("leadParagraph", "tailParagraphs"):
            for line in _xml_paragraphs(node.find(part)):
                composition.add(line, Role.BODY, f"{SOURCE}:{part}")
        for name in ("copyright", "sectionName", "wordCount"):
            stated.detail(name, line_of(node.find(name)))
        key = line_of(node.find("accessionNo/distDocID")) or line_of(node.find("accessionNo"))
        yield composition.article(stated, key=key, reader=SOURCE)


def _xml_paragraphs(part: Element | None) -> list[str]:
    """Return the paragraphs of a part: its elements, or its own text split at indents and blank lines."""
    if part is None:
        return []
    if marked := [line_of(paragraph) for paragraph in part.findall("paragraph")]:
        return marked
    return re.split(r"\n[ \t]*\n|\n(?=[ \t]{3,}\S)", "".join(part.itertext()))
