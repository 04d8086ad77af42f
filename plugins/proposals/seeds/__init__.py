"""What must be there before a suggestion can be answered."""
