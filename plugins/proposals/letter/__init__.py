"""The reply letter (答复函): what it says, and how it is set as a page and as a printed sheet."""
