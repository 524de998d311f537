"""Why readings go to the CSV backup, where the reason is not the historian's own words."""

from __future__ import annotations

QUEUE_FULL = "data queue full"
BUFFER_FULL = "circular buffer full"
HISTORIAN_FAILS = "the historian fails"
NO_TIME_LEFT = "no time left before the end"
NO_ANSWER = "the historian did not answer before the end"
