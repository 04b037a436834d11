"""Notes as one HTML page to print or send: embedded style, no external resources, no scripts.

Everything is escaped; only http and https URLs become links. Markdown in notes is not rendered.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from ...text.markdown_article import drawn_target
from .markdown_notes import ADDRESS, DEEPEST, places, printable, stamp, threads

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ...model.note import PlacedNote
    from ..citation import Cited

_STYLE = """
:root { color-scheme: light dark; --ink: #1d1d1b; --paper: #fdfdfb; --quiet: #63635e; --rule: #d5d5cd; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #dcdcd4; --paper: #1b1b1a; --quiet: #9b9b93; --rule: #43433f; }
}
body { max-width: 42rem; margin: 3rem auto; padding: 0 1.25rem; color: var(--ink); background: var(--paper);
  font: 1.05rem/1.55 Charter, "Bitstream Charter", "Iowan Old Style", Georgia, serif; overflow-wrap: anywhere; }
h1 { font-size: 1.4rem; font-weight: 600; }
article { margin: 2rem 0; padding-top: 1rem; border-top: 1px solid var(--rule); break-inside: avoid; }
article.reply { border-top: 0; border-left: 1px solid var(--rule); margin: 1rem 0; padding: 0 0 0 1rem; }
figure { margin: 0 0 1rem; }
blockquote { margin: 0; padding-left: 1rem; border-left: 3px solid var(--rule); white-space: pre-line; }
figcaption, header { color: var(--quiet); font-size: .875rem; }
figcaption { margin: .25rem 0 0 1.2rem; }
header b { color: var(--ink); font-variant: small-caps; }
p { white-space: pre-line; margin: .5rem 0; }
a { color: inherit; }
@media print {
  :root { --ink: #000; --paper: #fff; --quiet: #444; --rule: #999; }
  body { margin: 0; max-width: none; font-size: 10.5pt; }
  a { text-decoration: none; }
}
"""


def page(notes: Iterable[PlacedNote], cited: Mapping[str, Cited], title: str = "Notes") -> str:
    """Return one self-contained HTML document."""
    body = "\n".join(_note(depth, placed, cited) for depth, placed in threads(notes))
    heading = _text(title)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{heading}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{heading}</h1>\n{body}\n"
        "</body>\n</html>\n"
    )


def _text(text: str) -> str:
    return escape(printable(text))


def _note(depth: int, placed: PlacedNote, cited: Mapping[str, Cited]) -> str:
    note = placed.note
    figures = "\n".join(_figure(drawn_target(place.target), line) for place, line in places(placed, cited))
    tags = " ".join(f"#{tag}" for tag in note.tags)
    facts = (f"<b>{_text(note.kind)}</b>", _text(note.author), _time(note.created), _text(tags))
    head = " · ".join(fact for fact in facts if fact)
    text = "\n".join(f'<p dir="auto">{_text(part)}</p>' for part in re.split(r"\n{2,}", note.text.strip()) if part)
    look = f' class="reply" style="margin-left: {min(depth - 1, DEEPEST) * 1.5:g}rem"' if depth else ""
    shown = not depth or any(target.exact for target in note.targets)
    parts = (figures if shown else "", f"<header>{head}</header>", text)
    return f"<article{look}>\n" + "\n".join(part for part in parts if part) + "\n</article>"


def _figure(quotation: str, line: str) -> str:
    quote = f'<blockquote dir="auto">{_text(quotation)}</blockquote>\n' if quotation else ""
    return f"<figure>\n{quote}<figcaption>— {_linked(line)}</figcaption>\n</figure>"


def _linked(line: str) -> str:
    """Escape a source line and turn its URL into a link."""
    parts = ADDRESS.split(line)
    return "".join(
        f'<a href="{_text(part)}" rel="noreferrer">{_text(part)}</a>' if at % 2 else _text(part)
        for at, part in enumerate(parts)
    )


def _time(time: str) -> str:
    shown = stamp(time)
    return f'<time datetime="{_text(time)}">{_text(shown)}</time>' if shown.endswith("UTC") else _text(shown)
