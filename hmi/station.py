"""The composition root: builds, starts and stops everything, and gives one snapshot of it."""
