"""What is wrong with a text: one module a kind of check, each from a reading to findings."""
