"""The steps of a suggestion, a file for each stage: what is asked, what refuses, what happens."""
