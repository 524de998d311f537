"""Proves that an installed program works: every check does for real what the program does, and needs nothing.

In a temporary folder, on no network but loopback, without a PLC and without Oracle. Above the station and its
faces, as the command line is.
"""
