"""The workflow of suggestions, a folder for each stage: its steps, guards, inputs and refusals."""
