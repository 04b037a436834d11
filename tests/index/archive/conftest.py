"""The servers of these tests, each started once, and indexes that go when a test is over."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest

from tests.archive_servers import ELASTICSEARCH, OPENSEARCH, Product, Server, start, start_osmem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

REAL = [
    pytest.param(product.name, marks=[pytest.mark.external, pytest.mark.xdist_group(product.name)])
    for product in (OPENSEARCH, ELASTICSEARCH)
]


@pytest.fixture(scope="session")
def osmem() -> Iterator[Server]:
    """The server in memory."""
    server = start_osmem()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def opensearch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A real OpenSearch of one node."""
    yield from _started(OPENSEARCH, tmp_path_factory)


@pytest.fixture(scope="session")
def elasticsearch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A real Elasticsearch of one node."""
    yield from _started(ELASTICSEARCH, tmp_path_factory)


def _started(product: Product, folders: pytest.TempPathFactory) -> Iterator[Server]:
    if reason := product.lacking():
        pytest.skip(reason)
    server = start(product, folders.mktemp(product.name))
    yield server
    server.stop()


@pytest.fixture(params=["osmem", *REAL])
def server(request: pytest.FixtureRequest) -> Server:
    """Each of the servers in turn."""
    found: Server = request.getfixturevalue(request.param)
    return found


_NUMBERS = itertools.count()


@pytest.fixture
def new_index(server: Server) -> Iterator[Callable[[], str]]:
    """What returns the address of an index that does not exist yet."""
    made: list[str] = []

    def new() -> str:
        made.append(f"variorum-test-{next(_NUMBERS)}")
        return f"{server.url}/{made[-1]}"

    yield new
    for name in made:
        server.ask("DELETE", f"/{name}?ignore_unavailable=true")
