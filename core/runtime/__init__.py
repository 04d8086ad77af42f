"""What domain code runs on: rules, rows and environments, as the declarations describe them."""
