"""The commands on shared archives: ``archive push`` and ``archive map``.

Nothing but what is pushed is ever written to an archive.
"""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

from ..archive.foreign.foreign_fields import write_table
from ..files.user_folders import expanded
from ..library.archives.archive_opening import guessed_table, table_file
from ..library.archives.archive_pushing import check_archive
from ..library.library import Library
from ..library.library_paths import archive_at, locate, locate_archive
from ..text.safe import safe_line
from .command import FOUND, NOTHING, judged, load
from .output import answer, at_place, say

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from ..archive.push import Pushed
    from ..model.results import Progress

_SAID_EVERY = 1_000


def run_archive(options: argparse.Namespace) -> int:
    """Push a folder to an archive, or map the fields of a foreign index."""
    return run_push(options) if options.action == "push" else run_map(options)


def run_push(options: argparse.Namespace) -> int:
    """Send the articles of a folder that an archive lacks, and list those it did not accept."""
    settings = judged(load(options))
    folder = expanded(options.folder)
    locate(folder, (), settings)  # a folder that is not there is reported first,
    check_archive(archive_at(options.url, settings))  # and what is wrong with the archive before the folder is read
    with Library(folder, settings=settings) as library:
        if not options.no_refresh:
            library.refresh()
        pushed = library.push(options.url, shards=options.shards, replicas=options.replicas, progress=_report)
    answer(options, asdict(pushed), lambda: _push_lines(pushed))
    return NOTHING if pushed.refused else FOUND


def _push_lines(pushed: Pushed) -> list[str]:
    counted = f"{pushed.sent:,} sent, {pushed.same:,} there already"
    refused = [safe_line(at_place(f"  not taken: {each.path}", each.reason)) for each in pushed.refused]
    return [counted + (f", {len(refused):,} not taken" if refused else ""), *refused]


def _report(progress: Progress) -> None:
    if progress.done % _SAID_EVERY == 0:
        say(f"{progress.done:,} of {progress.total:,} · {progress.rate:,.0f}/s")


def run_map(options: argparse.Namespace) -> int:
    """Print a guess at the fields of a foreign index, and save it if the user confirms it."""
    settings = load(options).settings
    address = archive_at(options.url, settings)
    table = guessed_table(address)
    path = table_file(locate_archive(address, settings))
    answer(options, {"address": address.shown, "file": str(path), "table": table}, table.splitlines)
    if options.yes or (not (options.json or options.plain) and sys.stdin.isatty() and _confirmed(path)):
        write_table(path, table)
        say(f"Kept in {path}; change it there whenever you like.")
    elif not (options.json or options.plain):
        say(f"Nothing was kept; --yes keeps it in {path}.")
    return FOUND


def _confirmed(path: Path) -> bool:
    there = " in the place of the one you have" if path.exists() else ""
    sys.stderr.write(f"Is this right, and shall it be kept{there}? [y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in {"y", "yes"}
