"""Handling: units sign for a suggestion, plan, talk with the deputy and ask for more time."""
