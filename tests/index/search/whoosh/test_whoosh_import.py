"""Whoosh is imported without a word, also where it is compiled for the first time."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def test_whoosh_is_compiled_without_a_warning(tmp_path: Path) -> None:
    """Some installers leave compiling to the first run, in which Python tells of each line it would have otherwise."""
    opened = "from pathlib import Path; from index.search.index_folder import engine; engine(Path('none'))"
    code = f"{opened}; import sys; print('whoosh' in sys.modules)"
    told = {**os.environ, "PYTHONPYCACHEPREFIX": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=told)
    assert (done.stdout, done.stderr) == ("True\n", "")
