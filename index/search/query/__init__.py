"""The query language: its nodes, tokens and grammar."""
