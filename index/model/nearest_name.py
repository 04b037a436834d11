"""The name a reader most likely meant by one that is not there: a setting, a theme, a command, a field of a query.

Does not choose where nothing is near: then the reader is told what there is.
"""

from __future__ import annotations

import re

# Not from typing: importing that costs a third of what `--help` may take.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import Final

_LEAST: Final = 3
"""Letters that a beginning or an end must have to stand for a name, and letters for each slip that is allowed."""
_SHARED: Final = 0.5
"""The share of letters that names of several parts must have in the same parts."""
_PART: Final = re.compile(r"[^\W_]+")


def by_other_word(names: Mapping[str, str]) -> dict[str, str]:
    """Return the name for each other word: ``names`` holds the other words for a name, blanks between them."""
    return {other: name for name, others in names.items() for other in others.split()}


def did_you_mean(written: str, names: Iterable[str], otherwise: str, meant: Mapping[str, str] | None = None) -> str:
    """Return the cure for a name that is not there: the nearest one as a question, else ``otherwise``."""
    near = nearest_name(written, names, meant)
    return f"did you mean “{near}”?" if near else otherwise


def nearest_name(written: str, names: Iterable[str], meant: Mapping[str, str] | None = None) -> str | None:
    """Return the one of ``names`` that ``written`` most likely stands for; of equals the first.

    In this order: the same but for case and joining marks; what other words for it stand in ``meant`` (word → name, or
    the last parts of one); a name it is a part of; at most a slip for every three letters, in all of a name or in parts
    of it; its beginning, or one that it begins with; half of the letters and more in the same parts; its last part.
    """
    parts = _parts(written)
    if not parts:
        return None
    known = [(name, _parts(name)) for name in names]
    other = _parts((meant or {}).get(" ".join(parts), ""))
    by_letters: Sequence[Callable[[Sequence[str]], bool]] = (
        parts.__eq__,
        lambda own: bool(other) and own[-len(other) :] == other,
        lambda own: _within(parts, own),
    )
    for fits in by_letters:
        if found := next((name for name, own in known if fits(own)), None):
            return found
    return _slip(parts, known) or _begun(parts, known) or _sharing(parts, known) or _of_one_end(parts, known)


def _parts(name: str) -> list[str]:
    return _PART.findall(name.casefold())


def _within(parts: Sequence[str], own: Sequence[str]) -> bool:
    return any(own[at : at + len(parts)] == parts for at in range(len(own)))


def _slip(parts: Sequence[str], known: Iterable[tuple[str, Sequence[str]]]) -> str | None:
    """Return the name that is the fewest slips (insert, delete, change, swap of neighbours) away, if they are few.

    Parts that both begin with count for nothing: they are right, and would excuse slips in the others.
    """
    # Imported late: most words hold no slip.
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    found: list[tuple[int, bool, int, str]] = []
    for rank, (name, own) in enumerate(known):
        same = _same_beginning(parts, own)
        sought, rest = " ".join(parts[same:]), own[same:]
        for run in _runs(rest):
            distance = OSA.distance(sought, run)
            if distance <= max(1, min(len(sought), len(run)) // _LEAST):
                found.append((distance, run != " ".join(rest), rank, name))
    return min(found)[-1] if found else None


def _same_beginning(parts: Sequence[str], own: Sequence[str]) -> int:
    """Return how many parts two names begin with that are the same, leaving one of each at least."""
    most = min(len(parts), len(own)) - 1
    return next((at for at in range(most) if parts[at] != own[at]), max(most, 0))


def _runs(own: Sequence[str]) -> Iterator[str]:
    """Yield every run of parts, all of them among these."""
    for first in range(len(own)):
        for end in range(first + 1, len(own) + 1):
            yield " ".join(own[first:end])


def _begun(parts: Sequence[str], known: Iterable[tuple[str, Sequence[str]]]) -> str | None:
    sought = " ".join(parts)
    for name, own in known:
        whole = " ".join(own)
        if min(len(sought), len(whole)) >= _LEAST and (whole.startswith(sought) or sought.startswith(whole)):
            return name
    return None


def _sharing(parts: Sequence[str], known: Iterable[tuple[str, Sequence[str]]]) -> str | None:
    """Return the name that has most letters in the same parts, if that is half of the letters of both."""
    shares = [(_letters({*parts} & {*own}) / _letters({*parts, *own}), name) for name, own in known if own]
    share, name = max(shares, key=lambda each: each[0], default=(0.0, ""))
    return name if share >= _SHARED else None


def _of_one_end(parts: Sequence[str], known: Iterable[tuple[str, Sequence[str]]]) -> str | None:
    return next((name for name, own in known if len(parts[-1]) >= _LEAST and own[-1:] == parts[-1:]), None)


def _letters(parts: Iterable[str]) -> int:
    return sum(map(len, parts))
