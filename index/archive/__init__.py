"""Shared archives: articles in an index of OpenSearch or Elasticsearch, queried in its query language over HTTP."""
