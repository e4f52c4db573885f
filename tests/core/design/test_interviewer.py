"""The interviewer of system design: steps, checks, what is asked, and what is never told."""

from __future__ import annotations

import re
from uuid import UUID

import pytest

from jupyter_interview.adapters.llm.offline import offline_interviewer
from jupyter_interview.cli.rehearsal.design_candidates import drawing, estimates
from jupyter_interview.cli.rehearsal.sitting import Sitting
from jupyter_interview.domain import payloads as p
from jupyter_interview.domain import room as rules
from jupyter_interview.domain.design.questions import STEPS, SYSTEM_DESIGN, Step
from jupyter_interview.domain.progress import Phase
from jupyter_interview.domain.scoring import QuestionScore, score
from jupyter_interview.errors import Conflict, EmptySubmission
from tests.bank import bank

BANK = bank()
QUESTION = BANK.design("exhibit-codes")
INTERVIEWER = offline_interviewer()


async def joined(*names: str) -> Sitting:
    sitting = Sitting(BANK, INTERVIEWER, names or (QUESTION.id,), id=UUID(int=7), kind=SYSTEM_DESIGN)
    await sitting.do(rules.join)
    return sitting


async def in_step(step: Step) -> Sitting:
    sitting = await joined()
    for before in STEPS[: STEPS.index(step)]:
        if before is Step.REQUIREMENTS:
            await sitting.say("Who uses it?")
        elif before is Step.ESTIMATION:
            await estimate(sitting, estimates(QUESTION))
        else:
            await sitting.hand_in(drawing(QUESTION))
        await sitting.do(rules.next_question)
        await sitting.do(rules.next_question)
    return sitting


async def estimate(sitting: Sitting, printed: str) -> p.InterviewerTurn:
    await sitting.run_cell(printed)
    await sitting.hand_in("print(1)")
    return last(sitting)


def last(sitting: Sitting) -> p.InterviewerTurn:
    return sitting.of(p.InterviewerTurn)[-1][1]


def scored(sitting: Sitting) -> QuestionScore:
    return score(sitting.events, {QUESTION.id: QUESTION}).questions[0]


def scores(sitting: Sitting) -> dict[str, int | None]:
    return {line.criterion: line.score for line in scored(sitting).lines}


# -- steps


async def test_the_first_step_begins_with_the_question() -> None:
    sitting = await joined()
    (began,) = [payload for _, payload in sitting.of(p.StepBegan)]
    assert (began.step, began.number, began.minutes) == (Step.REQUIREMENTS, 1, 7)
    assert sitting.interview.progress.phase is Phase.SOLVING
    (posted,) = [payload for _, payload in sitting.of(p.QuestionPosted)]
    assert QUESTION.statement in posted.cells[0].source
    assert not any(one.text in posted.cells[0].source for one in QUESTION.requirements)


async def test_next_closes_a_step_and_then_begins_the_following_one() -> None:
    sitting = await in_step(Step.REQUIREMENTS)
    await sitting.say("Who uses it?")
    await sitting.do(rules.next_question)
    assert sitting.interview.progress.phase is Phase.BETWEEN
    assert sitting.interview.progress.can_pause
    await sitting.do(rules.next_question)
    step = sitting.interview.progress.step
    assert step is not None
    assert step.step is Step.ESTIMATION
    markdown, code = last(sitting).cells
    assert all(one.text in markdown.source for one in QUESTION.requirements)
    assert all(number in markdown.source for number in QUESTION.numbers)
    assert all(one.name in code.source for one in QUESTION.estimates)
    assert not any(one.because in markdown.source + code.source for one in QUESTION.estimates)


@pytest.mark.parametrize("step", [Step.REQUIREMENTS, Step.ESTIMATION, Step.DESIGN])
async def test_an_unused_step_is_left_at_the_second_next(step: Step) -> None:
    sitting = await in_step(step)
    await sitting.do(rules.next_question)
    assert last(sitting).intent == "step_unused"
    assert sitting.interview.progress.step is not None
    await sitting.do(rules.next_question)
    assert sitting.interview.progress.step is None


async def test_talk_alone_does_not_use_a_step_in_which_something_is_handed_in() -> None:
    sitting = await in_step(Step.DESIGN)
    await sitting.say("I would put everything into one box.")
    await sitting.do(rules.next_question)
    assert last(sitting).intent == "step_unused"


async def test_the_last_step_closes_the_question_and_the_interview() -> None:
    sitting = await in_step(Step.DEEP_DIVES)
    await sitting.say("A random code.")
    await sitting.do(rules.next_question)
    (closed,) = [payload for _, payload in sitting.of(p.QuestionClosed)]
    assert closed.outcome == "discussed"
    assert sitting.interview.progress.ending == "all_done"


async def test_a_second_question_begins_with_its_own_first_step() -> None:
    sitting = await joined(QUESTION.id, "weather-gate")
    assert [began.minutes for _, began in sitting.of(p.StepBegan)] == [4], "half of the time"
    for _ in range(4):
        await sitting.do(rules.next_question)
        if sitting.interview.progress.step is not None:
            await sitting.do(rules.next_question)
        await sitting.do(rules.next_question)
    assert sitting.interview.progress.steps_closed == 0
    step = sitting.interview.progress.step
    assert step is not None
    assert step.step is Step.REQUIREMENTS
    assert len(sitting.interview.progress.questions) == 2


async def test_an_end_in_the_middle_leaves_the_question_skipped() -> None:
    sitting = await in_step(Step.DESIGN)
    await sitting.end()
    assert [closed.outcome for _, closed in sitting.of(p.QuestionClosed)] == ["skipped"]


# -- what the room allows


async def test_nothing_is_judged() -> None:
    sitting = await in_step(Step.ESTIMATION)
    with pytest.raises(Conflict, match="nothing to judge"):
        await sitting.do(
            rules.submit,
            submission_id=UUID(int=1),
            question_id=QUESTION.id,
            cell_id="a",
            source="x = 1",
            language="python",
            purpose="submit",
        )


@pytest.mark.parametrize("step", [Step.REQUIREMENTS, Step.DEEP_DIVES])
async def test_a_step_of_talk_takes_no_cell(step: Step) -> None:
    with pytest.raises(Conflict, match="nothing to hand in"):
        await (await in_step(step)).hand_in("flowchart LR")


async def test_an_empty_cell_is_refused() -> None:
    with pytest.raises(EmptySubmission):
        await (await in_step(Step.DESIGN)).hand_in("  \n")


async def test_another_question_is_refused() -> None:
    with pytest.raises(Conflict, match="not open"):
        await (await in_step(Step.DESIGN)).do(rules.hand_in, question_id="weather-gate", cell_id="a", source="x")


# -- requirements


async def test_a_question_gets_its_authors_answer_and_a_proposal_counts() -> None:
    sitting = await joined()
    await sitting.say("How long is a code, in characters?")
    assert QUESTION.clarifications[1].met in last(sitting).text
    await sitting.say("The redirect must be fast, so latency matters.")
    raised = [
        one.text for _, noted in sitting.of(p.TurnNoted) for one in noted.learnt if one.criterion == "requirements"
    ]
    assert len(raised) == 2
    await sitting.say("It should redirect with low latency.")
    assert last(sitting).intent == "talk", "the same ones again"


async def test_beyond_the_scope() -> None:
    sitting = await joined()
    await sitting.say("Then curators log in with a login of their own.")
    assert QUESTION.scope.leaves_out[0].met in last(sitting).text


async def test_a_common_mistake_is_asked_about_once() -> None:
    sitting = await joined()
    await sitting.say("I would take a sha256 of the address and cut it.")
    assert QUESTION.mistakes[3].ask in last(sitting).text
    await sitting.say("There are collisions, so I check and retry.")
    assert QUESTION.mistakes[3].met in last(sitting).text
    await sitting.say("As I said, sha256 it is.")
    assert QUESTION.mistakes[3].ask not in last(sitting).text


# -- estimation


async def test_right_estimates() -> None:
    sitting = await in_step(Step.ESTIMATION)
    await estimate(sitting, estimates(QUESTION))
    ((_, found),) = sitting.of(p.DesignChecked)
    ran = sitting.of(p.CellExecuted)[0][0].seq
    assert {(one.status, one.seq) for one in found.estimates} == {("right", ran)}
    assert scores(sitting)["estimation"] == 4


@pytest.mark.parametrize(
    ("place", "printed", "word"),
    [
        (3, "9 TB", r"thousand|zeros"),
        (3, "72 GB", r"[Bb]its|Eight"),
        (1, "19_872_000 /s", r"span of time|Check the time"),
        (0, "46", r"unit"),
        (3, "9 /s", r"unit"),
        (3, "2 GB", r"factor by factor|given numbers|each step"),
        (2, "many", r"missing|no number"),
    ],
)
async def test_the_usual_slips_are_named_and_no_value_is(place: int, printed: str, word: str) -> None:
    sitting = await in_step(Step.ESTIMATION)
    lines = estimates(QUESTION).splitlines()
    lines[place] = f"{QUESTION.estimates[place].name}: {printed}"
    said = await estimate(sitting, "\n".join(lines))
    assert re.search(word, said.text)
    assert not re.search(r"\b(?:46|230|18000000)\b", said.text)


async def test_what_ran_before_the_step_is_no_estimate() -> None:
    sitting = await joined()
    await sitting.run_cell(estimates(QUESTION))
    await sitting.do(rules.next_question)
    await sitting.do(rules.next_question)
    await sitting.do(rules.next_question)
    await sitting.hand_in("print(1)")
    assert "run" in last(sitting).text.lower()
    assert scores(sitting)["estimation"] is None


async def test_a_quantity_that_is_wrong_again_is_asked_about() -> None:
    sitting = await in_step(Step.ESTIMATION)
    assert QUESTION.mistakes[4].ask not in (await estimate(sitting, "storage: 900 GB")).text
    assert QUESTION.mistakes[4].ask in (await estimate(sitting, "storage: 900 GB")).text


# -- the drawing


async def test_a_whole_drawing() -> None:
    sitting = await in_step(Step.DESIGN)
    await sitting.hand_in(drawing(QUESTION))
    (_, checked) = sitting.of(p.DesignChecked)[-1]
    assert checked.diagram is not None
    assert (checked.diagram.missing, checked.diagram.single) == ((), ())
    assert last(sitting).intent == "check"
    assert "7 boxes" in last(sitting).text
    assert (scores(sitting)["high-level design"], scores(sitting)["reliability"]) == (4, 4)


async def test_a_missing_part_is_asked_for_without_its_name() -> None:
    sitting = await in_step(Step.DESIGN)
    await sitting.hand_in(drawing(QUESTION, without="cache"))
    assert QUESTION.mistakes[0].ask in last(sitting).text
    assert "cache" not in last(sitting).text.lower()


async def test_a_part_drawn_alone_is_asked_about_and_an_answer_counts() -> None:
    sitting = await in_step(Step.DESIGN)
    await sitting.hand_in(drawing(QUESTION, replicated=False))
    assert QUESTION.mistakes[1].ask in last(sitting).text
    assert scores(sitting)["reliability"] == 1
    await sitting.say("There is a replica that takes over.")
    assert scores(sitting)["reliability"] == 3


async def test_a_hint_costs_a_point_of_the_design() -> None:
    sitting = await in_step(Step.DESIGN)
    await sitting.do(rules.hint)
    await sitting.hand_in(drawing(QUESTION))
    assert sitting.of(p.HintGiven)[0][1].text.endswith(QUESTION.hints[0])
    assert scores(sitting)["high-level design"] == 3


@pytest.mark.parametrize(
    "cell", ["no drawing", "```mermaid\nflowchart LR\n```", "```mermaid\nflowchart LR\n a --> b\n```"]
)
async def test_a_beginning_is_no_evidence(cell: str) -> None:
    sitting = await in_step(Step.DESIGN)
    await sitting.hand_in(cell)
    assert (scores(sitting)["high-level design"], scores(sitting)["reliability"]) == (None, None)


# -- deep dives


async def test_a_right_answer_goes_on_at_once_and_a_wrong_one_gets_a_second_try() -> None:
    sitting = await in_step(Step.DEEP_DIVES)
    first, second = QUESTION.deep_dives[:2]
    assert first.ask in last(sitting).text
    await sitting.say("The website just does it in some way that works for everybody.")
    assert first.missed not in last(sitting).text
    await sitting.say("A counter, in base 62.")
    assert first.met in last(sitting).text
    assert second.ask in last(sitting).text
    await sitting.say("I don't know")
    assert second.missed in last(sitting).text
    assert scores(sitting)["deep dives"] == 2, "3 at the second try and 1 for none"


async def test_a_question_back_is_answered_and_the_question_stays() -> None:
    sitting = await in_step(Step.DEEP_DIVES)
    await sitting.say("How long is a code in characters?")
    assert QUESTION.clarifications[1].met in last(sitting).text
    await sitting.say("Then a random one.")
    assert QUESTION.deep_dives[0].met in last(sitting).text


async def test_an_open_question_of_an_earlier_step_is_dropped() -> None:
    sitting = await in_step(Step.DESIGN)
    await sitting.hand_in(drawing(QUESTION, without="cache"))
    await sitting.do(rules.next_question)
    await sitting.do(rules.next_question)
    await sitting.say("A random code.")
    assert QUESTION.deep_dives[0].met in last(sitting).text


# -- the whole


async def test_who_does_nothing_is_not_scored() -> None:
    sitting = await joined()
    await sitting.end()
    assert set(scores(sitting).values()) == {None}


async def test_the_same_room_gets_the_same_answer() -> None:
    one, other = await in_step(Step.DESIGN), await in_step(Step.DESIGN)
    for sitting in (one, other):
        await sitting.hand_in(drawing(QUESTION, without="cache"))
    assert last(one).text == last(other).text


async def test_time_is_told_with_the_steps_share() -> None:
    sitting = await in_step(Step.DESIGN)
    sitting.wait(10)
    await sitting.say("How much time is left?")
    assert "5 minutes" in last(sitting).text


async def test_messages_between_steps_begin_nothing() -> None:
    sitting = await joined()
    await sitting.say("Who uses it?")
    await sitting.do(rules.next_question)
    await sitting.say("What about the numbers?")
    assert last(sitting).intent == "talk"
    assert sitting.interview.progress.step is None
