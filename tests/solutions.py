"""Solutions to whatever question came up: right ones, wrong ones, slow ones, and such as raise."""

from __future__ import annotations

from jupyter_interview.domain.questions import Question
from jupyter_interview.domain.signatures import ClassSignature, FunctionSignature, interface


def reference(question: Question, language: str = "python") -> str:
    return next(solution.source for solution in question.solutions if solution.language == language)


def wrong(question: Question, language: str = "python") -> str:
    """One that is answered wrongly."""
    found = (solution for solution in question.wrong if solution.verdict == "wrong_answer")
    return next(solution.source for solution in found if solution.language == language)


def slowly(question: Question, seconds: float) -> str:
    """The Python reference, taking that long for each test."""
    sleep = f"import time\ntime.sleep({seconds})\n"
    name = interface(question.signature, "python").name
    if isinstance(question.signature, FunctionSignature):
        taking = f"def {name}(*arguments):\n    time.sleep({seconds})\n    return _at_once(*arguments)\n"
    elif isinstance(question.signature, ClassSignature):
        making = f"        time.sleep({seconds})\n        super().__init__(*arguments)\n"
        taking = f"class {name}(_at_once):\n    def __init__(self, *arguments):\n{making}"
    else:
        return sleep + reference(question)
    return f"{reference(question)}\n\nimport time\n_at_once = {name}\n{taking}"


def raising(question: Question, message: str) -> str:
    """Python that raises as soon as it is used."""
    name = interface(question.signature, "python").name
    error = f"raise ValueError({message!r})\n"
    if isinstance(question.signature, FunctionSignature):
        return f"def {name}(*arguments):\n    {error}"
    if isinstance(question.signature, ClassSignature):
        return f"class {name}:\n    def __init__(self, *arguments):\n        {error}"
    return error
