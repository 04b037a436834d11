"""Run every measurement of speed that needs nothing but this checkout: ``python -m tests.bench``.

Those that take a folder of other people's articles are run by name: ``python -m tests.bench.search --corpora DIR``.
"""

from __future__ import annotations

import runpy

for name in ("startup", "rescan", "keys", "compare"):
    print(f"— {name}")
    runpy.run_module(f"tests.bench.{name}", run_name="__main__")
