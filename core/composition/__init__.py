"""Composition: from the contributions of all plugins to one generation, and what is refused on the way.

`compose` is the one sequence. The checks, a file each: `overrides`, `permissions`, `names`, `descriptions`, `jobs`,
`workflows` with `steps` and `histories`, and, once the models are mapped, `guards` and `rates`.
"""
