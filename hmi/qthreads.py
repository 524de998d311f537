"""Hosts workers in QThreads; with ``window/`` the only Qt in the house."""
