"""Alarms: what is wrong, since when, and what to do about it. Pure: no clock, no thread, no Qt.

An alarm asks a person to do something; everything else is an event in the log. ``conditions`` finds in the
``Facts`` of a moment what is abnormal, and the ``AlarmBoard`` makes alarms of it: raised, acknowledged,
cleared, without chatter.
"""

from hmi.alarms.board import AlarmBoard, AlarmChange, AlarmEvent
from hmi.alarms.condition import Condition, Facts, Severity
from hmi.alarms.found import conditions
from hmi.alarms.overruns import OverrunShares

__all__ = [
    "AlarmBoard",
    "AlarmChange",
    "AlarmEvent",
    "Condition",
    "Facts",
    "OverrunShares",
    "Severity",
    "conditions",
]
