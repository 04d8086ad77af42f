"""The GraphQL types of a generation: strawberry types derived from its composed models."""
