"""Assigning: a suggestion is given to the units that handle it."""
