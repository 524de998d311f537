"""Polling groups: their schedules, triggers, workers, and the engine that starts and stops them."""
