"""A PostgreSQL of our own: its folder, its configuration, its start and its stop."""
