"""Compares accounts: the only entry point of this package, where alignment, quotations, names and numbers meet.

Reads nothing but the articles and frequencies it gets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model.comparison_result import Account, Aside, Comparison, Pair
from ..model.results import Progress
from ..model.settings import CompareSettings
from ..text.markdown_article import without_marks
from .alignment.overlap import agency_share, is_passage
from .alignment.pairing import aligned
from .alignment.passages import passage_rows
from .alignment.rarity import rarity
from .facts.disagreements import disagreements
from .facts.quantities import quantities
from .names.entities import is_crowded
from .names.mentions import names
from .quotations.quotations import quotes
from .quotations.quote_links import quote_links
from .stories.decided_stories import bonds_of, events_as_decided
from .stories.events import events, told

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from ..model.article import Article
    from ..model.comparison_result import CorpusFrequencies, StoryDecision
    from .alignment.preparation import Prepared

VERSION = 1
"""The version of the shape of a `Comparison`, raised when the meaning of a field changes."""


def compare(
    articles: Sequence[Article],
    *,
    frequencies: CorpusFrequencies | None = None,
    settings: CompareSettings | None = None,
    include: Collection[str] = (),
    decisions: Sequence[StoryDecision] = (),
    progress: Callable[[Progress], None] | None = None,
) -> Comparison:
    """Compare accounts of one event; two and up to about ten.

    Everything is computed in id order and shown in the given order. Of three or more accounts, those of another event
    are set aside with the reason unless ``include`` names them; two are always compared, and an odd one is noted. What
    the reader joined is one event, and what they split is not, by their ``decisions``. ``frequencies`` are those of the
    library. ``progress`` is called at the start of each stage: sentences, links, names, figures, quotations,
    differences.
    """
    settings = settings or CompareSettings()
    unique = {article.id: without_marks(article) for article in articles}
    ordered = [unique[identity] for identity in sorted(unique)]
    pairs, prepared = aligned(ordered, frequencies, settings, progress)
    odd = _odd(ordered, pairs, settings, decisions)
    aside = tuple(entry for entry in odd if len(ordered) > 2 and entry.id not in include)
    away = {entry.id for entry in aside}
    if away:
        ordered = [article for article in ordered if article.id not in away]
        pairs, prepared = aligned(ordered, frequencies, settings, progress)
    shown = [identity for identity in unique if identity not in away]
    notices = tuple(entry for entry in odd if entry not in aside)
    return _compared(ordered, prepared, pairs, shown, aside, notices, frequencies, progress)


def _ignore_progress(progress: Progress) -> None:
    """Do nothing."""
    del progress


def _each(articles: Sequence[Article], stage: str, tell: Callable[[Progress], None]) -> Iterator[Article]:
    """Yield articles, reporting each before it is worked on."""
    for number, article in enumerate(articles):
        tell(Progress(stage, number, len(articles)))
        yield article


def _odd(
    articles: Sequence[Article], pairs: Sequence[Pair], settings: CompareSettings, decisions: Sequence[StoryDecision]
) -> tuple[Aside, ...]:
    """Return the accounts of another event than most; none when no two are of the same."""
    sharing = {(pair.a, pair.b) for pair in pairs if any(map(is_passage, pair.links))}
    strange = {(pair.a, pair.b) for pair in pairs if pair.strangers}
    found = events(
        map(told, articles), lambda a, b: (a, b) in sharing, settings.story_days, lambda a, b: (a, b) in strange
    )
    if decisions:
        found = events_as_decided(found, bonds_of(decisions))
    if len(articles) > 2 and len(found[0].articles) < 2:
        return ()
    return tuple(Aside(identity, event.reason) for event in found[1:] for identity in event.articles)


def _compared(
    articles: Sequence[Article],
    prepared: Sequence[Prepared],
    pairs: tuple[Pair, ...],
    shown: Sequence[str],
    aside: tuple[Aside, ...],
    notices: tuple[Aside, ...],
    frequencies: CorpusFrequencies | None,
    progress: Callable[[Progress], None] | None,
) -> Comparison:
    tell = progress or _ignore_progress
    by_id = {article.id: article for article in articles}
    accounts = [_account(article, ready, by_id, pairs) for article, ready in zip(articles, prepared, strict=True)]
    order = [next(n for n, account in enumerate(accounts) if account.id == identity) for identity in shown]
    tell(Progress("names", 0, 0))
    entities = names(articles)
    numbers = tuple(quantity for article in _each(articles, "figures", tell) for quantity in quantities(article))
    said = tuple(quote for article in _each(articles, "quotations", tell) for quote in quotes(article, entities))
    tied = quote_links(said, articles, entities)
    tell(Progress("differences", 0, 0))
    weights = rarity(prepared, frequencies).whole
    flags = disagreements(articles, prepared, weights, pairs, entities, numbers, said, tied.links)
    return Comparison(
        version=VERSION,
        accounts=tuple(accounts[place] for place in order),
        aside=aside,
        rows=passage_rows(accounts, pairs, order),
        pairs=pairs,
        quotes=said,
        quote_links=tied.links,
        entities=entities,
        quantities=numbers,
        disagreements=flags.found,
        notices=notices,
        limits=tuple(_limits(flags.crowded, pairs, quotations=tied.cut, names=is_crowded(entities))),
    )


def _limits(crowded: Collection[str], pairs: Iterable[Pair], *, quotations: bool, names: bool) -> Iterator[str]:
    """Yield messages about what there was too much of to compare exhaustively."""
    told = {*crowded, *(what for pair in pairs for what in pair.cut)}
    told |= {what for what, there in (("quotations", quotations), ("names", names)) if there}
    for what in sorted(told):
        yield f"There are too many {what} to hold each against each: some likenesses may be missing."


def _account(article: Article, ready: Prepared, by_id: dict[str, Article], pairs: Sequence[Pair]) -> Account:
    return Account(
        id=article.id,
        title=article.title.value,
        outlet=article.outlet.value,
        published=article.published.value,
        hash=article.hash,
        agency=agency_share(article, by_id, pairs),
        sentences=tuple(line.sentence for line in ready.lines),
    )
