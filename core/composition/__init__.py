"""Composition: from the definitions of all plugins to one mapped class per model.

The steps, a file each, in the order in which `core.generation.compose` takes them:

- `chains` puts the definitions of each model in a row; `declarations` and `overrides` refuse what
  they may not say.
- `reading` makes a draft of each chain with the help of `annotations`; `references` follows the links.
- `permissions`, `names` and `descriptions` refuse what nobody may do, could tell apart or understand.
- `mapping` makes the classes, `columns` and `search` their tables; `access_book` files the rules.
- `guards` looks at what rules and computed fields read.

Each refusal stands in `refusals` and names the `parties` concerned.
"""
