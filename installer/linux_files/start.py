"""Runs the program with the packages of its own bundle, and with nothing else that the machine may have."""

import runpy
import sys

sys.path.append(f"{sys.prefix}/lib/python3.11/site-packages")
runpy.run_module("hmi", run_name="__main__", alter_sys=True)
