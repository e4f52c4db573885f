"""The shipped bank: every question loads, its reference passes all tests, every wrong solution fails as its name says.
from tests.bank import bank

Python's solutions run as plain processes here, which needs no engine: those of one question a topic on every run, the
others with `make test-full`. `make check-bank` does the same in the sandbox, in every language.
"""

from __future__ import annotations

import itertools
from collections import Counter
from pathlib import Path

import pytest

from jupyter_interview.adapters.questions import SHIPPED_BANK
from jupyter_interview.cli.judged import judged
from jupyter_interview.domain.questions import SOURCE_SUFFIXES, Difficulty, PublicQuestion
from jupyter_interview.domain.signatures import ClassSignature
from jupyter_interview.domain.verdicts import Verdict
from jupyter_interview_kernels.judge.process_sandbox import ProcessSandbox
from tests.bank import bank

BANK = bank()
PUBLIC = BANK.public()
IDS = [question.id for question in PUBLIC]


def topic(question: PublicQuestion) -> str:
    return question.topics[0]


SAMPLE = {next(of_topic).id for _, of_topic in itertools.groupby(sorted(PUBLIC, key=topic), topic)}
JUDGED = [pytest.param(name, marks=() if name in SAMPLE else pytest.mark.full) for name in IDS]
WRONG = [
    pytest.param(path, marks=() if path.parent.parent.name in SAMPLE else pytest.mark.full)
    for path in sorted(SHIPPED_BANK.glob("*/wrong/*.py"))
]


def test_the_bank_is_broad() -> None:
    assert list(BANK.ids()) == IDS
    topics = Counter(map(topic, PUBLIC))
    assert len(topics) == 12
    assert min(topics.values()) >= 6
    assert {(topic(question), question.difficulty) for question in PUBLIC} == {*itertools.product(topics, Difficulty)}
    assert sum(isinstance(BANK.get(name).signature, ClassSignature) for name in IDS) >= 6
    assert len({question.title for question in PUBLIC}) == len(PUBLIC)


@pytest.mark.parametrize("question_id", IDS)
def test_a_question_says_enough(question_id: str) -> None:
    question = BANK.get(question_id)
    assert question.public() in PUBLIC
    assert len(question.tests) >= 15
    assert [solution.language for solution in question.solutions] == list(SOURCE_SUFFIXES)
    assert len({test.category for test in question.tests}) >= 3
    assert len(question.follow_ups) >= 2
    assert len(question.clarifications) >= 3
    assert len(question.rubric) >= 4
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


@pytest.mark.parametrize("question_id", JUDGED)
async def test_the_reference_passes_with_time_to_spare(question_id: str) -> None:
    question = BANK.get(question_id)
    judgement = await judged(ProcessSandbox(), question, "python", question.solutions[0].source)
    failed = [test.index for test in judgement.tests if test.verdict is not Verdict.ACCEPTED]
    assert (judgement.verdict, failed) == (Verdict.ACCEPTED, [])
    slowest = max(test.elapsed_ms for test in judgement.tests)
    assert slowest < 1000 * question.time_limits["python"] / 2, "too little room for a slower machine"


@pytest.mark.parametrize("path", WRONG, ids=lambda path: f"{path.parent.parent.name}/{path.name}")
async def test_a_wrong_solution_fails_as_its_name_says(path: Path) -> None:
    question = BANK.get(path.parent.parent.name)
    name, verdict, _ = path.name.split(".")
    (solution,) = [wrong for wrong in question.wrong if (wrong.name, wrong.verdict) == (name, verdict)]
    judgement = await judged(ProcessSandbox(), question, "python", solution.source)
    assert judgement.verdict == verdict
    if verdict == "time_limit":  # slow, but right where it came to an end
        assert judgement.passed == len(judgement.tests) - 1 >= len(question.tests) // 2
