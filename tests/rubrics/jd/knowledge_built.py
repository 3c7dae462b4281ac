"""The built-in knowledge, built once for all tests of JD review."""

from rubrics.authoring.loader import load_catalogue
from rubrics.jd.knowledge.loading import load_knowledge

CATALOGUE = load_catalogue()
KNOWLEDGE = load_knowledge(CATALOGUE)
