"""The GraphQL floor: types derived from composed models, the compiler, HTTP and the command line.

Knows no plugin.
"""
