"""The login for an archive: an API key or user and password from the environment, else the host's login in netrc.

Never read from the configuration, and never sent over plain HTTP.
"""

from __future__ import annotations

import base64
import netrc
import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ..errors import ArchiveError
from ..files.durable import open_regular
from ..files.user_folders import expanded
from .archive_address import is_loopback

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .archive_address import ArchiveAddress

KEY: Final = "VARIORUM_ARCHIVE_KEY"
USER: Final = "VARIORUM_ARCHIVE_USER"
PASSWORD: Final = "VARIORUM_ARCHIVE_PASSWORD"  # noqa: S105 the name of a variable


def authorization(address: ArchiveAddress, environment: Mapping[str, str] | None = None) -> str:
    """Return the ``Authorization`` header for an archive, empty when no login is known.

    Raises `ArchiveError` when a login would go over plain HTTP, or when netrc can't be read.
    """
    known = os.environ if environment is None else environment
    header = _from_environment(known) or _from_netrc(address, known)
    if header and not address.secure and not is_loopback(address.host):
        raise ArchiveError(
            address.shown, "a login is never sent over http://", "write https://, or take the login away"
        )
    return header


def _from_environment(known: Mapping[str, str]) -> str:
    if known.get(KEY):
        return f"ApiKey {known[KEY]}"
    return _basic(known[USER], known.get(PASSWORD, "")) if known.get(USER) else ""


def _from_netrc(address: ArchiveAddress, known: Mapping[str, str]) -> str:
    path = Path(known["NETRC"]) if known.get("NETRC") else expanded(known.get("HOME") or "~") / ".netrc"
    try:
        os.close(open_regular(path))  # a FIFO or an endless device would be read for ever
        login = netrc.netrc(path).authenticators(address.host)
    except FileNotFoundError:
        return ""
    except (OSError, netrc.NetrcParseError, UnicodeDecodeError) as error:
        reason = f"{path} can't be read ({str(error).partition(' (')[0]})"
        raise ArchiveError(address.shown, reason, "mend it, or set NETRC to another file") from None
    return _basic(login[0], login[2] or "") if login else ""


def _basic(user: str, password: str) -> str:
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode("ascii")
