"""The commented file a team starts a role of its own from; knows no folder of a team's."""

import json
import re
from pathlib import Path

from rubrics.catalogue.names import folded

TEMPLATE = Path(__file__).with_name("starter.yaml.template")


def role_id_of(name: str) -> str:
    """Return the id for a role's name: “Data Engineer” becomes data-engineer; empty if nothing is left."""
    words = "-".join(re.findall(r"[a-z0-9]+", folded(name)))
    return re.sub(r"^[^a-z]+", "", words)


def starter(role: str, name: str) -> str:
    """Return a starter for a role: what is still to be written stands in brackets, and is refused until it is."""
    text = TEMPLATE.read_text(encoding="utf-8").replace("ROLE-ID", role)
    # The name last: people may call a role anything, and nothing in it is replaced again.
    return text.replace("ROLE-NAME", json.dumps(name, ensure_ascii=False))
