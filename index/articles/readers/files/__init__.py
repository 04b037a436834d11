"""Readers of file formats that anybody may have: one module a family."""
