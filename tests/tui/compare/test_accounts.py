"""What stands above compared accounts: labels, shares, agency copy, reasons."""

from __future__ import annotations

from dataclasses import replace

from index import Account, AgencyShare, Aside, Comparison, Pair
from index.compare.comparison import compare
from index.compare.report.parts import sources
from tests.builders import article
from tui.compare.accounts import agency_copy, count_lines, counts, heading, labels, legend, overlap, reasons, summary
from tui.compare.shown_rows import RowChoice, ShownRows
from tui.text.glyphs import TYPOGRAPHIC

BARE = compare([])


def account(id: str, outlet: str | None = None, title: str | None = None, **more: object) -> Account:
    made = Account(id, title, outlet, None, "", AgencyShare(None), ())
    return replace(made, **more)  # type: ignore[arg-type]


def of(*accounts: Account, **more: object) -> Comparison:
    return replace(BARE, accounts=accounts, **more)  # type: ignore[arg-type]


def test_an_account_without_an_outlet_is_called_by_the_agency_it_states() -> None:
    """Not by its headline, and the agency does not stand beside itself; one that is only cited names nothing."""
    told = of(
        account("a", None, "Ships sail", agency=AgencyShare("Associated Press")),
        account("b", None, "Ports rest", agency=AgencyShare(None, cited="Reuters")),
        account("c", None, "Waves", agency=AgencyShare("Associated Press")),
    )
    assert labels(told) == ("A Associated Press", "Ports rest", "C Associated Press")
    assert heading(told, 0, TYPOGRAPHIC, lead=False) == "A Associated Press · undated"
    reported = sources(told, {each.id: article("Ships.", each.id) for each in told.accounts})
    assert [each.name for each in reported] == ["Associated Press", "Ports rest", "Associated Press"]


def test_accounts_are_called_by_outlet_title_or_file() -> None:
    """The first of them that is known."""
    told = of(account("x/a.txt", "The Hindu", "Ships"), account("x/b.txt", None, "Ports"), account("x/c.d.txt"))
    assert labels(told) == ("The Hindu", "Ports", "c.d")


def test_accounts_called_alike_are_told_by_their_letters() -> None:
    """Two of one outlet; a letter that stands there anyhow is not doubled."""
    told = of(account("a", "BBC"), account("b", "The Hindu"), account("c", "BBC"))
    assert labels(told) == ("A BBC", "The Hindu", "C BBC")
    assert heading(told, 2, TYPOGRAPHIC, lead=False) == "C BBC · undated"
    assert legend(told, 80, TYPOGRAPHIC) == " A BBC  B The Hindu  C BBC"


def test_the_heading_of_a_column() -> None:
    """Letter, label, agency as stated, date, and whether its order leads."""
    told = of(account("a", "The Hindu", published="2024-04-26", agency=AgencyShare("AP")), account("b", "BBC"))
    assert heading(told, 0, TYPOGRAPHIC, lead=True) == "A The Hindu ‹AP› · 26 Apr 2024 · leads"
    assert heading(told, 1, TYPOGRAPHIC, lead=False) == "B BBC · undated"


def test_accounts_beyond_the_alphabet_have_letters() -> None:
    """The account after Z is called as reports call it."""
    told = of(*(account(f"{number}", "BBC") for number in range(27)))
    assert heading(told, 26, TYPOGRAPHIC, lead=False) == "A2 BBC · undated"


def test_the_closest_two_say_how_much_they_share() -> None:
    """Of several pairs the one that shares most, in the order of the letters; without any shared words nothing."""
    accounts = [account(id) for id in ("b", "a", "c")]
    pairs = (Pair("a", "b", 0.25, 0.5, ()), Pair("b", "c", 0.2, 0.3, ()))
    assert overlap(of(*accounts, pairs=pairs)) == "50% of A stands in B, 25% of B in A"
    assert overlap(of(*accounts, pairs=pairs[1:])) == "20% of A stands in C, 30% of C in A"
    assert overlap(of(*accounts)) == ""
    assert overlap(of(*accounts, pairs=[Pair("a", "b", 0.0, 0.0, ())])) == ""


def test_whose_agency_copy_the_closest_two_share_is_said_with_their_shares() -> None:
    """Shares name agency copy in either direction if it was computed from these two, else apart."""
    b, a, c = account("b"), account("a", agency=AgencyShare(None, "AP", 0.25, "b")), account("c")
    pairs = (Pair("a", "b", 0.25, 0.5, ()), Pair("b", "c", 0.2, 0.3, ()))
    assert overlap(of(a, b, c, pairs=pairs)) == "25% of A stands in B (which credits AP), 50% of B in A"
    assert overlap(of(b, a, c, pairs=pairs)) == "50% of A stands in B, 25% of B in A (which credits AP)"
    assert agency_copy(of(a, b, c, pairs=pairs)) == ""
    of_b = account("c", agency=AgencyShare(None, "AFP", 0.3, "b"))
    assert agency_copy(of(a, b, of_b, pairs=pairs)) == "30% of C stands in B, which credits AFP"
    more = [account(id, agency=AgencyShare(None, "AFP", 0.4, "b")) for id in ("d", "e")]
    assert (
        agency_copy(of(a, b, of_b, *more, pairs=pairs))
        == "30% of C, 40% of D and 40% of E stand in B, which credits AFP"
    )
    mutual = account("b", agency=AgencyShare(None, "AP", 0.5, "a"))
    assert overlap(of(a, mutual, c, pairs=pairs)) == "25% of A stands in B, 50% of B in A (both credit AP)"


SAME = "Talks between the two sides have increased in recent months, even as their differences have grown."
SIX = "Mr. Blinken raised concerns about support for the defence industry of Russia during six hours of talks."
FIVE = SIX.replace("six", "five")
SHIPS = "Ships came and went all day in the port of the city."
RAIN = "Rain fell on the hills behind the old harbour until night."


def rows(*texts: str) -> ShownRows:
    accounts = [article(text, f"{place}.txt", outlet=f"Outlet {place}") for place, text in enumerate(texts)]
    return ShownRows(compare(accounts, include=[account.id for account in accounts]), texts, RowChoice())


def told(*texts: str) -> str:
    return counts(rows(*texts), TYPOGRAPHIC)


def test_the_counts_stand_in_one_line_where_they_can() -> None:
    """Too long with the names of the classes, their signs alone say them, then letters stand for accounts."""
    shown = rows(f"{SAME}\n{SHIPS}", f"{SAME}\n{RAIN}")
    wide = " 1 shared (= 1 verbatim) · + 1 only Outlet 0 · + 1 only Outlet 1"
    assert summary(shown, [], TYPOGRAPHIC, cells=len(wide), key="x")[0] == wide
    unnamed = wide.replace(" verbatim", "")
    lettered = " 1 shared (= 1) · + 1 only A · + 1 only B"
    assert summary(shown, [], TYPOGRAPHIC, cells=len(wide) - 1, key="x")[0] == unnamed
    assert summary(shown, [], TYPOGRAPHIC, cells=len(unnamed) - 1, key="x")[0] == lettered
    bare = " 1 shared · + 1 only A · + 1 only B"
    assert summary(shown, [], TYPOGRAPHIC, cells=len(lettered) - 1, key="x")[0] == bare
    assert count_lines(shown, TYPOGRAPHIC, len(bare) - 1) == [" 1 shared · + 1 only A", " + 1 only B"]


def test_rows_are_counted_by_class_and_by_who_tells_them_alone() -> None:
    """Of two accounts each is named that tells something alone; of more their rows are counted together."""
    assert told(f"{SAME}\n{SHIPS}", f"{SAME}\n{RAIN}") == (
        "1 shared (= 1 verbatim) · + 1 only Outlet 0 · + 1 only Outlet 1"
    )
    assert told(f"{SAME}\n{SHIPS}\n{RAIN}", SAME) == "1 shared (= 1 verbatim) · + 2 only Outlet 0"
    assert told(SHIPS, RAIN) == "nothing shared · + 1 only Outlet 0 · + 1 only Outlet 1"
    assert told(f"{SAME}\n{SHIPS}", SAME, f"{SAME}\n{RAIN}") == "1 shared (= 1 verbatim) · + 2 only in one"
    assert told(SAME, SAME, SAME) == "1 shared (= 1 verbatim)"


def test_flagged_rows_are_counted() -> None:
    """Flags are counted by rows, as all else in that line, and left out if there are none."""
    one = told(SIX, FIVE)
    other = SAME.replace("recent months", "the last 3 months"), SAME.replace("recent months", "the last 9 months")
    two = told(f"{SIX}\n{other[0]}", f"{FIVE}\n{other[1]}")
    assert (one.endswith("· ⚠ 1 flagged"), two.endswith("· ⚠ 2 flagged")) == (True, True)
    assert "flag" not in told(SAME, SAME)


def test_agency_copy_is_said_with_its_source() -> None:
    """Each account that holds another's agency copy, by letters."""
    copy = account("b", agency=AgencyShare(None, "AP", 0.534, "a"))
    assert agency_copy(of(account("a"), copy)) == "53% of B stands in A, which credits AP"
    assert agency_copy(of(account("a"))) == ""


def test_reasons_to_leave_accounts_out_are_told_once() -> None:
    """Two accounts by their names, more by their number, each reason once; what is shown all the same is said, too."""
    aside = tuple(Aside(id, reason) for id, reason in (("x", "late"), ("y", "late"), ("z", "short")))
    told = of(account("a"), aside=aside, notices=(Aside("a", "another event"),), limits=("Too many names.",))
    assert (
        reasons(told, ["X", "Y", "Z"]) == "X and Y set aside: late; Z set aside: short; another event; Too many names."
    )
    many = of(account("a"), aside=tuple(Aside(id, "late") for id in "xyz"))
    assert reasons(many, ["X", "Y", "Z"]) == "3 accounts set aside: late"


def test_a_low_screen_has_few_lines_for_accounts_set_aside() -> None:
    """Reasons of several lines lose their evidence there; one that fits is told whole."""
    events = (
        "another event: set in Doha, not in Geneva; no shared passages",
        "another event: set in New York; no words",
    )
    aside = tuple(Aside(id, why) for id, why in zip("xy", events, strict=True))
    told = of(account("a", "BBC"), account("b", "UNN"), aside=aside)
    passages, names = ShownRows(told, ["", ""], RowChoice()), ["The ministers meet", "The price of oil"]
    lines = summary(passages, names, TYPOGRAPHIC, cells=80, key="␣", brief=True)
    assert lines[1:] == [" 2 accounts set aside: another event · ␣ brings them in"]
    assert len(summary(passages, names, TYPOGRAPHIC, cells=80, key="␣")) > 2
    one = replace(told, aside=told.aside[1:])
    whole = summary(ShownRows(one, ["", ""], RowChoice()), names[1:], TYPOGRAPHIC, cells=80, key="␣", brief=True)
    assert whole[1:] == [" The price of oil set aside: another event · ␣ brings it in"]


def test_a_legend_has_room_for_every_account() -> None:
    """Each name is cut to its share of the line, of which no account gets less than six cells."""
    told = of(*(account(id, f"Outlet number {id}") for id in "xyz"))
    assert legend(told, 80, TYPOGRAPHIC) == " A Outlet number x  B Outlet number y  C Outlet number z"
    assert legend(told, 40, TYPOGRAPHIC) == " A Outlet n…  B Outlet n…  C Outlet n…"
    assert legend(told, 10, TYPOGRAPHIC) == " A Out…  B Out…  C Out…"


def test_seeds_of_a_comparison_are_labelled_alike() -> None:
    """What a comparison says of real accounts is what is shown."""
    made = [article("The sea is calm today in the north.", id, outlet=f"Outlet {id}") for id in "ab"]
    assert labels(compare(made)) == ("Outlet a", "Outlet b")
