"""Tracking: commitments are kept, changed or broken, and the suggestion is closed or opened again."""
