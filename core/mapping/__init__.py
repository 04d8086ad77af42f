"""From definitions to drafts, and from drafts to the classes that SQLAlchemy maps."""
