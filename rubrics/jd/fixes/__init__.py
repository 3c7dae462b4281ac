"""Fixes of a job description: the author's own sentences kept, moved or edited in plain sight, proven by a review."""
