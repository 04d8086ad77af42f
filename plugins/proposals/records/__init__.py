"""What the steps of several stages find, check and write in the records of a suggestion."""
