"""The screen's settings: a frozen dataclass per section of `config.yaml`, with defaults and ranges.

Must not read files or import Textual or Rich.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping


AUTO_THEME: Final = "auto"
"""The theme name that stands for one that suits the terminal's background."""


@dataclass(frozen=True, slots=True)
class ReadingSettings:
    """How text is set: cells a line at most, whether lines are spread to the full measure, quotes as ASCII.

    ``spacing`` is the number of blank lines between paragraphs.
    """

    measure: int = field(default=72, metadata={"least": 30, "most": 160})
    justify: bool = False
    plain_quotes: bool = False
    spacing: int = field(default=1, metadata={"least": 0, "most": 3})


@dataclass(frozen=True, slots=True)
class DisplaySettings:
    """How the screen looks and hears: theme, animation, glyphs from ASCII alone; mouse, habits of the fingers, counts.

    ``resume`` begins where the last session ended. With ``counts`` digits before a moving key are a number; without
    them 1 to 4 go to the screens at once.
    """

    theme: str = AUTO_THEME
    animation: Literal["none", "basic", "full"] = "none"
    mouse: bool = True
    ascii: bool = False
    habits: Literal["vim", "less", "newsboat"] = "vim"
    counts: bool = True
    resume: bool = True


@dataclass(frozen=True, slots=True)
class ScreenSettings:
    """All sections of the screen; ``keys`` maps action ids to a key, keys separated by spaces, or a list of keys."""

    reading: ReadingSettings = field(default_factory=ReadingSettings)
    display: DisplaySettings = field(default_factory=DisplaySettings)
    keys: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
