"""GraphiQL for browsers, from this server alone: a county's network may have no way out."""
