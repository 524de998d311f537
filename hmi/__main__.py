"""``python -m hmi`` is the command ``hmi``."""

from hmi.cli import main

if __name__ == "__main__":
    main()
