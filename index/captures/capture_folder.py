"""The folder of captures: fetched bytes as they were sent, each with a YAML account of how it was fetched.

Captures are never changed: another version is another file. An account that does not match its file is ignored.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from ..errors import YamlError
from ..files.durable import read_file, remove, unreadable, write_atomic
from ..files.yaml.strict_yaml import load_mapping
from ..files.yaml.yaml_write import dump
from ..text.addresses import normal_address, slug

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .fetching import Fetched

NAME: Final = "captures"
_SUFFIXES: Final = (
    ("application/pdf", ".pdf"),
    ("application/rss+xml", ".xml"),
    ("application/atom+xml", ".xml"),
    ("application/xml", ".xml"),
    ("text/xml", ".xml"),
    ("application/json", ".json"),
    ("application/feed+json", ".json"),
    ("text/plain", ".txt"),
)


@dataclass(frozen=True, slots=True)
class CaptureAccount:
    """How a capture was fetched. Times are ISO 8601 in UTC; ``body`` is a digest of the words of its article.

    ``told`` names the source if it is not the page itself: ``feed``.
    """

    url: str
    final: str
    fetched: str
    status: str
    type: str
    sha256: str
    redirects: str = ""
    etag: str = ""
    last_modified: str = ""
    feed: str = ""
    body: str = ""
    seen: str = ""
    robots: str = ""
    told: str = ""


@dataclass(frozen=True, slots=True)
class Capture:
    """A stored file with its account."""

    path: Path
    account: CaptureAccount


@dataclass(frozen=True, slots=True)
class Misfit:
    """An account that is ignored: its path, why, and its URL, empty if it has none."""

    path: Path
    reason: str
    url: str


class CaptureFolder:
    """The captures of the library at ``root``."""

    def __init__(self, root: Path) -> None:
        self.folder = root / NAME

    def all(self) -> Iterator[Capture]:
        """Yield every capture whose account matches its file, oldest first."""
        looked = (self._look(path) for path in self._accounts())
        found = [capture for capture in looked if isinstance(capture, Capture)]
        yield from sorted(found, key=lambda capture: capture.account.fetched)

    def misfits(self) -> Iterator[Misfit]:
        """Yield the accounts that are ignored, by path: their files are gone or changed."""
        looked = (self._look(path) for path in self._accounts())
        yield from (misfit for misfit in looked if isinstance(misfit, Misfit))

    def _accounts(self) -> list[Path]:
        return sorted(self.folder.glob("*/*.yaml"))

    @staticmethod
    def _look(path: Path) -> Capture | Misfit:
        """Return the capture of an account, or why it is ignored."""
        capture = path.with_suffix("")
        try:
            said = load_mapping(read_file(path), str(path))
        except (OSError, YamlError) as error:
            return Misfit(path, f"The account of a capture can't be read: {_reason(error)}.", "")
        values = {name: str(said.get(name, "")) for name in CaptureAccount.__dataclass_fields__}
        try:
            digest = sha256(read_file(capture)).hexdigest()
        except OSError:
            return Misfit(path, "The account of a capture stands alone: its file is gone.", values["url"])
        if values["sha256"] != digest:
            return Misfit(path, f"The account is of other bytes than {capture.name} has by now.", values["url"])
        return Capture(capture, CaptureAccount(**values))

    def of(self, url: str) -> list[Capture]:
        """Return the captures of one page, oldest first."""
        wanted = normal_address(url)
        return [
            capture
            for capture in self.all()
            if wanted in {normal_address(capture.account.url), normal_address(capture.account.final)}
        ]

    def keep(self, fetched: Fetched, moment: str, *, feed: str = "", robots: str = "", told: str = "") -> Capture:
        """Store an answer and its account; raises `SaveError`."""
        kind = fetched.headers.get("content-type", "").partition(";")[0].strip().lower()
        suffix = next((suffix for name, suffix in _SUFFIXES if kind == name), ".html")
        host = (urlsplit(fetched.final).hostname or "page").removeprefix("www.")
        path = self.folder / host / f"{slug(fetched.final)}.{moment.replace(':', '')}{suffix}"
        account = CaptureAccount(
            fetched.url,
            fetched.final,
            moment,
            str(fetched.status),
            kind,
            sha256(fetched.data).hexdigest(),
            redirects=" ".join(fetched.redirects),
            etag=fetched.headers.get("etag", ""),
            last_modified=fetched.headers.get("last-modified", ""),
            feed=feed,
            robots=robots,
            told=told,
        )
        write_atomic(path, fetched.data, follow=False)
        return self._write(Capture(path, account))

    def note(self, capture: Capture, **changes: str) -> Capture:
        """Change a capture's account; raises `SaveError`."""
        return self._write(Capture(capture.path, replace(capture.account, **changes)))

    def drop(self, capture: Capture) -> None:
        """Delete a capture that brought nothing new."""
        for path in (_beside(capture.path), capture.path):
            remove(path)

    @staticmethod
    def _write(capture: Capture) -> Capture:
        told = {name: value for name, value in asdict(capture.account).items() if value}
        write_atomic(_beside(capture.path), dump(told).encode(), follow=False)
        return capture


def _reason(error: OSError | YamlError) -> str:
    return unreadable(error) if isinstance(error, OSError) else error.reason.lower().rstrip(".")


def _beside(path: Path) -> Path:
    return path.with_name(f"{path.name}.yaml")
