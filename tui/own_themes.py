"""Themes of the reader's own: YAML files with names and colours, checked for contrast, each problem with its line.

Refuses to import Textual: ``config check`` reads themes without a screen. A theme whose text can't be read is left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Final, NamedTuple

from index import Complaint, read_section

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

LEAST_TEXT: Final = 4.5
"""Least contrast of text on its background after WCAG 2.1, level AA."""
LEAST_SIGN: Final = 3.0
"""Least contrast of what is not text (WCAG 2.1, 1.4.11): colours of signs, borders and headings of panes."""

_HEX: Final = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}")
_CURE: Final = "write #rrggbb"


@dataclass(frozen=True, slots=True)
class ThemeColours:
    """A theme as its file has it; colours are ``#rrggbb`` or ``#rgb``, empty ones are made from the others.

    ``background`` and ``foreground`` must be there. ``surface`` is behind panes, ``panel`` behind bars, ``primary`` is
    where the reader is, ``accent`` what was looked for, ``muted`` what stands back.
    """

    background: str
    foreground: str
    surface: str = ""
    panel: str = ""
    primary: str = ""
    secondary: str = ""
    accent: str = ""
    warning: str = ""
    error: str = ""
    success: str = ""
    muted: str = ""


class OwnTheme(NamedTuple):
    """A theme that can be read: its name, and its colours."""

    name: str
    colours: ThemeColours

    @property
    def dark(self) -> bool:
        """Whether text is brighter than its background."""
        return luminance(self.colours.foreground) > luminance(self.colours.background)


def read_themes(folder: Path) -> tuple[tuple[OwnTheme, ...], tuple[Complaint, ...]]:
    """Return the themes of a folder, each called as its file (``sepia.yaml``), and everything that is wrong there."""
    themes: list[OwnTheme] = []
    problems: list[Complaint] = []
    for path in sorted(folder.glob("*.yaml")):
        section = read_section(ThemeColours, path)
        colours = section.value
        wrong = [*section.problems, *(_problems(path, colours, section.origin) if colours else ())]
        problems += wrong
        if colours and not wrong:
            themes.append(OwnTheme(path.stem, colours))
    return tuple(themes), tuple(problems)


def _problems(path: Path, theme: ThemeColours, origin: Callable[[str], str]) -> Iterator[Complaint]:
    """Yield what is wrong with colours: those that are none, and those that can't be seen on the background."""
    colours = {part.name: str(getattr(theme, part.name)) for part in fields(ThemeColours)}
    lines = {name: int(origin(name).rpartition(":")[2]) for name, colour in colours.items() if colour}
    bad = {name for name, line in lines.items() if not _HEX.fullmatch(colours[name])}
    for name in sorted(bad, key=lines.__getitem__):
        yield Complaint(str(path), lines[name], f"{name} is no colour: “{colours[name]}”", _CURE)
    if "background" in bad:
        return
    for name, line in lines.items():
        if name in bad or name in {"background", "surface", "panel"}:
            continue
        least = LEAST_TEXT if name in {"foreground", "muted"} else LEAST_SIGN
        found = contrast(colours[name], colours["background"])
        if found < least:
            message = f"{name} has a contrast of {found:.1f} to the background, too little to be read"
            way = "a brighter" if luminance(colours["background"]) < 0.18 else "a darker"
            yield Complaint(str(path), line, message, f"take {way} colour, with at least {least:g}")


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21, after WCAG 2.1."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#rrggbb`` or ``#rgb``, 0 to 1, after WCAG 2.1."""
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
