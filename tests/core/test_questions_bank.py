"""The shipped bank: every question loads, its reference passes all tests, every wrong solution fails as its name says.

Solutions run in plain subprocesses here, which is quick and needs no engine; the real judge decides what their results
mean. `jupyter interview questions check` does the same in the sandbox.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from jupyter_interview.adapters.questions import SHIPPED_BANK, FolderBank
from jupyter_interview.domain.judging import judge, select_cases
from jupyter_interview.domain.questions import Difficulty, Question, ShippedSolution
from jupyter_interview.domain.sandbox import RawResult, RunReport
from jupyter_interview.domain.signatures import interface
from jupyter_interview.domain.verdicts import Evidence, Judgement, Verdict

IDS = sorted(path.parent.name for path in SHIPPED_BANK.glob("*/question.yaml"))
WRONG = sorted(SHIPPED_BANK.glob("*/wrong/*.py"))
BANK = FolderBank()

# One line of JSON a test. The alarm's default action ends the process even inside one long call into C.
RUNNER = """
import json, signal, sys, time
work = json.load(sys.stdin)
names = {}
exec(work["source"], names)
for index, arguments in enumerate(work["tests"]):
    signal.setitimer(signal.ITIMER_REAL, work["limit"])
    started = time.perf_counter()
    try:
        result = {"outcome": "returned", "value": names[work["function"]](*arguments)}
    except Exception as error:
        result = {"outcome": "raised", "message": type(error).__name__}
    signal.setitimer(signal.ITIMER_REAL, 0)
    elapsed = round(1000 * (time.perf_counter() - started))
    print(json.dumps({"index": index, "elapsed_ms": elapsed, **result}), flush=True)
"""


def judged(question: Question, solution: ShippedSolution) -> Judgement:
    """What the judge says of a run that stops at the first time limit."""
    cases = select_cases(question, "submit")
    limit = question.time_limits[solution.language]
    work = {
        "source": solution.source,
        "function": interface(question.signature, solution.language).name,
        "tests": [case.test.arguments for case in cases],
        "limit": limit,
    }
    command = [sys.executable, "-I", "-c", RUNNER]
    done = subprocess.run(command, input=msgspec.json.encode(work), capture_output=True, check=False)
    results = [msgspec.convert(json.loads(line), RawResult) for line in done.stdout.splitlines()]
    if done.returncode == -signal.SIGALRM:
        results.append(RawResult(len(results), "time_limit", round(1000 * limit)))
    else:
        assert done.returncode == 0, done.stderr.decode()
    return judge(question, cases, RunReport(tuple(results), Evidence(), sandboxed=False))


def test_the_bank_is_broad() -> None:
    public = BANK.public()
    difficulties = [question.difficulty for question in public]
    assert [question.id for question in public] == IDS == list(BANK.ids())
    assert [difficulties.count(level) for level in Difficulty] == [4, 5, 3]
    assert len({question.topics[0] for question in public}) >= 6
    assert len({question.title for question in public}) == len(public)


@pytest.mark.parametrize("question_id", IDS)
def test_a_question_says_enough(question_id: str) -> None:
    question = BANK.get(question_id)
    assert question.public() in BANK.public()
    assert len(question.tests) >= 10
    assert len({test.category for test in question.tests}) >= 3
    assert len(question.follow_ups) >= 2
    assert len(question.clarifications) >= 3
    assert len(question.rubric) >= 3
    assert question.constraints
    assert {"wrong_answer", "time_limit"} <= {solution.verdict for solution in question.wrong}


@pytest.mark.parametrize("question_id", IDS)
def test_no_category_holds_a_value(question_id: str) -> None:
    """Candidates see the category of a hidden test."""
    categories = {test.category for test in BANK.get(question_id).tests}
    assert {category for category in categories if not category.replace(" ", "").isalpha()} == set()


@pytest.mark.parametrize("question_id", IDS)
def test_no_hidden_test_is_an_example(question_id: str) -> None:
    question = BANK.get(question_id)
    arguments = [test.arguments for test in (*question.examples, *question.tests)]
    assert [given for given in arguments if arguments.count(given) > 1] == []


@pytest.mark.parametrize("question_id", IDS)
def test_the_reference_passes_with_time_to_spare(question_id: str) -> None:
    question = BANK.get(question_id)
    judgement = judged(question, question.solutions[0])
    failed = [test.index for test in judgement.tests if test.verdict is not Verdict.ACCEPTED]
    assert (judgement.verdict, failed) == (Verdict.ACCEPTED, [])
    slowest = max(test.elapsed_ms for test in judgement.tests)
    assert slowest < 1000 * question.time_limits["python"] / 2, "too little room for a slower machine"


@pytest.mark.parametrize("path", WRONG, ids=lambda path: f"{path.parent.parent.name}/{path.name}")
def test_a_wrong_solution_fails_as_its_name_says(path: Path) -> None:
    question = BANK.get(path.parent.parent.name)
    name, verdict, _ = path.name.split(".")
    (solution,) = [wrong for wrong in question.wrong if (wrong.name, wrong.verdict) == (name, verdict)]
    judgement = judged(question, solution)
    assert judgement.verdict == verdict
    if verdict == "time_limit":  # slow, but right where it came to an end
        assert judgement.passed == len(judgement.tests) - 1 >= len(question.tests) // 2
