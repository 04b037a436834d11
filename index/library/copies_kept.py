"""What the reader keeps of one text goes with its row: notes, marks and decisions are brought to the one that leads.

Never overwrites a mark: of two copies that were marked both, the mark of the one that leads stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model.note import Mark

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..notes.book.notebook import Notebook
    from ..notes.grouping.story_decisions import StoryDecisions
    from ..notes.shelf.shelf import Shelf


def bring_to_leads(leads: Mapping[str, str], shelf: Shelf, notebook: Notebook, decisions: StoryDecisions) -> None:
    """Move what is kept from copies to their leads; ``leads`` is the id of the lead by that of each copy."""
    if not leads:
        return
    decisions.move_all(leads)
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
