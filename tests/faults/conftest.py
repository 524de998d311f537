"""Shared by the tests of faults."""

from tests.historian.conftest import make_rig

__all__ = ["make_rig"]
