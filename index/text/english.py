"""The words that introduce speech, and the small words that a speaker's noun phrase is made of or ends at.

Holds data only; refuses to look at any text.
"""

from __future__ import annotations

from .calendars import MONTHS, SHORT_MONTHS, SHORT_WEEKDAYS, WEEKDAYS

# Stem + endings, so that a verb is one entry: "say" gives say says said saying through _IRREGULAR or the plain rule.
_PLAIN = """
accept accuse acknowledge add admit advise advocate affirm agree allege allow announce answer argue ask assert assess
assure attest avow bark bellow bemoan berate blast blog boast brag call caution challenge charge chide claim clarify
comment complain concede conclude concur confess confide confirm contend continue counter cry decide declare decry
demand denounce deny describe detail dismiss echo elaborate emphasise emphasize encourage estimate exclaim explain
express fire fret fume gripe groan hail hint identify implore imply indicate inform inquire insist instruct interject
joke judge label lament laugh maintain mention mock moan murmur muse mutter narrate note object observe offer opine
outline pen plead pledge point ponder post praise predict proclaim profess promise pronounce propose protest
question quip quote rant react reaffirm reason reassure recall recommend recount reiterate relate relay remark remember
remind repeat reply report respond retort reveal scoff scold scream shout shriek sigh signal slam snap speculate state
stress stipulate suggest summarise summarize surmise tease testify theorise theorize threaten thunder tout tweet
underline underscore urge vent venture voice volunteer vow wail warn whisper wonder worry yell accuse bash brand
characterise characterize criticise criticize cite commend compare condemn congratulate credit defend dub issue
lambast laud list mouth rail rip ridicule salute term thank vouch welcome hope fear declare deride disclose discuss
introduce invoke lecture explode crow enthuse gush preach pray rebut refute request sneer stammer
"""
_IRREGULAR = """
shoots interrupt interrupts interrupted interrupting boom booms boomed project projects projected say says said
saying tell tells told telling write writes wrote written writing read reads reading think thinks thought thinking
believe believes believed believing feel feels felt feeling find finds found finding know knows knew knowing put
puts putting swear swears swore swearing go goes went begin begins began beginning speak speaks spoke speaking
foresee foresaw hold holds held holding hear heard sing sings sang rebut rebutted quip quipped quipping blog blogged
blogging admit admitted admitting refer refers referred referring concur concurred brag bragged bragging rip ripped
ripping dub dubbed dubbing label labelled labeling labelling signal signalled signaling send sends sent sending see
sees saw warn sum sums summed summing make makes made making get gets got give gives gave giving stipulate vow snap
snapped snapping tap fume chant chants chanted chanting opt pen penned penning plead pleaded pled imply implies
implied implying reply replies replied replying deny denies denied denying testify testifies testified testifying
decry decries decried decrying cry cries cried crying identify identifies identified clarify clarifies clarified
clarifying retweet retweets retweeted worry worries worried worrying
"""


def _forms(verb: str) -> tuple[str, ...]:
    """Return the plain forms of a regular verb: explain explains explained explaining."""
    if verb.endswith("e"):
        return verb, verb + "s", verb + "d", verb[:-1] + "ing"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    plural = "es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s"
    return verb, verb + plural, verb + "ed", verb + "ing"


CUES: frozenset[str] = frozenset({form for verb in _PLAIN.split() for form in _forms(verb)} | set(_IRREGULAR.split()))
"""Every form of every verb that may introduce or follow a quotation."""

_STRONG = """
say says said saying tell tells told telling add adds added adding ask asks asked asking write writes wrote writing
tweet tweets tweeted tweeting explain explains explained explaining reply replies replied replying respond responds
responded note notes noted noting state states stated argue argues argued continue continues continued warn warns
warned warning insist insists insisted declare declares declared announce announced concluded conclude recalled
joked quipped acknowledge acknowledged exclaimed remarked testified
"""
STRONG: frozenset[str] = frozenset(_STRONG.split())
"""Verbs that nearly always mark speech."""

_WEAK = """
go goes went know knows knew knowing hold holds held holding begin begins began beginning see sees saw send sends
sent sending make makes made making get gets got give gives gave giving find finds found finding list lists listed
listing issue issues issued issuing offer offers offered offering point points pointed pointing call calls called
calling put puts putting hear heard read reads reading quote quotes quoted quoting cite cites cited citing post
posts posted posting charge charges charged fire fires fired firing compare compares compared hope fear thank credit
laugh report reports reported reporting detail identify decide decided accept accepted allow allowed term terms
speak speaks spoke speaking refer refers referred referring discuss discussed question questions questioned label
threaten request requested welcome defend defended challenge challenged
"""
WEAK: frozenset[str] = frozenset(_WEAK.split())
"""Verbs and nouns that mark speech only beside a quotation or a colon."""

_PRONOUNS = "he she they it i we you"
PRONOUNS: frozenset[str] = frozenset(_PRONOUNS.split())

_RELATIVES = "who which"
RELATIVES: frozenset[str] = frozenset(_RELATIVES.split())

_POSSESSIVES = "his her their its our my your whose"
POSSESSIVES: frozenset[str] = frozenset(_POSSESSIVES.split())

_DETERMINERS = """
the a an this that these those one two three four five six seven eight nine ten some many several another other both
each any all every most few no such
"""
DETERMINERS: frozenset[str] = POSSESSIVES | frozenset(_DETERMINERS.split())

_ADVERBS = """
has have had having is was were are be been being do does did will would can could may might must should shall not
never also then later still just even once twice again often always ever now already soon further simply previously
repeatedly recently meanwhile instead earlier afterward afterwards therefore perhaps maybe though however too n't
didn't hasn't don't doesn't wouldn't isn't wasn't flatly well first best back
"""
ADVERBS: frozenset[str] = frozenset(_ADVERBS.split())
"""Auxiliaries and adverbs, which may stand between a speaker and the verb."""

_TIMES = "yesterday today tomorrow tonight morning afternoon evening night"
TIMES: frozenset[str] = SHORT_WEEKDAYS.union(
    _TIMES.split(), WEEKDAYS["en"].split(), MONTHS["en"].split(), ["sept"], map(str.lower, SHORT_MONTHS)
) - {"may"}

_PREPOSITIONS = """
of in on at for with by from to as about after before during against into over under through between among without
within near since until upon toward towards via amid outside inside around behind like per despite including
regarding concerning than across following alongside aboard beside
"""
PREPOSITIONS: frozenset[str] = frozenset(_PREPOSITIONS.split())

_COORDINATORS = "and but or nor so yet &"
COORDINATORS: frozenset[str] = frozenset(_COORDINATORS.split())

_SUBORDINATORS = """
because if when while whereas although unless where whether how what why that once until though since
"""
SUBORDINATORS: frozenset[str] = frozenset(_SUBORDINATORS.split())

_VERBS = """
met made took came went won lost ran began left held kept led stood sat gave got became brought built bought drew
fell felt found grew hit knew laid meant paid rose saw sent set shot showed spent struck taught threw wore makes
takes comes goes wants seems looks plans hopes wins loses runs begins leaves holds keeps leads gives gets becomes
brings refuses seem seems appear appears remain remains happen happens declined appeared happened broke chose drove
ate flew forgot fought hung hid hurt let lay lent rode rang shook slept sold sought stuck stole swore swept swung
understood woke wound
"""
VERBS: frozenset[str] = frozenset(_VERBS.split())
"""Common verb forms without an ending of their own; past forms in -ed are known by it."""

_NOUN_TOO = """
state report comment claim call note offer demand charge question answer request joke tweet post quote vow pledge
promise hope fear issue list label term detail blast rip laugh cry shout yell scream whisper echo voice signal
remark reply response praise vent challenge estimate boast complaint objection address
"""
NOUN_TOO: frozenset[str] = frozenset(_NOUN_TOO.split())
"""Verbs of speech whose plain form is a noun after another noun: "home state", "news report"."""

_SPEECH_NOUNS = """
statement statements remark remarks comment comments warning claim claims assertion declaration words tweet tweets
letter email message reply response answer question argument slogan speech plea promise pledge call observation
suggestion accusation complaint explanation conclusion description assessment motto mantra catchphrase
"""
SPEECH_NOUNS: frozenset[str] = frozenset(_SPEECH_NOUNS.split())
"""Nouns of saying: "her remark that …", "in a statement"."""

_STARTERS = """
there here yes no oh well asked speaking according notably overall despite meanwhile earlier later still finally
indeed thus hence moreover furthermore additionally similarly likewise nevertheless nonetheless please let thank see
look watch read more also added said citing responding writing referring calling it's that's i'm we're they're he's
she's don't i've we've what's let's
"""
STARTERS: frozenset[str] = frozenset(_STARTERS.split()).union(
    PRONOUNS, DETERMINERS, PREPOSITIONS, COORDINATORS, SUBORDINATORS, ADVERBS, RELATIVES
)
"""Words that may stand capitalised at the beginning of a sentence without being a name."""
