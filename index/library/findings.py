"""What ``check`` says of files: those that were stepped over, and those of kinds that are not read, each with its cure.

Does not look at the disk: it words what the last refresh saw.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..model.complaint import Complaint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from ..captures.capture_folder import Misfit
    from ..model.complaint import Skipped

_SUFFIXES_NAMED: Final = 6
_CURED: Final = (("The rest is read", "mend it if you need what is missing"),)
_CURE_BEGINS: Final = ("; `", "; say ")
_CURE: Final = "mend it or move it out of the library; it is stepped over meanwhile"
_UNREAD_CURE: Final = "if they hold articles, add their suffix to articles.suffixes, or a reader for them"


def skipped_files(skipped: Iterable[Skipped]) -> Iterator[Complaint]:
    """Yield a finding for each file that was stepped over, or could be read only in part."""
    for item in skipped:
        message, own = _parted(item.reason)
        cure = own or next((cure for sign, cure in _CURED if sign in item.reason), _CURE)
        yield Complaint(item.path, 0, message, cure)


def _parted(reason: str) -> tuple[str, str]:
    """Return a reason that holds its own cure, as in “…; `variorum add FILE` fetches them.”, in two parts."""
    for sign in _CURE_BEGINS:
        message, mark, cure = reason.partition(sign)
        if mark:
            return message, f"{sign[2:]}{cure.rstrip('.')}"
    return reason, ""


def failing_readers(here: Sequence[Complaint], elsewhere: Iterable[Complaint]) -> Iterator[Complaint]:
    """Yield what is wrong with rules and readers as this process finds it, then what only another one met."""
    yield from here
    told = {complaint.where for complaint in here}
    yield from (complaint for complaint in elsewhere if complaint.where not in told)


def misfitting_accounts(misfits: Iterable[Misfit]) -> Iterator[Complaint]:
    """Yield a finding for each account of a capture that is believed no more."""
    for misfit in misfits:
        again = f"fetch the page again (`variorum add {misfit.url}`) or remove" if misfit.url else "mend or remove"
        cure = f"{again} the account; nothing it says is believed meanwhile"
        yield Complaint(str(misfit.path), 0, misfit.reason, cure)


def unread_files(folder: Path, unread: Mapping[str, int]) -> Iterator[Complaint]:
    """Yield one finding for all files of kinds that are not read."""
    if unread:
        yield Complaint(str(folder), 0, unread_sentence(unread), _UNREAD_CURE)


def unread_sentence(unread: Mapping[str, int]) -> str:
    """Return the sentence that counts files of kinds that are not read, empty when there are none."""
    count = sum(unread.values())
    if not count:
        return ""
    named = [f"{number} {suffix}" for suffix, number in list(unread.items())[:_SUFFIXES_NAMED]]
    more = ["…"] if len(unread) > _SUFFIXES_NAMED else []
    files = "1 file is of a kind that is not read" if count == 1 else f"{count} files are of kinds that are not read"
    return f"{files} ({', '.join([*named, *more])})"
