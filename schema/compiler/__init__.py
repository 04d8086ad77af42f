"""From a validated GraphQL operation to one SQL statement whose single value is the JSON of `data`."""
