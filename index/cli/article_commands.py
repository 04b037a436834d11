"""The commands on articles: ``list``, ``show``, ``search``, ``recent``, ``refresh``, ``check``.

They only query the library and print the result.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from ..library.findings import unread_sentence
from ..model.article import FIELDS, FURNITURE
from ..notes.citation import Cited
from ..notes.references.reference import Reference
from ..notes.references.reference_formats import references
from ..text.safe import printed, safe_line
from .command import FAILED, FOUND, NOTHING, load, open_library
from .output import MARK, UNMARK, answer, at_place, complaint_lines, say, write

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Mapping, Sequence

    from ..library.library import Library
    from ..library.recent_visits import Visit
    from ..model.article import Article, ArticleRow, Field
    from ..model.results import Hit, Refresh, SearchPage


def run_list(options: argparse.Namespace) -> int:
    """Print every article, one line for each text and page; JSON includes hidden copies and versions."""
    library = open_library(options, whole=True)
    rows = library.list()
    if library.address is not None and len(rows) < (total := library.count()):
        say(f"The first {len(rows):,} of {total:,} articles.")
    told = list(_with_what_is_behind(library, rows)) if options.json else rows
    answer(options, told, lambda: [_row_line(row) for row in rows])
    return FOUND if rows else NOTHING


def _with_what_is_behind(
    library: Library, rows: Sequence[ArticleRow], lead: ArticleRow | None = None
) -> Iterator[dict[str, Any]]:
    """Yield rows as JSON objects, each followed by the copies and older versions behind it, with it as their lead."""
    for row in rows:
        others = lead is not None and row.id in lead.copies
        copies = [id for id in (lead.id, *lead.copies) if id != row.id] if lead and others else row.copies
        told = {**asdict(row), "copies": copies, "lead": lead.id if lead else None}
        del told["opening"]
        yield told
        if behind := (*row.copies, *row.versions):
            yield from _with_what_is_behind(library, library.rows(behind), row)


def run_show(options: argparse.Namespace) -> int:
    """Print one article, with furniture folded unless ``--all``."""
    article = open_library(options).show(options.article)
    if options.cited:
        write(options, references(options.cited, [Reference(Cited.of(article))]))
        return FOUND
    answer(
        options,
        _shown(article),
        lambda: list(_readable(article, unfolded=options.all)),
        lambda: [{**block, "text": article.text[block["start"] : block["end"]]} for block in _blocks(article)],
    )
    return FOUND


def run_search(options: argparse.Namespace) -> int:
    """Print the results of a query; problems go to standard error, and the rest of the query is searched."""
    library = open_library(options, whole=True)
    page = library.search(options.query, limit=options.limit, sort=options.sort)
    answer(options, page, lambda: list(_result_lines(page)), lambda: page.hits)
    _say_about(page, counted=not (options.json or options.plain))
    if page.problems:
        return FAILED
    return FOUND if page.total else NOTHING


def run_recent(options: argparse.Namespace) -> int:
    """Print what was read and compared on screen, newest first, leaving out articles that are gone."""
    library = open_library(options)
    visits = library.recent.all()
    names = {row.id: row.name for row in library.rows([id for visit in visits for id in visit.articles])}
    visits = tuple(visit for visit in visits if names.keys() >= set(visit.articles))[: options.limit]
    told = [
        {"at": visit.at.isoformat(), "articles": visit.articles, "titles": [names[id] for id in visit.articles]}
        for visit in visits
    ]
    answer(options, told, lambda: [safe_line(line) for visit in visits for line in _visit_lines(visit, names)])
    return FOUND if visits else NOTHING


def _visit_lines(visit: Visit, names: Mapping[str, str]) -> Iterator[str]:
    """Yield a line for a visit, followed by one per article."""
    yield f"{visit.at.astimezone():%Y-%m-%d %H:%M}  {'read' if len(visit.articles) == 1 else 'compared'}"
    yield from (f"    {id}  {names[id]}" for id in visit.articles)


def run_refresh(options: argparse.Namespace) -> int:
    """Index what changed on disk and print the changes."""
    refresh = open_library(options, fresh=False).refresh(rebuild=options.rebuild, reread=options.reread)
    counts = {name: getattr(refresh, name) for name in ("added", "changed", "moved", "removed", "skipped")}

    def lines() -> list[str]:
        parts = [f"{len(values)} {name}" for name, values in counts.items() if values]
        summary = (", ".join(parts) or "nothing changed") + f" in {refresh.elapsed_ms:.0f} ms"
        unread = (
            [safe_line(f"  {unread_sentence(refresh.unread)}; `variorum check` says more")] if refresh.unread else []
        )
        return [
            summary,
            *unread,
            *(safe_line(at_place(f"  stepped over {item.path}", item.reason)) for item in refresh.skipped),
        ]

    moved = [new for _, new in refresh.moved]
    told = {**counts, "moved": moved, "elapsed_ms": refresh.elapsed_ms, "unread": dict(refresh.unread)}
    answer(options, told, lines, lambda: _changes(refresh))
    return FOUND


def _changes(refresh: Refresh) -> Iterator[dict[str, str]]:
    """Yield a record for each changed article and each skipped file."""
    for name in ("added", "changed", "removed"):
        yield from ({"what": name, "id": id} for id in getattr(refresh, name))
    yield from ({"what": "moved", "id": new, "reason": f"was {old}"} for old, new in refresh.moved)
    yield from ({"what": "skipped", "id": item.path, "reason": item.reason} for item in refresh.skipped)


def run_check(options: argparse.Namespace) -> int:
    """Print all problems of library, cache, notes and configuration."""
    loaded = load(options)
    complaints = (*loaded.problems, *open_library(options, settings=loaded.settings).check())
    answer(options, complaints, lambda: complaint_lines(complaints))
    if not complaints:
        say("Nothing to complain of.")
    return NOTHING if complaints else FOUND


def _row_line(row: ArticleRow) -> str:
    agency = f" ‹{row.agency}›" if row.agency else ""
    source = f"{row.outlet or '—'}{agency}"
    return safe_line(
        f"{row.id}  {row.published or 'undated':10}  {source}  {row.shown_title}  {row.words} words{_behind(row)}"
    )


def _behind(row: ArticleRow | Hit) -> str:
    """Return the end of a line: where else a text is, and how many versions its page has."""
    also = f"  also in {', '.join(row.copies)}" if row.copies else ""
    versions = f"  {len(row.versions) + 1} versions" if row.versions else ""
    return also + versions


def _shown(article: Article) -> dict[str, Any]:
    fields: dict[str, Any] = {name: _field(getattr(article, name)) for name in FIELDS}
    fields["agency"]["relation"] = article.agency.relation
    blocks = list(_blocks(article))
    head = {"id": article.id, "text": article.text, "hash": article.hash, "words": article.words}
    source = {
        "key": article.source.key or None,
        "reader": article.source.reader,
        "made_by": article.source.made_by or None,
    }
    tail = {"tags": article.tags, "blocks": blocks, "hints": article.hints, "problems": article.problems}
    return {**head, **fields, **source, "pages": article.pages, "details": article.details, **tail}


def _blocks(article: Article) -> Iterator[dict[str, Any]]:
    for block in article.blocks:
        known = {"role": block.role, "rule": block.rule, "sure": block.sure, "folded": block.folded}
        yield {"start": block.start, "end": block.end, **known}


def _field(field: Field[str]) -> dict[str, Any]:
    return {"value": field.value, "provenance": field.provenance, "evidence": field.evidence}


def _readable(article: Article, *, unfolded: bool) -> Iterator[str]:
    """Yield the article's lines: paragraphs apart, a run of furniture as one line unless ``unfolded``."""
    folded: list[str] = []
    for block in article.blocks:
        if block.folded and not unfolded:
            folded.append(block.role)
            continue
        if folded:
            yield from (f"[{len(folded)} folded: {', '.join(dict.fromkeys(folded))}]", "")
            folded = []
        mark = f"[{block.role}] " if block.role in FURNITURE else ""
        lines = (printed(line) for line in article.text[block.start : block.end].split("\n"))
        yield from (mark * (number == 0) + line for number, line in enumerate(lines))
        yield ""
    if folded:
        yield f"[{len(folded)} folded: {', '.join(dict.fromkeys(folded))}]"


def _result_lines(page: SearchPage) -> Iterator[str]:
    for hit in page.hits:
        source = " · ".join(part for part in (hit.outlet, hit.published or "undated") if part)
        yield safe_line(f"{hit.id}  {source}  {hit.title or '(no headline)'}{_behind(hit)}")
        yield "    " + _marked(hit)


def _marked(hit: Hit) -> str:
    """Return the snippet with its marks."""
    pieces: list[str] = []
    at = 0
    for start, end in hit.marks:
        pieces += [printed(hit.snippet[at:start]), MARK, printed(hit.snippet[start:end]), UNMARK]
        at = end
    return "".join([*pieces, printed(hit.snippet[at:])])


def _say_about(page: SearchPage, *, counted: bool) -> None:
    for problem in page.problems:
        say(f"{problem.message} (at character {problem.start + 1})")
    if not counted:
        return
    shown: Sequence[Hit] = page.hits
    say(f"{len(shown)} of {page.total}{'' if page.total_exact else '+'} in {page.elapsed_ms:.0f} ms")
    if page.suggestions and not page.total:
        say(f"Did you mean: {', '.join(page.suggestions)}?")
