"""What stands in the tabs of the setup page."""
