"""PostgreSQL: where it is, how it is started, how its tables are made, and connections to it."""
