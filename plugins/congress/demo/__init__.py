"""A made-up city at work: the real divisions of Liuzhou with invented deputies, the same in every run."""
