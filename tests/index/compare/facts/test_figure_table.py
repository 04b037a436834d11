"""Which account tells which figure."""

from index.compare.comparison import compare
from index.compare.facts.figure_table import figure_rows
from index.model.article import Article, Block, Role, Source


def article(name: str, text: str) -> Article:
    return Article(name, Source(name, "plain"), text, "", (Block(0, len(text), Role.BODY),))


def test_rows_are_figures_and_cells_are_accounts() -> None:
    """Figures in dispute come first, then those most accounts tell; cells say where, in the order shown."""
    a = article("a", "The blast on the bridge killed 30 people and hurt 7 soldiers. It lasted two hours.")
    b = article("b", "The blast on the bridge killed 34 people and hurt 7 soldiers. Some 12 cars burned.")
    shown = [
        (
            [[one.text[slice(*span)] for span in cell] for one, cell in zip((b, a), row.cells, strict=True)],
            row.flagged,
            row.accounts,
        )
        for row in figure_rows(compare([b, a]))
    ]
    assert shown == [
        ([[], ["30 people"]], True, 1),
        ([["34 people"], []], True, 1),
        ([["7 soldiers"], ["7 soldiers"]], False, 2),
        ([[], ["two hours"]], False, 1),
        ([["12 cars"], []], False, 1),
    ]
