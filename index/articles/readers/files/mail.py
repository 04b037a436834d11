"""Mail: newsletters, alerts, mailboxes, the articles ProQuest sends, and pages saved as MHTML.

Rejects attachments, and mails that are only lists of links.
"""

from __future__ import annotations

import re
from datetime import UTC
from email import message_from_bytes, policy
from email.utils import parseaddr, parsedate_to_datetime
from typing import TYPE_CHECKING, Final

from ....model.article import Role
from ...decoding import decode
from ...layout import blocks as lay_out
from ...markup.charset import codec_of, decode_page
from ...markup.linearize import linearize
from ...markup.tree import html_tree
from ..composition import Composition
from ..exports import proquest_page
from ..protocol import Fault, Part
from ..refusals import RefusedError, links_only, too_large
from ..stated_fields import StatedFields

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage

    from ..protocol import Opened, RawArticle

SOURCE: Final = "mail"
MOST: Final = 32 << 20
"""The largest message, in bytes."""

_ALERT: Final = re.compile(r"googlealerts|alerts@|news-?alert", re.IGNORECASE)
_LINKS: Final = re.compile(
    r"<a\s[^>]*itemprop=[\"']?url|<a\s[^>]*href=[\"']?https?://www\.google\.com/url", re.IGNORECASE
)
_QUOTED_FROM: Final = re.compile(rb"^>(>*From )", re.MULTILINE)
_NO_TEXT: Final = "It is a mail without any text."


def read(opened: Opened) -> Iterator[RawArticle | Part | Fault]:
    """Yield the articles of a message or of a mailbox; raises `RefusedError`."""
    head = opened.file.read(5)
    if head != b"From ":
        data = head + opened.file.read(MOST + 1)
        if len(data) > MOST:
            raise too_large("It", max(opened.size, len(data)), MOST)
        yield from _message(data)
        return
    for number, message in enumerate(_messages(opened, head), 1):
        try:
            yield from _message(message)
        except RefusedError as refused:
            yield Fault(f"Message {number}: {str(refused)[:1].lower()}{str(refused)[1:]}")


def _messages(opened: Opened, head: bytes) -> Iterator[bytes]:
    """Yield each message of a mailbox, without the separator line."""
    held: list[bytes] = []
    size, blank, first = 0, True, True
    while line := opened.file.readline(MOST):
        line, head = head + line, b""
        if line.startswith(b"From ") and (first or blank):
            if held:
                yield _QUOTED_FROM.sub(rb"\1", b"".join(held))
            held, size, first = [], 0, False
        elif size <= MOST:
            held.append(line)
            size += len(line)
        blank = not line.strip()
    if held:
        yield _QUOTED_FROM.sub(rb"\1", b"".join(held))


def _message(data: bytes) -> Iterator[RawArticle | Part]:
    message = message_from_bytes(data, policy=policy.default)
    html, text = _body(message, "html"), _body(message, "plain")
    location = _header(message, "Snapshot-Content-Location")
    if location or _is_saved_page(message):
        yield from _saved_page(message, html, location)
        return
    page, encoding = _decoded(html)
    if page and proquest_page.is_page(page):
        yield from proquest_page.of_page(html_tree(page))
        return
    if _ALERT.search(_header(message, "From")) and page:
        raise links_only(len(_LINKS.findall(page)))
    yield _article(message, page, encoding, text)


def _body(message: EmailMessage, kind: str) -> EmailMessage | None:
    """Return the first part of that kind that is not an attachment."""
    for part in message.walk():
        if part.get_content_type() == f"text/{kind}" and not part.is_attachment():
            return part
    return None


def _decoded(part: EmailMessage | None) -> tuple[str, str]:
    """Return text and encoding of a part, empty for ``None``."""
    data = part.get_payload(decode=True) if part is not None else None
    if not isinstance(data, bytes) or part is None:
        return "", "utf-8"
    charset = str(part.get_content_charset() or "")
    codec = codec_of(charset)
    if part.get_content_type() == "text/plain" and codec and codec not in {"ascii", "cp1252", "utf-8"}:
        return data.decode(codec, "replace").replace("\0", "\ufffd"), codec
    found = decode_page(data, charset) if part.get_content_type() == "text/html" else decode(data)
    return found.text, found.encoding


def _is_saved_page(message: EmailMessage) -> bool:
    kinds = {part.get_content_type() for part in message.iter_parts()} if message.is_multipart() else set()
    located = any("Content-Location" in part for part in message.iter_parts()) if message.is_multipart() else False
    return located and "text/html" in kinds and "To" not in message


def _saved_page(message: EmailMessage, html: EmailMessage | None, location: str) -> Iterator[Part]:
    """Hand a page that a browser saved as a mail to the reader of pages."""
    data = html.get_payload(decode=True) if html is not None else None
    if not isinstance(data, bytes) or html is None:
        raise RefusedError("It is a saved page without any text.")
    url = location or _header(html, "Content-Location")
    charset = str(html.get_content_charset() or "")
    yield Part(
        "", "page.html", data, captured=_moment(message), url=url if url.startswith("http") else "", encoding=charset
    )


def _header(message: EmailMessage, name: str) -> str:
    """Return a header, raw where it is malformed in a way that the standard library fails on."""
    try:
        return str(message.get(name, "") or "")
    except Exception:  # noqa: BLE001 - its address parser may raise anything
        raw = next((value for key, value in message.raw_items() if key.lower() == name.lower()), "")
        return " ".join(str(raw).split())


def _moment(message: EmailMessage) -> str:
    try:
        moment = parsedate_to_datetime(_header(message, "Date"))
        moment = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):  # the calendar ends within a day of it
        return ""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _article(message: EmailMessage, page: str, encoding: str, text: EmailMessage | None) -> RawArticle:
    stated, composition = StatedFields(SOURCE), Composition()
    stated.say("title", _header(message, "Subject"), "Subject")
    stated.say("published", _header(message, "Date"), "Date")
    name, address = parseaddr(_header(message, "From"))
    stated.say("outlet", name if name != address else "", "From")
    for header in ("To", "List-ID"):
        stated.detail(header, _header(message, header))
    composition.add(stated.value("title"), Role.TITLE, f"{SOURCE}:Subject")
    if page:
        body = _write_page(page, composition)
    else:
        plain, encoding = _decoded(text)
        body = _write_text(plain, composition)
    if not body:
        raise RefusedError(_NO_TEXT)
    key = _header(message, "Message-ID").strip("<> \t")
    return composition.article(stated, key=key, encoding=encoding, reader=SOURCE)


def _write_page(page: str, composition: Composition) -> bool:
    found = False
    for piece in linearize(html_tree(page)):
        role = Role.HEADING if piece.role is Role.TITLE else piece.role
        composition.add(piece.text, role, f"{SOURCE}:{piece.node.tag}" if role is not Role.BODY else "", lines=True)
        found = found or bool(piece.text)
    return found


def _write_text(text: str, composition: Composition) -> bool:
    spans = lay_out(text)
    for start, end in spans:
        composition.add(text[start:end], lines=True)
    return bool(spans)
