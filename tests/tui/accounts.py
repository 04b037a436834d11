"""Accounts of one event made for tests of the compare screen: agency copy edited by desks, and one of another event."""

from __future__ import annotations

from index import Agency
from tests.tui.samples import article

GROWN = "Talks between the two sides have increased in recent months, even as their differences have grown."
ALARM = "Washington has become increasingly alarmed by Beijing’s growing aggressiveness toward Taiwan and the sea."
CALM = "Washington has become increasingly alarmed by Beijing’s aggressiveness toward Taiwan and the sea."
OPEN = "“We are committed to keeping the lines of communication open between us,” Wang Yi said on Friday."
SHUT = "“We are committed to keeping some lines of communication open between us,” Wang Yi said on Friday."
PORT = "Ships came and went at the port of Shanghai all day while the two ministers were speaking."
RUSSIA = "Mr. Blinken raised concerns about support for the defence industry of Russia during 5½ hours of talks."
RUSSIAN = "Mr. Blinken raised concerns about support for the defence industry of Russia during six hours of talks."
LAOS = "The foreign ministers of ten countries gathered in Vientiane for a summit about the Mekong river."

ACCOUNTS = (
    article(
        "a.txt",
        "Ministers meet in Beijing",
        "BEIJING — The two ministers met on Friday behind closed doors in the capital.",
        GROWN,
        ALARM,
        OPEN,
        RUSSIA,
        outlet="LA Times",
        author="Matthew Lee",
        agency=Agency("AP", relation="writes-for"),
        dateline="BEIJING",
        published="2024-04-26",
        url="https://example.org/a",
        language="en",
    ),
    article(
        "b.txt",
        "Wang warns of wider rift",
        GROWN,
        CALM,
        PORT,
        SHUT,
        RUSSIAN,
        outlet="The Hindu",
        agency=Agency("AP"),
        dateline="BEIJING",
        published="2024-04-26",
        language="en",
    ),
    article(
        "c.txt",
        "Talks on Russia end",
        "BEIJING — " + RUSSIA,
        GROWN,
        outlet="UNN",
        dateline="BEIJING",
        published="2024-04-26",
        language="en",
    ),
    article(
        "d.txt",
        "Summit opens in Laos",
        "VIENTIANE, Laos — " + LAOS,
        "The hosts spoke of fish and of dams, and nobody asked them about anything else on that day.",
        outlet="Mekong Post",
        dateline="VIENTIANE, Laos",
        published="2024-07-27",
        language="en",
    ),
)
