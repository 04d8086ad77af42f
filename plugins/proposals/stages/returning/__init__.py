"""Returning: a unit asks to give a suggestion back, and those who assign decide."""
