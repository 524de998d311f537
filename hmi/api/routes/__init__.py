"""The addresses of the remote face, by subject; each module has a ``router``."""
