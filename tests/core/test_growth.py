"""How a running time grows: what is cut, what is fitted, and what contradicts a claim."""

from __future__ import annotations

from uuid import uuid4

import pytest

from jupyter_interview.adapters.llm.offline import OfflineInterviewer
from jupyter_interview.adapters.llm.offline.bounds import normalise, powers
from jupyter_interview.domain import payloads as p
from jupyter_interview.domain import room as rules
from jupyter_interview.domain.growth import SHARES, contradicts, exponent, parts
from jupyter_interview.domain.scoring import score
from jupyter_interview.domain.verdicts import Verdict
from tests.core.rooms import Room, bank, judgement

INTERVIEWER = OfflineInterviewer()
QUESTION = "gift-card-pair"


def times(power: float, largest: float = 800) -> list[tuple[float, int]]:
    return [(share, round(largest * share**power)) for share in SHARES]


@pytest.mark.parametrize("power", [0, 1, 2, 3])
def test_the_power_is_found(power: int) -> None:
    assert exponent(times(power, 4000)) == pytest.approx(power, abs=0.05)


def test_one_disturbed_run_does_not_move_it_far() -> None:
    points = times(2)
    points[1] = (points[1][0], points[1][1] * 2)
    assert exponent(points) == pytest.approx(2, abs=0.5)


def test_what_is_too_fast_says_nothing() -> None:
    assert exponent(times(1, 12)) is None


def test_long_lists_and_texts_are_cut_and_nothing_else() -> None:
    found = parts([list(range(800)), "ab" * 400, 17, [1, 2, 3]])
    assert found is not None
    assert [(len(numbers), len(text), number, short) for numbers, text, number, short in found] == [
        (100, 100, 17, [1, 2, 3]),
        (200, 200, 17, [1, 2, 3]),
        (400, 400, 17, [1, 2, 3]),
        (800, 800, 17, [1, 2, 3]),
    ]
    assert parts([17, [1, 2, 3]]) is None


@pytest.mark.parametrize(
    ("bound", "measured", "wrong"),
    [
        ("O(n)", 1.0, False),
        ("O(n)", 2.0, True),
        ("O(n^2)", 1.1, True),
        ("O(n log n)", 1.2, False),
        ("O(1)", 1.0, True),
        ("O(n * m)", 1.0, False),
        ("O(n * m)", 3.0, True),
        ("O(n + m)", 2.0, True),
    ],
)
def test_a_claim_against_a_measurement(bound: str, measured: float, wrong: bool) -> None:
    allowed = powers(normalise(bound))
    assert allowed is not None
    assert contradicts(measured, allowed) is wrong


@pytest.mark.parametrize("bound", ["O(2^n)", "O(n!)", "O(sqrt(n))", "O((n+m)^2)"])
def test_other_bounds_are_no_matter_of_powers(bound: str) -> None:
    assert powers(normalise(bound)) is None


async def probed(claim: str, *, growth: float | None) -> tuple[Room, str]:
    """A room in which a claim was made about an accepted answer whose growth was measured, and what was asked."""
    room = Room((QUESTION,))
    room.do(rules.join)
    await room.answer(INTERVIEWER)
    room.judge(judgement(Verdict.ACCEPTED))
    await room.answer(INTERVIEWER)
    points = (p.GrowthPoint(1.0, 90),)
    room.do(rules.measured, payload=p.GrowthMeasured(QUESTION, uuid4(), points, growth))
    turns = [one for one in await room.tell(INTERVIEWER, claim) if isinstance(one, p.InterviewerTurn)]
    assert [turn.intent for turn in turns] == ["time_probe"]
    return room, turns[0].text


async def test_a_claim_that_contradicts_bound_and_measurement_is_asked_about_with_the_measurement() -> None:
    assert "2.0 times" in (await probed("O(n^2) time and O(n) space", growth=1.0))[1]


@pytest.mark.parametrize(("claim", "growth"), [("O(n^2) time, O(n) space", 2.1), ("O(n^2) time, O(n) space", None)])
async def test_otherwise_the_probe_says_nothing_of_a_measurement(claim: str, growth: float | None) -> None:
    assert "times as long" not in (await probed(claim, growth=growth))[1]


async def test_the_feedback_says_what_was_measured() -> None:
    room, _ = await probed("O(n^2) time and O(n) space", growth=1.0)
    (question,) = score(room.events, {QUESTION: bank().get(QUESTION)}).questions
    assert question.measured == "twice the input took 2.0 times as long"


async def test_a_measurement_that_comes_late_is_the_last_questions() -> None:
    """The next question is posted while the accepted answer is still being timed."""
    following = "first-bracket-fault"
    room = Room((QUESTION, following))
    room.do(rules.join)
    await room.answer(INTERVIEWER)
    room.judge(judgement(Verdict.ACCEPTED))
    await room.answer(INTERVIEWER)
    for _ in ("close", "go on"):
        room.do(rules.next_question)
        await room.answer(INTERVIEWER)
    room.do(rules.measured, payload=p.GrowthMeasured(QUESTION, uuid4(), (p.GrowthPoint(1.0, 90),), 1.0))
    room.judge(judgement(Verdict.ACCEPTED))
    await room.answer(INTERVIEWER)
    (turn,) = (one for one in await room.tell(INTERVIEWER, "O(n^2) time") if isinstance(one, p.InterviewerTurn))
    assert turn.intent == "time_probe"
    assert "2.0 times" not in turn.text
    first, second = score(room.events, {name: bank().get(name) for name in (QUESTION, following)}).questions
    assert (first.measured, second.measured) == ("twice the input took 2.0 times as long", None)
