"""The built-in definitions, loaded once for all tests of a process that change nothing of them."""

from rubrics.authoring.loader import load_catalogue
from rubrics.jd.knowledge.loading import load_knowledge

CATALOGUE = load_catalogue()
KNOWLEDGE = load_knowledge(CATALOGUE).prepared()
