"""Openings: the jobs to fill, each with its people, its channel and a plan that its loops begin with."""
