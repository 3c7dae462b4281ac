"""Why a text reads as a role: its shares as a picture, its statements, what would change it; knows no remark."""

from collections.abc import Iterator

from bot.features.doors import Door
from bot.features.jd.phrasing import LEAST_SHOWN, own_name, quotation, readable
from bot.features.jd.reviewed import LONGEST_TITLE, ReviewShown
from bot.features.rubric.show_page import open_button, row
from bot.features.rubric.topic import Kind, Topic
from bot.slack.block_types import Block, Element, Modal
from bot.slack.blocks import actions, context, modal, section
from bot.slack.elements import button
from bot.slack.limits import VIEW_TITLE
from bot.slack.rich_text import preformatted
from bot.wording.escaping import Mrkdwn, isolated
from bot.wording.jd import abstention_words, change_words, evidence_words, role_words
from bot.wording.jd_wording import wording_words
from bot.wording.phrases import at_level, cut, percent, shortened
from bot.wording.pictures import amount, column
from bot.wording.words import plain_words, words
from rubrics.jd.values import OTHER
from rubrics.jd.verdicts import Abstention

WHY = "jd_why"
FIRST_PAGE = "jd_why_page"
STATEMENTS = "jd_statements"
MOST_ROLES = 2
MOST_STATEMENTS = 3
LONGEST_STATEMENT = 80
COLUMNS = 44
"""A modal on a phone shows so many characters of one width."""
NAME, BAR = 24, 20


def why(shown: ReviewShown) -> Modal:
    """Return why a text reads as it does, or why there is no verdict."""
    verdict = shown.review.verdict
    if verdict.abstained or verdict.role is None:
        reason = abstention_words(verdict.abstained or Abstention.TOO_LITTLE)
        again = button(plain_words("jd_labels.paste_again"), Door.START_REVIEW, primary=True)
        return _modal(shown, "Why?", [section(words("jd_why.no_verdict", reason=reason)), *actions(again)])
    strongest = _statements(shown)
    blocks = [*_by_title(shown), preformatted("\n".join(_picture(shown))), *strongest]
    named = own_name(shown.knowledge, shown.review)
    rests_on = words(
        "jd_why.rests_on",
        sides=len(strongest),
        change=_change(shown),
        self_name=shortened(named, LONGEST_TITLE) if named else None,
        fitting=[] if verdict.title_fits else list(verdict.fitting_titles[:3]),
    )
    blocks += [context(rests_on)] if rests_on.strip() else []
    title = plain_words("jd_labels.why_role", role=role_words(verdict.role, None, shown.role_names))
    return _modal(shown, title if len(title) <= VIEW_TITLE else "Why?", [*blocks, *_ways(shown)])


def statements(shown: ReviewShown) -> Modal:
    """Return every statement that the verdict was made by, as it stands in the text, and what it was read as."""
    verdict = shown.review.verdict
    blocks: list[Block] = []
    for role in _ranked(shown):
        if spans := verdict.evidence.get(role, ()):
            name = role_words(role, verdict.other_kind, shown.role_names)
            read = ((span.quote, evidence_words(shown.knowledge, span)) for span in spans)
            quotes = [(quote, plain_words("jd_labels.read_as", features=features)) for quote, features in read]
            blocks += [section(words("jd_why.speaks_for", name=name)), quotation(quotes)]
    if sentence := wording_words(verdict, shown.role_names):
        blocks.append(section(words("jd_why.sentence", sentence=sentence)))
    if sentence := change_words(verdict, shown.role_names):
        blocks.append(section(words("jd_why.would_change", sentence=sentence)))
    back = button(plain_words("jd_labels.back_to_why"), FIRST_PAGE, shown.kept.id, primary=True)
    return _modal(shown, "Statements", [*blocks, *actions(back)])


def _by_title(shown: ReviewShown) -> list[Block]:
    """Return that a role is taken from the title alone, where it is."""
    verdict = shown.review.verdict
    if not verdict.by_title:
        return []
    return [section(words("jd_why.by_title", name=role_words(verdict.role or OTHER, None, shown.role_names)))]


def rubric_button(shown: ReviewShown, *, named: bool = False) -> Element | None:
    """Return the way to the rubric of the role it really is, or to the role where no level is named."""
    if shown.role is None:
        return None
    kind = Kind.RUBRIC if shown.level else Kind.ROLE
    role = at_level(shown.role.name, shown.level) if shown.level else shown.role.name
    label = plain_words("jd_labels.rubric_of", role=role)
    topic = Topic(kind=kind, role=shown.role.id, level=shown.level)
    return open_button(label if named else "Rubric", topic, label=label)


def _modal(shown: ReviewShown, title: str, blocks: list[Block]) -> Modal:
    return modal(title, blocks, callback_id=WHY, close="Back", private_metadata=shown.kept.id)


def _ranked(shown: ReviewShown) -> list[str]:
    """Return the roles with a share or a statement, the greatest first."""
    verdict = shown.review.verdict
    roles = {**verdict.distribution, **{role: verdict.distribution.get(role, 0.0) for role in verdict.evidence}}
    return sorted(roles, key=lambda role: (-roles[role], role))


def _picture(shown: ReviewShown) -> Iterator[str]:
    """Yield a line a role: its name, its share as a bar and in words."""
    distribution = shown.review.verdict.distribution
    lines = [
        (role_words(role, None, shown.role_names), distribution[role])
        for role in _ranked(shown)
        if distribution.get(role, 0.0) >= LEAST_SHOWN
    ]
    rest = 1 - sum(share for _, share in lines)
    if rest >= LEAST_SHOWN / 5:
        lines.append((plain_words("jd_labels.all_others", least=LEAST_SHOWN), rest))
    figures = [percent(share) for _, share in lines]
    names = min(max(len(name) for name, _ in lines), NAME)
    bar = min(BAR, COLUMNS - names - max(map(len, figures)) - 2)
    for (name, share), figure in zip(lines, figures, strict=True):
        yield f"{column(isolated(name), names)} {amount(share, bar)} {figure}"


def _statements(shown: ReviewShown) -> list[Block]:
    """Return the strongest statements for the role that leads, and for the one behind it."""
    verdict = shown.review.verdict
    roles = [role for role in _ranked(shown) if verdict.evidence.get(role)][:MOST_ROLES]
    return [
        section(
            words(
                "jd_why.strongest",
                name=role_words(role, verdict.other_kind, shown.role_names),
                quotes=[
                    cut(readable(span.quote), LONGEST_STATEMENT) for span in verdict.evidence[role][:MOST_STATEMENTS]
                ],
            )
        )
        for role in roles
    ]


def _change(shown: ReviewShown) -> Mrkdwn | None:
    """Return how few statements carry the verdict; which they are stands with all of them."""
    change = shown.review.verdict.would_change
    if change is None:
        return None
    if change.leader is None:
        return words("jd_why.sentence", sentence=change_words(shown.review.verdict, shown.role_names))
    role = role_words(change.leader, None, shown.role_names)
    verdict = shown.review.verdict
    strongest = verdict.evidence.get(verdict.role or OTHER, ())
    leader = role_words(verdict.role or OTHER, None, shown.role_names)
    return words("jd_why.without", number=len(change.sentences), shown=len(strongest), leader=leader, role=role)


def _ways(shown: ReviewShown) -> list[Block]:
    role, verdict = shown.role, shown.review.verdict
    others = [other for other in _ranked(shown) if other in shown.role_names and role and other != role.id]
    near = next((other for other in others if verdict.distribution.get(other, 0.0) >= LEAST_SHOWN), None)
    compare = Topic(kind=Kind.COMPARE, role=role.id, detail=near) if role and near else None
    return row(
        button(plain_words("jd_labels.statements"), STATEMENTS, shown.kept.id) if verdict.evidence else None,
        rubric_button(shown),
        open_button(plain_words("jd_labels.compare"), compare) if compare else None,
        open_button("Pay", Topic(kind=Kind.PAY, role=role.id)) if role and shown.has_pay else None,
    )
