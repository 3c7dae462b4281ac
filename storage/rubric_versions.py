"""Rubrics as they were when loops were pinned to them."""

from datetime import datetime

from sqlalchemy.orm import Session

from rubrics.catalogue.model import Rubric
from storage.inserting import add_unless_there
from storage.tables import RubricVersionRow


def pin_rubric(session: Session, rubric: Rubric, now: datetime) -> str:
    """Keep a rubric for ever under its digest, and return the digest; keeping it twice changes nothing."""
    content = rubric.model_dump(mode="json")
    row = {"digest": rubric.digest, "rubric_id": rubric.id, "content": content, "pinned_at": now}
    add_unless_there(session, RubricVersionRow, [row])
    return rubric.digest
