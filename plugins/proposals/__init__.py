"""What deputies ask for: suggestions, criticisms and opinions, from the draft to the commitment kept."""
