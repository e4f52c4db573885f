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
from jupyter_interview.domain.scoring import SCORER, Feedback, ScoreLine, score
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
