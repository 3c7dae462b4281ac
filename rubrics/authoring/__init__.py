"""Definition files into the catalogue: YAML with line and fix, layers of a team over the built-in."""
