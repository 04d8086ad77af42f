"""The oracle: GraphQL operations answered by graphql-core over ORM objects, and a generator of operations."""
