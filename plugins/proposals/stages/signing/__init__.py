"""Signing: deputies are invited to sign a suggestion, sign it, or withdraw it."""
