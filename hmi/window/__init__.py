"""The window: shows a station and passes commands to it; never touches what is inside.

Everything here lives on the GUI thread. Work that may take longer than a frame goes through ``tasks``.
"""
