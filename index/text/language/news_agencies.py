"""Names of news agencies in the languages of the library.

Refuses to say that an article comes from one of them.
"""

from __future__ import annotations

from typing import Final

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

BY_FORM: Final[dict[str, str]] = {form: name for name, forms in AGENCIES.items() for form in forms}
"""The usual name of an agency by each of its names."""


def short_agency(name: str) -> str:
    """Return the short name of an agency as credits have it: AP, dpa, ČTK; any other name comes back as it is."""
    known = AGENCIES.get(name) or AGENCIES.get(BY_FORM.get(name, ""))
    return known[0] if known else name


def agency_forms(name: str) -> tuple[str, ...]:
    """Return all names of an agency, the usual one among them, by any of them in any case; none for another name."""
    wanted = name.casefold()
    usual = next((usual for form, usual in BY_FORM.items() if form.casefold() == wanted), name)
    return (usual, *AGENCIES[usual]) if usual in AGENCIES else ()
