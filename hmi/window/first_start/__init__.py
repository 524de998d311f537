"""The first minutes with the program: a look at the demo plant, or a first PLC in three steps."""
