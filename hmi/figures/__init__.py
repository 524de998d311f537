"""The history of the station's figures: the last hour in memory, seven days on disk."""

from hmi.figures.history import FigureHistory

__all__ = ["FigureHistory"]
