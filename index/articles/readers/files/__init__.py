"""Readers of files that hold records or other files: tables, JSON, XML, mail, archives."""
