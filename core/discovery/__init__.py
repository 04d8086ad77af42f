"""Which plugins there are, in which order, and what each contributes."""
