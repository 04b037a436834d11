"""Names of documents in somebody else's index as ids of articles: an id is a part of paths, a name may be anything.

Refuses to lose anything: the name is had back from the id.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote

_UNFIT: Final = re.compile(r"[%/\\\x00-\x1f\x7f]|^\.\.?$")


def id_of(name: str) -> str:
    """Return the id of the document ``name``: itself, but for signs that part or end a path."""
    return _UNFIT.sub(lambda match: "".join(f"%{ord(sign):02X}" for sign in match[0]), name)


def name_of(id: str) -> str:
    """Return the document that has this id."""
    return unquote(id)
