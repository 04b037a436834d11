"""Postings in Whoosh's files: the only folder that imports Whoosh."""

import warnings

# Python from 3.12 on warns of how Whoosh is written when it compiles it, which not every installer has done before.
warnings.filterwarnings("ignore", category=SyntaxWarning, module=r".*[/\\]whoosh[/\\]")
