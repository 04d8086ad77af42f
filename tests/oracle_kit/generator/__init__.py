"""Hypothesis strategies for GraphQL operations over a whole schema, with values drawn from the data."""
