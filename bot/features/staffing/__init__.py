"""Whether to hire at all: a few questions with an outcome, kept as a record."""
