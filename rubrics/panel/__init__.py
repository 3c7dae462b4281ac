"""A loop and its panel: states, who may see and do what, coverage, the wording of evidence, record values."""
