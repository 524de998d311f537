"""The safe way of a reading: data queue, consumer, circular buffer, and the ledger that counts every row."""
