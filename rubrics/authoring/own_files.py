"""Writes roles that a team wrote without files as the files that say the same; opens none."""

import json
from collections.abc import Sequence

import yaml

from rubrics.authoring.team_layer import HIDDEN, level_by_level, with_role
from rubrics.authoring.written_out import Written, competency_written, role_written, rubric_at
from rubrics.catalogue.lookup import Catalogue
from rubrics.catalogue.role import Role

WIDTH = 110


def own_files(base: Catalogue, roles: Sequence[Written]) -> dict[str, str]:
    """Return definition files by role which, laid over what is `base`, give the very rubrics that these roles give.

    What files say of a role holds of those that extend it. What was made without files does not, so that each of those
    has a file which says what it is.
    """
    own = {written["id"]: _file(base, written) for written in roles}
    heirs = [role for role in base.roles if role.id not in own and own.keys() & set(base.lineage(role.id))]
    return {name: _text(role) for name, role in (own | {role.id: _as_it_is(base, role) for role in heirs}).items()}


def _file(base: Catalogue, written: Written) -> Written:
    known = any(role.id == written["id"] for role in base.roles)
    role: Written = {"id": written["id"], **({"extends": written["id"]} if known else {})}
    written = level_by_level(written)
    if written.get(HIDDEN):
        return {**role, "abstract": True}
    if not known:
        return role | written
    # Files list what is assessed at every level, so that levels which stay as they are stand there, too.
    return role | written | {"competencies": [*_of_other_levels(base, written), *written.get("competencies", ())]}


def _as_it_is(base: Catalogue, role: Role) -> Written:
    written = role_written(role, [base.rubric(role.id, level) for level in base.levels(role.id)])
    return {"id": role.id, "extends": role.id, "approved": None, **written}


def _text(role: Written) -> str:
    if "do_not_ask" in role:
        # As a list it takes the place of what is inherited; by their ids the entries would be added to it.
        role = {**role, "do_not_ask": [*role["do_not_ask"].values()]}
    # Each part on its own: what is written twice would else be an alias, which no definition file may hold.
    separate = json.loads(json.dumps({"role": role}))
    return yaml.safe_dump(separate, sort_keys=False, allow_unicode=True, width=WIDTH)


def _of_other_levels(base: Catalogue, written: Written) -> list[Written]:
    others = [
        guide.level.value
        for role in base.roles
        for guide in role.levels
        if role.id == written["id"] and guide.level not in written.get("levels", {})
    ]
    whole = with_role(base, written)
    rubrics = [rubric for level in others if (rubric := rubric_at(whole, written["id"], level))]
    return [competency_written(one, rubric.level) for rubric in rubrics for one in rubric.competencies]
