"""PostgreSQL: connections to it, what is asked of it, and an embedded server (`embedded`)."""
