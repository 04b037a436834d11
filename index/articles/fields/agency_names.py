"""Names of news agencies and the words outlets are called by, in the languages of the library.

Refuses to say that an article comes from one of them: a name is not a source (`agencies` and `metadata` decide).
"""

from __future__ import annotations

import re
from typing import Final

from ...text.lazy_patterns import lazy_pattern
from ..line_shape import key

AGENCIES: Final[dict[str, tuple[str, ...]]] = {
    "Associated Press": (
        "AP",
        "The Associated Press",
        "Associated Press",
        "Ассошиэйтед Пресс",
        "美联社",
        "美聯社",
        "AP通信",
    ),
    "Reuters": (
        "Reuters",
        "REUTERS",
        "Reuter",
        "REUTER",
        "Рейтер",
        "Рейтерз",
        "路透社",
        "路透",
        "ロイター",
        "로이터",
        "رويترز",
        "رويتر",
    ),
    "AFP": (
        "AFP",
        "Agence France-Presse",
        "Agence France Presse",
        "法新社",
        "AFP通信",
        "AFP時事",
        "أ ف ب",
        "فرانس برس",
    ),
    "dpa": ("dpa", "DPA", "Deutsche Presse-Agentur"),
    "EFE": ("EFE", "Agencia EFE"),
    "ANSA": ("ANSA", "Ansa"),
    "AGI": ("AGI",),
    "Adnkronos": ("Adnkronos", "ADNKRONOS"),
    "Askanews": ("askanews", "Askanews"),
    "Europa Press": ("Europa Press", "EUROPA PRESS"),
    "Telam": ("Télam", "Telam"),
    "Lusa": ("Lusa", "LUSA"),
    "ANP": ("ANP",),
    "Belga": ("Belga",),
    "TT": ("TT", "TT Nyhetsbyrån"),
    "NTB": ("NTB",),
    "Ritzau": ("Ritzau",),
    "STT": ("STT",),
    "PAP": ("PAP",),
    "CTK": ("ČTK", "CTK"),
    "MTI": ("MTI",),
    "APA": ("APA",),
    "Keystone-SDA": ("SDA", "Keystone-SDA"),
    "PA Media": ("PA", "PA Media", "Press Association"),
    "UPI": ("UPI", "United Press International"),
    "Bloomberg": ("Bloomberg", "Bloomberg News"),
    "TASS": ("TASS", "Tass", "ТАСС", "ITAR-TASS", "ИТАР-ТАСС", "塔斯社"),
    "Interfax": ("Interfax", "Интерфакс", "INTERFAX", "INTERFAX.RU"),
    "RIA Novosti": ("RIA Novosti", "РИА Новости", "俄新社"),
    "BelTA": ("BelTA", "БЕЛТА"),
    "Kazinform": ("Kazinform", "Казинформ"),
    "Ukrinform": ("Ukrinform", "Укрінформ", "Укринформ"),
    "Interfax-Ukraine": ("Interfax-Ukraine", "Інтерфакс-Україна"),
    "UNIAN": ("UNIAN", "УНІАН", "УНИАН"),
    "Xinhua": ("Xinhua", "新华社", "新華社", "新华网", "شينخوا", "신화"),
    "China News Service": ("中新社", "中新网", "CNS"),
    "Central News Agency": ("中央社", "CNA"),
    "Kyodo": ("Kyodo", "Kyodo News", "共同通信", "共同社", "共同"),
    "Jiji Press": ("Jiji", "Jiji Press", "時事通信", "時事"),
    "Yonhap": ("Yonhap", "Yonhap News", "연합뉴스", "韩联社"),
    "Newsis": ("Newsis", "뉴시스"),
    "News1": ("뉴스1",),
    "KCNA": ("KCNA",),
    "PTI": ("PTI", "Press Trust of India"),
    "ANI": ("ANI", "Asian News International"),
    "IANS": ("IANS",),
    "UNI": ("UNI",),
    "APP": ("APP",),
    "DHA": ("DHA",),
    "İHA": ("İHA", "IHA"),
    "Anadolu": ("Anadolu", "Anadolu Agency", "AA", "Anadolu Ajansı"),
    "IRNA": ("IRNA", "ایرنا"),
    "WAFA": ("WAFA", "وفا"),
    "SANA": ("SANA",),
    "MENA": ("MENA",),
    "Antara": ("Antara",),
    "Bernama": ("Bernama",),
    "Canadian Press": ("CP", "The Canadian Press", "Canadian Press"),
    "PR Newswire": ("PRNewswire", "PR Newswire", "PRNewswire-FirstCall"),
    "Business Wire": ("BUSINESS WIRE", "Business Wire"),
    "GlobeNewswire": ("GLOBE NEWSWIRE", "GlobeNewswire", "Globe Newswire"),
    "HINA": ("HINA", "Hina"),
    "Tanjug": ("Tanjug",),
    "Agerpres": ("AGERPRES", "Agerpres"),
    "LETA": ("LETA",),
    "BNS": ("BNS",),
    "ELTA": ("ELTA",),
    "TASR": ("TASR",),
    "NAN": ("NAN",),
    "AAP": ("AAP", "Australian Associated Press"),
}
"""Each agency by its usual name, with the forms it is credited under, the shortest first."""

# These stand for too much else, except in a credit's brackets.
_SHORT_LIST: Final = (
    "PA TT AA CP APA SDA MENA SANA Ansa Jiji وفا AGI CNS CNA UNI APP DHA IHA İHA Hina NAN BNS LETA ELTA TASR 共同 時事 "
    "路透 신화"
)
_SHORT: Final = frozenset(_SHORT_LIST.split())

BY_FORM: Final[dict[str, str]] = {form: name for name, forms in AGENCIES.items() for form in forms}
_BY_KEY: Final = {key(form): name for form, name in BY_FORM.items() if form not in _SHORT}


def alternation(*, short: bool) -> str:
    """Return the inside of a group that matches every form, longest first; the ambiguous ones only if ``short``."""
    forms = [form for form in BY_FORM if short or form not in _SHORT]
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))


def agency(name: str) -> str | None:
    """Return the usual name of the agency that the whole of ``name`` is, or ``None``."""
    return _BY_KEY.get(key(name)) if len(name) <= 40 else None


def short_agency(name: str) -> str:
    """Return the short name of an agency as credits have it: AP, dpa, ČTK; any other name comes back as it is."""
    known = AGENCIES.get(name) or AGENCIES.get(BY_FORM.get(name, ""))
    return known[0] if known else name


def agency_forms(name: str) -> tuple[str, ...]:
    """Return all names of an agency, the usual one among them, by any of them in any case; none for another name."""
    wanted = name.casefold()
    usual = next((usual for form, usual in BY_FORM.items() if form.casefold() == wanted), name)
    return (usual, *AGENCIES[usual]) if usual in AGENCIES else ()


def is_agency(line: str) -> bool:
    """Whether the line is nothing but an agency's name."""
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
    """Whether the line is a name that outlets have: a known one, a site, or a few words with a paper's word in them."""
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
    """Whether ``line`` is written as a name: English has capitals, other languages often only in the first word."""
    return line[0].isupper() and all(word[0].isupper() or len(word) <= 3 or not word.isascii() for word in line.split())
