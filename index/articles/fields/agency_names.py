"""Whether a line is the name of a news agency or an outlet, in the library's languages.

Does not say that an article comes from one: a name is not a source (see `agencies` and `metadata`).
"""

from __future__ import annotations

import re
from typing import Final

from ...text.language.news_agencies import BY_FORM
from ...text.lazy_patterns import lazy_pattern
from ..line_shape import key

# Too ambiguous except in a bracketed credit.
_SHORT_LIST: Final = (
    "PA TT AA CP APA SDA MENA SANA Ansa Jiji وفا AGI CNS CNA UNI APP DHA IHA İHA Hina NAN BNS LETA ELTA TASR 共同 時事 "
    "路透 신화"
)
_SHORT: Final = frozenset(_SHORT_LIST.split())
_BY_KEY: Final = {key(form): name for form, name in BY_FORM.items() if form not in _SHORT}


def alternation(*, short: bool) -> str:
    """Return the inside of a regex group of all forms, longest first; the ambiguous ones only if ``short``."""
    forms = [form for form in BY_FORM if short or form not in _SHORT]
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))


def agency(name: str) -> str | None:
    """Return the usual name of the agency that ``name`` as a whole refers to, or ``None``."""
    return _BY_KEY.get(key(name)) if len(name) <= 40 else None


def is_agency(line: str) -> bool:
    """Whether the line is just an agency's name."""
    return agency(line) is not None


_OUTLET_WORD_LIST: Final = (
    "times post news herald guardian journal tribune gazette telegraph chronicle observer mail mirror independent "
    "standard courier examiner inquirer dispatch sentinel bulletin ledger reporter register daily weekly press "
    "broadcasting tv radio television magazine review economist newspaper newswire zeitung rundschau spiegel "
    "tageblatt nachrichten anzeiger tagesspiegel tagesschau kurier morgenpost abendblatt monde figaro libération "
    "parisien express journal dépêche soir france24 país mundo diario periódico vanguardia nación prensa noticias "
    "universal clarín corriere repubblica stampa gazzetta messaggero giornale notizie folha estadão público jornal "
    "notícias globo volkskrant telegraaf dagblad courant handelsblad nieuws dagbladet aftonbladet aftenposten "
    "politiken nyheter nyheder tidende berlingske sanomat uutiset gazeta wyborcza rzeczpospolita wiadomości "
    "dziennik правда известия коммерсантъ новости ведомости газета новая новини газета тиждень українська "
    "кореспондент globalvoices wikinews euronews aljazeera jazeera"
)
_OUTLET_WORDS: Final = frozenset(_OUTLET_WORD_LIST.split())
_KNOWN_NAME_LIST: Final = (
    "bbc|bbc news|bbc sport|cnn|nbc|cbs|abc|abc news|npr|pbs|msnbc|itv|rt|dw|deutsche welle|voa|rfe rl|nhk|cgtn|"
    "cctv|rtl|zdf|ard|orf|srf|rai|rtve|rfi|unn|taz|faz|nrc|die zeit|die welt|bild|the hindu|the sun|the star|"
    "usa today|politico|axios|vox|slate|salon|newsweek|time|buzzfeed|huffpost|the hill|vice|quartz|techcrunch|"
    "wired|global voices|al jazeera|haaretz|meduza|унн|тсн|бі бі сі|би би си|新华网|人民网|人民日报|"
    "朝日新聞|読売新聞|毎日新聞|新京报|澎湃新闻|"
    "الجزيرة|العربية|bbc中文网|daily mail|the mail|the standard|evening standard|the post|daily news"
)
_KNOWN_NAMES: Final = frozenset(_KNOWN_NAME_LIST.split("|"))
# "World News" is a section everywhere and a newspaper nowhere.
_GENERIC_LIST: Final = (
    "world local latest breaking top business sport sports politics national international us uk entertainment culture "
    "tech technology science health weather more today related live video your our the in of and all daily book film "
    "editor s last this past week weekly previous next"
)
_GENERIC: Final = frozenset(_GENERIC_LIST.split())
_SECTION_NEWS: Final = frozenset(
    {"news", "review", "post", "magazine", "reporter", "press", "mail", "standard", "journal"}
)
_DOMAIN: Final = lazy_pattern(
    r"(?:www\.)?[a-z\d-]+(?:\.[a-z\d-]+)*\.(?:com|org|net|co\.uk|info|news|tv|[a-z]{2})", re.IGNORECASE
)
_NOT_A_NAME: Final = lazy_pattern(r"[.!?:,;\d()]|\s[-–—]\s")
_OUTLET_WORDS_MOST: Final = 6


def is_outlet(line: str) -> bool:
    """Whether the line looks like an outlet: a known name, a site, or a few words with a newspaper word among them."""
    if len(line) > 60 or not line:
        return False
    words = key(line).split()
    if " ".join(words) in _KNOWN_NAMES or _DOMAIN.fullmatch(line):
        return True
    if not 2 <= len(words) <= _OUTLET_WORDS_MOST or _NOT_A_NAME.search(line):
        return False
    own = {*words} - _GENERIC - _SECTION_NEWS
    return bool(own) and not _OUTLET_WORDS.isdisjoint(words) and _in_capitals(line)


def _in_capitals(line: str) -> bool:
    """Whether ``line`` is written as a name: in English in capitals, in other languages often only the first word."""
    return line[0].isupper() and all(word[0].isupper() or len(word) <= 3 or not word.isascii() for word in line.split())
