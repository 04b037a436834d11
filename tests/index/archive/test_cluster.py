"""An archive of three nodes with a replica goes on being read when one of them is killed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index import Library
from tests.archive_samples import write_articles
from tests.archive_servers import OPENSEARCH, start
from tests.builders import settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.archive_servers import Server


@pytest.fixture
def cluster(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """Three nodes on loopback addresses."""
    monkeypatch.delenv(OPENSEARCH.other, raising=False)
    if reason := OPENSEARCH.lacking():
        pytest.skip(reason)
    server = start(OPENSEARCH, tmp_path_factory.mktemp("cluster"), nodes=3)
    yield server
    server.stop()


@pytest.mark.external
@pytest.mark.xdist_group("opensearch")
def test_a_node_is_killed_while_somebody_reads(cluster: Server, tmp_path: Path) -> None:
    """Every question between the killing and the new balance is answered in full, or says what part is silent."""
    write_articles(tmp_path / "articles", 60)
    folder = Library(tmp_path / "articles", settings=settings(tmp_path / "here"))
    folder.refresh()
    folder.push(f"{cluster.url}/news", shards=3, replicas=1)
    cluster.ask("GET", "/_cluster/health/news?wait_for_status=green&timeout=60s")
    archive = Library(f"{cluster.url}/news", settings=settings(tmp_path / "there"))
    expected = sorted(folder.find("oil").ids)
    assert sorted(archive.find("oil").ids) == expected

    cluster.processes[-1].kill()
    cluster.processes[-1].wait()
    during = [archive.find("oil") for _ in range(20)]
    cluster.ask("GET", "/_cluster/health/news?wait_for_nodes=2&wait_for_no_initializing_shards=true&timeout=60s")
    after = archive.find("oil")
    hits = archive.hits(after, 0, 5)

    assert all(sorted(found.ids) == expected or found.problems for found in during)
    assert all(set(found.ids) <= set(expected) for found in during)
    assert (sorted(after.ids), after.total_exact, after.problems) == (expected, True, ())
    assert [hit.id for hit in hits] == list(after.ids[:5])
    archive.close()
    folder.close()
