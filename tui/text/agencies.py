"""The short names by which news agencies stand in brackets and columns.

Refuses to recognise agencies in a text: the library has done that.
"""

from __future__ import annotations

_SHORT = {
    "Associated Press": "AP",
    "Canadian Press": "CP",
    "Interfax-Ukraine": "Interfax-U",
    "Jiji Press": "Jiji",
    "Keystone-SDA": "SDA",
    "PA Media": "PA",
    "RIA Novosti": "RIA",
}


def short_agency(name: str) -> str:
    """Return the short name of an agency, else the name itself."""
    return _SHORT.get(name, name)
