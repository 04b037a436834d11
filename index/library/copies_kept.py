"""What the reader keeps of one text goes with its row: notes and marks of copies are brought to the article that leads.

Refuses to lay a mark over another: of two copies that were marked both, the mark of the one that leads stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model.note import Mark

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..notes.book.notebook import Notebook
    from ..notes.shelf.shelf import Shelf


def bring_to_leads(leads: Mapping[str, str], shelf: Shelf, notebook: Notebook) -> None:
    """Move notes and marks from copies to their leads; ``leads`` is the id of the lead by that of each copy."""
    if not leads:
        return
    noted = {copy: leads[copy] for copy in notebook.articles() if copy in leads}
    if noted:
        notebook.move(noted)
    unmarked = Mark()
    marked: dict[str, str] = {}
    for copy, lead in leads.items():
        if shelf.mark(copy) != unmarked and shelf.mark(lead) == unmarked and lead not in marked.values():
            marked[copy] = lead
    if marked:
        shelf.move_all(marked)
