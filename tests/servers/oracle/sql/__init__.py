"""An Oracle database on a SQLite file, as far as the product asks for one: what is behind the wire.

``database.py`` has the users and sessions; ``session.py`` runs what ``statements.py`` reads: queries and
inserts by way of ``compiler.py``, definitions by way of ``ddl.py``, which changes the ``catalog.py``.
What Oracle refuses is refused with its own error; what only a real Oracle can do is ORA-03001.
"""
