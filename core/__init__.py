"""The plugin floor: manifests, hooks, composition, generations, environment and access.

Knows no GraphQL and no congress.
"""
