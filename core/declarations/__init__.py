"""What the author of a plugin declares: models, roles, rules, mutations, workflows, jobs, hooks and the manifest."""
