"""Texts about the accounts of a comparison: labels, overlap, agency copy, counts of row classes.

Nothing is compared here: every figure is read from the comparison.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from index import Kind, letter, long_date, safe, short_agency

from ..text.cells import broken_in_groups, clip, width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index import Account, Comparison, Pair

    from ..text.glyphs import Glyphs
    from .shown_rows import Flag, ShownRows


TWO: Final = 2
SHORTER: Final = ((2, True), (1, True), (1, False), (0, False))
"""How much is told of classes (2: named, 1: their symbols) and whether accounts are named in the line of counts; from
the longest form to the shortest."""
CLASSES: Final = (
    (Kind.VERBATIM, "verbatim"),
    (Kind.EDITED, "edited"),
    (Kind.PARTIAL, "in part"),
    (Kind.SIMILAR, "similar wording"),
)
"""The classes of shared rows and their names, the closest first."""
NAME: Final = 24
"""Cells for an account's name where several stand in one line."""


def labels(comparison: Comparison) -> tuple[str, ...]:
    """Return a short name for each account; those called alike begin with their letters."""
    plain = plain_labels(comparison)
    return tuple(f"{letter(place)} {name}" if plain.count(name) > 1 else name for place, name in enumerate(plain))


def plain_labels(comparison: Comparison) -> tuple[str, ...]:
    """Return a short name for each account, to stand behind its letter."""
    return tuple(
        label(account.id, account.outlet, account.agency.stated, account.title) for account in comparison.accounts
    )


def label(id: str, outlet: str | None, agency: str | None, title: str | None) -> str:
    """Return the short name of an account: its outlet, else the agency it states, its title, its file name."""
    return safe(outlet or agency or title or PurePosixPath(id).stem)


def heading(comparison: Comparison, place: int, signs: Glyphs, *, lead: bool) -> str:
    """Return the heading of an account's column: letter, label, agency unless that is the label, date, if it leads."""
    account = comparison.accounts[place]
    agency = short_agency(account.agency.stated) if account.agency.stated and account.outlet else ""
    credited = f" {signs.agency_open}{agency}{signs.agency_close}" if agency else ""
    day = long_date(account.published) if account.published else "undated"
    mark = f" {signs.dot} leads" if lead else ""
    return safe(f"{letter(place)} {plain_labels(comparison)[place]}{credited} {signs.dot} {day}{mark}")


def counts(passages: ShownRows, signs: Glyphs, *, classes: int = 2, outlets: bool = True) -> str:
    """Return how many rows several accounts share, by class, how many each has alone, and how many have flags.

    ``classes`` names the classes (2), gives only their symbols (1) or leaves them out (0); ``outlets`` spells out the
    accounts instead of showing their letters.
    """
    tally = Counter(passages.kinds)
    named = classes > 1
    each = [f"{getattr(signs, kind.value)} {tally[kind]}{f' {name}' if named else ''}" for kind, name in _shared(tally)]
    told = [f"{sum(tally[kind] for kind, _ in _shared(tally)) or 'nothing'} shared"]
    told[0] += f" ({'  '.join(each)})" if each and classes else ""
    if len(passages.texts) > TWO and tally[Kind.UNIQUE]:
        told.append(f"{signs.unique} {tally[Kind.UNIQUE]} only in one")
    else:
        told += _alone(passages, signs, outlets=outlets)
    told += [f"{signs.alarm} {passages.flagged_rows} flagged"] if passages.flagged_rows else []
    return f" {signs.dot} ".join(told)


def _shared(tally: Counter[Kind]) -> list[tuple[Kind, str]]:
    """Return the classes of shared rows that occur, with their names."""
    return [(kind, name) for kind, name in CLASSES if tally[kind]]


def _alone(passages: ShownRows, signs: Glyphs, *, outlets: bool) -> list[str]:
    """Return for each of two accounts the number of rows it has alone, if any."""
    names = labels(passages.comparison) if outlets else [letter(place) for place in range(len(passages.texts))]
    rows = Counter(row.teller for row in passages.rows)
    told = [(rows[place], clip(name, NAME, signs.ellipsis)) for place, name in enumerate(names)]
    return [f"{signs.unique} {count} only {name}" for count, name in told if count]


def flag_words(flag: Flag, names: Sequence[str], signs: Glyphs) -> list[tuple[str, str]]:
    """Return what each account says on a matter in dispute, as pairs: names with a colon, words.

    Accounts that say the same are named together, and so are all of them when their words are not known apart.
    """
    called = [letter(n) if flag.lettered else clip(name, NAME, signs.ellipsis) for n, name in enumerate(names)]
    told = [(", ".join(called[account] for account in accounts), words) for accounts, words in flag.words]
    return [(safe(f"{who}:") if who else "", safe(words)) for who, words in told]


def flag_line(flag: Flag, names: Sequence[str], signs: Glyphs) -> str:
    """Return `flag_words` as one line."""
    return "   ".join(f"{who} {words}".strip() for who, words in flag_words(flag, names, signs))


def count_lines(passages: ShownRows, signs: Glyphs, cells: int) -> list[str]:
    """Return the longest form of the counts that fits, else the shortest, wrapped between its parts."""
    forms = [counts(passages, signs, classes=classes, outlets=outlets) for classes, outlets in SHORTER]
    return _wrapped(next((form for form in forms if width(form) < cells), forms[-1]), signs, cells)


def summary(
    passages: ShownRows, aside: Sequence[str], signs: Glyphs, *, cells: int, key: str, brief: bool = False
) -> list[str]:
    """Return the lines above the columns: counts, shares and agency copy, accounts set aside with their key.

    ``aside`` names the accounts set aside. Lines that are too long are wrapped between their parts, never clipped;
    ``brief`` first shortens the reasons to set accounts aside, where they would take several lines.
    """
    comparison = passages.comparison
    shares = [part for part in (overlap(comparison), agency_copy(comparison)) if part]
    joined = "   ".join(shares)
    brings = f" {signs.dot} {key} brings {'them' if aside[1:] else 'it'} in" if aside else ""
    left = _wrapped(f"{reasons(comparison, aside)}{brings}", signs, cells)
    if brief and len(left) > 1:
        left = _wrapped(f"{reasons(comparison, aside, brief=True)}{brings}", signs, cells)
    below = [joined] if width(joined) < cells else shares
    return (
        count_lines(passages, signs, cells) + [part for line in below for part in _wrapped(line, signs, cells)] + left
    )


def _wrapped(line: str, signs: Glyphs, cells: int) -> list[str]:
    return [f" {part}" for part in broken_in_groups(line, cells - 1, signs.dot) if part]


def legend(comparison: Comparison, cells: int, signs: Glyphs) -> str:
    """Return all accounts with their letters in one line, each clipped to an equal share."""
    names = plain_labels(comparison)
    share = max(6, (cells - 1) // len(names) - 2)
    return " " + "  ".join(clip(f"{letter(place)} {name}", share, signs.ellipsis) for place, name in enumerate(names))


def overlap(comparison: Comparison) -> str:
    """Return how much of each of the two closest accounts is found in the other, and whose agency copy that is.

    Nothing is returned where nothing is shared: the counts say so.
    """
    pair = _closest(comparison)
    if pair is None or not pair.shared_a + pair.shared_b:
        return ""
    letters, shares = comparison.letters, {pair.a: pair.shared_a, pair.b: pair.shared_b}
    one, other = (account for account in comparison.accounts if account.id in shares)
    credits = (_credit(one, other), _credit(other, one))
    both = safe(f" (both credit {one.agency.computed})") if credits[0] and credits[0] == credits[1] else ""
    first, second = ("", both) if both else credits
    there = f"{shares[one.id]:.0%} of {letters[one.id]} stands in {letters[other.id]}{first}"
    return f"{there}, {shares[other.id]:.0%} of {letters[other.id]} in {letters[one.id]}{second}"


def _credit(account: Account, source: Account) -> str:
    """Return that ``source`` credits an agency for the text the account shares with it, if that was computed."""
    agency = account.agency
    return safe(f" (which credits {agency.computed})") if agency.computed and agency.source == source.id else ""


def agency_copy(comparison: Comparison) -> str:
    """Return the accounts that carry agency copy without credit, except the closest two, told by `overlap`."""
    letters, pair = comparison.letters, _closest(comparison)
    told = {pair.a, pair.b} if pair is not None else set()
    copies: dict[tuple[str, str], list[str]] = {}
    for account in comparison.accounts:
        agency = account.agency
        if agency.computed and agency.source is not None and not {account.id, agency.source} <= told:
            source = letters.get(agency.source, agency.source)
            copies.setdefault((source, agency.computed), []).append(f"{agency.share:.0%} of {letters[account.id]}")
    return "; ".join(
        safe(f"{_listed(shares)} {'stand' if shares[1:] else 'stands'} in {source}, which credits {agency}")
        for (source, agency), shares in copies.items()
    )


def _listed(shares: Sequence[str]) -> str:
    return " and ".join([*([", ".join(shares[:-1])] if shares[1:] else []), shares[-1]])


def _closest(comparison: Comparison) -> Pair | None:
    """Return the two accounts that share most."""
    return max(comparison.pairs, key=lambda pair: pair.shared_a + pair.shared_b, default=None)


def reasons(comparison: Comparison, names: Sequence[str], *, brief: bool = False) -> str:
    """Return why accounts were set aside, or kept although they cover another event, and which limits were hit.

    ``brief`` leaves out the evidence, and names no account where several are set aside for one reason.
    """
    grouped: dict[str, list[str]] = {}
    for one, name in zip(comparison.aside, names, strict=True):
        grouped.setdefault(re.split("[:;]", one.reason)[0] if brief else one.reason, []).append(name)
    most = 1 if brief else TWO
    told = [f"{_several(held, most)} set aside: {safe(reason)}" for reason, held in grouped.items()]
    told += [safe(one.reason) for one in comparison.notices] + [safe(limit) for limit in comparison.limits]
    return "; ".join(told)


def _several(names: Sequence[str], most: int) -> str:
    """Return at most so many names, else their number: the head must leave room for the rows."""
    return safe(" and ".join(names)) if len(names) <= most else f"{len(names)} accounts"
