"""What composition made: the frozen data of models, workflows and access, under one number."""
