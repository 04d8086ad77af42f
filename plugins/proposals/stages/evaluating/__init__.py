"""Evaluating: deputies judge the replies, and what follows where they are dissatisfied."""
