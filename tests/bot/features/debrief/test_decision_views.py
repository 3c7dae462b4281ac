"""Every view of a decision fits Slack whatever people wrote, and the line in the channel does not say why."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.features.debrief import show_decision as view
from bot.features.debrief.decide import Made
from bot.features.debrief.decision_form import LONGEST_WHY
from bot.features.debrief.read_decision import DecisionRead, ToDecide
from bot.features.debrief.show_decision_line import decision_line, withdrawn_line
from rubrics.panel.decision import Choice, Decided, Revote, Stance
from rubrics.panel.loop import Loop
from rubrics.signal import basis_of, summarize
from storage.decisions import DecisionRow, DissentRow
from tests.bot.features.test_hostile_text import NOW, PEOPLE, cards, fits, fits_a_message, loops, sentences

choices = st.sampled_from(Choice)
MARK = "because-of-this"


def entry_on(loop: Loop, choice: Choice, basis: dict[str, object], why: str, number: int = 1) -> DecisionRow:
    return DecisionRow(
        id=f"{number}",
        loop_id=loop.id,
        number=number,
        choice=choice,
        decided_by="U0HANA",
        decided_at=NOW,
        reason=why,
        stance=Stance.NEITHER if choice.ends else None,
        basis=basis,
        focus=[each.id for each in loop.rubric.competencies[:4]],
    )


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_every_view_of_a_decision_fits_slack_whatever_people_wrote(data: st.DataObject) -> None:
    loop, choice = data.draw(loops()), data.draw(choices)
    signal = summarize([card.scorecard for card in data.draw(cards(loop))], loop.rubric)
    basis = basis_of(signal, data.draw(st.none() | st.just(Revote(for_hire=2, against=3))))
    decided = loop.model_copy(update={"decision": Decided(number=1, choice=Choice.HIRE, by="U0HANA", at=NOW)})
    why = f"{MARK} {data.draw(sentences(LONGEST_WHY - len(MARK) - 1))}"
    for each in (loop, decided):
        for chosen in (None, *Choice):
            fits(view.decision_form(ToDecide(each, signal, basis, 1, [loop] * 4), chosen))
        fits(view.deciders_form(each, names=data.draw(st.booleans())))
    entry = entry_on(loop, choice, basis.model_dump(mode="json"), why)
    dissents = [
        DissentRow(id=str(place), decision_id=entry.id, person=person, text=why, said_at=NOW)
        for place, person in enumerate([*PEOPLE] * 4)
    ]
    history = [entry_on(loop, choice, entry.basis, why, number) for number in range(2, 12)]
    able = {"may_undo": True, "may_decide": True, "may_dissent": True}
    for full in (True, False):
        fits(view.decision(DecisionRead(decided, entry, full, **able, history=history, dissents=dissents)))
    fits(view.dissent_form(decided))
    fits(view.dissented(decided))
    fits(view.undone(loop))
    fits(view.recorded(Made(loop=decided if choice.ends else loop, number=1, choice=choice, following=loop)))
    for is_private in (True, False):
        for is_replaced in (True, False):
            line = decision_line(loop, entry, is_private=is_private, is_replaced=is_replaced)
            fits_a_message(line)
            assert MARK not in str(line)
    fits_a_message(withdrawn_line(loop))


@settings(max_examples=20, deadline=None)
@given(loops(), st.sampled_from([Choice.HIRE, Choice.NO_HIRE]))
def test_a_public_channel_reads_that_there_is_a_decision_and_not_which(loop: Loop, choice: Choice) -> None:
    entry = entry_on(loop, choice, {"revote": None}, "")
    assert decision_line(loop, entry, is_private=False) == decision_line(
        loop, entry_on(loop, Choice.HIRE, {"revote": None}, ""), is_private=False
    )
