"""Words after which a full stop need not end a sentence, and words that open one; plain tables for the splitter.

Refuses to decide anything: what a table means in its place is the splitter's business.
"""

from __future__ import annotations

from .calendars import MONTHS, SHORT_MONTHS, WEEKDAYS


def _table(words: str) -> frozenset[str]:
    return frozenset(words.split())


NEVER_LAST: frozenset[str] = _table(
    """mr mrs ms v messrs mx dr prof sen sens rep reps gov govs gen col maj capt lt sgt adm cmdr cpl pvt pres rev
    hon fr sr-in supt insp det vs cf approx ca al fig figs vol pp nos dept univ assn msgr amb asst mme mlle
    mgr hr fru frau herr sra srta d-ro s-ro s-ino prof-ro ekz pfc brig ald atty supt г гг ул им вул див тис
    млн млрд руб грн стор т п обл св акад проф""",
)
"""Titles, ranks and the like, lower-case without the stop: what follows belongs to them."""

MAY_BE_LAST: frozenset[str] = _table(
    """inc ltd co corp llc plc cos jr sr esq st ste mt ft ave blvd rd sq etc al bldg sept tues thurs
    ala ariz ark calif colo conn del fla ga ill ind kan ky la mass md mich
    minn miss mo mont neb nev okla ore pa tenn tex va vt wash wis wyo ont que alta ee uu min max sec hrs ktp
    nr bzw usw etc evtl ggf др пр""",
).union(name.lower() for name in SHORT_MONTHS if name != "May")
"""Abbreviations that may stand last: a sentence ends there only if a word of `OPENERS` follows."""

PLAIN_WORDS: frozenset[str] = _table("ill miss mass wash ore pa ind del ga la va min max sec mo vt st sq")
"""Those of `MAY_BE_LAST` that are words of their own when written small."""

BEFORE_NUMBER: frozenset[str] = _table("no nos p pp vol art sec ch fig par para nr str § ст")
"""Abbreviations only in front of a number: `no.` elsewhere is a word."""

OPENERS: frozenset[str] = _table(
    """the a an he she it they we i you in on at but and or so if this that these those there here his her its
    their our my as when while after before although though since because for from by with what who how why
    where one some many most both all however meanwhile earlier later still yet also even then now last next
    such no not another each until once despite image photo picture during under over according asked only
    more about nearly among between mr mrs ms el la los las le les un une der die das ein eine il lo в на и
    но он она они мы это у з та але він вона вони ми це""",
)
"""Words that, capitalised, nearly always open a sentence and seldom belong to a name."""

CLOCK_FOLLOWERS: frozenset[str] = _table(
    "et est edt ct cst cdt mt mst mdt pt pst pdt gmt bst utc cet eastern pacific central",
).union(MONTHS["en"].split(), WEEKDAYS["en"].split())
"""Words that continue `5 p.m.` instead of opening a sentence."""

EXCLAIMING_NAMES: frozenset[str] = _table("yahoo jeopardy yum joomla oklahoma chips")
"""Names that carry an exclamation mark."""

ASKING_VERBS: frozenset[str] = _table(
    """asked asks said says added wondered replied shouted cried wrote tweeted told exclaimed yelled continued""",
)
"""Verbs that continue a sentence after a quotation that ends in `?” Wang …` or `!” Wang …`."""
