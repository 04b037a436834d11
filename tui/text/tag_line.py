"""Tags as a reader types them on one line, and what completes the one being typed.

Refuses to change a tag: letter case and spaces within stay.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index import safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def shown_tags(tags: Sequence[str]) -> str:
    """Return tags on one line, fit for a terminal: apart by spaces, by commas where a tag holds a space itself."""
    between = ", " if any(" " in tag for tag in tags) else " "
    return safe(between.join(tags) + ("," if between == ", " and len(tags) == 1 else ""))


def tags_to_change(tags: Sequence[str]) -> str:
    """Return tags on one line, open for another one to be typed behind them."""
    shown = shown_tags(tags)
    between = ", " if any(" " in tag for tag in tags) else " "
    return shown.removesuffix(",") + between if shown else ""


def typed_tags(line: str) -> tuple[str, ...]:
    """Return the tags of a line, each once; a line with a comma has commas between its tags, else spaces."""
    words = line.split(",") if "," in line else line.split()
    tags = (word.strip().lstrip("#") for word in words)
    return tuple(dict.fromkeys(tag for tag in tags if tag))


def changed_tags(before: Sequence[str], line: str) -> tuple[str, ...]:
    """Return the tags of a line that began as `tags_to_change` of ``before``; untouched, they stay as they are."""
    untouched = {shown_tags(before).strip(), tags_to_change(before).strip()}
    return tuple(before) if line.strip() in untouched else typed_tags(line)


def completed(line: str, known: Iterable[str]) -> str | None:
    """Return the line with its last tag completed by the first known one that begins so; ``None`` without one."""
    start = line.rfind(",") + 1 if "," in line else line.rfind(" ") + 1
    begun = line[start:].lstrip(" #")
    if not begun:
        return None
    for tag in known:
        if tag.casefold().startswith(begun.casefold()) and len(tag) > len(begun) and safe(tag) == tag:
            return line + tag[len(begun) :]
    return None
