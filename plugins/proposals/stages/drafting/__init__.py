"""Drafting: a deputy writes a suggestion, changes it and submits it."""
