"""Made-up PDFs: paragraphs set in columns on pages, so that what must come out is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Widths of Times-Roman, in thousandths of the size of type, from blank to tilde.
_TABLE = (
    "250 333 408 500 500 833 778 180 333 333 500 564 250 333 250 278 500 500 500 500 500 500 500 500 500 500 "
    "278 278 564 564 564 444 921 722 667 667 722 611 556 722 722 333 389 722 611 889 722 722 556 722 667 556 "
    "611 722 722 944 722 722 611 333 278 333 469 500 333 444 500 444 500 444 333 500 500 278 278 500 278 778 "
    "500 500 500 500 333 389 278 500 500 722 500 500 444 480 200 480 541 "
)
_WIDTHS = tuple(map(int, _TABLE.split()))


@dataclass(frozen=True)
class Setting:
    """How a document is set, in points: columns a page, size of type and pitch of lines, indent and gap of paragraphs.

    ``running`` stands at the head of each page with its number at the foot.
    """

    columns: int = 1
    size: float = 10
    pitch: float = 12
    indent: float = 0
    gap: float = 6
    justified: bool = False
    running: str = ""
    hyphens: bool = False


PRINT = Setting(gap=7, running="Hill Gazette")
BOOK = Setting(indent=12, gap=0, justified=True)
NEWSPAPER = Setting(
    columns=3, size=9, pitch=10.5, indent=9, gap=0, justified=True, running="HILL GAZETTE", hyphens=True
)
RAGGED = Setting(columns=3, size=9, pitch=10.5, indent=9, gap=0)
PARTED = Setting(columns=3, size=9, pitch=10.5, gap=5, justified=True)

_PAGE, _MARGIN, _BETWEEN = (595, 842), 60, 16


def width(text: str, size: float) -> float:
    """Return how wide a text is set, in points."""
    return sum(_WIDTHS[ord(char) - 32] if 32 <= ord(char) < 127 else 500 for char in text) * size / 1000


def lines(paragraph: str, room: float, setting: Setting) -> Iterator[str]:
    """Yield a paragraph in lines of ``room`` points, the first shorter by the indent."""
    held, left = "", room - setting.indent
    for word in paragraph.split():
        tried = f"{held} {word}".strip()
        if width(tried, setting.size) <= left:
            held = tried
            continue
        part = _part(word, left - width(f"{held} -", setting.size), setting) if setting.hyphens else ""
        yield f"{held} {part}-".strip() if part else held
        held, left = word[len(part) :], room
    yield held


def _part(word: str, room: float, setting: Setting) -> str:
    """Return the beginning of a long word that still fits, without its last three letters."""
    fitting = [word[:end] for end in range(3, len(word) - 3) if width(word[:end], setting.size) <= room]
    return fitting[-1] if len(word) >= 9 and word.isalpha() and fitting else ""


def pdf(title: str, paragraphs: Sequence[str], setting: Setting) -> bytes:
    """Return a document with a headline and paragraphs."""
    room = (_PAGE[0] - 2 * _MARGIN - (setting.columns - 1) * _BETWEEN) / setting.columns
    pages: list[list[str]] = []
    column, top = setting.columns, 0.0
    bottom = _MARGIN + 20
    for number, paragraph in enumerate(paragraphs):
        set_lines = list(lines(paragraph, room, setting))
        top -= setting.gap if number else 0
        for place, line in enumerate(set_lines):
            if top - setting.pitch < bottom or not pages:
                column += 1
                if column >= setting.columns:
                    pages.append(_frame(setting, len(pages) + 1, title if not pages else ""))
                    column = 0
                top = _PAGE[1] - _MARGIN - (60 if len(pages) == 1 else 20)
            indent = setting.indent if place == 0 else 0
            last = place == len(set_lines) - 1
            spread = _spread(line, room - indent, setting) if setting.justified and not last else 0.0
            top -= setting.pitch
            left = _MARGIN + column * (room + _BETWEEN) + indent
            pages[-1].append(_shown(line, left, top, setting.size, spread))
    return _document(pages)


def _spread(line: str, room: float, setting: Setting) -> float:
    blanks = line.count(" ")
    return (room - width(line, setting.size)) / blanks if blanks else 0.0


def _frame(setting: Setting, number: int, title: str) -> list[str]:
    parts = []
    if setting.running:
        parts.append(_shown(setting.running, _MARGIN, _PAGE[1] - 40, 8))
    if title:
        parts.append(_shown(title, _MARGIN, _PAGE[1] - _MARGIN - 30, 22))
    return [*parts, _shown(str(number), _PAGE[0] / 2, 30, 8)] if setting.running else parts


def _shown(text: str, left: float, bottom: float, size: float, spread: float = 0.0) -> str:
    written = text.encode("cp1252", "replace").decode("latin-1")
    escaped = written.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /F1 {size} Tf {spread:.3f} Tw {left:.2f} {bottom:.2f} Td ({escaped}) Tj ET"


def _document(pages: Sequence[Sequence[str]]) -> bytes:
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>"
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>", font]
    for number, page in enumerate(pages):
        box = f"/MediaBox [0 0 {_PAGE[0]} {_PAGE[1]}] /Resources << /Font << /F1 3 0 R >> >>"
        objects.append(f"<< /Type /Page /Parent 2 0 R {box} /Contents {5 + 2 * number} 0 R >>")
        stream = "\n".join(page)
        objects.append(f"<< /Length {len(stream.encode('latin-1'))} >>\nstream\n{stream}\nendstream")
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\n"
    )
    return out + f"{end}startxref\n{len(out)}\n%%EOF\n".encode("latin-1")
