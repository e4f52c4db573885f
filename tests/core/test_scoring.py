"""Scores from the log: by stated rules, with evidence, the same bytes each time."""

from __future__ import annotations

import random
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_interview.adapters.llm.offline import OfflineInterviewer
from jupyter_interview.domain import payloads as p
from jupyter_interview.domain import room as rules
from jupyter_interview.domain.events import Actor, Draft
from jupyter_interview.domain.log import Decision
from jupyter_interview.domain.scoring import SCORER, SUGGESTED, Feedback, ScoreLine, criteria_to_read, score
from jupyter_interview.domain.verdicts import Verdict
from tests.core.rooms import Room, bank, judgement

INTERVIEWER = OfflineInterviewer()
QUESTION = "gift-card-pair"
IDEA = "I would keep every price that I passed in a dict and look for its partner."


async def joined(*questions: str) -> Room:
    room = Room(questions or (QUESTION,), id=UUID(int=4))
    room.do(rules.join)
    await room.answer(INTERVIEWER)
    return room


def feedback(room: Room) -> Feedback:
    return score(room.events, {name: bank().get(name) for name in bank().ids()})


def line(room: Room, criterion: str) -> ScoreLine:
    found = {one.criterion: one for question in feedback(room).questions for one in question.lines}
    return found[criterion]


async def test_a_good_interview() -> None:
    room = await joined()
    await room.tell(INTERVIEWER, "Is it allowed to buy the same item twice?")
    await room.tell(INTERVIEWER, IDEA)
    room.judge(judgement(Verdict.ACCEPTED))
    await room.answer(INTERVIEWER)
    bounds = bank().get(QUESTION).complexity
    await room.tell(INTERVIEWER, f"Time {bounds.time}, space {bounds.space}.")
    given_ = feedback(room)
    assert (given_.scorer, len(given_.questions)) == (SCORER, 1)
    assert {one.criterion: one.score for one in given_.questions[0].lines if one.score} == {
        "approach": 4,
        "correctness": 4,
        "edge cases": 4,
        "complexity": 4,
    }
    for one in given_.questions[0].lines:
        assert bool(one.evidence) is (one.score is not None)
        assert all(1 <= seq <= len(room.events) for seq in one.evidence)
    assert len(given_.strengths) == 4
    assert given_.weaknesses == ()


@pytest.mark.parametrize(("failures", "expected"), [(0, 4), (1, 3), (2, 3), (3, 2)])
async def test_correctness_counts_submissions(failures: int, expected: int) -> None:
    room = await joined()
    for _ in range(failures):
        room.judge(judgement(Verdict.WRONG_ANSWER))
        await room.answer(INTERVIEWER)
    room.judge(judgement(Verdict.INTERNAL_ERROR))
    await room.answer(INTERVIEWER)
    room.judge(judgement(Verdict.ACCEPTED))
    found = line(room, "correctness")
    assert found.score == expected
    assert isinstance(room.events[found.evidence[0] - 1].payload, p.SubmissionJudged)


@pytest.mark.parametrize(("passed", "expected"), [(6, 2), (1, 1)])
async def test_what_was_not_accepted_has_the_best_share(passed: int, expected: int) -> None:
    room = await joined()
    room.judge(judgement(Verdict.WRONG_ANSWER, passed=passed))
    assert line(room, "correctness").score == expected
    steps = feedback(room).next_steps
    assert "without the clock" in steps[0]


async def test_each_hint_costs_a_point_of_approach() -> None:
    scores = []
    for hints in range(4):
        room = await joined()
        await room.tell(INTERVIEWER, IDEA)
        for _ in range(hints):
            room.do(rules.hint)
            await room.answer(INTERVIEWER)
        scores.append(line(room, "approach").score)
    assert scores == [4, 3, 2, 1]


async def test_an_idea_after_the_code_was_not_told_before_it() -> None:
    room = await joined()
    room.judge(judgement(Verdict.WRONG_ANSWER))
    await room.answer(INTERVIEWER)
    await room.tell(INTERVIEWER, IDEA)
    assert line(room, "approach").score == 3


async def test_wrong_bounds_twice_are_poor_and_corrected_ones_nearly_good() -> None:
    bounds = bank().get(QUESTION).complexity
    for second, expected in (("O(n!) time, O(2^n) space", 1), (f"Time {bounds.time}, space {bounds.space}", 3)):
        room = await joined()
        room.judge(judgement(Verdict.ACCEPTED))
        await room.answer(INTERVIEWER)
        await room.tell(INTERVIEWER, "O(n!) time, O(2^n) space")
        assert line(room, "complexity").score is None
        await room.tell(INTERVIEWER, second)
        assert line(room, "complexity").score == expected


@pytest.mark.parametrize(("failures", "accepted", "expected"), [(1, True, 3), (2, True, 2), (1, False, 1)])
async def test_failing_at_special_cases(failures: int, accepted: bool, expected: int) -> None:
    room = await joined()
    for _ in range(failures):
        room.judge(judgement(Verdict.WRONG_ANSWER, passed=5))
        await room.answer(INTERVIEWER)
    if accepted:
        room.judge(judgement(Verdict.ACCEPTED))
    assert line(room, "edge cases").score == expected


async def test_silence_is_no_evidence() -> None:
    room = await joined()
    assert [one.score for one in feedback(room).questions[0].lines] == [None] * 4
    assert all("Not enough evidence" in one.reason for one in feedback(room).questions[0].lines)
    assert feedback(room).strengths == ()


async def test_an_examples_run_counts_for_nothing() -> None:
    room = await joined()
    room.judge(judgement(Verdict.WRONG_ANSWER, examples=True), "examples")
    assert line(room, "correctness").score is None


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32))
async def test_the_same_log_gives_the_same_bytes(seed: int) -> None:
    chance = random.Random(seed)
    room = await joined(QUESTION, "first-bracket-fault")
    for _ in range(chance.randrange(12)):
        match chance.randrange(4):
            case 0 if room.interview.progress.open_question:
                room.judge(judgement(chance.choice(list(Verdict)), passed=chance.randrange(12)))
            case 1 if room.interview.progress.phase.value == "solving":
                room.do(rules.hint)
            case 2 if room.interview.progress.ending is None:
                room.do(rules.message, text=chance.choice((IDEA, "O(n) time, O(n) space", "hm", "can it be empty?")))
            case 3 if room.interview.progress.ending is None:
                room.do(rules.next_question)
        await room.answer(INTERVIEWER)
    first, second = feedback(room), feedback(room)
    assert first.to_bytes() == second.to_bytes()
    assert all(one.score is None or 1 <= one.score <= 4 for q in first.questions for one in q.lines)


# -- what a model read


def run(score: int | None, **more: object) -> p.Reading:
    line = p.ReadLine("approach", score, f"A reason for {score}.", (7,) if score else ())
    return p.Reading("stand-in", 50, 20, lines=(line,), **more)  # type: ignore[arg-type]


FAILED = p.Reading("stand-in", failure="invalid")


async def read(*runs: p.Reading, hints: int = 1) -> Room:
    """An interview with an idea, a hint and a solution, by the rules worth 3 in approach, that was read."""
    room = await joined()
    await room.tell(INTERVIEWER, IDEA)
    for _ in range(hints):
        room.do(rules.hint)
        await room.answer(INTERVIEWER)
    room.judge(judgement(Verdict.ACCEPTED))
    await room.answer(INTERVIEWER)
    room.decide(Decision((Draft(p.FeedbackRead(QUESTION, "feedback/1", runs), Actor.SYSTEM),)))
    return room


@pytest.mark.parametrize(
    ("runs", "score", "by", "readings"),
    [
        ((run(2), run(2), run(2)), 2, "model", (2, 2, 2)),
        ((run(4), run(3), run(4)), 4, "model", (4, 3, 4)),
        ((run(3), run(4), FAILED), 3, "model", (3, 4)),
        ((run(1), run(4), run(4)), 3, "rules", (1, 4, 4)),
        ((run(4), FAILED, FAILED), 3, "rules", (4,)),
        ((run(None), run(None), run(4)), 3, "rules", (4,)),
        ((FAILED, FAILED, FAILED), 3, "rules", ()),
    ],
)
async def test_a_models_score_stands_where_its_readings_agree(
    runs: tuple[p.Reading, ...], score: int, by: str, readings: tuple[int, ...]
) -> None:
    found = line(await read(*runs), "approach")
    assert (found.score, found.by, found.readings) == (score, by, readings)
    assert found.rules == (3 if by == "model" else None)
    assert found.reason == (f"A reason for {score}." if by == "model" else "Told before the code; 1 hint.")
    assert found.label is not None
    assert found.label.startswith("By a language model" if by == "model" else "By the rules: the model")


async def test_a_reading_changes_its_own_lines_and_no_others() -> None:
    with_it, without = await read(run(1)), await read()
    changed = {one.criterion for one in _lines(with_it)} & {
        one.criterion for one, other in zip(_lines(with_it), _lines(without), strict=True) if one.score != other.score
    }
    assert changed == {"approach"}
    assert all(one.by == "rules" and one.label is None for one in _lines(with_it) if one.criterion != "approach")


def _lines(room: Room) -> tuple[ScoreLine, ...]:
    return feedback(room).questions[0].lines


async def test_a_model_does_not_get_to_praise_what_is_not_there() -> None:
    room = await joined()
    assert criteria_to_read(room.events, {QUESTION: bank().get(QUESTION)}) == {}
    room.decide(Decision((Draft(p.FeedbackRead(QUESTION, "feedback/1", (run(4),)), Actor.SYSTEM),)))
    assert (line(room, "approach").score, line(room, "approach").by) == (None, "rules")


async def test_the_same_log_with_readings_has_the_same_bytes() -> None:
    room = await read(run(3), run(4), FAILED)
    assert feedback(room).to_bytes() == feedback(room).to_bytes()


# -- what to practise on


async def test_what_did_not_go_well_is_practised_on_questions_of_its_topic_that_were_not_asked() -> None:
    room = await joined()
    room.judge(judgement(Verdict.WRONG_ANSWER))
    questions = {QUESTION: bank().get(QUESTION)}
    found = score(room.events, questions, bank().public()).practice
    topic = bank().get(QUESTION).topics[0]
    assert 0 < len(found) <= SUGGESTED
    assert all(topic in bank().get(one.question_id).topics and one.question_id != QUESTION for one in found)
    assert found == score(room.events, questions, tuple(reversed(bank().public()))).practice
    assert score(room.events, questions, ()).practice == ()


async def test_what_went_well_needs_no_practice() -> None:
    room = await joined()
    await room.tell(INTERVIEWER, IDEA)
    room.judge(judgement(Verdict.ACCEPTED))
    await room.answer(INTERVIEWER)
    room.do(rules.next_question)
    await room.answer(INTERVIEWER)
    low = [one.score for one in feedback(room).questions[0].lines if one.score and one.score <= 2]
    assert low == []
    assert score(room.events, {QUESTION: bank().get(QUESTION)}, bank().public()).practice == ()
