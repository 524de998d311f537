"""Where rows end: the Historian protocol, SQLite and Oracle behind it, the writer and the CSV backup."""
