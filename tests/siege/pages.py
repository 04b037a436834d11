"""Pages exported from hostile texts, read by a strict parser and opened in a real browser: nothing in them runs.

``python -m tests.siege.pages [COUNT] [SEED]`` makes ``COUNT`` libraries whose titles, outlets, authors, tags, names of
files, addresses, texts and notes are put together from what breaks out of HTML, exports comparison and notes, and
opens each page in Chromium, once as it is and once without its own ban on scripts. What runs changes the title of the
page or fetches from a server of ours; both are counted.
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from html.parser import HTMLParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from index import Library, Target
from index.compare.report.html_report import to_html
from tests.builders import settings

if TYPE_CHECKING:
    from collections.abc import Iterator

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
RUN = "document.title='RUN';fetch('http://127.0.0.1:PORT/run')"
PAYLOADS = (
    "<script>RUN</script>",
    "</title><script>RUN</script>",
    "</style><script>RUN</script>",
    "--><script>RUN</script><!--",
    "]]><script>RUN</script>",
    "</textarea></noscript></template><script>RUN</script>",
    "<img src=http://127.0.0.1:PORT/img onerror=RUN>",
    "<svg/onload=RUN>",
    "<svg><style><img src=x onerror=RUN></style></svg>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=RUN>",
    "<iframe srcdoc='&lt;script&gt;parent.RUN&lt;/script&gt;'></iframe>",
    "<iframe src=javascript:parent.RUN></iframe>",
    '" onmouseover="RUN" autofocus onfocus="RUN" x="',
    "' onfocus='RUN' autofocus tabindex=1 x='",
    "`onload=RUN`",
    "<a href=javascript:RUN autofocus>go</a>",
    'https://example.org/" onfocus="RUN" autofocus "',
    "https://example.org/'><script>RUN</script>",
    "javascript:RUN//https://example.org/",
    "data:text/html,<script>RUN</script>",
    "&lt;script&gt;RUN&lt;/script&gt;",
    "&#60;script&#62;RUN&#60;/script&#62;",
    "\\u003cscript\\u003eRUN\\u003c/script\\u003e",
    "＜script＞RUN＜/script＞",
    "<base href=http://127.0.0.1:PORT/>",
    "<meta http-equiv=refresh content='0;url=http://127.0.0.1:PORT/refresh'>",
    "<link rel=stylesheet href=http://127.0.0.1:PORT/css>",
    "<style>@import 'http://127.0.0.1:PORT/import';</style>",
    "<video><source onerror=RUN></video>",
    "<details open ontoggle=RUN>",
    "<object data=javascript:RUN></object>",
    "<script\u2028>RUN</script\u2028>",
    "\u202e<script>RUN</script>\u202c",
    "\x00<scr\x00ipt>RUN</script>",
    "<x contenteditable onblur=RUN onfocus=RUN autofocus>",
    "{{constructor.constructor('RUN')()}}",
    "[x](javascript:RUN) ![x](http://127.0.0.1:PORT/md)",
)
_TAGS = """html head meta title style body main h1 h2 h3 h4 p section div article dl dt dd table thead tbody tr th td
span b i em strong mark q code a footer header figure figcaption blockquote time ol ul li br hr cite"""
TAGS = frozenset(_TAGS.split())
_ATTRIBUTES = """lang charset name content http-equiv class id href rel title dir role aria-label aria-labelledby
aria-hidden scope data-account datetime style"""
ATTRIBUTES = frozenset(_ATTRIBUTES.split())
LINK = re.compile(r"(?:https?://|mailto:|#)")
LOOK = re.compile(r"margin-left: \d+(?:\.\d+)?rem")
BAN = re.compile(r"<meta http-equiv=\"Content-Security-Policy\"[^>]*>\n")


class StrictReader(HTMLParser):
    """Reads a page and lists all that is none of the few things a page of ours is made of."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.wrong: list[str] = []
        self._style = 0
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at an element and its attributes."""
        self._style += tag == "style"
        if tag not in TAGS or self._style > 1:
            self.wrong.append(f"<{tag}>")
        for name, value in attrs:
            if name not in ATTRIBUTES:
                self.wrong.append(f"{tag} {name}")
            elif name == "href" and not LINK.match(value or ""):
                self.wrong.append(f"{tag} href {value}")
            elif name == "style" and not LOOK.fullmatch(value or ""):
                self.wrong.append(f"{tag} style {value}")
            elif name == "http-equiv" and value != "Content-Security-Policy":
                self.wrong.append(f"{tag} http-equiv {value}")

    def handle_comment(self, data: str) -> None:
        """A page of ours has no comments."""
        self.wrong.append(f"comment {data[:40]}")

    def handle_pi(self, data: str) -> None:
        """Nor processing instructions."""
        self.wrong.append(f"instruction {data[:40]}")

    def unknown_decl(self, data: str) -> None:
        """Nor marked sections."""
        self.wrong.append(f"section {data[:40]}")


def pages(folder: Path, chance: random.Random, port: int) -> Iterator[tuple[str, str]]:
    """Yield the exported pages of one library of hostile texts, by name."""

    def hostile(parts: int = 2) -> str:
        some = " ".join(chance.sample(PAYLOADS, parts))
        return some.replace("RUN", RUN, 1).replace("RUN", "document.title=`RUN`").replace("PORT", str(port))

    news = folder / "news"
    news.mkdir()
    for number in range(3):
        fields = {name: hostile() for name in ("title", "outlet", "author", "url", "subtitle", "agency")}
        head = "".join(f"{name}: {json.dumps(value)}\n" for name, value in fields.items())
        said = f"“The envoys {number} {hostile(1)} met,” {hostile(1)} Ada Lovel said, and {number + 5} ships came."
        body = f"{said}\n\nThe envoys met on the river to speak of trade {hostile()} and went home.\n\n{hostile(3)}\n"
        name = re.sub(r"[/\x00]", "", hostile(1))[:60]
        (news / f"{number} {name}.md").write_text(f"---\n{head}tags: [{json.dumps(hostile())}]\n---\n\n{body}", "utf-8")
    library = Library(news, settings=settings(folder))
    try:
        library.refresh()
        ids = [row.id for row in library.list("id")]
        for id in ids:
            quoted = Target(id, exact=hostile(), start=0, end=9)
            library.notebook.write(hostile(4), [quoted], tags=[hostile(1)], kind=hostile(1))
        comparison = library.compare(*ids, include=ids)
        yield "comparison", to_html(comparison, [library.show(id) for id in ids])
        yield "notes", library.notes.export("html", library.notes())
    finally:
        library.close()


def browser() -> str:
    """Return the browser of this machine, or nothing."""
    return next(filter(None, map(shutil.which, BROWSERS)), "")


def opened(program: str, page: Path, folder: Path) -> str:
    """Open a page and return what the browser has made of it half a second later."""
    asked = [program, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}", "--dump-dom"]
    command = [*asked, "--virtual-time-budget=500", page.as_uri()]
    # Its socket lies in the folder for temporary files, and the path of a socket has 107 bytes at most.
    with tempfile.TemporaryDirectory(prefix="page-", dir=Path("/tmp").resolve()) as short:  # noqa: S108 made here, and only ours
        env = {**os.environ, "TMPDIR": short}
        return subprocess.run(command, capture_output=True, text=True, check=True, timeout=120, env=env).stdout


class Server:
    """A server of ours that counts what is fetched from it."""

    def __init__(self) -> None:
        self.fetched: list[str] = []
        fetched = self.fetched

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                fetched.append(self.path)
                self.send_response(204)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port: int = self._server.server_address[1]
        Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        """Stop."""
        self._server.shutdown()
        self._server.server_close()


def looked_at(name: str, page: str, program: str, folder: Path, server: Server) -> Iterator[str]:
    """Yield what is wrong with a page to a strict parser, and to a browser with its ban on scripts and without."""
    yield from (f"{name}: {one}" for one in StrictReader(page).wrong)
    for banned in (True, False) if program else ():
        file = folder / f"{name}.html"
        file.write_text(page if banned else BAN.sub("", page), "utf-8")
        before = len(server.fetched)
        made = opened(program, file, folder / "profile")
        title = re.search(r"<title>(.*?)</title>", made, re.DOTALL)
        if title is None or title[1] == "RUN":
            yield f"{name}, {'with' if banned else 'without'} its ban: ran {title and title[1]!r}"
        yield from (f"{name}: fetched {path}" for path in server.fetched[before:])


def run(folder: Path, count: int, seed: int, program: str) -> Iterator[list[str]]:
    """Yield, for each page, what is wrong with it."""
    chance, server = random.Random(seed), Server()
    try:
        for number in range(count):
            home = folder / str(number)
            home.mkdir()
            for name, page in pages(home, chance, server.port):
                yield list(looked_at(name, page, program, home, server))
    finally:
        server.close()


def main(count: int = 40, seed: int = 1) -> None:
    """Print the figures."""
    program, counts = browser(), Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        for wrong in run(Path(folder), count, seed, program):
            counts["pages"] += 1
            counts["wrong"] += bool(wrong)
            for line in wrong:
                print(line, flush=True)
    by = f"a strict parser and {Path(program).name}" if program else "a strict parser; no browser was found"
    print(
        f"{counts['pages']} pages of hostile texts, seed {seed}, read by {by}: {counts['wrong']} with something wrong"
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
