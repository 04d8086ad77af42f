"""GraphQL over HTTP: the view, the application around it and the server that runs it."""
