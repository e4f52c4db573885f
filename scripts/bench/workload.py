"""What is submitted: a question's own reference solution, against that question's own tests."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from typing import Any, Literal

from jupyter_interview.adapters.questions import FolderBank
from jupyter_interview.domain.judging import JudgedCase, judge, select_cases
from jupyter_interview.domain.questions import Question, TestCase
from jupyter_interview.domain.sandbox import RunRequest
from jupyter_interview.domain.signatures import Comparison, interface
from jupyter_interview.domain.verdicts import Verdict
from jupyter_interview.service.judging import limits_for
from jupyter_interview.service.ports import Sandbox


@dataclass(frozen=True)
class Workload:
    """One kind of submission."""

    question: Question
    purpose: Literal["submit", "examples"]
    source: str
    tests: tuple[TestCase, ...] = ()
    """Instead of the question's own."""
    language: str = "python"

    @property
    def cases(self) -> tuple[JudgedCase, ...]:
        if self.tests:
            return tuple(JudgedCase(test, hidden=True) for test in self.tests)
        return select_cases(self.question, self.purpose)

    @property
    def name(self) -> str:
        if self.tests:
            return f"{self.question.id}, ten tests of 1,000 numbers"
        kind = "examples only" if self.purpose == "examples" else "all tests"
        return f"{self.question.id}, {kind}"

    @property
    def size(self) -> str:
        """How many tests, and how large their arguments are."""
        size = len(json.dumps([case.test.arguments for case in self.cases]))
        return f"{len(self.cases)} tests, {size:,} bytes of arguments"

    @property
    def function(self) -> str:
        """What the solution defines."""
        return interface(self.question.signature, self.language).name

    def bare_job(self) -> bytes:
        """Standard input of the language's bare program. Java compiles its source, so it gets the tests alone."""
        tests = [{"arguments": case.test.arguments, "expected": case.test.expected} for case in self.cases]
        if self.language == "java":
            return json.dumps([[test["arguments"], test["expected"]] for test in tests]).encode()
        return json.dumps({"source": self.source, "function": self.function, "tests": tests}).encode()

    def bare_answer(self) -> str:
        """What the bare program must print."""
        return f"{len(self.cases)}/{len(self.cases)}"

    async def verdict(self, sandbox: Sandbox, interview: str = "bench") -> int:
        """Run in the sandbox and judge on the host, as a worker does for a submission of this interview.

        Returns the milliseconds of it since the runner was ready. Raises RuntimeError unless accepted.
        """
        cases = self.cases
        request = RunRequest(
            submission_id="bench",
            interview_id=interview,
            language=self.language,
            source=self.source,
            signature=self.question.signature,
            tests=tuple(case.test.arguments for case in cases),
            limits=limits_for(self.question, self.language),
        )
        judgement = judge(self.question, cases, await sandbox.run(request))
        if judgement.verdict is not Verdict.ACCEPTED:
            raise RuntimeError(f"the reference solution of {self.question.id} got {judgement.verdict.value}")
        return judgement.evidence.elapsed_ms


def workload(question_id: str, purpose: Literal["submit", "examples"]) -> Workload:
    """The workload of a question in the shipped bank whose answers are compared exactly, as `bare.py` does."""
    question = FolderBank().get(question_id)
    if question.signature.compare is not Comparison.EXACT:
        raise ValueError(f"{question_id} is not compared exactly")
    return Workload(question, purpose, reference(question, "python"))


def reference(question: Question, language: str) -> str:
    return next(solution.source for solution in question.solutions if solution.language == language)


def ten_tests(language: str) -> Workload:
    """Ten tests of 1,000 numbers each: what the targets were set for. Expected values are the reference's own."""
    load = workload("gift-card-pair", "submit")
    namespace: dict[str, Any] = {"__name__": "solution"}
    exec(load.source, namespace)  # noqa: S102 - the bank's own solution
    function = namespace[load.function]
    chance = random.Random(10)  # noqa: S311 - no secret
    tests = []
    for _ in range(10):
        prices = chance.sample(range(1, 1_000_000), 1000)
        arguments = (prices, prices[700] + prices[950])
        tests.append(TestCase(arguments, function(*arguments), "large"))
    return Workload(load.question, "submit", reference(load.question, language), tuple(tests), language)
