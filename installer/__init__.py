"""Builds what a control room installs: the Windows set-up and the Linux bundle, both without Windows.

Nothing of it is part of the program; ``python -m installer`` is run by the Makefile and by the release job.
"""
