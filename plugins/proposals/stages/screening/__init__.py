"""Screening: the congress accepts a suggestion, returns it, merges it or treats it as a letter."""
