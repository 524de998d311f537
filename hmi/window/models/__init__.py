"""Table models: what a table shows of plain data, apart from the widgets that show it."""
