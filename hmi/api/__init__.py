"""The face that a station shows to other programs: REST, WebSocket, metrics, and a page to look at.

Nothing here is imported before it is wanted (``hmi.api.face``): a web server takes time and memory to load.
"""
