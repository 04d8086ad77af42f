"""Replying: units issue their replies, and the suggestion is published."""
