"""The errors of an archive, each as one sentence.

Never retries: that is up to the caller.
"""

from __future__ import annotations

import json
import re
import ssl
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from ..errors import ArchiveError
from ..text.safe import safe_line
from .affordable import FORBIDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .archive_address import ArchiveAddress

_LONGEST: Final = 200
_CURES: Final = {
    400: ("it does not understand the question", "it may be of another version; please report this"),
    401: ("it wants a login, or does not know this one", "put one in ~/.netrc or VARIORUM_ARCHIVE_USER and …_PASSWORD"),
    403: ("this login may not read it", "ask its keeper for the right to read"),
    404: ("there is no such index, or it is gone", "look at the address, or ask its keeper"),
    413: ("what was sent is too large for it", "ask its keeper for a larger limit"),
    429: ("it is asked too much just now", "try again in a moment"),
    503: ("it is not ready", "try again in a moment"),
}

BLOCKED: Final = "cluster_block_exception"
"""What servers call the error of an index that may not be read or written just now."""

_KINDS: Final = {
    "index_closed_exception": ("the index is closed", "ask its keeper to open it"),
    BLOCKED: ("the index is blocked", "ask its keeper to lift the block"),
}
"""What is said of some errors whatever their status is."""

_LIMITED: Final = re.compile(
    r"allowed maximum|too large|too many|max_?clause_?count|max clause count", re.IGNORECASE
).search


class AskedAnewError(Exception):
    """The request was cancelled: nobody waits for this answer any more."""


def refused(address: ArchiveAddress, status: int, data: bytes) -> ArchiveError:
    """Return the error for a failed request, with what the server says about it."""
    reason, cure = _CURES.get(status, (f"it answers with error {status}", "try again, or ask its keeper"))
    if 300 <= status < 400:
        reason, cure = "it sends on to another address", "write that address yourself if you trust it"
    error = _cause(data)
    said, kind = reason_of(error), error.get("type")
    if FORBIDS in said:
        reason, cure = "it forbids such a search", "ask its keeper to allow costly ones"
    elif status in {400, 500} and _LIMITED(said):
        reason, cure = "the question is larger than it allows", "ask for less, or ask its keeper for a larger limit"
    hidden = status in {401, 403} and kind not in _KINDS
    reason, cure = _KINDS.get(str(kind), (reason, cure))
    detail = f" ({said})" if said and not hidden else ""
    return ArchiveError(address.shown, f"{reason}{detail}", cure, status=status)


def reason_of(error: Mapping[str, Any]) -> str:
    """Return what a server says of an error, on one short line; empty when it says nothing."""
    return safe_line(str(error.get("reason") or error.get("type") or ""))[:_LONGEST]


def _cause(data: bytes) -> Mapping[str, Any]:
    """Return the root of a server's error; empty when it gives none that can be read."""
    try:
        error: Any = json.loads(data)["error"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return {}
    if not isinstance(error, dict):
        return {"reason": error}
    causes = error.get("root_cause")
    return causes[0] if isinstance(causes, list) and causes and isinstance(causes[0], dict) else error


def unreachable(address: ArchiveAddress, error: Exception) -> ArchiveError:
    """Return the error for a server that did not answer, or broke off."""
    cure = "look at the address and the network"
    reachable = False
    if isinstance(error, ssl.SSLCertVerificationError):
        reason, cure = (
            f"its certificate is not valid here ({safe_line(error.verify_message)})",
            "have its authority in SSL_CERT_FILE",
        )
        reachable = True
    elif isinstance(error, TimeoutError):
        reason, cure = "it does not answer in time", "try again, or ask for less"
    elif isinstance(error, ConnectionRefusedError):
        reason = "nobody answers there"
    else:
        reason = f"the connection broke off ({safe_line(str(error)) or type(error).__name__})"
    return ArchiveError(address.shown, reason, cure, reachable=reachable)


@contextmanager
def readable(address: ArchiveAddress) -> Iterator[None]:
    """Turn the exceptions of reading an answer of the wrong shape into an `ArchiveError`."""
    try:
        yield
    except (KeyError, TypeError, IndexError, AttributeError, ValueError) as error:
        raise nonsense(address, f"{type(error).__name__}: {safe_line(str(error))}"[:_LONGEST]) from error


def nonsense(address: ArchiveAddress, what: str) -> ArchiveError:
    """Return the error for an answer of the wrong shape."""
    return ArchiveError(address.shown, f"its answer can't be read ({what})", "it may be no OpenSearch or Elasticsearch")
