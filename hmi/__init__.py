"""Lineside: from MELSEC tags to an Oracle database, every value exactly once."""

__version__ = "0.1.0"
