"""The rows that must be there before anybody can work: divisions, congresses, policy documents."""
