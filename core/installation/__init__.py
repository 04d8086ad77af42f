"""The tables of a generation in a database, and the rows that are loaded into them."""
