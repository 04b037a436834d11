# ruff: noqa: INP001
"""How the pages of this folder become a site: `make site`, then open build/site/index.html."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

project = "Variorum"
author = "The Variorum developers"
extensions = ["myst_parser", "sphinx.ext.autodoc"]
source_suffix = {".md": "markdown"}
root_doc = "index"
html_theme = "alabaster"
html_title = "Variorum"
html_show_copyright = False
html_theme_options = {"description": "Several accounts of the same event, from the keyboard", "page_width": "70em"}
myst_heading_anchors = 3
autodoc_member_order = "bysource"
autodoc_typehints = "description"
# Files of the checkout that pages link to are no pages of the site.
suppress_warnings = ["myst.xref_missing"]
