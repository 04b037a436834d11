"""Words too common to carry a comparison, in the languages where they are mistaken for nothing else.

Refuses to be the stop list of the search index, which has none.
"""

from __future__ import annotations


def _table(words: str) -> frozenset[str]:
    return frozenset(words.split())


ENGLISH: frozenset[str] = _table(
    """a an the and or but nor of in on at to for from by with as into onto over under about after before between
    through during without within against among upon per via is are was were be been being am do does did done doing
    have has had having will would shall should can could may might must not no it its it's he she they them his
    her hers their theirs him i you your yours we us our ours me my mine this that these those there here who whom
    whose which what when where why how if than then so such too very also just only more most some any each other
    another both own same few all up out off down again once said says say saying told tell tells according
    because while although though until since however still yet even now one s t d ll re ve m mr mrs ms dr
    don't doesn't didn't isn't aren't wasn't weren't won't wouldn't can't couldn't shouldn't haven't hasn't hadn't
    i'm you're we're they're he's she's that's there's i've we've they've we'll they'll he'd she'd i'd let's""",
)
"""English function words, and the verbs of saying that stand in every news text."""

OTHERS: frozenset[str] = _table(
    """der das und ist nicht von mit dem den sich auf für ein eine einer eines auch als wird aus nach bei zur zum
    les des une est dans qui que sur par au aux pas plus pour avec ce cette ses leur ont sont été
    el los las un una del por para con se su al lo como sus fue
    il gli che di della del sono nel anche
    la kaj de al en ne estas por ke kiu kiuj kun sed ankaŭ pri ĉi tiu oni li ŝi ili estis
    и в во не на что как его он она они это по из за от для к у так же мы вы но а о с со был была были
    і й та що як його він вона вони це до з із від у на не про але ми був була були який яка які
    в من إلى على أن في عن هذا هذه التي الذي مع كان""",
)
"""Function words of other languages of the corpora; those that are English content words are left out."""

STOPWORDS: frozenset[str] = ENGLISH | (OTHERS - _table("die plus son par como pour ha"))
"""All of them, case-folded."""
