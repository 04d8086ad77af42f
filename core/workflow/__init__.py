"""Workflows: the states of a record and the steps between them, declared as data and taken by one engine."""
