"""The reader's own themes: YAML files with colours, checked for contrast; problems name the line.

Must not import Textual: ``config check`` reads themes without a screen. A theme with any problem is left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from index import Complaint, read_section

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

LEAST_TEXT: Final = 4.5
"""The least contrast of text on its background, WCAG 2.1 level AA."""
LEAST_SIGN: Final = 3.0
"""The least contrast of anything else (WCAG 2.1, 1.4.11): symbols, borders and headings of panes."""

_HEX: Final = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}")
_CURE: Final = "write #rrggbb"


class ThemeColours(NamedTuple):
    """A theme as its file has it; colours are ``#rrggbb`` or ``#rgb``, empty ones are derived from the others.

    ``background`` and ``foreground`` are required. ``surface`` is the background of panes, ``panel`` of bars;
    ``primary`` marks where the reader is, ``accent`` what was looked for, ``muted`` secondary text.
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
    """A valid theme: its name and colours."""

    name: str
    colours: ThemeColours

    @property
    def dark(self) -> bool:
        """Whether text is brighter than its background."""
        return luminance(self.colours.foreground) > luminance(self.colours.background)


def read_themes(folder: Path) -> tuple[tuple[OwnTheme, ...], tuple[Complaint, ...]]:
    """Return the themes of a folder, each named after its file (``sepia.yaml``), and all problems."""
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
    """Yield the problems of a theme: invalid colours, and those with too little contrast to the background."""
    colours = theme._asdict()
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
    """Return the contrast ratio of two colours, 1 to 21, as WCAG 2.1 defines it."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#rrggbb`` or ``#rgb``, 0 to 1, as WCAG 2.1 defines it."""
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
