"""`questions check` on a busy machine: time alone condemns nothing at once, and whatever else is wrong does."""

from __future__ import annotations

import pytest

from jupyter_interview.adapters.questions import FolderBank
from jupyter_interview.cli.questions import SHARE, TRIES, Job, limit_ms, prove
from jupyter_interview.domain.questions import ShippedSolution
from jupyter_interview.domain.verdicts import Evidence, Judgement, TestResult, Verdict

QUESTION = FolderBank().get("team-sizes")


def job(must: str) -> Job:
    return Job(QUESTION, ShippedSolution("python", "", "some", must))


SOUND = int(SHARE * limit_ms(job("accepted")))


def got(verdict: str, slowest: int) -> Judgement:
    test = TestResult(1, "basic", True, Verdict(verdict), slowest)
    return Judgement(Verdict(verdict), (test,), 0, 1, Evidence(), True)


@pytest.mark.parametrize(
    ("must", "runs", "tries", "faults"),
    [
        ("accepted", [("accepted", SOUND)], 1, 0),
        ("accepted", [("accepted", SOUND + 9), ("accepted", SOUND - 9)], 2, 0),
        ("accepted", [("time_limit", 9999), ("accepted", SOUND + 1), ("accepted", 5)], 3, 0),
        ("accepted", [("accepted", SOUND + 1), ("time_limit", 9999), ("accepted", SOUND + 2)], TRIES, 1),
        ("accepted", [("wrong_answer", 5)], 1, 1),
        ("wrong_answer", [("time_limit", 9999), ("wrong_answer", 5)], 2, 0),
        ("wrong_answer", [("accepted", 5)], 1, 1),
        ("time_limit", [("time_limit", 9999)], 1, 0),
        ("time_limit", [("wrong_answer", 5)], 1, 1),
    ],
)
async def test_the_best_of_three(must: str, runs: list[tuple[str, int]], tries: int, faults: int) -> None:
    left = [got(*run) for run in runs]

    async def judge() -> Judgement:
        return left.pop(0)

    proof = await prove(job(must), judge)
    assert (proof.tries, len(proof.faults), left) == (tries, faults, [])
