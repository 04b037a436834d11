"""Shared archives: articles in an index of OpenSearch or Elasticsearch, asked in their query language over HTTP."""
