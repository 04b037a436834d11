"""The comparison commands: ``compare``, ``quotes``, ``stories``, ``trace``, ``nearest``, ``related``.

They only query the library and print the result.
"""

from __future__ import annotations

from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING, Any

from ..compare.alignment.passages import rows_for_lead
from ..compare.report.json_form import to_json
from ..compare.report.parts import said
from ..compare.report.text_report import to_lines
from ..errors import BusyError, LibraryError
from ..library.stories.story_headline import headed
from ..model.comparison_result import letter
from ..model.quoting import quoted
from ..notes.citation import Cited
from ..notes.references.reference import Reference, of_quotations
from ..notes.references.reference_formats import references
from ..text.addresses import is_address
from ..text.markdown_article import shown_text
from ..text.safe import safe, safe_line
from .command import FOUND, NOTHING, open_library, span_of, uncollected
from .output import MARK, UNMARK, answer, say, write

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Mapping, Sequence

    from ..library.library import Library
    from ..library.stories.library_stories import SteppedAct
    from ..model.article import Article
    from ..model.comparison_result import Comparison, Quote, Story, Trace
    from ..model.results import Progress

_LEAST = 20
"""From this many articles on, preparation is announced on standard error."""


def run_compare(options: argparse.Namespace) -> int:
    """Print a comparison of two or more accounts."""
    library = open_library(options)
    articles = [library.show(reference) for reference in _meant(library, options.articles)]
    if len(articles) == 1:
        library.digest(_report)
        near = library.nearest(articles[0].id)
        say(f"{near.reason} ({near.id})")
        articles.append(library.show(near.id))
    if len({article.id for article in articles}) < 2:
        message = "A comparison takes two different articles or more; `variorum list` shows their ids."
        raise LibraryError(message)
    include = [library.resolve(reference) for reference in options.include]
    comparison = uncollected(lambda: library.compare(*(article.id for article in articles), include=include))
    if options.cited:
        write(options, references(options.cited, [Reference(Cited.of(article)) for article in articles]))
    elif options.markdown or options.html:
        write(options, _report_of(comparison, articles, html=options.html))
    else:
        document = to_json(comparison, evidence=options.evidence) if options.json else None
        lines = partial(to_lines, comparison, articles, (MARK, UNMARK), unfolded=options.all)
        answer(options, document, lambda: list(lines()), lambda: _cells(comparison, articles))
    return FOUND


def _cells(comparison: Comparison, articles: Sequence[Article]) -> Iterator[dict[str, object]]:
    """Yield a record for each cell, row by row."""
    texts = {article.id: shown_text(article) for article in articles}
    for number, row in enumerate(rows_for_lead(comparison, 0), 1):
        for place, (account, cell) in enumerate(zip(comparison.accounts, row.cells, strict=True)):
            if cell is not None:
                spans = [f"{span.start}:{span.end}" for span in cell.spans]
                told = {"kind": cell.kind, "moved": cell.moved, "spans": spans, "text": said(texts[account.id], cell)}
                yield {"row": number, "account": letter(place), "id": account.id, **told}


def _meant(library: Library, references: Sequence[str]) -> Sequence[str]:
    """Return what to compare: for a single address, the last two versions of its page."""
    if len(references) != 1 or not is_address(references[0]):
        return references
    versions = library.versions(references[0])
    if len(versions) < 2:
        message = f"There are no two versions of {references[0]} here; `variorum add` fetches another one."
        raise LibraryError(message)
    return versions[-2:]


def run_quotes(options: argparse.Namespace) -> int:
    """Print the direct quotations of articles with their speakers."""
    library = open_library(options)
    articles = {article.id: article for article in (library.show(reference) for reference in options.articles)}
    quotes = library.quotes(*articles)
    if options.cited:
        write(options, _quotations_cited(options.cited, articles, quotes))
        return FOUND if quotes else NOTHING
    plain = [_plain_quote(quote, articles[quote.article]) for quote in quotes]
    answer(
        options,
        plain,
        lambda: [
            safe_line(f"{quote.article}: {_speaker(quote)}: {quoted(' '.join(entry['text'].split()))}")
            for quote, entry in zip(quotes, plain, strict=True)
        ],
    )
    return FOUND if quotes else NOTHING


def _quotations_cited(form: str, articles: Mapping[str, Article], quotes: Sequence[Quote]) -> str:
    """Return the articles with their quotations in the format of a reference manager."""
    said = {id: [quote for quote in quotes if quote.article == id] for id in articles}
    return references(form, [of_quotations(articles[id], Cited.of(articles[id]), said[id]) for id in articles])


def run_stories(options: argparse.Namespace) -> int:
    """Print the library's stories with their events; after a decision, the stories it changed.

    A story is labelled as on the Stories screen, by the headline of its longest account.
    """
    library = _digested(options)
    decided = _decided_stories(library, options)
    stories = headed(library.stories() if decided is None else decided[0], library.rows)
    told = [asdict(story) for story in stories]
    answer(options, told, lambda: list(_story_lines(stories)), lambda: _story_records(stories))
    if decided is not None:
        return decided[1]
    return FOUND if stories else NOTHING


def _decided_stories(library: Library, options: argparse.Namespace) -> tuple[Sequence[Story], int] | None:
    """Make the decision in the options; return the stories it changed and the exit code, ``None`` if there is none."""
    deciding = {
        "Joined": (library.stories.join, options.join),
        "Taken out": (library.stories.apart, options.apart),
        "Given up what was decided of": (library.stories.forget, options.forget),
    }
    for done, (decide, named) in deciding.items():
        if named:
            changed = decide(*named)
            say(f"{done}: {safe_line(', '.join(named))}.")
            return changed.stories, FOUND
    if options.undo:
        return _stepped(library.stories.undo_last(), "Undone: ", "There is nothing to undo.")
    if options.redo:
        return _stepped(library.stories.redo_last(), "Done again: ", "There is nothing to do again.")
    return None


def _stepped(step: SteppedAct | None, done: str, nothing: str) -> tuple[Sequence[Story], int]:
    say(f"{done}{safe_line(step.label)}." if step else nothing)
    return (step.stories, FOUND) if step else ((), NOTHING)


def _story_records(stories: Sequence[Story]) -> Iterator[dict[str, object]]:
    """Yield a record for each article of a story, with events counted from 1."""
    for story in stories:
        about = {"story": story.id, "label": story.label, "shared": story.shared, "decided": story.decided}
        for number, event in enumerate(story.events, 1):
            told: dict[str, object] = {**about, "event": number, "reason": event.reason}
            yield from ({**told, "article": id} for id in event.articles)


def run_trace(options: argparse.Namespace) -> int:
    """Print every place in the library that shares a passage."""
    library = _digested(options)
    passage, origin = options.passage, ""
    if options.span is not None:
        article = library.show(options.passage)
        start, end = span_of(options.span, len(article.text))
        passage, origin = article.text[start:end], article.id
    traces = library.trace(passage, without=origin)
    plain = [
        {"id": one.id, "start": one.span.start, "end": one.span.end, "kind": one.kind, "score": one.score}
        for one in traces
    ]
    answer(options, plain, lambda: [_trace_line(one, library) for one in traces])
    if traces and traces[0].common and not (options.json or options.plain):
        say("This passage stands in very many articles: it is boilerplate.")
    return FOUND if traces else NOTHING


def run_nearest(options: argparse.Namespace) -> int:
    """Print the account nearest to an article, and why."""
    near = _digested(options).nearest(options.article)
    answer(options, asdict(near), lambda: [safe_line(f"{near.id}: {near.reason}")])
    return FOUND


def run_related(options: argparse.Namespace) -> int:
    """Print where else the paragraphs of an article, or one of them, occur."""
    library = _digested(options)
    article = library.show(options.article)
    numbers = {span: number for number, span in enumerate(article.paragraphs, 1)}
    if options.paragraph is not None and options.paragraph > len(numbers):
        last = len(numbers)
        raise LibraryError(f"{article.id}: there is no paragraph {options.paragraph}; name one from 1 to {last}.")
    plain = [
        {
            "paragraph": numbers.get(article.blocks[one.block].span),
            "here": one.here,
            "id": one.id,
            "there": one.there,
            "kind": one.kind,
            "score": one.score,
        }
        for one in library.related(article.id)
        if options.paragraph in (None, numbers.get(article.blocks[one.block].span))
    ]
    answer(options, plain, lambda: [_related_line(entry, library) for entry in plain])
    return FOUND if plain else NOTHING


def _related_line(entry: dict[str, Any], library: Library) -> str:
    start, end = entry["there"]
    words = shown_text(library.show(entry["id"])).cut(start, end)
    place = f"¶ {entry['paragraph']}" if entry["paragraph"] else "—"
    return safe_line(f"{place}  {entry['kind']}  {entry['id']}  {' '.join(words.split())}")


def _report_of(comparison: Comparison, articles: Sequence[Article], *, html: bool) -> str:
    if html:
        from ..compare.report.html_report import to_html

        return to_html(comparison, articles)
    from ..compare.report.markdown_report import to_markdown

    return to_markdown(comparison, articles)


def _digested(options: argparse.Namespace) -> Library:
    """Open the library and prepare articles for comparison, with progress on standard error if there are many."""
    library = open_library(options, whole=True)
    if not options.no_refresh:
        try:
            library.digest(_report)
        except BusyError as error:
            say(f"{error} The answer below is from before.")
    return library


def _report(progress: Progress) -> None:
    if progress.total >= _LEAST and progress.done % 1000 == 0:
        say(f"Preparing {progress.total} articles for comparison: {progress.done} done.")


def _plain_quote(quote: Quote, article: Article) -> dict[str, Any]:
    return {
        "article": quote.article,
        "start": quote.span.start,
        "end": quote.span.end,
        "text": article.text[quote.span.start : quote.span.end],
        "speaker": quote.speaker,
        "speaker_span": quote.speaker_span,
        "certain": quote.certain,
        "rule": quote.rule,
    }


def _speaker(quote: Quote) -> str:
    return f"{quote.speaker or '?'}{'' if quote.certain or not quote.speaker else '?'}"


def _story_lines(stories: Sequence[Story]) -> Iterator[str]:
    for story in stories:
        shared = f", {story.shared:.0%} shared" if story.shared is not None else ""
        decided = ", as you decided" if story.decided else ""
        yield safe_line(f"{story.label} ({len(story.articles)}{shared}{decided})")
        for event in story.events:
            yield safe_line(f"  {', '.join(event.articles)}: {event.reason}")


def _trace_line(trace: Trace, library: Library) -> str:
    text = library.show(trace.id).text[trace.span.start : trace.span.end]
    return safe(
        f"{trace.id} {trace.span.start}:{trace.span.end} {trace.kind} {trace.score:.0%}  {' '.join(text.split())}"
    )
