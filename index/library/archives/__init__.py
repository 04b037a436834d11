"""Shared archives as libraries: questions put to a server, and what is kept here of its articles."""
