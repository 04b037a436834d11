"""Document names of another's index as article ids: an id is part of paths, a name may be anything.

Reversible: the name can be restored from the id.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote

_UNFIT: Final = re.compile(r"[%/\\\x00-\x1f\x7f]|^\.\.?$")


def id_of(name: str) -> str:
    """Return the id of the document ``name``: the name with the characters escaped that a path can't hold."""
    return _UNFIT.sub(lambda match: "".join(f"%{ord(sign):02X}" for sign in match[0]), name)


def name_of(id: str) -> str:
    """Return the name of the document with this id."""
    return unquote(id)
