"""One folder a feature: listeners, use cases, drawings and words."""
