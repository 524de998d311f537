"""The log of events: who did what and when, and what the station went through by itself."""

from hmi.eventlog.file import EVERYTHING, Wanted
from hmi.eventlog.log import EventLog
from hmi.eventlog.people import user_name
from hmi.eventlog.watch import StationWatch

__all__ = ["EVERYTHING", "EventLog", "StationWatch", "Wanted", "user_name"]
