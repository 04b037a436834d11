"""The screen's settings: a named tuple per section of `config.yaml`, with defaults and ranges.

Must not read files or import Textual or Rich.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Annotated, Literal


_NO_KEYS: Final[Mapping[str, str]] = {}
AUTO_THEME: Final = "auto"
"""The theme name that stands for one that suits the terminal's background."""


class ReadingSettings(NamedTuple):
    """How text is set: cells a line at most, whether lines are spread to the full measure, quotes as ASCII.

    ``spacing`` is the number of blank lines between paragraphs.
    """

    measure: Annotated[int, {"least": 30, "most": 160}] = 72
    justify: bool = False
    plain_quotes: bool = False
    spacing: Annotated[int, {"least": 0, "most": 3}] = 1


class DisplaySettings(NamedTuple):
    """How the screen looks and hears: theme, animation, signs and frames in ASCII alone; mouse, habits of the fingers.

    With ``counts`` digits before a key are a number; without them 1 to 5 go to the screens at once. With ``resume`` a
    run begins where the last one ended.
    """

    theme: str = AUTO_THEME
    animation: Literal["none", "basic", "full"] = "none"
    mouse: bool = True
    ascii: bool = False
    habits: Literal["vim", "less", "newsboat"] = "vim"
    counts: bool = True
    resume: bool = True


class ScreenSettings(NamedTuple):
    """All sections of the screen; ``keys`` maps action ids to a key, keys separated by spaces, or a list of keys."""

    reading: ReadingSettings = ReadingSettings()
    display: DisplaySettings = DisplaySettings()
    keys: Mapping[str, str | tuple[str, ...]] = _NO_KEYS
