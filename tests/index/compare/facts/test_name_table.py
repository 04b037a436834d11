"""Which account names whom, one row a name."""

from index.compare.comparison import compare
from index.compare.facts.name_table import name_rows
from index.model.article import Article, Block, Role, Source


def article(name: str, text: str) -> Article:
    return Article(name, Source(name, "plain"), text, "", (Block(0, len(text), Role.BODY),))


def test_rows_are_names_and_cells_are_accounts() -> None:
    """Names in dispute come first, then those mentioned most; cells say where, in the order shown."""
    a = article("a", "Senator Loretta Sanchez praised the plan in Paris. Later Olaf Brandt met Sanchez in Paris.")
    b = article("b", "Senator Linda Sanchez praised the plan in Paris. Nobody else spoke.")
    shown = [
        (
            row.name,
            [[one.text[slice(*span)] for span in cell] for one, cell in zip((b, a), row.cells, strict=True)],
            row.flagged,
        )
        for row in name_rows(compare([b, a]))
    ]
    assert shown == [
        ("Loretta Sanchez", [[], ["Loretta Sanchez", "Sanchez"]], True),
        ("Linda Sanchez", [["Linda Sanchez"], []], True),
        ("Paris", [["Paris"], ["Paris", "Paris"]], False),
        ("Olaf Brandt", [[], ["Olaf Brandt"]], False),
    ]
