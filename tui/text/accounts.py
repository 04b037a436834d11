"""What the compare screen says of its accounts: labels, overlap, agency copy, counts of classes.

Refuses to compare; every figure is read off the comparison.
"""

from __future__ import annotations

from collections import Counter
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from index import Kind, safe

from .agencies import short_agency
from .dates import long_date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index import Account, Comparison

    from .glyphs import Glyphs
    from .passages import Passages


def labels(comparison: Comparison) -> tuple[str, ...]:
    """Return a short name for each account: its outlet, else the beginning of its title, else of its file's name."""
    return tuple(
        safe(account.outlet or account.title or PurePosixPath(account.id).stem) for account in comparison.accounts
    )


def heading(comparison: Comparison, place: int, signs: Glyphs, *, lead: bool) -> str:
    """Return the line above an account's column: letter, label, agency, date, words."""
    account = comparison.accounts[place]
    agency = short_agency(account.agency.stated) if account.agency.stated else ""
    credited = f" {signs.agency_open}{agency}{signs.agency_close}" if agency else ""
    day = long_date(account.published) if account.published else "undated"
    mark = f" {signs.dot} leads" if lead else ""
    return safe(f"{chr(ord('A') + place)} {labels(comparison)[place]}{credited} {signs.dot} {day}{mark}")


def counts(passages: Passages, signs: Glyphs) -> str:
    """Return how many rows of each class there are, and how many only one account tells."""
    tally = Counter(passages.kinds)
    names = {
        Kind.VERBATIM: "verbatim",
        Kind.EDITED: "edited",
        Kind.PARTIAL: "in part",
        Kind.SIMILAR: "similar wording",
        Kind.UNIQUE: "only in one",
    }
    return "  ".join(
        f"{getattr(signs, kind.value)} {tally[kind]} {name}" for kind, name in names.items() if tally[kind]
    )


def overlap(comparison: Comparison) -> str:
    """Return how much of each of two accounts stands in the other; of more, the closest two."""
    if not comparison.pairs:
        return ""
    pair = max(comparison.pairs, key=lambda pair: pair.shared_a + pair.shared_b)
    letters = {account.id: chr(ord("A") + place) for place, account in enumerate(comparison.accounts)}
    a, b = letters[pair.a], letters[pair.b]
    if a > b:
        return f"{pair.shared_b:.0%} of {b} stands in {a}, {pair.shared_a:.0%} of {a} in {b}"
    return f"{pair.shared_a:.0%} of {a} stands in {b}, {pair.shared_b:.0%} of {b} in {a}"


def agency_copy(comparison: Comparison) -> str:
    """Return the accounts that hold another's agency copy without saying so, as computed from their words."""
    letters = {account.id: chr(ord("A") + place) for place, account in enumerate(comparison.accounts)}
    return "; ".join(_copy(account, letters) for account in comparison.accounts if account.agency.computed)


def _copy(account: Account, letters: dict[str, str]) -> str:
    agency = account.agency
    source = letters.get(agency.source or "", agency.source or "")
    return safe(
        f"{agency.share:.0%} of {letters[account.id]}’s words stand in {source}, which credits {agency.computed}"
    )


def reasons(comparison: Comparison, names: Sequence[str]) -> str:
    """Return why accounts were set aside, or stand here although they tell of another event."""
    told = [f"{safe(name)} set aside: {safe(one.reason)}" for one, name in zip(comparison.aside, names, strict=True)]
    told += [safe(f"{one.reason}") for one in comparison.notices]
    return "; ".join(told)
