"""Deadlines: the arithmetic of dates, why a date is what it is, and deadlines as they run."""
