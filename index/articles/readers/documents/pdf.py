"""PDFs with a text layer: positioned lines of pages, from which paragraphs are made.

Rejects scanned pages and password-protected files, each with a message.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from ....model.article import Provenance, Role
from ..composition import Composition
from ..formats import installed
from ..refusals import RefusedError, extra_missing
from ..stated_fields import StatedFields
from .pdf_paragraphs import PdfLine, PdfParagraph, paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ..protocol import Opened, RawArticle

MOST_PAGES: Final = 500
_NO_TEXT: Final = "It has no text layer: it is a picture of a page."
_LOCKED: Final = "It is locked with a password."
_BREAK: Final = "\r\n"
_HYPHEN: Final = re.compile("[\x02\ufffe]")
"""What pdfium writes for a hyphen at a line end, where it leaves out the line end."""

_LARGER: Final = 1.25
_HEADLINE_LINES: Final = 5
_ABOVE: Final = (Role.NAV, "pdf:above the headline", False)


def read(opened: Opened) -> Iterator[RawArticle]:
    """Yield the one article of a PDF; raises `RefusedError`."""
    data = opened.bytes()
    if not installed("pdf"):
        raise extra_missing("pdf")
    import pypdfium2  # noqa: PLC0415 - an extra

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise RefusedError(_LOCKED) from error
        raise RefusedError(f"It is no PDF that can be read: {error}.") from error
    if len(document) > MOST_PAGES:
        raise RefusedError(f"It has {len(document)} pages; {MOST_PAGES} are read at most.")
    pages = [_lines(document[number]) for number in range(len(document))]
    if not any(pages):
        raise RefusedError(_NO_TEXT)
    yield _article(pages, document.get_metadata_dict(), f"pypdfium2 {pypdfium2.PYPDFIUM_INFO}")


def _article(pages: list[list[PdfLine]], said: dict[str, str], made_by: str) -> RawArticle:
    composition, stated = Composition(), StatedFields("pdf")
    starts: list[int] = []
    found = list(paragraphs(pages))
    largest = _headline_size(found)
    titled = False
    for paragraph in found:
        at = composition.length + bool(composition)
        for line, page in zip(paragraph.lines, paragraph.pages, strict=True):
            starts += [at] * (page + 1 - len(starts))
            at += len(line) + 1
        role, rule, sure = Role.BODY, "", True
        if paragraph.furniture:
            role, rule = Role.PAGE, "pdf:running line"
        elif largest and not titled:
            titled = paragraph.size == largest
            role, rule, sure = _ABOVE if not titled else (Role.TITLE, "pdf:largest type", True)
            stated.say("title", " ".join(paragraph.lines) if titled else "", "largest type", Provenance.DERIVED)
        composition.add("\n".join(paragraph.lines), role, rule, sure=sure, lines=True)
    for name in ("Title", "Author", "Creator", "CreationDate"):
        stated.detail(name, said.get(name, ""))
    return composition.article(stated, pages=tuple(starts), structured=False, made_by=made_by, reader="pdf")


def _headline_size(found: list[PdfParagraph]) -> float:
    """Return the largest font size on the first page if it is clearly larger than that of the text, else 0."""
    letters: Counter[float] = Counter()
    for paragraph in found:
        letters[paragraph.size] += sum(map(len, paragraph.lines))
    text = letters.most_common(1)[0][0]
    first = [
        part.size for part in found if not part.furniture and part.pages[0] == 0 and len(part.lines) <= _HEADLINE_LINES
    ]
    largest = max(first, default=0.0)
    return largest if largest >= _LARGER * text else 0.0


def _visible(text: str) -> str:
    """Return a line with the hyphen that pdfium writes as a control character at a line end."""
    return _HYPHEN.sub("-", text).replace("\0", "\ufffd")


def _lines(page: Any) -> list[PdfLine]:  # noqa: ANN401 - the extra has no types
    """Return the lines of a page in file order."""
    from pypdfium2.raw import FPDFText_GetFontSize  # noqa: PLC0415 - an extra

    text_page = page.get_textpage()
    found: list[PdfLine] = []
    for at, written in _written(text_page):
        held = written.strip()
        if held:
            first = at + len(written) - len(written.lstrip())
            last = at + len(written.rstrip()) - 1
            left, bottom, _, _ = text_page.get_charbox(first, loose=True)
            right = text_page.get_charbox(last, loose=True)[2]
            size = FPDFText_GetFontSize(text_page.raw, first)
            found.append(PdfLine(_visible(held), left, right, bottom, max(size, 1.0)))
    return found


def _written(text_page: Any) -> Iterator[tuple[int, str]]:  # noqa: ANN401 - the extra has no types
    """Yield each line with its offset in the page's text; pdfium joins lines across a hyphen."""
    at = 0
    for written in text_page.get_text_range().split(_BREAK):
        start = 0
        for hyphen in _HYPHEN.finditer(written, 0, len(written) - 1):
            end = hyphen.end()
            if _on_another_line(text_page, at + end - 1, at + end):
                yield at + start, written[start:end]
                start = end
        yield at + start, written[start:]
        at += len(written) + len(_BREAK)


def _on_another_line(text_page: Any, before: int, after: int) -> bool:  # noqa: ANN401 - the extra has no types
    """Whether two characters can't be on one line: one is below the other, or at the top of another column."""
    _, bottom, _, top = text_page.get_charbox(before, loose=True)
    apart: float = abs(text_page.get_charbox(after, loose=True)[1] - bottom)
    return bool(apart > (top - bottom) / 2)
