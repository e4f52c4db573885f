"""A question's checker in a container: never the one in which the candidate's code has run."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from jupyter_interview.domain.judging import select_cases
from jupyter_interview.domain.questions import TestCase
from jupyter_interview.domain.sandbox import RunRequest
from jupyter_interview.domain.signatures import Comparison, FunctionSignature, Parameter
from jupyter_interview.domain.verdicts import Verdict
from jupyter_interview.service.checking import run_and_judge
from jupyter_interview_kernels.judge.docker_sandbox import DockerSandbox
from tests.bank import bank as shipped_bank

CHECKER = """
import os

def check(arguments, expected, actual):
    return len(actual) > 5 and actual != os.uname().nodename
"""


async def test_the_checker_has_a_container_of_its_own(
    docker_sandbox: DockerSandbox, request_for: Callable[..., RunRequest]
) -> None:
    bank = shipped_bank()
    question = replace(
        bank.get(bank.ids()[0]),
        signature=FunctionSignature("f", (Parameter("x", "int"),), "string", Comparison.CHECKER),
        examples=(),
        tests=(TestCase((1,), None, "any"), TestCase((2,), None, "any")),
        checker=CHECKER,
    )
    cases = select_cases(question, "submit")
    source = "import os\ndef f(x): return os.uname().nodename"
    request = request_for(source, ((1,), (2,)), signature=question.signature)
    judgement = await run_and_judge(docker_sandbox, question, cases, request)
    assert (judgement.verdict, judgement.passed) == (Verdict.ACCEPTED, 2), "the two containers have different names"
