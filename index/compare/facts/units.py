"""What numbers count: currencies, magnitudes, measures, and words that look like units but are not.

Data only; looks at no text.
"""

from __future__ import annotations

CURRENCIES: dict[str, str] = {
    "$": "USD", "us$": "USD", "usd": "USD", "c$": "CAD", "a$": "AUD", "hk$": "HKD", "nz$": "NZD", "s$": "SGD",
    "€": "EUR", "eur": "EUR", "£": "GBP", "gbp": "GBP", "¥": "JPY", "₹": "INR", "rs": "INR", "rs.": "INR", "₽": "RUB",
    "₩": "KRW", "₺": "TRY", "₴": "UAH", "chf": "CHF", "rmb": "CNY", "r$": "BRL", "nt$": "TWD",
}  # fmt: skip
"""Symbols and codes before a number, in lower case, with the ISO 4217 code."""

_CURRENCY_WORDS = """
dollar USD|buck USD|cent US-cent|euro EUR|pound GBP|yen JPY|yuan CNY|renminbi CNY|rupee INR|ruble RUB|rouble RUB
|won KRW|lira TRY|hryvnia UAH|franc CHF|peso MXN|real BRL|krona SEK|krone NOK|rand ZAR|shekel ILS|riyal SAR|dirham AED
|zloty PLN|tenge KZT|bolivar VES|lire ITL
"""
MAGNITUDES: dict[str, float] = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "m": 1e6, "mn": 1e6, "mln": 1e6,
    "bn": 1e9, "tn": 1e12, "k": 1e3, "lakh": 1e5, "crore": 1e7, "dozen": 12.0,
}  # fmt: skip
"""Words that multiply the number before them."""

_MEASURES = """
hour hr|minute min|second sec|day|week|month|year yr|decade|century|mile|kilometer kilometre km|meter metre|foot feet ft
|inch|yard|centimeter centimetre cm|millimeter millimetre mm|acre|hectare|square|ton tonne|kilogram kilo kg|pound lb
|ounce oz|gram|liter litre|gallon|barrel|degree|megawatt mw|gigawatt gw|kilowatt kw|watt|mph|kph|knot|byte|gigabyte
|point|percentage
"""
_THINGS = """
person people|man men|woman women|child children|family|soldier troop|job|vote|seat|country nation
"""


def _forms() -> dict[str, str]:
    forms: dict[str, str] = {}
    for row in f"{_MEASURES}|{_THINGS}".replace("\n", "").split("|"):
        first, *others = row.split()
        for form in (first, *others):
            forms[form] = forms[form + "s"] = first
    for row in _CURRENCY_WORDS.replace("\n", "").split("|"):
        word, code = row.split()
        forms[word] = forms[word + "s"] = code
    forms.update(centuries="century", inches="inch", families="family", countries="country", pound="GBP", pounds="GBP")
    return forms


TIMES: frozenset[str] = frozenset({"hour", "minute", "second", "day", "week", "month", "year", "decade", "century"})
"""Units of time; days ago and days of duration are different things."""

UNITS: dict[str, str] = _forms()
"""Unit words → the unit; currencies by code, measures in the singular."""

CODES: frozenset[str] = frozenset(CURRENCIES.values()) | {form for form in UNITS.values() if form.isupper()}
"""The currencies."""

THINGS: frozenset[str] = frozenset(row.split()[0] for row in _THINGS.replace("\n", "").split("|"))
"""Things that are counted, which accounts may call by different words."""

MEASURED: frozenset[str] = CODES | frozenset(UNITS.values()) | {"%", "%-point"}
"""All known units; others are words for what was counted."""

_NO_UNIT = """
times years-old others more fewer less is was was's has does this his its as us plus versus minus across besides always
perhaps towards afterwards thanks ones
"""
NO_UNIT: frozenset[str] = frozenset(_NO_UNIT.split())
"""Words in -s that follow a number without being what it counts."""
