"""Suggestions of a made-up city: five years of the current term, from the draft to the promise kept."""
