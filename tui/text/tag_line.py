"""Tags as typed on one line, and completion of the last one.

Tags are not changed: letter case and inner spaces are kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index import safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def shown_tags(tags: Sequence[str]) -> str:
    """Return tags on one line, safe for a terminal: separated by spaces, or by commas if a tag contains a space."""
    between = ", " if any(" " in tag for tag in tags) else " "
    return safe(between.join(tags) + ("," if between == ", " and len(tags) == 1 else ""))


def tags_to_change(tags: Sequence[str]) -> str:
    """Return tags on one line, ready for another one to be typed after them."""
    shown = shown_tags(tags)
    between = ", " if any(" " in tag for tag in tags) else " "
    return shown.removesuffix(",") + between if shown else ""


def typed_tags(line: str) -> tuple[str, ...]:
    """Parse a line of tags, without duplicates; separated by commas if there are any, else by spaces."""
    words = line.split(",") if "," in line else line.split()
    tags = (word.strip().lstrip("#") for word in words)
    return tuple(dict.fromkeys(tag for tag in tags if tag))


def changed_tags(before: Sequence[str], line: str) -> tuple[str, ...]:
    """Parse a line that started as `tags_to_change` of ``before``; if it was not edited, ``before`` is returned."""
    untouched = {shown_tags(before).strip(), tags_to_change(before).strip()}
    return tuple(before) if line.strip() in untouched else typed_tags(line)


def completed(line: str, known: Iterable[str]) -> str | None:
    """Complete the last tag of a line by the first known one with that prefix; ``None`` if there is none."""
    start = line.rfind(",") + 1 if "," in line else line.rfind(" ") + 1
    begun = line[start:].lstrip(" #")
    if not begun:
        return None
    for tag in known:
        if tag.casefold().startswith(begun.casefold()) and len(tag) > len(begun) and safe(tag) == tag:
            return line + tag[len(begun) :]
    return None
